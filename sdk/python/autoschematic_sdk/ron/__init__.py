"""RON, the notation of most bodies: read with places, written in the standard layout.

>>> ron.loads('Zone(name: "example.org.", ttl: 300)')
{'name': 'example.org.', 'ttl': 300}

:func:`parse` reads all that the reference reads and refuses what it refuses. It keeps everything that has a meaning
(names, number types, places), not comments and layout, and stops at the first error.
"""

from __future__ import annotations

from typing import Any, Iterable

from . import nodes
from ._parser import MAXIMUM_DEPTH, Parser
from ._plain import to_node, to_plain
from ._printer import print_node
from .nodes import Member, Node, RonError, Span, members

UNTYPED = frozenset(("unwrap_newtypes", "implicit_some", "unwrap_variant_newtypes"))
"""The extensions that documents are read with, besides those that they enable themselves."""


def parse(text: str, extensions: Iterable[str] = UNTYPED) -> Node:
    """The value of a document, with the place of each part; :class:`RonError` says what is wrong and where."""
    return Parser(text, frozenset(extensions)).document()


def loads(text: str) -> Any:
    """The value of a document as plain Python objects, see :func:`to_plain`."""
    return to_plain(parse(text))


def dumps(value: Any) -> str:
    """A value, or plain Python objects, as a document."""
    return print_node(to_node(value)) + "\n"


__all__ = [
    "MAXIMUM_DEPTH",
    "Member",
    "Node",
    "RonError",
    "Span",
    "UNTYPED",
    "dumps",
    "loads",
    "members",
    "nodes",
    "parse",
    "to_node",
    "to_plain",
]
