"""Opening what the bot lives on, so that it can answer even where some of it is missing."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.announcements.desk import open_desk
from bot.clock import Clock, utc_now
from bot.editing.house import open_editing
from bot.i18n import Catalogs
from bot.journal import Journal
from bot.metrics import Metrics
from bot.officers import Officers
from bot.recognition import Recognition
from bot.services import Services
from bot.settings import Settings
from bot.storage import Database, DatabaseUnavailableError
from knowledge.localities import Gazetteer

logger = logging.getLogger(__name__)

OPEN_TIMEOUT_SECONDS = 15.0
"""How long the start waits for the database; the maintenance tries again afterwards."""


@asynccontextmanager
async def open_services(
    settings: Settings, *, clock: Clock = utc_now, wake: Callable[[], None] = lambda: None
) -> AsyncIterator[Services]:
    """Yield the services; close the database at the end. *wake* is the desk's.

    Without a database, or with a knowledge base that cannot be used, they are there all the
    same: emergencies are answered, and `/ready` tells what is missing.
    """
    catalogs = await asyncio.to_thread(Catalogs.load)
    gazetteer = await asyncio.to_thread(Gazetteer.load)
    database = Database(settings.database_url)
    metrics = Metrics()
    opened = await open_editing(
        settings, gazetteer, clock, database=database, on_swap=metrics.note_knowledge
    )
    metrics.note_knowledge("", opened.store.current.base.version)
    try:
        await _open_database(database)
        yield Services(
            knowledge=opened.store,
            gazetteer=gazetteer,
            catalogs=catalogs,
            database=database,
            recognition=Recognition(database),
            journal=Journal(database),
            metrics=metrics,
            clock=clock,
            admin_ids=settings.admin_ids,
            editing=opened.editing,
            officers=Officers(database, gazetteer, clock, admin_ids=settings.admin_ids),
            desk=open_desk(
                database,
                gazetteer,
                clock,
                deliveries_per_second=settings.deliveries_per_second,
                wake=wake,
            ),
        )
    finally:
        await database.close()


async def _open_database(database: Database) -> None:
    try:
        async with asyncio.timeout(OPEN_TIMEOUT_SECONDS):
            await database.open()
    except (TimeoutError, DatabaseUnavailableError) as error:
        logger.error(  # noqa: TRY400  (the reason is in the message; a traceback adds nothing)
            "database unavailable at start, answering without it: %s", error or "no answer"
        )
