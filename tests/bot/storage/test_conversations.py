from datetime import timedelta

import pytest

from bot.dialogue import NEW_DIALOGUE, Dialogue, Expectation
from bot.storage import Database, conversations
from knowledge.model import Facet
from tests.clock import NOW

CHAT, HUONG, LAN = -100_200_300_400, 7_000_000_001, 7_000_000_002
LOANS = Dialogue("von-vay-nhcsxh", Facet.BENEFIT)


async def keep(database: Database, dialogue: Dialogue, person: int = HUONG) -> None:
    async with database.session() as session:
        await conversations.keep(session, CHAT, person, dialogue, now=NOW)


async def find(database: Database, person: int = HUONG, minutes: float = 0) -> Dialogue:
    async with database.reading() as session:
        now = NOW + timedelta(minutes=minutes)
        return await conversations.find(session, CHAT, person, now=now)


@pytest.mark.parametrize(("minutes", "expected"), [(9.9, LOANS), (10, NEW_DIALOGUE)])
async def test_a_topic_is_taken_up_for_ten_minutes(
    database: Database, minutes: float, expected: Dialogue
) -> None:
    await keep(database, LOANS)
    assert await find(database, minutes=minutes) == expected


async def test_two_people_in_one_group_talk_apart(database: Database) -> None:
    await keep(database, LOANS)
    await keep(database, Dialogue(expects=Expectation.PLACE), LAN)
    assert await find(database) == LOANS
    assert await find(database, LAN) == Dialogue(expects=Expectation.PLACE)


async def test_the_newest_turn_replaces_the_one_before(database: Database) -> None:
    await keep(database, Dialogue("de-an-938", expects=Expectation.PLACE))
    await keep(database, LOANS)
    assert await find(database) == LOANS


async def test_a_talk_can_be_ended_seen_and_erased(database: Database) -> None:
    await keep(database, LOANS)
    async with database.session() as session:
        assert await conversations.of_member(session, HUONG) == [(NOW, "von-vay-nhcsxh")]
        assert await conversations.end(session, CHAT, HUONG)
        assert not await conversations.end(session, CHAT, HUONG)
        assert await conversations.erase(session, HUONG) == 0
    assert await find(database) == NEW_DIALOGUE
