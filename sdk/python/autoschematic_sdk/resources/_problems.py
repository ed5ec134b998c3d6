"""What is wrong with a body, and where."""

from __future__ import annotations

from dataclasses import dataclass

from .._values import Diagnostic, DiagnosticPosition, DiagnosticSpan
from ..error import ConnectorError, ErrorCode
from ..ron import Span

ERROR, WARNING = 1, 2


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a text."""

    span: Span
    message: str
    severity: int = ERROR
    short: str = ""
    """How a plan says it, which has no place to show; empty for the same."""
    last: bool = False
    """Whether it is said after those that have a place of their own."""


class BadBody(Exception):
    """A body that cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def position(text: str, offset: int) -> DiagnosticPosition:
    """Line and column of an offset."""
    return DiagnosticPosition(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def place(text: str, span: Span) -> DiagnosticSpan:
    """A span as lines and columns."""
    return DiagnosticSpan(position(text, span.start), position(text, span.end))


def diagnostic(text: str, problem: Problem) -> Diagnostic:
    """A problem as the editor shows it."""
    message = problem.message[:1].upper() + problem.message[1:]
    return Diagnostic(problem.severity, place(text, problem.span), message)


def refusal(text: str, problem: Problem) -> ConnectorError:
    """A problem as the error of a plan."""
    return ConnectorError(
        problem.short or problem.message, code=ErrorCode.INVALID_BODY, span=place(text, problem.span)
    )
