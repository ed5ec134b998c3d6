"""What a connector is told by its environment."""

from __future__ import annotations

import os


def required_env(name: str) -> str:
    """An environment variable that must be set, as `env:` in autoschematic.ron does."""
    value = os.environ.get(name, "")
    if not value:
        raise RuntimeError(f"{name} environment variable is required")
    return value
