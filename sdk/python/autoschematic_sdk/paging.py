"""Listings that come in pages. One that has no end is an error: a server may take no notice of what it is asked for."""

from __future__ import annotations

from typing import Any, AsyncIterator, Awaitable, Callable, Sequence, TypeVar

T = TypeVar("T")

MOST_PAGES = 100_000
"""More pages than any listing has."""


async def numbered_pages(
    fetch: Callable[[int], Awaitable[Sequence[T]]], size: int | None = None, first: int = 1
) -> AsyncIterator[T]:
    """The items of all pages ``fetch(number)``, up to an empty one, or with ``size`` one that has fewer items.

    ``async for item in numbered_pages(lambda page: api.get(f"/things?page={page}&limit=100"), size=100)``
    """
    number = first
    ends = _Ends("page")
    while items := await fetch(number):
        ends.check(number, items, size)
        for item in items:
            yield item
        if size is not None and len(items) < size:
            return
        number += 1


async def offset_pages(fetch: Callable[[int], Awaitable[Sequence[T]]], size: int | None = None) -> AsyncIterator[T]:
    """The items of all pages ``fetch(offset)``, up to an empty one, or with ``size`` one that has fewer items."""
    offset = 0
    ends = _Ends("offset")
    while items := await fetch(offset):
        ends.check(offset, items, size)
        for item in items:
            yield item
        if size is not None and len(items) < size:
            return
        offset += len(items)


async def token_pages(fetch: Callable[[Any], Awaitable[tuple[Sequence[T], Any]]]) -> AsyncIterator[T]:
    """The items of all pages ``fetch(token)``, which gives items and the token of the next page, ``None`` at the end.

    The first token is ``None``. A token that comes a second time is an error of the server, not an endless loop.
    """
    token: Any = None
    seen: set[str] = set()
    ends = _Ends("token")
    while True:
        items, following = await fetch(token)
        ends.count()
        for item in items:
            yield item
        if not following:
            return
        if repr(following) in seen:
            raise RuntimeError(f"the list has no end: the token {following!r:.100} of the next page comes a second time")
        seen.add(repr(following))
        token = following


class _Ends:
    """Sees to it that a listing comes to an end."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._pages = 0
        self._last: Sequence[Any] | None = None
        self._again = 0

    def check(self, place: Any, items: Sequence[Any], size: int | None) -> None:
        """Take note of a page. Two may well be alike; three full ones in a row are no progress."""
        self.count()
        is_full = size is None or len(items) >= size
        self._again = self._again + 1 if is_full and self._last is not None and items == self._last else 0
        if self._again == 2:
            raise RuntimeError(
                f"the list has no end: {self._what} {place!r:.100} has the same items as the two pages before; "
                f"does the server know the {self._what} that it is asked for?"
            )
        self._last = items

    def count(self) -> None:
        """Take note of a page of which nothing is known."""
        self._pages += 1
        if self._pages > MOST_PAGES:
            raise RuntimeError(f"the list has no end: there are more than {MOST_PAGES} pages")
