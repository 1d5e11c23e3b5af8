"""The ledger as couriers use it: short transactions, repeated through an outage."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.announcements.announcement import Announcement, DeliveryState, NoticeKind, State
from bot.announcements.rules import FAILURE_BUDGET
from bot.batching import Batcher
from bot.clock import Clock
from bot.storage import (
    Database,
    DatabaseUnavailableError,
    Session,
    announcements,
    deliveries,
    members,
)
from bot.storage.deliveries import Claimed, Result
from bot.storage.keys import new_key
from knowledge.localities import Gazetteer

logger = logging.getLogger(__name__)

RETRY_SECONDS = 0.5
"""How soon a write is tried again during an outage of the database."""

CLOSE_TIMEOUT_SECONDS = 1.0
"""How long the last results may take when the program is stopped."""

Entry = tuple[int, str, Result]
"""An announcement, the claim, and what became of one of its deliveries."""


class Ledger:
    """Claims and results of one process."""

    def __init__(self, database: Database, gazetteer: Gazetteer, clock: Clock) -> None:
        """Keep them in *database*."""
        self._database = database
        self._gazetteer = gazetteer
        self._clock = clock
        self._write = Batcher(self._write_together)

    async def find(self, announcement_id: int) -> Announcement | None:
        """Return the announcement as it stands."""
        async with self._database.reading() as session:
            return await announcements.find(session, self._gazetteer, announcement_id)

    async def claim(
        self, announcement_id: int, *, most: int, shard: int | None
    ) -> tuple[str, list[Claimed]]:
        """Take up at most *most* deliveries; return the claim's key, and them.

        Raises:
            DatabaseUnavailableError: Nothing is ours; should the claim have been committed
                all the same, it is given back first.
        """
        claim_key = new_key()
        claiming = asyncio.ensure_future(self._claim(announcement_id, claim_key, most, shard))
        try:
            return claim_key, await asyncio.shield(claiming)
        except asyncio.CancelledError:
            await asyncio.wait([claiming])
            await self._give_back(announcement_id, claim_key)
            raise
        except DatabaseUnavailableError:
            # The connection may have broken after the commit: nothing of it was sent.
            await self._give_back(announcement_id, claim_key)
            raise

    async def _claim(
        self, announcement_id: int, claim_key: str, most: int, shard: int | None
    ) -> list[Claimed]:
        async with self._database.session() as session:
            return await deliveries.claim(
                session, announcement_id, claim_key, most=most, now=self._clock(), shard=shard
            )

    async def has_more(self, announcement_id: int, shard: int | None) -> bool:
        """Whether something is pending of one that runs."""
        async with self._database.reading() as session:
            found = await announcements.find(session, self._gazetteer, announcement_id)
            if found is None or found.state is not State.RUNNING:
                return False
            return await deliveries.has_pending(session, announcement_id, shard)

    async def write_down(self, announcement_id: int, claim_key: str, result: Result) -> None:
        """Note what became of a delivery, together with others; waits out an outage."""
        await self._write((announcement_id, claim_key, result))

    async def follow(
        self, announcement_id: int, claim_key: str, chat_id: int, new_chat_id: int
    ) -> None:
        """Let a group's delivery be pending under its new id."""
        while True:
            try:
                async with self._database.session() as session:
                    is_moved = await deliveries.migrate(
                        session, announcement_id, chat_id, new_chat_id, claim_key=claim_key
                    )
                break
            except DatabaseUnavailableError:
                await asyncio.sleep(RETRY_SECONDS)
        result = (
            Result(new_chat_id, DeliveryState.PENDING)
            if is_moved
            else Result(chat_id, DeliveryState.FAILED, error="group has its copy under a new id")
        )
        await self.write_down(announcement_id, claim_key, result)

    async def close(self) -> None:
        """Wait a little for results on their way; what is lost is uncertain."""
        try:
            async with asyncio.timeout(CLOSE_TIMEOUT_SECONDS):
                await self._write.close()
        except TimeoutError:
            logger.warning("stopped without the last results: they are uncertain")

    async def give_up(self, announcement_id: int | None = None, shard: int | None = None) -> int:
        """Call uncertain what a dead worker left on its way; return how many."""
        async with self._database.session() as session:
            number = await deliveries.give_up(
                session, announcement_id, now=self._clock(), shard=shard
            )
        if number:
            logger.warning("%d deliveries were interrupted and are uncertain", number)
        return number

    async def _give_back(self, announcement_id: int, claim_key: str) -> None:
        is_done = False
        while not is_done:
            try:
                async with self._database.session() as session:
                    await deliveries.release(
                        session, announcement_id, claim_key, now=self._clock()
                    )
                is_done = True
            except DatabaseUnavailableError:
                await asyncio.sleep(RETRY_SECONDS)

    async def _write_together(self, entries: Sequence[Entry]) -> Sequence[None]:
        results: dict[int, list[tuple[str, Result]]] = defaultdict(list)
        for announcement_id, claim_key, result in entries:
            results[announcement_id].append((claim_key, result))
        while True:
            try:
                async with self._database.session() as session:
                    for announcement_id, some in sorted(results.items()):
                        await _write(session, announcement_id, some, now=self._clock())
                return [None] * len(entries)
            except DatabaseUnavailableError as error:
                logger.warning("results wait for the database: %s", error)
                await asyncio.sleep(RETRY_SECONDS)


async def _write(
    session: Session,
    announcement_id: int,
    results: Sequence[tuple[str, Result]],
    *,
    now: datetime,
) -> None:
    await deliveries.write_down(session, announcement_id, results, now=now)
    states = [result.state for _, result in results]
    lost = [result.chat_id for _, result in results if result.state is DeliveryState.BLOCKED]
    if lost:
        await members.lose_many(session, lost)
    failures = sum(state in _FAILURES for state in states)
    run = await announcements.note_failures(
        session, announcement_id, failures, is_after_success=DeliveryState.SENT in states
    )
    if run < FAILURE_BUDGET:
        return
    values: dict[str, object] = {"notice": NoticeKind.PAUSED_BY_FAILURES.value}
    if await announcements.move(
        session, announcement_id, {State.RUNNING}, State.PAUSED, now=now, values=values
    ):
        logger.error("announcement %d paused after %d failures in a row", announcement_id, run)


_FAILURES = (DeliveryState.FAILED, DeliveryState.UNCERTAIN, DeliveryState.BLOCKED)
"""Refusals count too: with another bot's token every member seems to have blocked us."""
