from datetime import timedelta

from bot.member import Member
from bot.storage import Database, members
from knowledge.model import Language
from tests.clock import NOW

HUONG = 7_000_000_001  # more than 32 bits, as Telegram's ids are


async def welcome(database: Database, *, language: str | None = "vi") -> bool:
    async with database.session() as session:
        return await members.welcome(session, HUONG, telegram_language=language, now=NOW)


async def find(database: Database) -> Member:
    async with database.reading() as session:
        member = await members.find(session, HUONG)
    assert member is not None
    return member


async def test_nobody_is_kept_before_she_begins(database: Database) -> None:
    async with database.reading() as session:
        assert await members.find(session, HUONG) is None


async def test_a_second_welcome_changes_nothing_but_that_she_is_here(database: Database) -> None:
    assert await welcome(database) is True
    async with database.session() as session:
        await members.choose(session, HUONG, Language.AR)
        await members.lose(session, HUONG)
    assert await welcome(database, language="id") is False
    member = await find(database)
    assert (member.language, member.telegram_language) == (Language.AR, Language.ID)
    assert member.is_reachable
    assert member.created_at == NOW


async def test_moments_come_back_aware(database: Database) -> None:
    await welcome(database)
    seen_at = (await find(database)).last_seen_at
    assert seen_at is not None
    assert seen_at.utcoffset() == timedelta(0)


async def test_a_commune_stands_beside_its_province(database: Database) -> None:
    await welcome(database)
    async with database.session() as session:
        assert await members.settle(session, HUONG, province_code="25", commune_code="08000")
    assert (await find(database)).home_code == "08000"
    async with database.session() as session:
        assert await members.settle(session, HUONG, province_code="25", commune_code=None)
    assert (await find(database)).home_code == "25"


async def test_nothing_is_set_for_a_stranger(database: Database) -> None:
    async with database.session() as session:
        assert not await members.choose(session, HUONG, Language.EN)
        assert not await members.settle(session, HUONG, province_code="25", commune_code=None)
        assert not await members.consent(session, HUONG, now=NOW)
        assert not await members.touch(session, HUONG, now=NOW)
        assert not await members.erase(session, HUONG)


async def test_consent_keeps_its_first_moment(database: Database) -> None:
    await welcome(database)
    async with database.session() as session:
        assert await members.consent(session, HUONG, now=NOW)
        assert not await members.consent(session, HUONG, now=NOW + timedelta(days=1))
    assert (await find(database)).consent_at == NOW


async def test_being_seen_is_written_once_an_hour(database: Database) -> None:
    await welcome(database)
    async with database.session() as session:
        assert not await members.touch(session, HUONG, now=NOW + timedelta(minutes=59))
        assert await members.touch(session, HUONG, now=NOW + timedelta(minutes=61))


async def test_who_blocked_the_bot_is_reachable_again_when_she_writes(database: Database) -> None:
    await welcome(database)
    async with database.session() as session:
        assert await members.lose(session, HUONG)
        assert not await members.lose(session, HUONG)
        assert await members.touch(session, HUONG, now=NOW)
    assert (await find(database)).is_reachable
