"""The bulk lane: how fast announcements leave, over all workers together.

Tokens are taken several at a time, before deliveries are claimed. When Telegram says "wait",
the whole lane waits, exactly so long. Replies to members never come through here.

How often a single chat is written to is told by the ledger (`bot.storage.deliveries`).
"""

import asyncio
import time
from collections import deque
from typing import Protocol

from pyrate_limiter import InMemoryBucket, Rate, RateItem

WINDOW_MS = 1010
"""The stretch in which `per_second` messages leave. Telegram counts them when they arrive: the
10 ms are for those that travel faster than the ones a second before (99 % of what is allowed)."""
HOLD_SECONDS = 0.08
"""Slack between a token and the leaving of its messages. What counts for Telegram is when they
arrive: so they leave on time, whether claiming them took 1 ms or 40, and whether we woke late."""
HOLD_MS = int(HOLD_SECONDS * 1000)
TAKES_A_SECOND = 6
"""Takes in a second, evenly spread; more are smoother, and cost a write to the ledger each."""


class Lane(Protocol):
    """What a worker sees of the lane."""

    per_second: int

    @property
    def batch(self) -> int:
        """How many messages to take at a time."""
        ...

    async def take(self, messages: int) -> float:
        """Wait until *messages* may be taken up.

        Return when they are to leave, by `time.monotonic`: a moment later.
        """
        ...

    @property
    def is_closed(self) -> bool:
        """Whether this process knows that nothing may leave now."""
        ...

    async def close_for(self, seconds: float) -> None:
        """Let nothing leave for *seconds* from now, whoever asks."""
        ...


SECOND = 1.01
"""A second as Telegram counts it, and 10 ms for the way."""


class Departures:
    """When the last messages of this process really left.

    The lane plans; a machine that stalls leaves late. Then whoever leaves a second later has
    to wait as well, or Telegram would see too many in between and close the lane for a second.
    """

    def __init__(self, per_second: int) -> None:
        """Let no more than *per_second* leave in any second."""
        self._left: deque[float] = deque(maxlen=per_second)

    async def leave(self) -> None:
        """Return when one more may leave, and count it."""
        while True:
            wait_seconds = self._wait_seconds()
            if wait_seconds <= 0:
                self._left.append(time.monotonic())
                return
            await asyncio.sleep(wait_seconds)

    def _wait_seconds(self) -> float:
        if len(self._left) < (self._left.maxlen or 0):
            return 0.0
        return self._left[0] + SECOND - time.monotonic()


def batch_for(per_second: int) -> int:
    """Return how many messages are taken at a time.

    A part that goes into the whole without rest, where there is one that is not tiny: what
    is left of a second could not be taken.
    """
    most = max(1, per_second // TAKES_A_SECOND)
    whole = max(part for part in range(1, most + 1) if per_second % part == 0)
    return whole if whole * 4 > most else most


def rate_for(per_second: int) -> Rate:
    """Return the rate of one take.

    A whole second's share at once would arrive in a heap, and the next heap, travelling
    faster, within a second of it.
    """
    batch = batch_for(per_second)
    return Rate(batch, WINDOW_MS * batch // per_second)


class LocalLane:
    """The lane of a single process."""

    def __init__(self, per_second: int) -> None:
        """Let *per_second* messages leave."""
        self.per_second = per_second
        self._bucket = InMemoryBucket([rate_for(per_second)])
        self._closed_until = 0.0
        self._turn = asyncio.Lock()

    @property
    def batch(self) -> int:
        """How many messages to take at a time."""
        return batch_for(self.per_second)

    async def take(self, messages: int) -> float:
        """Wait for the turn of *messages*, return when they leave; first come, first go."""
        async with self._turn:
            while messages > self.batch:  # an album or two
                await self._take(self.batch)
                messages -= self.batch
            return await self._take(messages)

    async def _take(self, weight: int) -> float:
        item = RateItem("bulk", _now_ms() - HOLD_MS, weight=weight)
        while True:
            if (closed := self._closed_until - time.monotonic()) > 0:
                await asyncio.sleep(closed)
                item.timestamp = _now_ms() - HOLD_MS
                continue
            self._bucket.leak(item.timestamp)
            if self._bucket.put(item):
                return item.timestamp / 1000 + HOLD_SECONDS
            wait_ms = self._bucket.waiting(item)
            # By the bucket's clock, not by when we wake: being late must not add up.
            item.timestamp += wait_ms if isinstance(wait_ms, int) else 1
            await asyncio.sleep(max(0, item.timestamp - _now_ms()) / 1000)

    @property
    def is_closed(self) -> bool:
        """Whether nothing may leave now."""
        return time.monotonic() < self._closed_until

    async def close_for(self, seconds: float) -> None:
        """Let nothing leave for *seconds* from now."""
        self._closed_until = max(self._closed_until, time.monotonic() + seconds)


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
