"""Delivering in many processes on PostgreSQL: procrastinate hands out shards.

A job is one shard of one announcement. procrastinate sees that a shard has one job at a time,
and that the job of a worker that died is run again. It is only told what the ledger says, every
second, by every worker; its own tables stand in a schema of their own, named after its version,
and may be dropped at any time.
"""

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import procrastinate
import psycopg
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.schema import SchemaManager
from procrastinate.utils import utcnow
from psycopg import sql
from psycopg_pool import PoolTimeout

from bot.announcements import rules
from bot.announcements.announcement import DeliveryState
from bot.announcements.courier import Courier
from bot.announcements.dispatch import LOOK_EVERY_SECONDS, finish_done, list_running, start_due
from bot.announcements.ledger import Ledger
from bot.clock import Clock
from bot.storage import Database, DatabaseUnavailableError, announcements, deliveries

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 3.0
DEAD_AFTER_SECONDS = 12.0
"""A worker that gave no sign for so long is dead: with the looks of one second and two polls,
its shards are in other hands within 20 s."""
SLICE_SECONDS = 20.0
"""How long a worker keeps a shard; then the next in line is taken, urgent ones first."""
STOP_SECONDS = 1.0
"""How long a job may go on when its worker is told to stop; then it lets land what flies."""
RESTART_SECONDS = 1.0
SETTLED_AFTER = timedelta(days=1)
"""How long the deliveries of what has ended are looked after."""
QUEUE = "deliveries"
URGENT_PRIORITY = 10

_OUTAGES = (ConnectorException, psycopg.Error, PoolTimeout, DatabaseUnavailableError)


class Worker:
    """Delivers shards in this process, one at a time, and looks after those of the others."""

    def __init__(
        self, app: procrastinate.App, database: Database, ledger: Ledger, courier: Courier,
        clock: Clock,
    ) -> None:  # fmt: skip
        """Take jobs from *app*, which must be open."""
        self._app = app
        self._database = database
        self._ledger = ledger
        self._courier = courier
        self._clock = clock
        self._task = app.task(name="deliver", queue=QUEUE)(self._deliver)

    async def run(self, *, name: str) -> None:
        """Run until cancelled, through outages of the database. Names need not differ."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._keep_looking(), name="look")
            tasks.create_task(self._keep_working(name), name="work")

    async def _keep_working(self, name: str) -> None:
        while True:
            try:
                await self._app.run_worker_async(
                    queues=[QUEUE],
                    name=name,
                    concurrency=1,
                    install_signal_handlers=False,
                    fetch_job_polling_interval=1.0,
                    abort_job_polling_interval=60.0,
                    shutdown_graceful_timeout=STOP_SECONDS,
                    delete_jobs="always",
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=DEAD_AFTER_SECONDS,
                )
            except _OUTAGES as error:
                logger.warning("worker stopped: %s", type(error).__name__)
            await asyncio.sleep(RESTART_SECONDS)  # it also ends by itself when it lost a line

    async def _keep_looking(self) -> None:
        while True:
            try:
                await self._look()
            except _OUTAGES as error:
                logger.debug("nothing dispatched: %s", error)
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def _look(self) -> None:
        """Start and finish what is due, give dead workers' jobs to others, fill the queue."""
        await start_due(self._database, self._clock)
        manager = self._app.job_manager
        for job in await manager.get_stalled_jobs(
            queue=QUEUE, seconds_since_heartbeat=DEAD_AFTER_SECONDS
        ):
            logger.warning("taking over %s of a dead worker", job.queueing_lock)
            await self._retry(job)
        for running in await list_running(self._database):
            await finish_done(self._database, self._clock, running.id)
        known = {
            job.queueing_lock
            for status in ("todo", "doing")
            for job in await manager.list_jobs_async(queue=QUEUE, status=status)
        }
        for announcement_id, shard, is_urgent in await self._wanted():
            if _lock(announcement_id, shard) not in known:
                await self._defer(announcement_id, shard, is_urgent=is_urgent)

    async def _retry(self, job: procrastinate.jobs.Job) -> None:
        try:
            await self._app.job_manager.retry_job(job, retry_at=utcnow())
        except ConnectorException:
            logger.debug("job %s is in other hands already", job.id)
        except procrastinate.exceptions.UniqueViolation:
            await self._app.job_manager.finish_job(
                job, procrastinate.jobs.Status.FAILED, delete_job=True
            )

    async def _wanted(self) -> list[tuple[int, int, bool]]:
        """Return the shards that need a job.

        Those with something pending of what runs; and whatever is left on its way: when a job
        of that shard begins, nobody else works on it, so what it finds there is uncertain.
        """
        wanted: list[tuple[int, int, bool]] = []
        running = {one.id for one in await list_running(self._database)}
        is_night = rules.is_quiet(self._clock())
        async with self._database.reading() as session:
            unsettled = await announcements.unsettled(session, since=self._clock() - SETTLED_AFTER)
            for announcement_id, is_urgent in unsettled:
                states = [DeliveryState.SENDING]
                if announcement_id in running and (is_urgent or not is_night):
                    states.append(DeliveryState.PENDING)
                shards = await deliveries.open_shards(session, announcement_id, states)
                wanted += [(announcement_id, shard, is_urgent) for shard in shards]
        return wanted

    async def _defer(self, announcement_id: int, shard: int, *, is_urgent: bool) -> None:
        lock = _lock(announcement_id, shard)
        try:
            await self._task.configure(
                lock=lock,
                queueing_lock=lock,
                priority=URGENT_PRIORITY if is_urgent else 0,
            ).defer_async(announcement_id=announcement_id, shard=shard)
        except AlreadyEnqueued:
            return

    async def _deliver(self, announcement_id: int, shard: int) -> None:
        """The job: one shard, for a slice of time."""
        await self._ledger.give_up(announcement_id, shard)
        slice_ends = time.monotonic() + SLICE_SECONDS
        await self._courier.run(
            announcement_id, shard=shard, is_over=lambda: time.monotonic() > slice_ends
        )
        await finish_done(self._database, self._clock, announcement_id)


