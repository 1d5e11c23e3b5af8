"""Keeping this machine's folder of versions and the database's table alike."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.editing.shelf import Author, Shelf
from bot.storage import DatabaseUnavailableError
from bot.storage.editions import NumberTakenError
from knowledge.editing.proposal import Contents
from knowledge.editing.version import Version
from knowledge.editing.versions import Versions

logger = logging.getLogger(__name__)


class Exchange:
    """The versions of this machine, and those of all machines. Without a shelf, only here."""

    def __init__(self, versions: Versions, shelf: Shelf | None) -> None:
        """Keep *versions* like *shelf*."""
        self._versions = versions
        self._shelf = shelf

    async def level(self) -> None:
        """Take from the database what this machine lacks, and put there what it lacks.

        In an outage nothing is done; the next call does it.
        """
        if self._shelf is None:
            return
        here = await asyncio.to_thread(self._versions.current)
        number = here.number if here else 0
        try:
            newest = await self._shelf.newest()
            for missing in range(number + 1, newest + 1):
                await self._take(self._shelf, missing)
            if newest < number:
                await self._give(self._shelf, newest)
        except DatabaseUnavailableError as error:
            logger.debug("versions are not exchanged now: %s", error)
        except NumberTakenError:
            logger.debug("another process put the version there first")

    async def enter(self, version: Version, contents: Contents, author: Author) -> None:
        """Make *version*, which is written, the one that every process takes up.

        Raises:
            NumberTakenError: Where another machine was first; nothing is changed then.
            DatabaseUnavailableError: Nothing is changed then.
        """
        if self._shelf is not None:
            await self._shelf.put(version, contents, author)
        await asyncio.to_thread(self._versions.use, version)

    @asynccontextmanager
    async def locked(self) -> AsyncIterator[None]:
        """Hold the lock of this machine's folder; see `Versions.locked`."""
        lock = self._versions.locked()
        await asyncio.to_thread(lock.__enter__)
        try:
            yield
        finally:
            lock.__exit__(None, None, None)

    async def _take(self, shelf: Shelf, number: int) -> None:
        taken = await shelf.take(number)
        if taken is None:
            return
        async with self.locked():
            here = await asyncio.to_thread(self._versions.current)
            if here is not None and here.number >= number:
                return  # another process of this machine took it
            await asyncio.to_thread(self._versions.write, *taken)
            await asyncio.to_thread(self._versions.use, taken[0])

    async def _give(self, shelf: Shelf, newest: int) -> None:
        for version in reversed(await asyncio.to_thread(self._versions.history, 100_000)):
            if version.number > newest:
                contents = await asyncio.to_thread(self._versions.contents, version)
                await shelf.put(version, contents, Author(0, version.author))
