"""Connections to the two databases we know, and how each is set up.

SQLite has one writing connection, so that writers queue in order instead of polling for the
file's lock, and a few reading ones, which WAL never makes wait. On PostgreSQL both kinds come
from one pool. Reading connections do not open a transaction: every statement stands alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry, NullPool, Pool

BUSY_TIMEOUT_SECONDS = 5.0
"""How long SQLite waits for a lock that another process holds."""
POOL_TIMEOUT_SECONDS = 3.0
"""How long a session waits for a free connection."""
CONNECT_TIMEOUT_SECONDS = 3
"""How long connecting to PostgreSQL may take."""
READERS = 2
"""Reading connections of SQLite; each is a thread, and look-ups are made in batches."""
POSTGRES_CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Engines:
    """Where sessions get their connections."""

    writing: AsyncEngine
    reading: AsyncEngine

    async def dispose(self) -> None:
        """Close every connection."""
        await self.writing.dispose()
        await self.reading.dispose()


def read_url(text: str) -> URL:
    """Return *text* as an address with the driver we use (aiosqlite, psycopg).

    `sqlite:///relative.db`, `sqlite:////absolute.db`, `postgresql://…` and `postgres://…`
    are all understood; a driver that is named already is replaced.
    """
    url = make_url(text.replace("postgres://", "postgresql://", 1))
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
    return url.set(drivername=drivers[url.get_backend_name()])


def connect(url: URL) -> Engines:
    """Return engines for *url*; nothing is opened yet."""
    if url.get_backend_name() == "sqlite":
        _make_folder(url)
        writing = _sqlite_engine(url, pool_size=1)
        event.listen(writing.sync_engine, "begin", _begin_immediate)
        return Engines(writing=writing, reading=_sqlite_engine(url, READERS, is_read_only=True))
    engine = create_async_engine(
        url,
        pool_size=POSTGRES_CONNECTIONS,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": CONNECT_TIMEOUT_SECONDS,
            "application_name": "chihoi",
            # A server that vanished without a word is noticed within about fifteen seconds.
            "keepalives_idle": 5,
            "keepalives_interval": 3,
            "keepalives_count": 3,
        },
    )
    return Engines(writing=engine, reading=engine.execution_options(isolation_level="AUTOCOMMIT"))


def connect_for_migration(url: URL) -> AsyncEngine:
    """Return an engine with one throw-away connection that may rebuild tables.

    On SQLite foreign keys are off: rebuilding a table drops the old one, and that would
    delete what refers to it.
    """
    if url.get_backend_name() == "sqlite":
        _make_folder(url)
        engine = _sqlite_engine(url, pool=NullPool, is_for_migration=True)
        event.listen(engine.sync_engine, "begin", _begin_immediate)
        return engine
    return create_async_engine(
        url, poolclass=NullPool, connect_args={"connect_timeout": CONNECT_TIMEOUT_SECONDS}
    )


def _sqlite_engine(
    url: URL,
    pool_size: int = 1,
    *,
    pool: type[Pool] = AsyncAdaptedQueuePool,
    is_read_only: bool = False,
    is_for_migration: bool = False,
) -> AsyncEngine:
    sizes: Mapping[str, object] = (
        {"pool_size": pool_size, "max_overflow": 0, "pool_timeout": POOL_TIMEOUT_SECONDS}
        if pool is AsyncAdaptedQueuePool
        else {}
    )
    engine = create_async_engine(
        url, poolclass=pool, connect_args={"timeout": BUSY_TIMEOUT_SECONDS}, **sizes
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # We begin transactions ourselves; the driver would begin too late to guard reads.
        connection.isolation_level = None
        cursor = connection.cursor()
        if is_for_migration:  # the file remembers it; switching needs it for oneself
            cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute(f"PRAGMA foreign_keys={int(not is_for_migration)}")
        cursor.execute(f"PRAGMA query_only={int(is_read_only)}")
        cursor.close()

    return engine


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _make_folder(url: URL) -> None:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