def _lock(announcement_id: int, shard: int) -> str:
    return f"{announcement_id}:{shard}"


@asynccontextmanager
async def open_jobs(database_url: str) -> AsyncIterator[procrastinate.App]:
    """Yield procrastinate, open, with its tables in a schema of their own."""
    conninfo = plain_url(database_url)
    schema = "chihoi_jobs_" + re.sub(r"\W", "_", procrastinate.__version__)
    await _through_outages(lambda: _create(conninfo, schema))
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(
            conninfo=conninfo,
            min_size=1,
            max_size=5,
            timeout=3.0,
            kwargs={"options": f"-c search_path={schema}", "connect_timeout": 3},
        )
    )
    async with app.open_async():
        yield app


def plain_url(database_url: str) -> str:
    """Return the address without a driver, as libpq reads it."""
    return re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql://", database_url)


async def _create(conninfo: str, schema: str) -> None:
    async with await psycopg.AsyncConnection.connect(conninfo, connect_timeout=3) as connection:
        await connection.execute("SELECT pg_advisory_xact_lock(hashtext('chihoi_jobs'))")
        name = sql.Identifier(schema)
        found = await connection.execute(
            "SELECT 1 FROM information_schema.schemata WHERE schema_name = %s", [schema]
        )
        if await found.fetchone() is not None:
            return
        await connection.execute(sql.SQL("CREATE SCHEMA {}").format(name))
        await connection.execute(sql.SQL("SET LOCAL search_path TO {}").format(name))
        await connection.execute(SchemaManager.get_schema())


async def _through_outages(step: Callable[[], Awaitable[None]]) -> None:
    is_done = False
    while not is_done:
        try:
            await step()
            is_done = True
        except _OUTAGES as error:
            logger.warning("database unavailable, trying again: %s", type(error).__name__)
            await asyncio.sleep(RESTART_SECONDS)
