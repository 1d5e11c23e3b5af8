"""Where machines hand each other the published versions: a table of the database.

The folder of versions may be each machine's own. Whoever publishes inserts the version here
under its number, in one transaction with its line in the audit log; the number is the key, so
of two machines that publish at once one is told that somebody was first. The others see the
number rise within a second and take the files from here. On one machine with SQLite it is
the same table, and the second copy.
"""

import asyncio
from dataclasses import dataclass

from bot.clock import Clock
from bot.editing.archive import pack, unpack
from bot.storage import Database, audits, editions
from knowledge.editing.proposal import Contents
from knowledge.editing.version import Version
from knowledge.loader import version_of


@dataclass(frozen=True, slots=True)
class Author:
    """Who publishes: a Telegram id for the audit log, and what the history calls her."""

    telegram_id: int
    name: str

    @classmethod
    def of_program(cls) -> "Author":
        """Return the author of the base that ships with the program."""
        return cls(0, "chihoi")


class Shelf:
    """The table of versions; every method may raise `DatabaseUnavailableError`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep the versions in *database*."""
        self._database = database
        self._clock = clock

    async def newest(self) -> int:
        """Return the number of the newest version; 0 where there is none."""
        async with self._database.reading() as session:
            return await editions.newest_number(session)

    async def put(self, version: Version, contents: Contents, author: Author) -> None:
        """Publish *version* to the other machines.

        Raises:
            NumberTakenError: Where another machine has published this number.
        """
        archive = await asyncio.to_thread(pack, contents)
        async with self._database.session() as session:
            await editions.add(
                session,
                version.number,
                content=version.content,
                record=version.as_json(),
                archive=archive,
                at=version.at,
            )
            await audits.record(
                session,
                author.telegram_id,
                "knowledge.restore" if version.restores else "knowledge.publish",
                f"knowledge:{version.key}",
                now=self._clock(),
                version=str(version.parent),
                detail={"why": version.why, "restores": version.restores},
            )

    async def take(self, number: int) -> tuple[Version, dict[str, bytes]] | None:
        """Return a version with its files; None where it is not there or damaged."""
        async with self._database.reading() as session:
            found = await editions.get(session, number)
        if found is None:
            return None
        record, archive = found
        version = Version.from_json(record)
        contents = await asyncio.to_thread(unpack, archive)
        return (version, contents) if version_of(contents) == version.content else None
