"""What is known of the call being answered, beyond its arguments."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Call:
    """The call being answered."""

    idempotency_key: str | None = None
    """The same for an operation that is sent again; pass it on to an API that knows such keys."""
    traceparent: str | None = None
    """W3C trace context of the host, to be sent along to the API."""


_current: ContextVar[Call] = ContextVar("autoschematic_call", default=Call())


def current_call() -> Call:
    """The call that is being answered here; outside of one, a call without any data."""
    return _current.get()


def enter(metadata: object) -> None:
    """Note the metadata of the call that this task answers."""
    values = {key: value for key, value in metadata or () if isinstance(value, str)}  # type: ignore[attr-defined]
    _current.set(Call(values.get("autoschematic-idempotency-key"), values.get("traceparent")))
