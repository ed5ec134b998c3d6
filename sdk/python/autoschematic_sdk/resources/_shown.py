"""Values as messages show them: what a body would say, with ``***`` in the place of what is never shown."""

from __future__ import annotations

from typing import Any

from ._bodies import same
from ._collections import ListOf, MapOf, TupleOf
from ._fields import MISSING
from ._structs import StructOf, Variants, hides
from ._types import REFERENCE, Optional_, Type

HIDDEN = "***"


def shown(type_: Type | None, plain: Any) -> Any:
    """A plain value without defaults, and without what is never shown."""
    if plain is None or type_ is None:
        return plain
    if isinstance(type_, Optional_):
        return shown(type_.inner, plain)
    if isinstance(type_, StructOf) and isinstance(plain, dict):
        return _struct(type_, plain)
    if isinstance(type_, Variants) and isinstance(plain, dict) and plain.keys() <= type_.choices.keys():
        return {name: shown(type_.choices[name], value) for name, value in plain.items()}
    if isinstance(type_, MapOf) and isinstance(plain, dict):
        return {name: shown(type_.item, value) for name, value in plain.items()}
    if isinstance(type_, ListOf) and isinstance(plain, list):
        return [shown(type_.item, value) for value in plain]
    if isinstance(type_, TupleOf) and isinstance(plain, list) and len(plain) == len(type_.items):
        return [shown(item, value) for item, value in zip(type_.items, plain)]
    # Of what is not as its type says nobody knows which part is the secret.
    is_reference = isinstance(plain, str) and REFERENCE in plain
    return HIDDEN if hides(type_) and not is_reference else plain


def _struct(type_: StructOf, plain: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in plain.items():
        spec, inner = type_.fields.get(name, (None, None))
        default = MISSING if spec is None else type_.default(name)
        if (spec is not None and spec.computed) or (default is not MISSING and same(value, default)):
            continue
        hidden = spec is not None and spec.hidden and value is not None
        found[name] = HIDDEN if hidden else shown(inner, value)
    return found
