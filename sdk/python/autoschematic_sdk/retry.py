"""Trying again, with growing pauses, what failed for reasons that pass."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from typing import Awaitable, Callable, TypeVar

from .error import RateLimited, Unavailable

T = TypeVar("T")


@dataclass(frozen=True)
class Retry:
    """How often and how patiently a call is tried again.

    ``await Retry().run(lambda: self.api.get(path))`` tries again after :class:`RateLimited` and
    :class:`Unavailable`. The pause doubles from ``first_pause`` seconds to ``longest_pause``, of which a random half
    is left out so that many callers do not come back together; a ``retry_after`` of the server is waited for in full.
    """

    attempts: int = 5
    first_pause: float = 0.5
    longest_pause: float = 30.0
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    chance: Callable[[], float] = random.random

    async def run(self, call: Callable[[], Awaitable[T]], *, changes: bool = False) -> T:
        """The result of ``call``. One that ``changes`` something is not tried again when it may have been done."""
        for attempt in range(1, self.attempts + 1):
            try:
                return await call()
            except (RateLimited, Unavailable) as error:
                pause = self.pause(attempt, error.retry_after)
                # Patience lost further in is not to be multiplied out here.
                if error.given_up or pause is None or attempt == self.attempts or (changes and not error.retry_safe):
                    error.given_up = True
                    raise
                await self.sleep(pause)
        raise ValueError("`attempts` must be at least 1")

    def pause(self, attempt: int, retry_after: float | None) -> float | None:
        """Seconds to wait after an attempt; ``None`` when the server asks for more than is waited for here."""
        longest = min(self.first_pause * 2.0 ** (attempt - 1), self.longest_pause)
        jittered = longest * (0.5 + self.chance() / 2)
        if retry_after is None:
            return jittered
        return None if retry_after > self.longest_pause else max(retry_after, jittered)
