"""YAML with places, where PyYAML is installed."""

from __future__ import annotations

import importlib
from typing import Any

from ..error import ConnectorError
from ..ron import Node, Span
from ..ron.nodes import Bool, Float, Integer, List, Map, Null, Text
from ._problems import BadBody, Problem


def parse_yaml(text: str) -> Node:
    """The value of the only document of a YAML text, with places."""
    yaml = _library()
    try:
        loader = yaml.SafeLoader(text)
        try:
            root = loader.get_single_node()
            if root is None:
                return Null(span=Span(0, len(text)))
            return _node(yaml, loader, root, ())
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = min(mark.index, len(text)) if mark is not None else 0
        raise BadBody(Problem(Span(at, at), f"the body is not YAML: {error.problem or error.context}")) from None
    except (yaml.YAMLError, ValueError) as error:
        raise BadBody(Problem(Span(0, len(text)), f"the body is not YAML: {error}")) from None


def print_yaml(value: Any, sort: bool) -> str:
    """Plain values as YAML text."""
    yaml = _library()
    return str(yaml.safe_dump(value, sort_keys=sort, allow_unicode=True, default_flow_style=False))


def _library() -> Any:
    try:
        return importlib.import_module("yaml")
    except ImportError:
        raise ConnectorError(
            "bodies in YAML need PyYAML, which is not installed; run `python -m pip install pyyaml`"
        ) from None


def _node(yaml: Any, loader: Any, node: Any, above: tuple[Any, ...]) -> Node:
    span = Span(node.start_mark.index, node.end_mark.index)
    if any(node is each for each in above):
        raise BadBody(Problem(span, "the body refers to itself"))
    below = (*above, node)
    if isinstance(node, yaml.SequenceNode):
        return List(tuple(_node(yaml, loader, item, below) for item in node.value), span=span)
    if isinstance(node, yaml.MappingNode):
        loader.flatten_mapping(node)
        entries = []
        for key, value in node.value:
            name = _node(yaml, loader, key, below)
            text = name if isinstance(name, Text) else Text(str(key.value), span=name.span)
            entries.append((text, _node(yaml, loader, value, below)))
        return Map(tuple(entries), span=span)
    value = loader.construct_object(node)
    if value is None:
        return Null(span=span)
    if isinstance(value, bool):
        return Bool(value, span=span)
    if isinstance(value, int):
        return Integer(value, span=span)
    if isinstance(value, float):
        return Float(value, span=span)
    # Dates and bytes are text to an API.
    return Text(value if isinstance(value, str) else node.value, span=span)
