"""Between the values of a document and plain Python objects."""

from __future__ import annotations

from typing import Any, Mapping

from .nodes import Bool, Bytes, Char, Float, Integer, List, Map, Node, Null, Plain, Some, Struct, Text, Tuple, Unit, members


def to_plain(node: Node) -> Plain:
    """The value as Python has it: names of structs are left out, a variant is its name, ``Some(x)`` is ``x``."""
    if isinstance(node, (Bool, Integer, Float, Text, Char, Bytes)):
        return node.value
    if isinstance(node, Some):
        return to_plain(node.value)
    if isinstance(node, Unit):
        return node.name
    if isinstance(node, List):
        return [to_plain(item) for item in node.items]
    if isinstance(node, Tuple):
        return tuple(to_plain(item) for item in node.items)
    if isinstance(node, Struct):
        return {member.name: to_plain(member.value) for member in members(node)}
    if isinstance(node, Map):
        return {_key(key): to_plain(value) for key, value in node.entries}
    return None


def _key(node: Node) -> str:
    value = to_plain(node)
    return value if isinstance(value, str) else str(value)


def to_node(value: Any) -> Node:
    """A plain Python object as a value: mappings become maps, lists lists, tuples tuples."""
    if isinstance(value, Node):
        return value
    if value is None:
        return Null()
    if isinstance(value, bool):
        return Bool(value)
    if isinstance(value, int):
        return Integer(value)
    if isinstance(value, float):
        return Float(value)
    if isinstance(value, str):
        return Text(value)
    if isinstance(value, (bytes, bytearray)):
        return Bytes(bytes(value))
    if isinstance(value, Mapping):
        return Map(tuple((to_node(key), to_node(item)) for key, item in value.items()))
    if isinstance(value, tuple):
        return Tuple(None, tuple(map(to_node, value)))
    if isinstance(value, (list, set, frozenset)):
        items = value if isinstance(value, list) else sorted(value, key=repr)
        return List(tuple(map(to_node, items)))
    raise TypeError(f"RON has no value for a {type(value).__name__}")
