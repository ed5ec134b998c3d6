"""What a field may hold: checked at its place, read, written, documented."""

from __future__ import annotations

import enum
from abc import ABC, abstractmethod
from typing import Any, Iterator

from ..ron import Node, Span, members, to_node, to_plain
from ..ron.nodes import Bool, Char, Float, Integer, List, Map, Null, Some, Text, Tuple, Unit
from ._docs import attribute_docs, doc_of
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
    """"a zone", "an alias"."""
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


class ListOf(Type):
    """A list, or with ``unordered`` a set."""

    def __init__(self, item: Type, unordered: bool = False, made: type = list) -> None:
        self.item = item
        self.unordered = unordered
        self.made = made

    def phrase(self, is_ron: bool) -> str:
        return "a list" if is_ron else "an array"

    def label(self, is_ron: bool) -> str:
        if isinstance(self.item, AnyType):
            return "list" if is_ron else "array"
        return f"[{self.item.label(is_ron)}]" if is_ron else f"array of {self.item.label(is_ron)}"

    def fits(self, node: Node) -> bool:
        return isinstance(node, List)

    def inside(self, node: Node, path: str, is_ron: bool) -> Iterator[Problem]:
        for index, item in enumerate(_items(node)):
            yield from self.item.check(item, f"{path}[{index}]", is_ron)

    def plain(self, node: Node) -> Any:
        return [self.item.plain(item) for item in _items(node)] if isinstance(node, List) else to_plain(node)

    def settle(self, plain: Any) -> Any:
        return [self.item.settle(item) for item in plain] if _is_list(plain) else plain

    def node(self, plain: Any, is_ron: bool) -> Node:
        return List(tuple(self.item.node(item, is_ron) for item in plain)) if _is_list(plain) else to_node(plain)

    def value(self, plain: Any) -> Any:
        return self.made(self.item.value(item) for item in plain) if _is_list(plain) else plain

    def unvalue(self, value: Any) -> Any:
        if not isinstance(value, (list, tuple, set, frozenset)):
            return value
        items = [self.item.unvalue(item) for item in value]
        return items if isinstance(value, (list, tuple)) else sorted(items, key=repr)

    def example(self, name: str) -> Any:
        return []

    def parts(self) -> Iterator[Type]:
        yield self.item


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, (List, Tuple)) else ()


def _is_list(plain: Any) -> bool:
    return isinstance(plain, (list, tuple))


class TupleOf(Type):
    """Values by position: ``(a, b)`` in RON, an array in JSON."""

    def __init__(self, items: tuple[Type, ...]) -> None:
        self.items = items

    def phrase(self, is_ron: bool) -> str:
        return f"a tuple of {len(self.items)} values" if is_ron else f"an array of {len(self.items)} values"

    def label(self, is_ron: bool) -> str:
        return f"({', '.join(item.label(is_ron) for item in self.items)})"

    def fits(self, node: Node) -> bool:
        right = (isinstance(node, Tuple) and node.name is None) or isinstance(node, List)
        return right and len(_items(node)) == len(self.items)

    def inside(self, node: Node, path: str, is_ron: bool) -> Iterator[Problem]:
        for index, (type_, item) in enumerate(zip(self.items, _items(node))):
            yield from type_.check(item, f"{path}[{index}]", is_ron)

    def plain(self, node: Node) -> Any:
        return [t.plain(item) for t, item in zip(self.items, _items(node))] if self.fits(node) else to_plain(node)

    def settle(self, plain: Any) -> Any:
        right = _is_list(plain) and len(plain) == len(self.items)
        return [type_.settle(item) for type_, item in zip(self.items, plain)] if right else plain

    def node(self, plain: Any, is_ron: bool) -> Node:
        if not _is_list(plain):
            return to_node(plain)
        items = tuple(type_.node(item, is_ron) for type_, item in zip(self.items, plain))
        return Tuple(None, items) if is_ron else List(items)

    def value(self, plain: Any) -> Any:
        return tuple(t.value(item) for t, item in zip(self.items, plain)) if _is_list(plain) else plain

    def unvalue(self, value: Any) -> Any:
        return [t.unvalue(item) for t, item in zip(self.items, value)] if _is_list(value) else value

    def example(self, name: str) -> Any:
        return [item.example(name) for item in self.items]

    def parts(self) -> Iterator[Type]:
        yield from self.items


