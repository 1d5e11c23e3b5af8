import asyncio
from datetime import timedelta

from bot.storage import Database, claims
from tests.clock import NOW

BOT, OTHER_BOT = 123456789, 987654321


async def claim(database: Database, *update_ids: int, bot_id: int = BOT) -> set[int]:
    async with database.session() as session:
        return await claims.claim(session, bot_id, update_ids, now=NOW)


async def test_only_what_is_new_is_granted(database: Database) -> None:
    assert await claim(database, 1, 2, 2) == {1, 2}
    assert await claim(database, 2, 3) == {3}


async def test_each_bot_counts_for_itself(database: Database) -> None:
    await claim(database, 1)
    assert await claim(database, 1, bot_id=OTHER_BOT) == {1}


async def test_two_processes_never_get_the_same_update(
    database: Database, database_url: str
) -> None:
    other = Database(database_url)
    await other.open()
    ids = range(1, 101)
    granted = await asyncio.gather(
        *(claim(side, update_id) for update_id in ids for side in (database, other))
    )
    await other.close()
    assert sorted(update_id for one in granted for update_id in one) == list(ids)


async def test_claims_age_and_can_be_forgotten(database: Database) -> None:
    await claim(database, 1)
    async with database.session() as session:
        assert await claims.purge(session, before=NOW) == 0
        assert await claims.purge(session, before=NOW + timedelta(seconds=1)) == 1
    await claim(database, 1)
    async with database.session() as session:
        assert await claims.forget(session, OTHER_BOT) == 0
        assert await claims.forget(session, BOT) == 1
