"""Which characters make white space, names and numbers."""

from __future__ import annotations

import re

SPACE = re.compile("[ \\t\\n\\r\\v\\f\u0085\u200e\u200f\u2028\u2029]+")
_ASCII_NAME = re.compile(r"[A-Za-z0-9_]*")
_RAW_EXTRA = ".+-"


def starts_name(text: str, at: int) -> bool:
    """Whether a name can start at an offset."""
    return at < len(text) and text[at].isidentifier()


def name_end(text: str, at: int) -> int:
    """The offset behind the characters of a name."""
    while True:
        at = _ASCII_NAME.match(text, at).end()  # type: ignore[union-attr]
        # Without normalisation, which would make `a` and its full-width form one name.
        if at >= len(text) or text[at] < "\x80" or not ("a" + text[at]).isidentifier():
            return at
        at += 1


def raw_name_end(text: str, at: int) -> int:
    """The offset behind the characters of a name after ``r#``."""
    while True:
        end = name_end(text, at)
        if end >= len(text) or text[end] not in _RAW_EXTRA:
            return end
        at = end + 1


def is_plain_name(name: str) -> bool:
    """Whether a name can be written without ``r#``."""
    return bool(name) and starts_name(name, 0) and name_end(name, 0) == len(name)
