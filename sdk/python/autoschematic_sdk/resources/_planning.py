"""From two bodies to operations, each with a sentence about it."""

from __future__ import annotations

from typing import Any

from .._values import OpKind, PlanResponseElement
from ..error import ConnectorError, ErrorCode
from ._bodies import Body, Parsed, canonical
from ._changes import Change, changes, summary
from ._problems import place
from ._resource import Resource
from ._templates import Key

OP_VERSION = 1


def plan_ops(
    resource: Resource, body: Body, key: Key, have: Any, want: Any, parsed: Parsed | None
) -> list[PlanResponseElement]:
    """Operations from ``have`` to ``want``, plain values of which ``None`` means "does not exist"."""
    ops = _ops(resource, body, key, have, body.kept(have, want), parsed)
    if ops and resource.defines("needs"):
        needs = dict.fromkeys(
            each for plain in (have, want) if plain is not None for each in resource.needs(key, body.value(plain))
        )
        for op in ops:
            op.needs = [*needs]
    return ops


def _ops(
    resource: Resource, body: Body, key: Key, have: Any, want: Any, parsed: Parsed | None
) -> list[PlanResponseElement]:
    writes = output_names(type(resource), body)
    if want is None:
        return [] if have is None else [_deletion(resource, body, key, have, writes)]
    if have is None:
        return [_creation(resource, body, key, want, writes)]
    found = differences(body, have, want)
    secrets = body.missing_secrets(have, want)
    if not found and not secrets:
        return []
    _refuse_immutable(resource, body, key, found, want, parsed)
    replaced = [change for change in found if change.spec.replace]
    told = _told(body, found, secrets)
    if replaced or not resource.defines("update"):
        return _replacement(resource, body, key, have, want, replaced or found, told, writes)
    losses = list(resource.losses(key, body.value(have), body.value(want))) if resource.defines("losses") else []
    if not losses:
        return [_update(resource, body, key, have, want, told, writes)]
    return _losing(resource, body, key, have, want, losses, writes)


def differences(body: Body, have: Any, want: Any) -> list[Change]:
    """What has to change for one plain body to become the other one."""
    if body.is_text:
        return changes(None, have, want)
    return changes(body.struct, body.complete(have), body.complete(body.kept(have, want)))


def output_names(cls: type[Resource], body: Body) -> list[str]:
    """The outputs that a kind has."""
    names = [*([cls.id_output] if cls.id_output else []), *cls.output_names, *(spec.name for spec in body.computed)]
    return list(dict.fromkeys(names))


def _told(body: Body, found: list[Change], secrets: list[str]) -> str:
    if body.is_text:
        return "changes its text"
    # In an open-ended body values can be of any size: their paths say enough.
    if body.is_open:
        return summary([change.brief for change in found] + [f"sets {path}" for path in secrets])
    return summary([change.full for change in found] + [f"set `{path}`" for path in secrets], "; ")


def _refuse_immutable(resource: Resource, body: Body, key: Key, found: list[Change], want: Any, parsed: Parsed | None) -> None:
    for change in found:
        if change.spec.immutable:
            span = None if parsed is None else place(parsed.text, body.node_at(parsed, change.path).span)
            raise ConnectorError(
                f"cannot {change.full}: this cannot be changed once {_label(resource, body, key, want)} exists",
                code=ErrorCode.INVALID_BODY,
                span=span,
            )


def _update(
    resource: Resource, body: Body, key: Key, have: Any, want: Any, told: str, writes: list[str]
) -> PlanResponseElement:
    op = _op("update", base=body.digest(have), body=body.own(want))
    return PlanResponseElement(op, writes, f"Update {_label(resource, body, key, want)}: {told}", OpKind.UPDATE)


def _losing(
    resource: Resource, body: Body, key: Key, have: Any, want: Any, losses: list[tuple[str, str]], writes: list[str]
) -> list[PlanResponseElement]:
    """What loses nothing in one operation, and then each loss in one of its own."""
    ops: list[PlanResponseElement] = []
    state = _with(want, have, " ".join(names for names, _ in losses))
    found, secrets = differences(body, have, state), body.missing_secrets(have, state)
    if found or secrets:
        ops.append(_update(resource, body, key, have, state, _told(body, found, secrets), writes))
    else:
        state = have
    for names, lost in losses:
        after = _with(state, want, names)
        told = _told(body, differences(body, state, after), body.missing_secrets(state, after))
        op = _update(resource, body, key, state, after, told, writes)
        op.friendly_message += f", which loses {lost}"
        op.irreversible = op.destroys_data = True
        ops.append(op)
        state = after
    return ops


def _with(plain: dict[str, Any], other: dict[str, Any], names: str) -> dict[str, Any]:
    """A body with some fields as they are in another one."""
    chosen = names.split()
    kept = {name: value for name, value in plain.items() if name not in chosen}
    return {**kept, **{name: other[name] for name in chosen if name in other}}


def _replacement(
    resource: Resource, body: Body, key: Key, have: Any, want: Any, causes: list[Change], told: str, writes: list[str]
) -> list[PlanResponseElement]:
    deletion = _deletion(resource, body, key, have, writes)
    creation = _creation(resource, body, key, want, writes)
    fields = summary([f"`{change.path}`" for change in causes if change.path]) or "its text"
    deletion.friendly_message += f", to create it again: {fields} cannot be changed in place"
    creation.friendly_message += f" again: {told}"
    return [deletion, creation]


def _creation(resource: Resource, body: Body, key: Key, want: Any, writes: list[str]) -> PlanResponseElement:
    message = f"Create {_label(resource, body, key, want)}"
    return PlanResponseElement(_op("create", body=body.own(want)), writes, message, OpKind.CREATE)


def _deletion(resource: Resource, body: Body, key: Key, have: Any, writes: list[str]) -> PlanResponseElement:
    loses = f" and {resource.loses}" if resource.loses else ""
    message = f"Delete {_label(resource, body, key, have)}{loses}"
    op = _op("delete", base=body.digest(have))
    return PlanResponseElement(op, writes, message, OpKind.DELETE, True, resource.destroys_data)


def _label(resource: Resource, body: Body, key: Key, plain: Any) -> str:
    return f"{resource.noun} `{resource.label(key, body.value(plain))}`"


def _op(name: str, **parts: Any) -> str:
    return canonical({"op": name, "v": OP_VERSION, **parts})
