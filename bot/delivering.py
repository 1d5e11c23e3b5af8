"""Opening what delivers announcements: in this process alone, or as one worker of many."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager

from bot.announcements.announcement import Notice
from bot.announcements.courier import Courier
from bot.announcements.delivery import Buttons, no_buttons
from bot.announcements.desk import Desk
from bot.announcements.dispatch import LocalDispatch
from bot.announcements.lane import LocalLane
from bot.announcements.ledger import Ledger
from bot.clock import Clock
from bot.services import Services
from bot.settings import Settings
from bot.storage import Database, DatabaseUnavailableError
from bot.telegram.bulk import bulk_messenger
from knowledge.localities import Gazetteer

logger = logging.getLogger(__name__)

Notify = Callable[[Notice], Awaitable[None]]
"""Tells people of something that happened by itself."""

Watch = Callable[[], Awaitable[None]]
"""Brings what shows the progress of announcements up to date."""

NOTICES_EVERY_SECONDS = 2.0
WATCH_EVERY_SECONDS = 1.0
REOPEN_SECONDS = 1.0
RESTART_SECONDS = 5.0


async def deliver_here(
    settings: Settings,
    database: Database,
    gazetteer: Gazetteer,
    clock: Clock,
    *,
    bell: asyncio.Event,
    buttons: Buttons = no_buttons,
) -> None:
    """Deliver until cancelled. No other process may deliver from this database."""
    ledger = Ledger(database, gazetteer, clock)
    async with bulk_messenger(settings) as messenger:
        lane = LocalLane(settings.deliveries_per_second)
        courier = Courier(ledger, messenger, lane, clock, buttons=buttons)
        try:
            await LocalDispatch(database, ledger, courier, clock, bell).run()
        finally:
            await ledger.close()


async def work(
    settings: Settings,
    database: Database,
    gazetteer: Gazetteer,
    clock: Clock,
    *,
    name: str = "worker",
    buttons: Buttons = no_buttons,
) -> None:
    """Deliver until cancelled, side by side with any number of others (PostgreSQL only)."""
    # Optional parts: who runs on SQLite need not have them.
    from bot.announcements.shared_lane import shared_lane
    from bot.announcements.workers import Worker, open_jobs, plain_url

    await _opened(database)
    ledger = Ledger(database, gazetteer, clock)
    conninfo = plain_url(settings.database_url)
    async with (
        bulk_messenger(settings) as messenger,
        open_jobs(conninfo) as jobs,
        shared_lane(conninfo, settings.deliveries_per_second) as lane,
    ):
        courier = Courier(ledger, messenger, lane, clock, buttons=buttons)
        try:
            await Worker(jobs, database, ledger, courier, clock).run(name=name)
        finally:
            await ledger.close()


async def tell_notices(desk: Desk, notify: Notify) -> None:
    """Hand what happened by itself to *notify* until cancelled."""
    while True:
        try:
            for notice in await desk.reports.take_notices():
                await notify(notice)
        except DatabaseUnavailableError:
            logger.debug("no notices: no database")
        await asyncio.sleep(NOTICES_EVERY_SECONDS)


async def keep_watching(watch: Watch) -> None:
    """Call *watch* now and then until cancelled."""
    while True:
        try:
            await watch()
        except DatabaseUnavailableError:
            logger.debug("no progress shown: no database")
        await asyncio.sleep(WATCH_EVERY_SECONDS)


@asynccontextmanager
async def delivering(
    settings: Settings,
    services: Services,
    *,
    bell: asyncio.Event,
    buttons: Buttons = no_buttons,
    notify: Notify | None = None,
    watch: Watch | None = None,
) -> AsyncIterator[None]:
    """Deliver, and tell of what happened, in the background while inside."""
    database, gazetteer, clock = services.database, services.gazetteer, services.clock

    async def deliver() -> None:
        if not settings.is_shared:
            await deliver_here(settings, database, gazetteer, clock, bell=bell, buttons=buttons)
        elif settings.has_own_worker:
            await work(settings, database, gazetteer, clock, name="bot", buttons=buttons)

    async def tell() -> None:
        if notify is not None:
            await tell_notices(services.desk, notify)

    async def show() -> None:
        if watch is not None:
            await keep_watching(watch)

    tasks = [
        asyncio.create_task(_for_ever(deliver), name="delivering"),
        asyncio.create_task(_for_ever(tell), name="notices"),
        asyncio.create_task(_for_ever(show), name="progress"),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _for_ever(run: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run it, and again where it broke off: a mistake of ours must not silence the officers."""
    while True:
        task = asyncio.create_task(run(), name=run.__name__)
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait([task])
            raise
        if task.cancelled() or (error := task.exception()) is None:
            return
        logger.critical("%s broke off, starting it again", run.__name__, exc_info=error)
        await asyncio.sleep(RESTART_SECONDS)


async def _opened(database: Database) -> None:
    while not database.is_open:
        try:
            await database.open()
        except DatabaseUnavailableError as error:
            logger.warning("database unavailable, trying again: %s", error)
            await asyncio.sleep(REOPEN_SECONDS)
