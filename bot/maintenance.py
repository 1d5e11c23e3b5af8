"""What is done now and then: purging what has aged, and coming back after an outage."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.storage import (
    Database,
    DatabaseUnavailableError,
    claims,
    conversations,
    pendings,
    questions,
)

logger = logging.getLogger(__name__)

PURGE_EVERY_SECONDS = 600.0
REOPEN_EVERY_SECONDS = 5.0
PING_EVERY_SECONDS = 60.0

CLAIMS_KEPT = timedelta(hours=24)
"""Telegram keeps an update it could not deliver for 24 hours, so no repeat comes later."""
PENDINGS_KEPT = timedelta(hours=1)
CONVERSATIONS_KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows of each kind had aged."""

    questions: int
    conversations: int
    pendings: int
    claims: int


async def purge(database: Database, *, now: datetime, question_days: int) -> Purged:
    """Delete what has aged. Any number of processes may do it at the same time.

    Raises:
        DatabaseUnavailableError: Then the next purge does it.
    """
    async with database.session() as session:
        return Purged(
            await questions.purge(session, before=now - timedelta(days=question_days)),
            await conversations.purge(session, before=now - CONVERSATIONS_KEPT),
            await pendings.purge(session, before=now - PENDINGS_KEPT),
            await claims.purge(session, before=now - CLAIMS_KEPT),
        )


class Maintenance:
    """Does it all, for as long as `run` is not cancelled."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        question_days: int,
        ping: Callable[[], Awaitable[None]],
    ) -> None:
        """Keep questions *question_days*; *ping* asks Telegram where nothing else did."""
        self._database = database
        self._clock = clock
        self._question_days = question_days
        self._ping = ping

    async def run(self) -> None:
        """Run until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._reopen_and_purge(), name="purge")
            tasks.create_task(self._ping_now_and_then(), name="ping")

    async def _reopen_and_purge(self) -> None:
        while True:
            pause_seconds = PURGE_EVERY_SECONDS
            try:
                await self._database.open()
                purged = await purge(
                    self._database, now=self._clock(), question_days=self._question_days
                )
                logger.debug("purged %s", purged)
            except DatabaseUnavailableError:
                if not self._database.is_open:  # whoever needed it has logged the outage
                    pause_seconds = REOPEN_EVERY_SECONDS
            await asyncio.sleep(pause_seconds)

    async def _ping_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(PING_EVERY_SECONDS)
            await self._ping()
