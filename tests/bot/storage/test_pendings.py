from datetime import timedelta

import pytest

from bot.dialogue import Dialogue
from bot.storage import Database, pendings
from knowledge.model import Facet, Language
from tests.clock import NOW

HUONG, LAN, GROUP = 7_000_000_001, 7_000_000_002, -100_200_300_400


async def ask(database: Database, text: str = "vay vốn ở Phú Thọ") -> str:
    async with database.session() as session:
        return await pendings.open(
            session,
            text,
            asker=(HUONG, HUONG),
            language=Language.VI,
            dialogue=Dialogue("de-an-938", Facet.OVERVIEW),
            now=NOW,
        )


async def test_a_question_waits_with_the_talk_it_was_asked_in(database: Database) -> None:
    key = await ask(database)
    async with database.reading() as session:
        pending = await pendings.find(session, key, asker=(HUONG, HUONG))
    assert pending is not None
    assert pending.text == "vay vốn ở Phú Thọ"
    assert pending.dialogue == Dialogue("de-an-938", Facet.OVERVIEW)


@pytest.mark.parametrize("asker", [(HUONG, LAN), (GROUP, HUONG)], ids=["person", "chat"])
async def test_nobody_else_and_nowhere_else_finds_it(
    database: Database, asker: tuple[int, int]
) -> None:
    key = await ask(database)
    async with database.reading() as session:
        assert await pendings.find(session, key, asker=asker) is None


async def test_what_waits_is_scrubbed(database: Database) -> None:
    key = await ask(database, "sđt 0912 345 678, vay vốn")
    async with database.reading() as session:
        pending = await pendings.find(session, key, asker=(HUONG, HUONG))
    assert pending is not None
    assert pending.text == "sđt [number], vay vốn"


async def test_what_waits_is_purged_counted_and_erased(database: Database) -> None:
    await ask(database)
    async with database.session() as session:
        assert await pendings.purge(session, before=NOW) == 0
        assert await pendings.count(session, HUONG) == 1
        assert await pendings.purge(session, before=NOW + timedelta(seconds=1)) == 1
    await ask(database)
    async with database.session() as session:
        assert await pendings.erase(session, HUONG) == 1
