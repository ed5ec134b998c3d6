"""Differences between two bodies, field by field, and how they are told."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Iterator

from ._bodies import same
from ._collections import ListOf, MapOf, TupleOf
from ._fields import MISSING, FieldSpec
from ._shown import shown
from ._structs import StructOf, Variants
from ._types import Optional_, Type

_LONGEST_VALUE = 60
_SHOWN = 8


@dataclass(frozen=True)
class Change:
    """One difference. A missing side is ``MISSING``."""

    path: str
    before: Any
    after: Any
    spec: FieldSpec
    type: Type | None = None

    @property
    def brief(self) -> str:
        """The change without values, which may be large."""
        verb = "adds" if self.before is MISSING else "removes" if self.after is MISSING else "changes"
        return f"{verb} {self.path}"

    @property
    def full(self) -> str:
        """The change with its values."""
        if self.spec.sensitive:
            return f"remove `{self.path}`" if self.after is MISSING else f"set `{self.path}` to another value (hidden)"
        told = [each if each is MISSING else shown(self.type, each) for each in (self.before, self.after)]
        if MISSING not in told and same(*told):
            return f"set `{self.path}` to another value (hidden)"
        before, after = map(_text, told)
        if self.after is MISSING:
            return f"remove `{self.path}`" + (f" ({before})" if before else "")
        if self.after is None and not before:
            return f"remove `{self.path}`"
        if not after or (self.before is not MISSING and not before):
            return f"change `{self.path}`" if self.before is not MISSING else f"add `{self.path}`"
        return f"set `{self.path}` to {after}" if self.before is MISSING else f"set `{self.path}` from {before} to {after}"


def _text(value: Any) -> str:
    if value is MISSING:
        return ""
    text = "nothing" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_VALUE else ""


def changes(type_: StructOf | None, before: Any, after: Any) -> list[Change]:
    """What changes from one plain value to another."""
    return list(_walk(type_, before, after, "", FieldSpec()))


def _walk(type_: Type | None, a: Any, b: Any, path: str, spec: FieldSpec) -> Iterator[Change]:
    if same(a, b):
        return
    if isinstance(type_, Optional_):
        yield from _walk(type_.inner, a, b, path, spec)
    elif isinstance(a, dict) and isinstance(b, dict) and _is_entered(type_, a, b, spec):
        yield from _walk_members(type_, a, b, path, spec)
    elif isinstance(a, list) and isinstance(b, list) and not (isinstance(type_, ListOf) and type_.unordered):
        for index in range(max(len(a), len(b))):
            yield from _walk(_item(type_, index), _at(a, index), _at(b, index), f"{path}[{index}]", spec)
    else:
        yield Change(path, a, b, spec, type_)


def _is_entered(type_: Type | None, a: dict[str, Any], b: dict[str, Any], spec: FieldSpec) -> bool:
    """Whether members are compared one by one: not those of different variants, nor maps whose keys are not to be shown."""
    if isinstance(type_, Variants):
        return a.keys() == b.keys()
    return isinstance(type_, StructOf) or not spec.sensitive


def _item(type_: Type | None, index: int) -> Type | None:
    if isinstance(type_, TupleOf):
        return type_.items[index] if index < len(type_.items) else None
    return type_.item if isinstance(type_, ListOf) else None


def _walk_members(type_: Type | None, a: dict[str, Any], b: dict[str, Any], path: str, spec: FieldSpec) -> Iterator[Change]:
    names = sorted({*a, *b})
    if isinstance(type_, StructOf) and not type_.is_open:
        names = [name for name in type_.fields if name in a or name in b]
    for name in names:
        own, inner = spec, None
        if isinstance(type_, StructOf) and name in type_.fields:
            declared, inner = type_.fields[name]
            own = _inherited(spec, declared)
        elif isinstance(type_, Variants):
            inner = type_.choices.get(name)
        elif isinstance(type_, MapOf):
            inner = type_.item
        where = f"{path}.{name}" if path else name
        yield from _walk(inner, a.get(name, MISSING), b.get(name, MISSING), where, own)


def _inherited(outer: FieldSpec, own: FieldSpec) -> FieldSpec:
    return replace(
        own,
        replace=own.replace or outer.replace,
        immutable=own.immutable or outer.immutable,
        sensitive=own.hidden or outer.sensitive,
    )


def _at(items: list[Any], index: int) -> Any:
    return items[index] if index < len(items) else MISSING


def summary(parts: list[str], separator: str = ", ") -> str:
    """Changes in one sentence."""
    rest = len(parts) - _SHOWN
    return separator.join(parts[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
