"""Outcomes of operations by idempotency key: one sent again gives the first outcome, and changes nothing."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Awaitable, Callable

from .._values import OpExecResponse

_KEPT = 4096


class Recorded:
    """What this process has done so far."""

    def __init__(self) -> None:
        self._outcomes: OrderedDict[str, asyncio.Future[OpExecResponse]] = OrderedDict()

    async def once(self, key: str | None, work: Callable[[], Awaitable[OpExecResponse]]) -> OpExecResponse:
        """The outcome recorded for ``key``, else that of ``work``; a failure is not recorded."""
        if key is None:
            return await work()
        found = self._outcomes.get(key)
        if found is None:
            found = asyncio.ensure_future(work())
            self._outcomes[key] = found
            while len(self._outcomes) > _KEPT:
                self._outcomes.popitem(last=False)
        try:
            return await asyncio.shield(found)
        except BaseException:
            if found.done() and self._outcomes.get(key) is found:
                del self._outcomes[key]
            raise
