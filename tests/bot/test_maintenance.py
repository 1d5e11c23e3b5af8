"""What has aged goes; an outage ends by itself."""

import asyncio
from pathlib import Path

import pytest

from bot import maintenance
from bot.dialogue import NEW_DIALOGUE
from bot.maintenance import Maintenance, Purged, purge
from bot.storage import Database, claims, conversations, pendings, questions
from knowledge.model import Language
from knowledge.verdicts import NotFound
from tests.bot.storage.test_database import until_reachable
from tests.clock import NOW, FixedClock


async def fill(database: Database) -> None:
    async with database.session() as session:
        verdict = NotFound(Language.VI, 0.9)
        await questions.record(session, "hỏi", verdict, now=NOW, province_code=None)
        await conversations.keep(session, 1, 1, NEW_DIALOGUE, now=NOW)
        await pendings.open(
            session, "hỏi", asker=(1, 1), language=Language.VI, dialogue=NEW_DIALOGUE, now=NOW
        )
        await claims.claim(session, 1, [1], now=NOW)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param(0.9, Purged(0, 0, 0, 0), id="within the hour"),
        pytest.param(1.1, Purged(0, 1, 1, 0), id="talks and waiting questions after one hour"),
        pytest.param(24.1, Purged(0, 1, 1, 1), id="claims after a day"),
        pytest.param(24 * 90 + 1, Purged(1, 1, 1, 1), id="questions after ninety days"),
    ],
)
async def test_each_kind_ages_in_its_own_time(
    database: Database, clock: FixedClock, hours: float, expected: Purged
) -> None:
    await fill(database)
    clock.advance(hours=hours)
    assert await purge(database, now=clock(), question_days=90) == expected


async def test_a_database_that_was_away_at_the_start_is_opened_later(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintenance, "REOPEN_EVERY_SECONDS", 0.01)
    file = tmp_path / "test.db"
    file.write_bytes(b"not a database at all, but long enough to be looked at" * 100)
    database = Database(f"sqlite:///{file}")

    async def ping() -> None:
        """Nobody to ask."""

    task = asyncio.ensure_future(Maintenance(database, clock, question_days=90, ping=ping).run())
    await asyncio.sleep(0.1)
    assert not database.is_open
    file.unlink()
    await until_reachable(database)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await database.close()
