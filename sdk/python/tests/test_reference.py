"""The reference is what the docstrings say."""

from __future__ import annotations

import importlib.util

import autoschematic_sdk
from programs import SDK

TOOL = importlib.util.spec_from_file_location("update_reference", SDK / "tools" / "update_reference.py")
assert TOOL is not None and TOOL.loader is not None
update_reference = importlib.util.module_from_spec(TOOL)
TOOL.loader.exec_module(update_reference)


def test_the_reference_is_up_to_date() -> None:
    assert update_reference.REFERENCE.read_text("utf-8") == update_reference.describe(), "run sdk/python/tools/update_reference.py"


def test_everything_public_is_in_it_with_words() -> None:
    entries = {part.split("\n", 1)[0]: part for part in update_reference.describe().split("\n### ")[1:]}
    for name in autoschematic_sdk.__all__:
        words = [line for line in entries[name].split("\n")[3:] if line and not line.startswith(("#", "|--", "| | |"))]
        assert words or "[" in entries[name], f"nothing is said of {name}"
