"""Errors that tell the host more than a sentence."""

from __future__ import annotations

from enum import IntEnum

from ._values import DiagnosticSpan


class ErrorCode(IntEnum):
    """What kind of error it is, so that the host can give the right hint or try again."""

    UNSPECIFIED = 0
    INVALID_ADDR = 1
    INVALID_BODY = 2
    AUTH = 3
    RATE_LIMITED = 4
    NOT_FOUND = 5
    CONFLICT = 6
    UNAVAILABLE = 7


class ConnectorError(Exception):
    """An error with a code. Any other exception works too; this one lets the host act on it."""

    def __init__(
        self,
        message: str,
        *,
        code: ErrorCode = ErrorCode.UNSPECIFIED,
        span: DiagnosticSpan | None = None,
        retry_after: float | None = None,
        retry_safe: bool = False,
    ) -> None:
        """``span`` is a place in the body, ``retry_after`` counts seconds, ``retry_safe`` says nothing was changed."""
        super().__init__(message)
        self.code = code
        self.span = span
        self.retry_after = retry_after
        self.retry_safe = retry_safe


class InvalidAddr(ConnectorError):
    """The address is not one of this connector's."""

    def __init__(self, addr: str) -> None:
        super().__init__(f"Invalid addr: {addr}", code=ErrorCode.INVALID_ADDR, retry_safe=True)
        self.addr = addr
        self.msg = "Invalid addr"
