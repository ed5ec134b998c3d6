"""RON in Python has the verdicts and values of the corpus."""

from __future__ import annotations

import base64
import json
import struct
from typing import Any

import pytest

from autoschematic_sdk import ron
from autoschematic_sdk.ron.nodes import (
    Bool, Bytes, Char, Float, Integer, List, Map, Node, Null, Some, Struct, Text, Tuple, Unit,
)  # fmt: skip
from programs import REPOSITORY

CORPUS = REPOSITORY / "tests/corpus/ron"


def rows(name: str) -> list[Any]:
    found = [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert len(found) >= 400
    return found


def source(row: Any) -> bytes:
    return row["source"].encode() if "source" in row else base64.b64decode(row["source_base64"])


def tree(node: Node) -> Any:
    """A value in the notation of the corpus."""
    if isinstance(node, (Bool, Text)):
        return node.value
    if isinstance(node, Integer):
        return {node.kind: node.value}
    if isinstance(node, Float):
        pattern = ">f" if node.kind == "f32" else ">d"
        return {node.kind: "", "bits": struct.pack(pattern, node.value).hex()}
    if isinstance(node, Char):
        return {"char": node.value}
    if isinstance(node, Bytes):
        return {"bytes": node.value.hex()}
    if isinstance(node, Null):
        return {"none": True}
    if isinstance(node, Some):
        return {"some": tree(node.value)}
    if isinstance(node, Unit):
        return {"unit": node.name}
    if isinstance(node, List):
        return [tree(item) for item in node.items]
    if isinstance(node, Tuple):
        return {"tuple": node.name, "items": [tree(item) for item in node.items]}
    if isinstance(node, Map):
        return {"map": [[tree(key), tree(value)] for key, value in node.entries]}
    assert isinstance(node, Struct)
    return {"struct": node.name, "fields": [[field.name, tree(field.value)] for field in node.fields]}


def without_decimals(value: Any) -> Any:
    """The corpus also spells floats in decimals; the bits say the same and more."""
    if isinstance(value, list):
        return [without_decimals(item) for item in value]
    if isinstance(value, dict):
        stripped = {key: without_decimals(item) for key, item in value.items()}
        if "bits" in stripped:
            stripped["f32" if "f32" in stripped else "f64"] = ""
        return stripped
    return value


def same(a: Any, b: Any) -> bool:
    """Equal as JSON; Python alone takes ``True`` for ``1``."""
    return json.dumps(a, sort_keys=True) == json.dumps(b, sort_keys=True)


def read(text: bytes, extensions: Any) -> tuple[Node | None, int, str]:
    """The value, else the line of the error, and its text."""
    try:
        decoded = text.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, 1 + text.count(b"\n", 0, error.start), str(error)
    try:
        return ron.parse(decoded, extensions), 0, ""
    except ron.RonError as error:
        assert 0 <= error.span.start <= error.span.end <= len(decoded), (decoded, error.span)
        return None, 1 + decoded.count("\n", 0, error.span.end), error.message


@pytest.mark.parametrize("mode", ["default", "extended"])
def test_every_document_has_the_verdict_of_the_reference(mode: str) -> None:
    failures = []
    for row in rows("ron-values"):
        value, line, message = read(source(row), ron.UNTYPED if mode == "extended" else ())
        accepted = [row.get(mode, row["default"]), *([row["newer"]] if "newer" in row else [])]
        if not any(matches(verdict, value, line) for verdict in accepted):
            found = message if value is None else json.dumps(tree(value))
            failures.append(f"{row['id']}: {source(row)!r}\n  expected {json.dumps(accepted)[:300]}\n  found {line} {found[:300]}")
    assert failures == []


def matches(verdict: Any, value: Node | None, line: int) -> bool:
    if "value" in verdict:
        return value is not None and same(tree(value), without_decimals(verdict["value"]))
    error = verdict["error"]
    if error["kind"] == "ExceededRecursionLimit" and value is not None:
        return True
    return value is None and line == int(error["end"].split(":")[0])


def test_what_is_printed_means_the_same() -> None:
    checked = 0
    for row in rows("ron-values") + rows("ron-config"):
        value, _, _ = read(source(row), ron.UNTYPED)
        if value is None:
            continue
        printed = ron.dumps(value)
        assert same(tree(ron.parse(printed)), tree(value)), printed
        assert ron.dumps(ron.parse(printed)) == printed
        checked += 1
    assert checked > 300


def test_configurations_are_printed_as_by_the_other_implementation() -> None:
    checked = 0
    for row in rows("ron-config"):
        printed = row["config"].get("printed")
        if printed is not None:
            assert ron.dumps(ron.parse(printed)) == printed + "\n"
            checked += 1
    assert checked >= 24
