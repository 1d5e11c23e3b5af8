"""Doing together what many ask for at the same moment.

A look-up or a write costs the database about the same for one person as for fifty. Whoever
asks while a batch is under way goes into the next one; whoever asks alone does not wait.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST_AT_ONCE = 256
"""Items in a batch; SQLite allows 32,766 values in a statement, ten an item at most."""


class Batcher(Generic[Item, Result]):
    """Calls *run* with the items of everybody who waits, in the order in which they came."""

    def __init__(self, run: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]]) -> None:
        """*run* returns one result for each item, in order; its error goes to all of them."""
        self._run = run
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def __call__(self, item: Item) -> Result:
        """Return the result for *item*, or raise what the whole batch failed with."""
        answer: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work(), name="batches")
        return await answer

    async def close(self) -> None:
        """Wait for what is on its way."""
        if self._worker is not None:
            await self._worker

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            items = [item for item, _ in batch]
            (outcome,) = await asyncio.gather(self._run(items), return_exceptions=True)
            _tell(outcome, [answer for _, answer in batch])


def _tell(
    outcome: Sequence[Result] | BaseException, answers: Sequence[asyncio.Future[Result]]
) -> None:
    for position, answer in enumerate(answers):
        if answer.done():  # whoever asked was cancelled
            continue
        if isinstance(outcome, BaseException):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome[position])
