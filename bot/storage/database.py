"""The database as the rest of the bot sees it: short sessions, and one kind of outage."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.engines import connect, read_url
from bot.storage.migration import migrate

logger = logging.getLogger(__name__)

RETRY_IN_SECONDS = 1.0
"""After an outage, how long every session is refused at once instead of trying again."""
PING_TIMEOUT_SECONDS = 1.0
_OUTAGES = (DatabaseError, InterfaceError, PoolTimeoutError)
_OUR_MISTAKES = (IntegrityError, DataError, ProgrammingError)


class Session(AsyncSession):
    """A unit of work; only `bot.storage` calls its methods, others pass it on."""


class DatabaseUnavailableError(Exception):
    """The database cannot be reached or read now; members must be answered without it."""


class Database:
    """One database. `open` it before use, `close` it at the end."""

    def __init__(self, url: str) -> None:
        """Take an address such as `sqlite:///data/chihoi.db`; nothing is opened yet."""
        self._url = read_url(url)
        self._engines = connect(self._url)
        self._writing = async_sessionmaker(
            self._engines.writing, class_=Session, expire_on_commit=False
        )
        self._reading = async_sessionmaker(
            self._engines.reading, class_=Session, expire_on_commit=False
        )
        self._is_open = False
        self._refused_until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the tables have the shape we expect, so that sessions are given."""
        return self._is_open

    async def open(self) -> None:
        """Bring the tables up to date; may be called again after it failed.

        Raises:
            DatabaseUnavailableError: Where the database cannot be reached.
        """
        if self._is_open:
            return
        try:
            await migrate(self._url)
        except _OUTAGES as error:
            raise DatabaseUnavailableError(_reason(error)) from error
        self._is_open = True

    async def close(self) -> None:
        """Close every connection."""
        self._is_open = False
        await self._engines.dispose()

    def session(self) -> AbstractAsyncContextManager[Session]:
        """Return a session in one transaction, committed at the end.

        Keep it short and never await Telegram inside: on SQLite it is the only writer. A
        session inside a session would wait for itself.

        Raises:
            DatabaseUnavailableError: On entering or leaving, where there is an outage.
        """
        return self._guard(self._writing)

    def reading(self) -> AbstractAsyncContextManager[Session]:
        """Return a session that only reads and never waits for a writer.

        Raises:
            DatabaseUnavailableError: On entering or leaving, where there is an outage.
        """
        return self._guard(self._reading)

    async def is_reachable(self) -> bool:
        """Whether it answers within a second."""
        try:
            async with asyncio.timeout(PING_TIMEOUT_SECONDS), self.reading() as session:
                await session.exec(select(1))
        except (TimeoutError, DatabaseUnavailableError):
            return False
        return True

    @asynccontextmanager
    async def _guard(self, sessions: async_sessionmaker[Session]) -> AsyncIterator[Session]:
        if not self._is_open:
            raise DatabaseUnavailableError("the database has not been opened")
        if time.monotonic() < self._refused_until:
            raise DatabaseUnavailableError("the database failed a moment ago")
        try:
            async with sessions.begin() as session:
                yield session
        except _OUR_MISTAKES:
            raise
        except _OUTAGES as error:
            self._refused_until = time.monotonic() + RETRY_IN_SECONDS
            raise DatabaseUnavailableError(_reason(error)) from error


def _reason(error: Exception) -> str:
    """First line of what the driver says: no statement, no parameters, no password."""
    cause = getattr(error, "orig", None) or error
    return f"{type(cause).__name__}: {str(cause).splitlines()[0] if str(cause) else ''}"
