"""Members are recognised, and answered as strangers rather than not at all."""

import asyncio
import logging
import time
from datetime import timedelta

import pytest

from bot.dialogue import NEW_DIALOGUE, Dialogue
from bot.recognition import Recognition, Visitor
from bot.storage import Database, conversations, members
from knowledge.model import Facet, Language
from tests.clock import NOW

HUONG = Visitor(7_000_000_001, 7_000_000_001, "in")
LOANS = Dialogue("von-vay-nhcsxh", Facet.BENEFIT)


async def begin(database: Database) -> None:
    async with database.session() as session:
        await members.welcome(session, HUONG.telegram_id, telegram_language="in", now=NOW)
        await members.choose(session, HUONG.telegram_id, Language.AR)
        await conversations.keep(session, *HUONG.asker, LOANS, now=NOW)


async def test_a_stranger_is_met_in_the_language_of_her_app(database: Database) -> None:
    visit = await Recognition(database).recognise(HUONG, now=NOW)
    assert visit.member.locale is Language.ID
    assert not visit.member.is_known
    assert not visit.is_degraded


async def test_a_member_is_met_in_the_language_she_chose_and_in_mid_talk(
    database: Database,
) -> None:
    await begin(database)
    visit = await Recognition(database).recognise(HUONG, now=NOW)
    assert visit.member.locale is Language.AR
    assert visit.dialogue == LOANS


async def test_who_comes_back_is_noted_as_here(database: Database) -> None:
    await begin(database)
    async with database.session() as session:
        await members.lose(session, HUONG.telegram_id)
    later = NOW + timedelta(minutes=5)
    await Recognition(database).recognise(HUONG, now=later)
    async with database.reading() as session:
        member = await members.find(session, HUONG.telegram_id)
    assert member is not None
    assert member.is_reachable
    assert member.last_seen_at == later


async def test_a_locked_database_keeps_nobody_waiting(sqlite_database: Database) -> None:
    await begin(sqlite_database)
    recognition = Recognition(sqlite_database, timeout_seconds=0.1)
    async with sqlite_database.session() as session:  # the only writer, and it takes its time
        await members.lose(session, 1)
        began = time.monotonic()
        visit = await recognition.recognise(HUONG, now=NOW + timedelta(days=1))
    assert time.monotonic() - began < 1
    assert visit.member.locale is Language.AR


async def test_a_silent_database_makes_a_stranger_of_her(sqlite_database: Database) -> None:
    await begin(sqlite_database)
    recognition = Recognition(sqlite_database, timeout_seconds=0)
    visit = await recognition.recognise(HUONG, now=NOW)
    assert visit.is_degraded
    assert visit.member.locale is Language.ID
    assert visit.dialogue == NEW_DIALOGUE


async def test_an_outage_is_logged_once_a_minute(
    sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    recognition = Recognition(sqlite_database)
    await sqlite_database.close()
    with caplog.at_level(logging.WARNING):
        visits = await asyncio.gather(*(recognition.recognise(HUONG, now=NOW) for _ in range(20)))
    assert all(visit.is_degraded for visit in visits)
    assert len(caplog.records) == 1
