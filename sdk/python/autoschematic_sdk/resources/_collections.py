"""Lists, tuples and maps."""

from __future__ import annotations

from typing import Any, Iterator

from ..ron import Node, members, to_node, to_plain
from ..ron.nodes import Char, List, Map, Text, Tuple
from ._problems import Problem
from ._types import AnyType, Type, subject


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
