"""In which order updates run: those of one chat one after the other, chats side by side."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.metrics import Metrics

Claim = Callable[[int], Awaitable[bool]]
"""Says of an update's id whether nobody took it before."""

QUEUE_FACTOR = 8
"""Updates taken from Telegram but not done, for each chat that may run: what waits behind a
slow chat must not keep the others from being fetched, and memory must end somewhere."""


class UpdateQueue(asyncio.Queue[object]):
    """A queue whose `put` waits while too many updates are not done.

    python-telegram-bot empties its queue into tasks at once, so a queue of limited length
    limits nothing; this one counts an update until `task_done`.
    """

    def __init__(self, limit: int, metrics: Metrics) -> None:
        """Let at most *limit* updates be in hand."""
        super().__init__()
        self._places = asyncio.Semaphore(limit)
        self._metrics = metrics

    async def put(self, item: object) -> None:
        """Hand over an update as soon as there is room."""
        await self._places.acquire()
        self._metrics.updates_in_hand.inc()
        await super().put(item)

    def task_done(self) -> None:
        """Make room."""
        super().task_done()
        self._metrics.updates_in_hand.dec()
        self._places.release()


class OrderedByChat(BaseUpdateProcessor):
    """Runs the updates of one chat in order, and at most so many chats at the same time."""

    def __init__(self, *, chats: int, claim: Claim, metrics: Metrics) -> None:
        """Run at most *chats* chats at once, and no update that *claim* refuses."""
        super().__init__(max_concurrent_updates=chats * QUEUE_FACTOR)
        self._running = asyncio.Semaphore(chats)
        self._claim = claim
        self._metrics = metrics
        self._turns: dict[int, _Turns] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Await *coroutine* in its chat's turn; drop it where the update was taken before."""
        if not isinstance(update, Update):
            await coroutine
            return
        async with self._turn(update), self._running:
            if not await self._claim(update.update_id):
                _drop(coroutine)
                self._metrics.updates.labels("repeated").inc()
                return
            await coroutine
            self._metrics.updates.labels("done").inc()

    async def initialize(self) -> None:
        """Do nothing: locks come and go with the chats."""

    async def shutdown(self) -> None:
        """Do nothing: locks come and go with the chats."""

    @asynccontextmanager
    async def _turn(self, update: Update) -> AsyncIterator[None]:
        key = _chat(update)
        turns = self._turns.setdefault(key, _Turns())
        turns.waiting += 1
        try:
            async with turns.lock:  # asyncio's locks are fair: first come, first served
                yield
        finally:
            turns.waiting -= 1
            if not turns.waiting:
                del self._turns[key]


class _Turns:
    """The lock of one chat, and how many hold it or wait for it."""

    __slots__ = ("lock", "waiting")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.waiting = 0


def _chat(update: Update) -> int:
    """The chat whose turn it is: in inline mode, the person's own; for the rest, all in one."""
    if (chat := update.effective_chat) is not None:
        return chat.id
    return user.id if (user := update.effective_user) is not None else 0


def _drop(coroutine: Awaitable[object]) -> None:
    if asyncio.iscoroutine(coroutine):
        coroutine.close()
