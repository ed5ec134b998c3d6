"""What the host is told of an exception: a sentence, its causes, and where in the author's code it came from."""

from __future__ import annotations

import os
import sysconfig
import traceback
from types import TracebackType
from typing import Any

import grpc

from . import _answers
from ._wire import message
from .error import ConnectorError, ErrorCode

TRAILER = "autoschematic-error-bin"

# Peers bound the size of trailers; the log has the whole text.
_STATUS_BYTES = 2 << 10
_DETAIL_BYTES = 6 << 10

# Only statuses that no transport produces by itself: the host must be able to tell an
# answer from a broken connection.
_STATUSES = {
    ErrorCode.INVALID_ADDR: grpc.StatusCode.INVALID_ARGUMENT,
    ErrorCode.INVALID_BODY: grpc.StatusCode.INVALID_ARGUMENT,
    ErrorCode.AUTH: grpc.StatusCode.UNAUTHENTICATED,
    ErrorCode.NOT_FOUND: grpc.StatusCode.NOT_FOUND,
    ErrorCode.CONFLICT: grpc.StatusCode.ABORTED,
}

# Exceptions that point at a mistake in the program rather than in its world: their text means
# little without their name and place.
_MISTAKES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    NotImplementedError,
    RecursionError,
    SyntaxError,
    TypeError,
    UnicodeError,
)

_SDK = os.path.realpath(os.path.dirname(__file__)) + os.sep


def _folders(*names: str) -> tuple[str, ...]:
    return tuple({os.path.realpath(sysconfig.get_path(name)) + os.sep for name in names})


_INSTALLED = (*_folders("purelib", "platlib"), "/usr/lib/python3/")
_STANDARD = _folders("stdlib", "platstdlib")


def status_of(error: BaseException) -> grpc.StatusCode:
    """The status that goes with an exception."""
    if isinstance(error, NotImplementedError):
        return grpc.StatusCode.UNIMPLEMENTED
    code = error.code if isinstance(error, ConnectorError) else ErrorCode.UNSPECIFIED
    return _STATUSES.get(code, grpc.StatusCode.INTERNAL)


def status_text(error: BaseException) -> str:
    """The exception and its causes in one text, for hosts that read nothing else."""
    return _cut("\ncaused by: ".join([describe(error), *causes(error)]), _STATUS_BYTES)


def error_detail(error: BaseException) -> Any:
    """The ``ErrorDetail`` of an exception."""
    detail = message("ErrorDetail")()
    budget = _DETAIL_BYTES
    detail.message = _cut(describe(error), budget)
    budget -= len(detail.message.encode())
    for cause in causes(error):
        cause = _cut(cause, budget)
        if not cause:
            break
        detail.causes.append(cause)
        budget -= len(cause.encode())
    if isinstance(error, ConnectorError):
        detail.code = int(error.code)
        detail.retry_safe = error.retry_safe
        detail.retry_after_ms = int((error.retry_after or 0) * 1000)
        if error.span is not None:
            _answers.span(detail.span, error.span)
    return detail


def describe(error: BaseException) -> str:
    """One exception without its causes; never empty."""
    text = str(error).strip()
    if isinstance(error, SystemExit):
        return text if isinstance(error.code, str) and text else f"the connector called `sys.exit({error.code!r})`"
    if text and not isinstance(error, _MISTAKES) and not _is_from_below(error):
        return text
    name = type(error).__name__
    place = _place(error.__traceback__)
    head = f"{name}: {text}" if text else name
    return f"{head} ({place})" if place else head


def causes(error: BaseException) -> list[str]:
    """The exceptions behind ``error``, nearest first."""
    found: list[str] = []
    seen = {id(error)}
    current: BaseException | None = error
    while current is not None:
        for part in getattr(current, "exceptions", ()):
            found.append(describe(part))
        following = current.__cause__
        if following is None and not current.__suppress_context__:
            following = current.__context__
        if following is None or id(following) in seen:
            break
        seen.add(id(following))
        found.append(describe(following))
        current = following
    return found


def report(error: BaseException) -> str:
    """Everything known of an exception that ended the process."""
    lines = [describe(error), *(f"caused by: {cause}" for cause in causes(error)), ""]
    return "\n".join(lines) + "\n" + "".join(traceback.format_exception(type(error), error, error.__traceback__))


def _is_from_below(error: BaseException) -> bool:
    """Whether an exception came out of something called, such as ``json.loads`` or ``open``, whose text says nothing
    of what was being done; one that the author raised is a sentence of his own."""
    frame = _own_frame(error.__traceback__)
    return isinstance(error, (ValueError, OSError)) and frame is not None and not (frame.line or "").startswith("raise")


def _place(trace: TracebackType | None) -> str:
    """The innermost line of the author's own code, with its source."""
    frame = _own_frame(trace)
    if frame is None:
        return ""
    place = f"{os.path.basename(frame.filename)}:{frame.lineno} in {frame.name}"
    return f"{place}: `{frame.line}`" if frame.line else place


def _own_frame(trace: TracebackType | None) -> traceback.FrameSummary | None:
    frames = [frame for frame in traceback.extract_tb(trace) if not _is_within(frame.filename, (_SDK,))]
    # Installed packages are below the standard library. An installed connector is one of them; then its innermost frame has to do.
    libraries = [frame for frame in frames if _is_within(frame.filename, _INSTALLED)]
    own = [frame for frame in frames if frame not in libraries and not _is_within(frame.filename, _STANDARD)]
    chosen = own or libraries or frames
    return chosen[-1] if chosen else None


def _is_within(file: str, folders: tuple[str, ...]) -> bool:
    return file.startswith("<") or os.path.realpath(file).startswith(folders)


def _cut(text: str, limit: int) -> str:
    encoded = text.encode("utf-8", "replace")
    if len(encoded) <= limit:
        return encoded.decode()
    end = "… (cut; the log has the rest)"
    return encoded[: max(limit - len(end.encode()), 0)].decode("utf-8", "ignore") + end if limit > 64 else ""


def trailers(error: BaseException) -> tuple[tuple[str, Any], ...]:
    """The trailing metadata that goes with an exception."""
    return ((TRAILER, error_detail(error).SerializeToString()),)
