import asyncio
from pathlib import Path

from bot.storage import Database
from bot.telegram.claims import Claims
from tests.clock import FixedClock

BOT = 123456789


async def test_an_update_is_granted_once(database: Database, clock: FixedClock) -> None:
    claims = Claims(database, BOT, clock)
    assert [await claims.claim(number) for number in (1, 1, 2)] == [True, False, True]


async def test_an_update_is_granted_once_across_a_restart(
    database: Database, clock: FixedClock
) -> None:
    assert await Claims(database, BOT, clock).claim(1)
    assert not await Claims(database, BOT, clock).claim(1)


async def test_two_processes_share_the_updates(database: Database, clock: FixedClock) -> None:
    sides = [Claims(database, BOT, clock), Claims(database, BOT, clock)]
    granted = await asyncio.gather(*(side.claim(n) for n in range(300) for side in sides))
    assert sum(granted) == 300


async def test_without_a_database_memory_protects_from_repeats(
    tmp_path: Path, clock: FixedClock
) -> None:
    closed = Database(f"sqlite:///{tmp_path / 'never-opened.db'}")
    claims = Claims(closed, BOT, clock)
    assert await claims.claim(1)
    assert not await claims.claim(1)
    await claims.close()


async def test_a_server_that_counts_anew_is_not_taken_for_repeating_itself(
    database: Database, clock: FixedClock
) -> None:
    assert await Claims(database, BOT, clock).claim(1)
    restarted = Claims(database, BOT, clock)
    await restarted.begin_anew()
    assert await restarted.claim(1)
