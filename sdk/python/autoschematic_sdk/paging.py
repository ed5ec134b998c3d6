"""Listings that come in pages."""

from __future__ import annotations

from typing import Any, AsyncIterator, Awaitable, Callable, Sequence, TypeVar

T = TypeVar("T")


async def numbered_pages(
    fetch: Callable[[int], Awaitable[Sequence[T]]], size: int | None = None, first: int = 1
) -> AsyncIterator[T]:
    """The items of all pages ``fetch(number)``, up to an empty one, or with ``size`` one that has fewer items.

    ``async for item in numbered_pages(lambda page: api.get(f"/things?page={page}&limit=100"), size=100)``
    """
    number = first
    while items := await fetch(number):
        for item in items:
            yield item
        if size is not None and len(items) < size:
            return
        number += 1


async def offset_pages(fetch: Callable[[int], Awaitable[Sequence[T]]], size: int | None = None) -> AsyncIterator[T]:
    """The items of all pages ``fetch(offset)``, up to an empty one, or with ``size`` one that has fewer items."""
    offset = 0
    while items := await fetch(offset):
        for item in items:
            yield item
        if size is not None and len(items) < size:
            return
        offset += len(items)


async def token_pages(fetch: Callable[[Any], Awaitable[tuple[Sequence[T], Any]]]) -> AsyncIterator[T]:
    """The items of all pages ``fetch(token)``, which gives items and the token of the next page, ``None`` at the end.

    The first token is ``None``. A token that comes twice in a row is an error of the server, not an endless loop.
    """
    token: Any = None
    while True:
        items, following = await fetch(token)
        for item in items:
            yield item
        if not following:
            return
        if following == token:
            raise RuntimeError(f"the server gave the token of the next page twice: {following!r:.100}")
        token = following
