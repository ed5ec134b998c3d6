"""What a field may hold: checked at its place, read, written, documented."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Iterator

from ..ron import Node, Span, to_node, to_plain
from ..ron.nodes import Bool, Char, Float, Integer, Null, Some, Text
from ._problems import Problem

REFERENCE = "out://"
"""Begins a reference to another resource's output, which may stand in the place of any value."""


class Type(ABC):
    """One type of value. *Plain* values are those of JSON; a *value* is what the author's methods see."""

    @abstractmethod
    def phrase(self, is_ron: bool) -> str:
        """What a value must be, as in "must be a string"."""

    @abstractmethod
    def label(self, is_ron: bool) -> str:
        """The type's name in documentation."""

    @abstractmethod
    def fits(self, node: Node) -> bool:
        """Whether a node is of this type, apart from what is inside it."""

    def check(self, node: Node, path: str, is_ron: bool) -> Iterator[Problem]:
        """Everything that is wrong with a node."""
        if is_reference(node):
            return
        if self.fits(node):
            yield from self.inside(node, path, is_ron)
        else:
            yield Problem(node.span, f"{subject(path)} must be {self.phrase(is_ron)}")

    def inside(self, node: Node, path: str, is_ron: bool) -> Iterator[Problem]:
        """What is wrong inside a node that fits."""
        return iter(())

    def plain(self, node: Node) -> Any:
        """The plain value of a node; what does not fit is kept as it is."""
        return to_plain(node)

    def settle(self, plain: Any) -> Any:
        """The same of a value that is plain already, as read from JSON where no places are needed."""
        return plain

    def node(self, plain: Any, is_ron: bool) -> Node:
        """The node that a plain value is written as."""
        return to_node(plain)

    def value(self, plain: Any) -> Any:
        """The value that the author's methods get."""
        return plain

    def unvalue(self, value: Any) -> Any:
        """The plain value of what the author's methods return."""
        return value

    @abstractmethod
    def example(self, name: str) -> Any:
        """A plain value for a skeleton."""

    def parts(self) -> Iterator[Type]:
        """The types inside this one."""
        return iter(())


def is_reference(node: Node) -> bool:
    """Whether a node is text that becomes something else before it is used."""
    return isinstance(node, Text) and REFERENCE in node.value


def subject(path: str) -> str:
    """What a message is about."""
    return f"`{path}`" if path else "the body"


def below(path: str, name: str) -> str:
    """The path of a field."""
    return f"{path}.{name}" if path else name


def with_article(noun: str) -> str:
    """A noun with its article."""
    return f"an {noun}" if noun[:1].lower() in "aeiou" else f"a {noun}"


class AnyType(Type):
    """Anything."""

    def phrase(self, is_ron: bool) -> str:
        return "a value"

    def label(self, is_ron: bool) -> str:
        return "any"

    def fits(self, node: Node) -> bool:
        return True

    def unvalue(self, value: Any) -> Any:
        return to_plain(to_node(value))

    def example(self, name: str) -> Any:
        return None


_SCALARS: dict[type, tuple[str, str, tuple[type, ...]]] = {
    str: ("string", "String", (Text, Char)),
    int: ("integer", "integer", (Integer,)),
    float: ("number", "number", (Float, Integer)),
    bool: ("boolean", "bool", (Bool,)),
}
_EXAMPLES: dict[type, Any] = {int: 1, float: 1.0, bool: False}


class Scalar(Type):
    """Text, a number or a truth value."""

    def __init__(self, kind: type) -> None:
        self.kind = kind
        self.name, self.ron_name, self.nodes = _SCALARS[kind]

    def phrase(self, is_ron: bool) -> str:
        return with_article(self.name)

    def label(self, is_ron: bool) -> str:
        return self.ron_name if is_ron else self.name

    def fits(self, node: Node) -> bool:
        return isinstance(node, self.nodes)

    def plain(self, node: Node) -> Any:
        return self.settle(to_plain(node))

    def settle(self, plain: Any) -> Any:
        # A reference leaves its text in the place of a number.
        if self.kind is str or not isinstance(plain, str):
            return plain
        try:
            return {"true": True, "false": False}[plain] if self.kind is bool else self.kind(plain)
        except (KeyError, ValueError):
            return plain

    def example(self, name: str) -> Any:
        return _EXAMPLES.get(self.kind, name.replace("_", " "))


class Optional_(Type):
    """Perhaps nothing."""

    def __init__(self, inner: Type) -> None:
        self.inner = inner

    def phrase(self, is_ron: bool) -> str:
        return f"{self.inner.phrase(is_ron)} or {'`None`' if is_ron else '`null`'}"

    def label(self, is_ron: bool) -> str:
        return f"Option<{self.inner.label(is_ron)}>" if is_ron else f"{self.inner.label(is_ron)} or null"

    def fits(self, node: Node) -> bool:
        return isinstance(node, (Null, Some)) or self.inner.fits(node)

    def inside(self, node: Node, path: str, is_ron: bool) -> Iterator[Problem]:
        if not isinstance(node, Null):
            yield from self.inner.check(_unwrapped(node), path, is_ron)

    def plain(self, node: Node) -> Any:
        return None if isinstance(node, Null) else self.inner.plain(_unwrapped(node))

    def settle(self, plain: Any) -> Any:
        return None if plain is None else self.inner.settle(plain)

    def node(self, plain: Any, is_ron: bool) -> Node:
        return Null() if plain is None else self.inner.node(plain, is_ron)

    def value(self, plain: Any) -> Any:
        return None if plain is None else self.inner.value(plain)

    def unvalue(self, value: Any) -> Any:
        return None if value is None else self.inner.unvalue(value)

    def example(self, name: str) -> Any:
        return None

    def parts(self) -> Iterator[Type]:
        yield self.inner


def _unwrapped(node: Node) -> Node:
    return node.value if isinstance(node, Some) else node


def name_span(node: Node, name: str | None) -> Span:
    """Where a value begins, as far as one would underline it: its name, else its bracket."""
    return Span(node.span.start, node.span.start + len(name or "x"))
