"""JSON with places."""

from __future__ import annotations

import json
import re
from typing import Any

from ..ron import Node, Span
from ..ron.nodes import Bool, Float, Integer, List, Map, Null, Text
from ._problems import BadBody, Problem

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_DECODER = json.JSONDecoder()


def load_json(text: str) -> Any:
    """The value of a JSON text, without places."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        where = f"{error.msg} at line {error.lineno}, column {error.colno}"
        raise BadBody(Problem(Span(error.pos, error.pos), f"the body is not JSON: {where}")) from None
    except ValueError as error:
        raise BadBody(Problem(Span(0, len(text)), f"the body is not JSON: {error}")) from None
    except RecursionError:
        raise BadBody(Problem(Span(0, len(text)), "the body is nested too deeply")) from None


def parse_json(text: str) -> Node:
    """The value of a JSON text, with places."""
    load_json(text)
    try:
        return _value(text, _skip(text, 0))
    except RecursionError:
        raise BadBody(Problem(Span(0, len(text)), "the body is nested too deeply")) from None


def print_json(value: Any, sort: bool) -> str:
    """Plain values as JSON text."""
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=sort) + "\n"


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON value")


def _value(text: str, at: int) -> Node:
    """The value at an offset of a text that is known to be valid."""
    character = text[at]
    if character == "{":
        return _object(text, at)
    if character == "[":
        return _array(text, at)
    if character == '"':
        value, end = _DECODER.raw_decode(text, at)
        return Text(value, span=Span(at, end))
    for word, node in (("true", Bool(True)), ("false", Bool(False)), ("null", Null())):
        if text.startswith(word, at):
            return type(node)(*([node.value] if isinstance(node, Bool) else []), span=Span(at, at + len(word)))
    number = _NUMBER.match(text, at)
    assert number is not None
    span = Span(at, number.end())
    whole = number[1] is None and number[2] is None
    return Integer(int(number[0]), span=span) if whole else Float(float(number[0]), span=span)


def _object(text: str, start: int) -> Node:
    entries: list[tuple[Node, Node]] = []
    at = _skip(text, start + 1)
    while text[at] != "}":
        key = _value(text, at)
        at = _skip(text, _skip(text, key.span.end) + 1)
        value = _value(text, at)
        entries.append((key, value))
        at = _comma(text, value.span.end)
    return Map(tuple(entries), span=Span(start, at + 1))


def _array(text: str, start: int) -> Node:
    items: list[Node] = []
    at = _skip(text, start + 1)
    while text[at] != "]":
        items.append(_value(text, at))
        at = _comma(text, items[-1].span.end)
    return List(tuple(items), span=Span(start, at + 1))


def _comma(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]
