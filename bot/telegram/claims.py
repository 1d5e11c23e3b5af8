"""Taking every update once, even when Telegram sends it again or to two processes.

An update is claimed before it runs: after a crash in between it is not answered, rather than
answered twice. Claims that come in together are written together.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence

from bot.batching import Batcher
from bot.clock import Clock
from bot.outages import OutageLog
from bot.storage import Database, DatabaseUnavailableError, claims

logger = logging.getLogger(__name__)

REMEMBERED = 10_000
"""Updates this process remembers by itself: what protects it while the database is down."""
CLAIM_TIMEOUT_SECONDS = 1.0
"""How long an update may wait for its claim before it runs on the memory alone."""


class Claims:
    """The claims of one bot."""

    def __init__(self, database: Database, bot_id: int, clock: Clock) -> None:
        """Keep the claims of *bot_id* in *database*."""
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._remembered: OrderedDict[int, None] = OrderedDict()
        self._grant = Batcher(self._grant_together)
        self._outages = OutageLog(logger, "repeated updates are known from memory alone")

    async def claim(self, update_id: int) -> bool:
        """Return True to exactly one caller for an update; in an outage, one a process."""
        if update_id in self._remembered:
            return False
        self._remembered[update_id] = None
        if len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return await self._grant(update_id)

    async def begin_anew(self) -> None:
        """Forget all claims, for a server that counts its updates from the beginning again."""
        try:
            async with asyncio.timeout(CLAIM_TIMEOUT_SECONDS), self._database.session() as session:
                await claims.forget(session, self._bot_id)
        except (TimeoutError, DatabaseUnavailableError) as error:
            self._outages.note(error)

    async def close(self) -> None:
        """Wait for the claims on their way."""
        await self._grant.close()

    async def _grant_together(self, update_ids: Sequence[int]) -> Sequence[bool]:
        try:
            async with asyncio.timeout(CLAIM_TIMEOUT_SECONDS), self._database.session() as session:
                now = self._clock()
                granted = await claims.claim(session, self._bot_id, update_ids, now=now)
        except (TimeoutError, DatabaseUnavailableError) as error:
            self._outages.note(error)
            return [True] * len(update_ids)
        return [update_id in granted for update_id in update_ids]
