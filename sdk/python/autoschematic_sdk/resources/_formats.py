"""The formats of bodies, by the extension of the file."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any, Callable

from .. import ron
from ..ron import Node, RonError, Span
from ..ron.nodes import Text
from ._json import parse_json, print_json
from ._problems import BadBody, Problem
from ._yaml import parse_yaml, print_yaml


@dataclass(frozen=True)
class Format:
    """How bodies are read and written."""

    name: str
    parse: Callable[[str], Node]
    write: Callable[[Any, bool], str]
    """Takes a :class:`Node` for RON, plain values for the others; and whether to sort the keys of maps."""

    @property
    def is_ron(self) -> bool:
        return self.name == "RON"

    @property
    def is_text(self) -> bool:
        return self.name == "text"


def _parse_ron(text: str) -> Node:
    try:
        return ron.parse(text)
    except RonError as error:
        span = error.span
        if span.end == span.start and span.start < len(text):
            span = Span(span.start, span.start + 1)
        raise BadBody(Problem(span, f"the body is not RON: {error.message}")) from None


RON = Format("RON", _parse_ron, lambda value, sort: ron.dumps(value))
JSON = Format("JSON", parse_json, print_json)
YAML = Format("YAML", parse_yaml, print_yaml)
TEXT = Format("text", lambda text: Text(text, span=Span(0, len(text))), lambda value, sort: str(value))

_BY_EXTENSION = {".ron": RON, ".json": JSON, ".yaml": YAML, ".yml": YAML}


def format_of(addr: str) -> Format:
    """The format of the body at an address."""
    return _BY_EXTENSION.get(posixpath.splitext(addr)[1].lower(), TEXT)


def decode(body: bytes) -> str:
    """The text of a body."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        at = len(body[: error.start].decode())
        raise BadBody(Problem(Span(at, at), "the body is not UTF-8")) from None
