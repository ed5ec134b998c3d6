"""Every block of every guide does what the guide says."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from guide import GUIDES, Reader, blocks

ROOT = GUIDES.parent.parent
PROGRAM = ROOT / "artifacts" / "bin" / "autoschematic"
PACKAGES = ROOT / "artifacts" / "packages"
PYTHON = ROOT / ".venv"


def environment(home: Path) -> dict[str, str]:
    """What a shell has after the two commands of the readme, and what keeps this run to itself."""
    user = Path(os.environ.get("NUGET_PACKAGES") or Path.home() / ".nuget" / "packages")
    return {
        "PATH": f"{PROGRAM.parent}:{PYTHON / 'bin'}:{os.environ['PATH']}",
        "VIRTUAL_ENV": str(PYTHON),
        "HOME": str(home),
        "AUTOSCHEMATIC_DAEMON": "off",
        "LANG": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Reader", "GIT_AUTHOR_EMAIL": "reader@example.org",
        "GIT_COMMITTER_NAME": "Reader", "GIT_COMMITTER_EMAIL": "reader@example.org",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_ADDOPTS": "-p no:cacheprovider",
        "DOTNET_CLI_TELEMETRY_OPTOUT": "1", "DOTNET_NOLOGO": "1",
        "NUGET_PACKAGES": str(home / "packages"),
        "NUGET_FALLBACK_PACKAGES": str(user),
    }  # fmt: skip


@pytest.mark.skipif(not PROGRAM.exists(), reason="`make build` makes the program")
@pytest.mark.parametrize("name", ["python.md", "csharp.md"])
def test_everything_in_the_guide_works(name: str, tmp_path: Path) -> None:
    if name == "csharp.md" and (not PACKAGES.exists() or shutil.which("dotnet") is None):
        pytest.skip("`make build` packs the SDK")
    home = tmp_path / "home"
    home.mkdir()
    with Reader(tmp_path, environment(home)) as reader:
        try:
            for block in blocks(GUIDES / name):
                reader.follow(block)
        finally:
            (tmp_path / "transcript").write_text("\n".join(reader.transcript))
