"""Turns what a connector's methods return into messages, and says what is wrong with it otherwise."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any, Iterable

from ._values import (
    Capabilities,
    VirtToPhyDeferred,
    VirtToPhyNotPresent,
    VirtToPhyNull,
    VirtToPhyPresent,
)
from ._wire import message

REVISION = 1
EXTENSIONS = ("presence", "outputs", "errors", "idempotency", "many", "op-kinds")
MAX_MESSAGE_BYTES = 64 << 20


class WrongAnswer(TypeError):
    """A method returned something that the protocol has no place for."""


def get(answer: Any) -> Any:
    response = message("GetResponse")()
    if answer is None or not answer.exists:
        return response
    response.exists = True
    response.resource_definition = body(answer.resource_definition or b"", "`resource_definition`")
    response.virt_addr = address(answer.virt_addr or "", "`virt_addr`")
    values, _ = outputs(answer.outputs)
    response.outputs.update(values)
    response.sensitive_outputs.extend(getattr(answer, "sensitive_outputs", None) or ())
    return response


def plan(answer: Any) -> Any:
    element = message("PlanResponseElement")
    return message("PlanResponse")(
        ops=[
            element(
                op_definition=text(op.op_definition, "`op_definition`"),
                writes_outputs=op.writes_outputs or (),
                friendly_message=text(op.friendly_message or "", "`friendly_message`"),
                kind=int(getattr(op, "kind", 0)),
                irreversible=bool(getattr(op, "irreversible", False)),
                destroys_data=bool(getattr(op, "destroys_data", False)),
                needs=getattr(op, "needs", None) or (),
            )
            for op in sequence(answer, "plan")
        ]
    )


def op_exec(answer: Any) -> Any:
    response = message("OpExecResponse")()
    if answer is not None:
        _store_outputs(response, answer)
        response.friendly_message = text(answer.friendly_message or "", "`friendly_message`")
    return response


def task_exec(answer: Any) -> Any:
    response = message("TaskExecResponse")()
    if answer is None:
        return response
    _store_outputs(response, answer)
    response.next_state = body(answer.next_state or b"", "`next_state`")
    response.modified_files.extend(addresses(answer.modified_files or (), "modified_files"))
    secrets, _ = outputs(answer.secrets)
    response.secrets.update(secrets)
    response.friendly_message = text(answer.friendly_message or "", "`friendly_message`")
    until = answer.delay_until
    response.delay_until = int(until.timestamp() if isinstance(until, datetime) else until or 0)
    return response


def _store_outputs(response: Any, answer: Any) -> None:
    values, deleted = outputs(answer.outputs)
    response.outputs.update(values)
    response.deleted_outputs.extend(deleted)
    response.sensitive_outputs.extend(getattr(answer, "sensitive_outputs", None) or ())


def addr_virt_to_phy(answer: Any) -> Any:
    response = message("AddrVirtToPhyResponse")()
    if isinstance(answer, VirtToPhyNotPresent):
        response.not_present.SetInParent()
    elif isinstance(answer, VirtToPhyDeferred):
        response.deferred.SetInParent()
        for read in answer.reads:
            response.deferred.reads.add(addr=address(read.addr, "`reads`"), key=read.key)
    elif isinstance(answer, VirtToPhyPresent):
        response.present.path = address(answer.path, "`path`")
    elif isinstance(answer, VirtToPhyNull):
        response.null.path = address(answer.path, "`path`")
    else:
        raise WrongAnswer(f"addr_virt_to_phy must return a VirtToPhy… object, not {_kind(answer)}")
    return response


def addr_phy_to_virt(answer: Any) -> Any:
    virtual = "" if answer is None else address(answer, "the address")
    return message("AddrPhyToVirtResponse")(has_virt=answer is not None, virt_addr=virtual)


def skeletons(answer: Any) -> Any:
    skeleton = message("Skeleton")
    return message("GetSkeletonsResponse")(
        skeletons=[
            skeleton(addr=address(item.addr, "`addr`"), body=body(item.body, "`body`"))
            for item in sequence(answer, "get_skeletons")
        ]
    )


def docstring(answer: Any) -> Any:
    if answer is None:
        return message("GetDocResponse")()
    return message("GetDocResponse")(
        has_doc=bool(answer.has_doc), type=answer.type or "", markdown=answer.markdown or "", fields=answer.fields or ()
    )


def diagnostics(answer: Any) -> Any:
    response = message("DiagResponse")()
    for item in sequence(answer, "diag"):
        target = response.diagnostics.add(severity=int(item.severity), message=text(item.message, "`message`"))
        span(target.span, item.span)
    return response


def span(target: Any, value: Any) -> None:
    """Copy a ``DiagnosticSpan`` into its message."""
    for side in ("start", "end"):
        position = getattr(value, side)
        getattr(target, side).line = max(int(position.line), 0)
        getattr(target, side).col = max(int(position.col), 0)


def unbundle(answer: Any) -> Any:
    element = message("UnbundleResponseElement")
    return message("UnbundleResponse")(
        bundles=[
            element(addr=address(item.addr, "`addr`"), contents=body(item.contents, "`contents`"))
            for item in sequence(answer, "unbundle")
        ]
    )


def capabilities(answer: Any) -> Any:
    # A class written before this method existed may use its name for something else.
    declared = answer if isinstance(answer, Capabilities) else Capabilities()
    kind = message("ResourceKind")
    return message("CapabilitiesResponse")(
        revision=REVISION,
        extensions=EXTENSIONS,
        max_concurrency=declared.max_concurrency,
        idempotent_ops=declared.idempotent_ops,
        max_message_bytes=MAX_MESSAGE_BYTES,
        kinds=[
            kind(
                addr_template=item.addr_template,
                filter_bits=int(item.filter_bits),
                mapping=int(item.mapping),
                mapping_output=item.mapping_output,
                equality=int(item.equality),
            )
            for item in declared.kinds
        ],
    )


def sequence(answer: Any, method: str) -> list[Any]:
    if answer is None or isinstance(answer, (str, bytes)) or not isinstance(answer, Iterable):
        raise WrongAnswer(f"{method} must return a list, not {_kind(answer)}")
    return list(answer)


def addresses(answer: Any, method: str) -> list[str]:
    return [address(item, "an address") for item in sequence(answer, method)]


def address(value: Any, what: str) -> str:
    if isinstance(value, os.PathLike):
        return str(os.fspath(value)).replace(os.sep, "/")
    return text(value, what)


def text(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise WrongAnswer(f"{what} must be a str, not {_kind(value)}")
    return value


def body(value: Any, what: str) -> bytes:
    if not isinstance(value, (bytes, bytearray, memoryview)):
        hint = "; encode it" if isinstance(value, str) else ""
        raise WrongAnswer(f"{what} must be bytes, not {_kind(value)}{hint}")
    return bytes(value)


def outputs(values: Any) -> tuple[dict[str, str], list[str]]:
    """Outputs to store and names of those to delete."""
    stored: dict[str, str] = {}
    deleted: list[str] = []
    for key, value in (values or {}).items():
        if value is None:
            deleted.append(text(key, "the key of an output"))
        else:
            # After an operation an id is too valuable to refuse for being a number.
            stored[text(key, "the key of an output")] = value if isinstance(value, str) else str(value)
    return stored, deleted


def _kind(value: Any) -> str:
    return "None" if value is None else type(value).__name__
