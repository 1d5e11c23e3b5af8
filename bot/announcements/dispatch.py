"""Who runs what, when: the clockwork that every process shares, and the dispatch of one.

The ledger is the truth; a dispatcher only decides who works on what. Everything here may
happen twice, or in two processes at once, without harm.
"""

import asyncio
import logging
import time
from dataclasses import dataclass

from bot.announcements import rules
from bot.announcements.announcement import NoticeKind, State
from bot.announcements.courier import Courier
from bot.announcements.ledger import Ledger
from bot.clock import Clock
from bot.storage import Database, DatabaseUnavailableError, announcements, deliveries

logger = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0
"""How soon something scheduled, resumed or finished is noticed."""
SLICE_SECONDS = 5.0
"""How long one announcement is worked on while another waits."""


@dataclass(frozen=True, slots=True)
class Running:
    """An announcement on its way."""

    id: int
    shards: int
    is_urgent: bool


async def start_due(database: Database, clock: Clock) -> None:
    """Start what is due; ask about what is too late; put off what would disturb the night."""
    now = clock()
    async with database.reading() as session:
        due = await announcements.due(session, now=now)
    for one in due:
        after = State.RUNNING
        values: dict[str, object] = {"started_at": now}
        if rules.is_too_late(one.scheduled_at, now=now):
            after, values = State.AWAITING_DECISION, {"notice": NoticeKind.MISSED.value}
        elif rules.is_quiet(now) and not one.is_urgent:
            after, values = State.SCHEDULED, {"scheduled_at": rules.quiet_until(now)}
        async with database.session() as session:
            if await announcements.move(
                session, one.id, {State.SCHEDULED}, after, now=now, values=values
            ):
                logger.info("announcement %d is %s", one.id, after)


async def finish_done(database: Database, clock: Clock, announcement_id: int) -> bool:
    """End a running one that has nothing more to send; return whether it did."""
    async with database.reading() as session:
        if await deliveries.open_shards(session, announcement_id):
            return False
    async with database.session() as session:
        is_over = await announcements.finish(session, announcement_id, now=clock())
    if is_over:
        logger.info("announcement %d is finished", announcement_id)
    return is_over


async def list_running(database: Database) -> list[Running]:
    """Return what is on its way: urgent ones first, then the oldest."""
    async with database.reading() as session:
        found = await announcements.in_state(session, State.RUNNING)
    return [Running(*one) for one in found]


class LocalDispatch:
    """Delivers in this process, which must be the only one: the default with SQLite."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        courier: Courier,
        clock: Clock,
        bell: asyncio.Event,
    ) -> None:
        """*bell* is rung when there may be something to do at once."""
        self._database = database
        self._ledger = ledger
        self._courier = courier
        self._clock = clock
        self._bell = bell
        self._running: list[Running] = []

    async def run(self) -> None:
        """Run until cancelled; what is in the air then has a few seconds to land."""
        await self._recover()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._keep_looking(), name="dispatch")
            tasks.create_task(self._keep_delivering(), name="deliver")

    async def _recover(self) -> None:
        """Whatever is on its way belonged to a process before this one."""
        is_done = False
        while not is_done:
            try:
                await self._ledger.give_up()
                is_done = True
            except DatabaseUnavailableError:
                await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def _keep_looking(self) -> None:
        while True:
            try:
                await start_due(self._database, self._clock)
                self._running = await list_running(self._database)
            except DatabaseUnavailableError:
                logger.debug("nothing dispatched: no database")
            await self._wait_for_bell()

    async def _keep_delivering(self) -> None:
        while True:
            began = time.monotonic()
            for running in list(self._running):
                try:
                    await self._deliver(running)
                except DatabaseUnavailableError as error:
                    logger.warning("announcement %d waits: %s", running.id, error)
            if time.monotonic() - began < LOOK_EVERY_SECONDS:  # nothing to do, or not now
                await asyncio.sleep(LOOK_EVERY_SECONDS / 4)

    async def _deliver(self, running: Running) -> None:
        slice_ends = time.monotonic() + SLICE_SECONDS

        def is_over() -> bool:
            others = [one for one in self._running if one.id != running.id]
            if any(one.is_urgent for one in others) and not running.is_urgent:
                return True
            return bool(others) and time.monotonic() > slice_ends

        await self._courier.run(running.id, is_over=is_over)
        if await finish_done(self._database, self._clock, running.id):
            self._running = [one for one in self._running if one.id != running.id]

    async def _wait_for_bell(self) -> None:
        try:
            async with asyncio.timeout(LOOK_EVERY_SECONDS):
                await self._bell.wait()
        except TimeoutError:
            return
        self._bell.clear()
