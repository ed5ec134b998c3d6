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
        self.given_up = False
        """Whether it has been tried again often enough."""


class InvalidAddr(ConnectorError):
    """The address is not one of this connector's."""

    def __init__(self, addr: str) -> None:
        super().__init__(f"Invalid addr: {addr}", code=ErrorCode.INVALID_ADDR, retry_safe=True)
        self.addr = addr
        self.msg = "Invalid addr"


class NotFound(ConnectorError):
    """What was asked for does not exist. From ``read`` it means the same as ``None``."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code=ErrorCode.NOT_FOUND, retry_safe=True)


class PermissionDenied(ConnectorError):
    """The credentials are wrong, or not good enough."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code=ErrorCode.AUTH, retry_safe=True)


class Conflict(ConnectorError):
    """The remote side is not as it was when the operation was planned."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code=ErrorCode.CONFLICT, retry_safe=True)


class RateLimited(ConnectorError):
    """Too many calls; nothing was changed. ``retry_after`` counts seconds, where the server said so."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message, code=ErrorCode.RATE_LIMITED, retry_after=retry_after, retry_safe=True)


class Unavailable(ConnectorError):
    """The service cannot be reached or is out of order for now."""

    def __init__(self, message: str, retry_after: float | None = None, *, retry_safe: bool = False) -> None:
        super().__init__(message, code=ErrorCode.UNAVAILABLE, retry_after=retry_after, retry_safe=retry_safe)