class MapOf(Type):
    """A map whose keys are text."""

    def __init__(self, item: Type) -> None:
        self.item = item

    def phrase(self, is_ron: bool) -> str:
        return "a map" if is_ron else "an object"

    def label(self, is_ron: bool) -> str:
        if isinstance(self.item, AnyType):
            return "map" if is_ron else "object"
        return f"{{String: {self.item.label(is_ron)}}}" if is_ron else f"object of {self.item.label(is_ron)}"

    def fits(self, node: Node) -> bool:
        return isinstance(node, Map)

    def inside(self, node: Node, path: str, is_ron: bool) -> Iterator[Problem]:
        seen: set[str] = set()
        for key, item in node.entries if isinstance(node, Map) else ():
            if not isinstance(key, (Text, Char)):
                yield Problem(key.span, f"a key of {subject(path)} must be a string")
            elif key.value in seen:
                yield Problem(key.span, f"`{key.value}` is there twice")
            else:
                seen.add(key.value)
                yield from self.item.check(item, f'{path}["{key.value}"]', is_ron)

    def plain(self, node: Node) -> Any:
        return {name: self.item.plain(item) for name, _, item in members(node)} if self.fits(node) else to_plain(node)

    def settle(self, plain: Any) -> Any:
        return {name: self.item.settle(item) for name, item in plain.items()} if isinstance(plain, dict) else plain

    def node(self, plain: Any, is_ron: bool) -> Node:
        if not isinstance(plain, dict):
            return to_node(plain)
        return Map(tuple((Text(name), self.item.node(item, is_ron)) for name, item in plain.items()))

    def value(self, plain: Any) -> Any:
        return {n: self.item.value(item) for n, item in plain.items()} if isinstance(plain, dict) else plain

    def unvalue(self, value: Any) -> Any:
        return {str(n): self.item.unvalue(item) for n, item in value.items()} if isinstance(value, dict) else value

    def example(self, name: str) -> Any:
        return {}

    def parts(self) -> Iterator[Type]:
        yield self.item


class Choice(Type):
    """One of some words: an ``enum.Enum`` or a ``Literal``. In RON a variant's name, in JSON text."""

    def __init__(self, name: str, values: dict[str, Any], cls: type[enum.Enum] | None) -> None:
        self.name = name
        self.values = values
        self.cls = cls

    def phrase(self, is_ron: bool) -> str:
        shown = [f"`{each}`" if is_ron and self.cls else f'`"{each}"`' for each in self.values]
        return f"one of {', '.join(shown[:12])}{', …' if len(shown) > 12 else ''}"

    def label(self, is_ron: bool) -> str:
        return self.name if self.cls else " or ".join(f'"{each}"' for each in self.values)

    def fits(self, node: Node) -> bool:
        return self.word(node) in self.values

    def word(self, node: Node) -> str:
        if isinstance(node, Unit) and self.cls:
            return node.name or ""
        return node.value if isinstance(node, Text) else ""

    def check(self, node: Node, path: str, is_ron: bool) -> Iterator[Problem]:
        if is_reference(node):
            return
        if is_ron and self.cls and isinstance(node, Text) and self.fits(node):
            yield Problem(node.span, f"{subject(path)} must be `{node.value}`, without quotes")
        else:
            yield from super().check(node, path, is_ron)

    def plain(self, node: Node) -> Any:
        return self.word(node) if self.fits(node) else to_plain(node)

    def node(self, plain: Any, is_ron: bool) -> Node:
        return Unit(plain) if is_ron and self.cls and plain in self.values else to_node(plain)

    def value(self, plain: Any) -> Any:
        return self.values.get(plain, plain) if isinstance(plain, str) else plain

    def unvalue(self, value: Any) -> Any:
        if isinstance(value, enum.Enum):
            return next((name for name, each in self.values.items() if each is value), value.name)
        return value

    def example(self, name: str) -> Any:
        return next(iter(self.values))

    def doc(self) -> str:
        return doc_of(self.cls) if self.cls else ""

    def variant_doc(self, name: str) -> str | None:
        """The documentation of a variant; ``None`` when there is no such variant."""
        if self.cls is None or name not in self.values:
            return None
        return attribute_docs(self.cls).get(self.values[name].name, "")


def name_span(node: Node, name: str | None) -> Span:
    """Where a value begins, as far as one would underline it: its name, else its bracket."""
    return Span(node.span.start, node.span.start + len(name or "x"))
