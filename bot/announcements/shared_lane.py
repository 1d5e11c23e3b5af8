"""The bulk lane of several processes: its tokens lie in PostgreSQL, and so does its gate.

By the database's clock, so that neither a jump of a machine's own clock nor two clocks that
differ can open it early. What it keeps stands in a schema of its own.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout
from pyrate_limiter import PostgresBucket, RateItem

from bot.announcements.lane import HOLD_MS, HOLD_SECONDS, batch_for, rate_for
from bot.storage import DatabaseUnavailableError

SCHEMA = "chihoi_lane"
_TABLE = "bulk"
_LONGEST_SLEEP_SECONDS = 1.0
"""How long at most between two looks at a closed gate: somebody may have closed it longer."""

_LEAK_CHANCE = 0.1
"""How often a take clears away what is older than the window."""

_SET_UP = (
    "SELECT pg_advisory_xact_lock(hashtext('chihoi_lane'))",
    f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
    "CREATE TABLE IF NOT EXISTS gate (id INTEGER PRIMARY KEY, closed_until TIMESTAMPTZ NOT NULL)",
    "INSERT INTO gate VALUES (1, '-infinity') ON CONFLICT DO NOTHING",
)
_CLOSE = """
UPDATE gate SET closed_until =
    greatest(closed_until, clock_timestamp() + make_interval(secs => %s)) WHERE id = 1
"""
_LOOK = """
SELECT greatest(0, extract(epoch FROM closed_until - clock_timestamp()))::float8,
    (extract(epoch FROM clock_timestamp()) * 1000)::bigint
FROM gate WHERE closed_until > clock_timestamp()
UNION ALL SELECT 0, (extract(epoch FROM clock_timestamp()) * 1000)::bigint LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class _Turn:
    """When to ask again, or, once it is ours, when it was."""

    at: float
    is_ours: bool = False


class SharedLane:
    """See `bot.announcements.lane.Lane`; made by `shared_lane`."""

    def __init__(self, pool: ConnectionPool, per_second: int) -> None:
        """Let *per_second* messages leave, over all processes on the database of *pool*."""
        self.per_second = per_second
        self._pool = pool
        self._bucket: PostgresBucket | None = None
        self._turn = asyncio.Lock()
        self._closed_until = 0.0

    @property
    def batch(self) -> int:
        """How many messages to take at a time."""
        return batch_for(self.per_second)

    async def take(self, messages: int) -> float:
        """Wait for the turn of *messages*; return when they leave, by `time.monotonic`.

        Raises:
            DatabaseUnavailableError: Nothing was taken.
        """
        async with self._turn:  # the bucket remembers its last answer: one asks at a time
            while messages > self.batch:  # an album or two
                await self._take(self.batch)
                messages -= self.batch
            return await self._take(messages)

    async def _take(self, weight: int) -> float:
        item = RateItem("bulk", 0, weight=weight)
        while True:
            turn = await asyncio.to_thread(self._try, item)
            if turn.is_ours:
                return turn.at + HOLD_SECONDS
            await asyncio.sleep(max(0.0, turn.at - time.monotonic()))

    @property
    def is_closed(self) -> bool:
        """Whether this process knows that nothing may leave now."""
        return time.monotonic() < self._closed_until

    async def close_for(self, seconds: float) -> None:
        """Let nothing leave for *seconds* from now; tried until the database has it."""
        self._closed_until = max(self._closed_until, time.monotonic() + seconds)
        while True:
            try:
                await asyncio.to_thread(self._close, seconds)
            except (psycopg.Error, PoolTimeout):
                await asyncio.sleep(0.2)
            else:
                return

    def _try(self, item: RateItem) -> "_Turn":
        """Take, or return when to ask again."""
        try:
            closed_seconds, now_ms = self._look()
            here = time.monotonic()
            if closed_seconds > 0:
                item.timestamp = 0
                return _Turn(here + min(closed_seconds, _LONGEST_SLEEP_SECONDS))
            item.timestamp = max(item.timestamp, now_ms - HOLD_MS)
            if self._bucket is None:
                rates = [rate_for(self.per_second)]
                self._bucket = PostgresBucket(self._pool, _TABLE, rates)
            if self._bucket.put(item):
                if random.random() < _LEAK_CHANCE:  # noqa: S311  (no secret)
                    self._bucket.leak(item.timestamp)
                return _Turn(here + (item.timestamp - now_ms) / 1000, is_ours=True)
            wait_ms = self._bucket.waiting(item)
        except (psycopg.Error, PoolTimeout) as error:
            raise DatabaseUnavailableError(f"the bulk lane: {type(error).__name__}") from error
        if not isinstance(wait_ms, int) or wait_ms <= 0:
            return _Turn(here + random.uniform(0.001, 0.004))  # noqa: S311  (another is taking)
        item.timestamp += wait_ms
        return _Turn(here + (item.timestamp - now_ms) / 1000)

    def _look(self) -> tuple[float, int]:
        """Return for how many seconds the gate is closed, and the time in milliseconds."""
        with self._pool.connection() as connection:
            row = connection.execute(_LOOK).fetchone()
        if row is None:
            raise DatabaseUnavailableError("the bulk lane: no answer")
        return float(row[0]), int(row[1])

    def _close(self, seconds: float) -> None:
        with self._pool.connection() as connection:
            connection.execute(_CLOSE, [seconds])


@asynccontextmanager
async def shared_lane(conninfo: str, per_second: int) -> AsyncIterator[SharedLane]:
    """Yield the lane of all processes on one database.

    Raises:
        DatabaseUnavailableError: Where it cannot be reached.
    """
    pool = ConnectionPool(
        conninfo,
        min_size=1,
        max_size=2,
        timeout=3.0,
        open=False,
        kwargs={"options": f"-c search_path={SCHEMA}", "connect_timeout": 3},
        check=ConnectionPool.check_connection,
    )

    def set_up() -> None:
        pool.open()
        with pool.connection() as connection:
            for statement in _SET_UP:
                connection.execute(statement)

    try:
        await asyncio.to_thread(set_up)
    except (psycopg.Error, PoolTimeout) as error:
        await asyncio.to_thread(pool.close)
        raise DatabaseUnavailableError(f"the bulk lane: {type(error).__name__}") from error
    try:
        yield SharedLane(pool, per_second)
    finally:
        await asyncio.to_thread(pool.close)
