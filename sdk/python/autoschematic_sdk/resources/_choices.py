"""One of some words."""

from __future__ import annotations

import enum
from typing import Any, Iterator

from ..ron import Node, to_node, to_plain
from ..ron.nodes import Text, Unit
from ._docs import attribute_docs, doc_of
from ._problems import Problem
from ._types import Type, is_reference, subject


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
