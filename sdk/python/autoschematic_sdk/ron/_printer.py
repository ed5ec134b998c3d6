"""Writes RON in the standard layout: four spaces, a field or element a line, tuples on one line."""

from __future__ import annotations

from typing import Callable

from . import _numbers, _strings
from ._characters import is_plain_name
from .nodes import Bool, Bytes, Char, Float, Integer, List, Map, Node, Null, Some, Struct, Text, Tuple, Unit


def print_node(node: Node, indent: int = 0) -> str:
    """A value as text, without a line break at its end."""
    return _PRINTERS[type(node)](node, indent)


def _lines(opening: str, parts: list[str], closing: str, indent: int) -> str:
    if not parts:
        return opening + closing
    inner = "\n" + " " * 4 * (indent + 1)
    return opening + "".join(f"{inner}{part}," for part in parts) + "\n" + " " * 4 * indent + closing


def _name(name: str | None) -> str:
    if name is None:
        return ""
    return name if is_plain_name(name) else f"r#{name}"


def _value_name(name: str | None) -> str:
    """The name of a value; behind ``r#`` words such as ``None`` are names like any other."""
    special = name in ("true", "false", "None", "Some") or (name is not None and _numbers.is_word(name))
    return f"r#{name}" if special else _name(name)


def _unit(node: Unit, indent: int) -> str:
    return "()" if node.name is None else _value_name(node.name)


def _list(node: List, indent: int) -> str:
    return _lines("[", [print_node(item, indent + 1) for item in node.items], "]", indent)


def _tuple(node: Tuple, indent: int) -> str:
    if not node.items and node.name is None:
        return "( )"
    return f"{_value_name(node.name)}({', '.join(print_node(item, indent) for item in node.items)})"


def _map(node: Map, indent: int) -> str:
    parts = [f"{print_node(key, indent + 1)}: {print_node(value, indent + 1)}" for key, value in node.entries]
    return _lines("{", parts, "}", indent)


def _struct(node: Struct, indent: int) -> str:
    parts = [f"{_name(field.name)}: {print_node(field.value, indent + 1)}" for field in node.fields]
    return _lines(f"{_value_name(node.name)}(", parts, ")", indent)


_PRINTERS: dict[type[Node], Callable[..., str]] = {
    Bool: lambda node, indent: "true" if node.value else "false",
    Integer: lambda node, indent: _numbers.print_integer(node),
    Float: lambda node, indent: _numbers.print_float(node),
    Text: lambda node, indent: _strings.print_text(node.value),
    Char: lambda node, indent: _strings.print_character(node.value),
    Bytes: lambda node, indent: _strings.print_bytes(node.value),
    Null: lambda node, indent: "None",
    Some: lambda node, indent: f"Some({print_node(node.value, indent)})",
    Unit: _unit,
    List: _list,
    Tuple: _tuple,
    Map: _map,
    Struct: _struct,
}
