"""What a connector promises beyond the plain protocol, from its declarations."""

from __future__ import annotations

from typing import Iterable

from .._values import Capabilities, FilterResponse, Mapping, ResourceKind
from ._declared import Declared
from ._mapping import is_mapped
from ._resource import Resource
from ._tasks import Bundle, Settings, Task

_BITS: tuple[tuple[type[Declared], FilterResponse], ...] = (
    (Resource, FilterResponse.RESOURCE),
    (Task, FilterResponse.TASK),
    (Bundle, FilterResponse.BUNDLE),
    (Settings, FilterResponse.CONFIG),
)


def bits_of(cls: type[Declared]) -> FilterResponse:
    """What a class declares."""
    return next(bit for base, bit in _BITS if issubclass(cls, base))


def declared(classes: Iterable[type[Declared]], max_concurrency: int) -> Capabilities:
    """The capabilities of a connector with these classes."""
    known = list(classes)
    # A create that may have been done cannot be looked up by a name that the server has yet to give.
    repeatable = all(cls.repeatable for cls in known if issubclass(cls, Resource) and cls.id_output is not None)
    overlapping = any(
        other is not cls and other.template.match(cls.template.text) for cls in known if issubclass(cls, Settings) for other in known
    )
    # The host takes all bits of the kinds that match, which is not right for settings among resources.
    return Capabilities(max_concurrency, repeatable, [] if overlapping else [kind_of(cls) for cls in known])


def kind_of(cls: type[Declared]) -> ResourceKind:
    """A class as the host knows it, which then answers in its place where it can."""
    mapping, output = Mapping.NONE, ""
    if issubclass(cls, Resource) and is_mapped(cls):
        by_output = cls.parent is None or not is_mapped(cls.parent)
        mapping, output = (Mapping.OUTPUT, cls.id_output or "") if by_output else (Mapping.CONNECTOR, "")
    return ResourceKind(cls.template.text, bits_of(cls), mapping, output)
