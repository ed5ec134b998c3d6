"""Reads of one thing that come together share an answer."""

from __future__ import annotations

import asyncio
from typing import Any, Awaitable, Callable


class SharedReads:
    """Reads by name, one under way each: who asks meanwhile shares the next one, which starts after all of them asked.

    The server tells a record set with its disabled records only as a part of the whole zone; reading the zone once for each
    of its record sets would take the square of their number.
    """

    def __init__(self, read: Callable[[str], Awaitable[Any]]) -> None:
        self._read = read
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._next: dict[str, asyncio.Task[Any]] = {}

    async def get(self, name: str) -> Any:
        """What a read says that starts now or later."""
        if name not in self._running:
            self._running[name] = self._start(name, None)
            return await asyncio.shield(self._running[name])
        if name not in self._next:
            self._next[name] = self._start(name, self._running[name])
        return await asyncio.shield(self._next[name])

    def _start(self, name: str, before: asyncio.Task[Any] | None) -> asyncio.Task[Any]:
        task = asyncio.ensure_future(self._run(name, before))
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return task

    async def _run(self, name: str, before: asyncio.Task[Any] | None) -> Any:
        if before is not None:
            await asyncio.wait([before])
            self._running[name] = self._next.pop(name)
        try:
            return await self._read(name)
        finally:
            if name not in self._next:
                del self._running[name]
