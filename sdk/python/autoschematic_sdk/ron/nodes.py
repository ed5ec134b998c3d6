"""What a document holds: values with their places in the text. RON has all of them, JSON and YAML some."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, NamedTuple, Union


class Span(NamedTuple):
    """A piece of the text, from the character at ``start`` up to but not including the one at ``end``."""

    start: int
    end: int


NOWHERE = Span(0, 0)
"""The place of a value that was not read from a text."""


class RonError(ValueError):
    """A text that is not a document, and where."""

    def __init__(self, message: str, start: int, end: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = Span(start, start if end is None else end)


@dataclass(frozen=True)
class Node:
    """A value. Places do not take part in comparisons."""

    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True)
class Bool(Node):
    """``true`` or ``false``."""

    value: bool


@dataclass(frozen=True)
class Integer(Node):
    """A whole number, of the type that its suffix says, else of the smallest that holds it."""

    value: int
    kind: str = ""
    """``i8`` to ``u64``; empty for numbers of other formats and for those made by a program."""


@dataclass(frozen=True)
class Float(Node):
    """A floating-point number: ``f32`` where that holds it exactly or the suffix says so, else ``f64``."""

    value: float
    kind: str = ""
    """``f32`` or ``f64``; empty for numbers of other formats and for those made by a program."""


@dataclass(frozen=True)
class Text(Node):
    """A string."""

    value: str


@dataclass(frozen=True)
class Char(Node):
    """A character, in single quotes."""

    value: str


@dataclass(frozen=True)
class Bytes(Node):
    """A byte string."""

    value: bytes


@dataclass(frozen=True)
class Null(Node):
    """``None``; ``null`` in JSON."""


@dataclass(frozen=True)
class Some(Node):
    """``Some(…)``."""

    value: Node


@dataclass(frozen=True)
class Unit(Node):
    """A name alone, such as a variant without values; without a name ``()``."""

    name: str | None = None


@dataclass(frozen=True)
class List(Node):
    """``[…]``."""

    items: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Tuple(Node):
    """``(…)`` with values by position, with or without a name before it."""

    name: str | None = None
    items: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Map(Node):
    """``{…}``, in the order of the text; a key may be there twice."""

    entries: tuple[tuple[Node, Node], ...] = ()


@dataclass(frozen=True)
class Field:
    """A named value of a struct."""

    name: str
    value: Node
    name_span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Struct(Node):
    """``(…)`` with named values, with or without a name before it."""

    name: str | None = None
    fields: tuple[Field, ...] = ()


class Member(NamedTuple):
    """A named value, whichever way the format writes it."""

    name: str
    name_span: Span
    value: Node


def members(node: Node) -> Iterator[Member]:
    """The fields of a struct, the entries of a map whose keys are text; nothing of other values."""
    if isinstance(node, Struct):
        for item in node.fields:
            yield Member(item.name, item.name_span, item.value)
    elif isinstance(node, Map):
        for key, value in node.entries:
            if isinstance(key, (Text, Char)):
                yield Member(key.value, key.span, value)


Plain = Union[None, bool, int, float, str, bytes, list["Plain"], tuple["Plain", ...], dict[str, "Plain"]]
"""What :func:`to_plain` gives."""
