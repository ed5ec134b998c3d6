"""What resources, tasks, bundles and settings have in common: an address template and a body."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any, AsyncIterator, ClassVar, Iterable

from ._bodies import Body
from ._fields import Struct
from ._formats import format_of
from ._templates import Template

if TYPE_CHECKING:
    from ._connector import ResourceConnector


class Declared(Struct):
    """Something at an address. The SDK makes one instance for each connector, whose methods it calls; the
    instances that those methods take and return are bodies."""

    connector: ResourceConnector
    """The connector, with whatever its ``init`` has set up."""

    template: ClassVar[Template]
    """The address."""
    noun: ClassVar[str] = ""
    """What messages call it, such as ``dashboard``."""
    example_text: ClassVar[str] = ""
    """The skeleton of a body that is text."""
    ignored: ClassVar[tuple[str, ...]] = ()
    body_kind: ClassVar[type | None] = None

    def __init_subclass__(
        cls, *, addr: str | None = None, noun: str = "", body: type | None = None, ignored: str | Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.ignored = (*cls.ignored, *names_of(ignored))
        cls.body_kind = body if body is not None else cls.body_kind
        cls.noun = noun or _words(cls.__name__)
        if addr is not None:
            cls.template = Template(addr)

    @classmethod
    def declared_body(cls) -> Body:
        """How its bodies are treated; made once for each connector."""
        addr = cls.template.text
        is_text = format_of(addr).is_text
        kind = cls.body_kind or (str if is_text else cls)
        if kind not in (str, dict, cls) or (is_text and kind is not str):
            raise TypeError(f"{cls.__name__}: a body at `{addr}` cannot be of type `{kind.__name__}`")
        return Body(cls, addr, kind, cls.noun, cls.ignored, cls.template.names)

    @classmethod
    def is_addressed(cls) -> bool:
        """Whether it has an address of its own, and is not only a base of others."""
        return hasattr(cls, "template")


def names_of(given: str | Iterable[str]) -> tuple[str, ...]:
    """Names, or one text with spaces between them."""
    return tuple(given.split() if isinstance(given, str) else given)


def _words(name: str) -> str:
    """``DnsZone`` as ``dns zone``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name).lower()


async def gathered(answer: Any, what: str) -> AsyncIterator[Any]:
    """The items of what an author's method gives: an async generator, a generator, or a list, awaited or not."""
    if inspect.isawaitable(answer):
        answer = await answer
    if hasattr(answer, "__aiter__"):
        async for item in answer:
            yield item
    elif isinstance(answer, (str, bytes)) or not hasattr(answer, "__iter__"):
        raise TypeError(f"{what} must yield or return items, not {type(answer).__name__}")
    else:
        for item in answer:
            yield item


