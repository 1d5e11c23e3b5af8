"""A member sees, exports and erases all that is held about her."""

import json

from bot import privacy
from bot.dialogue import NEW_DIALOGUE, Dialogue
from bot.storage import Database, conversations, members, pendings
from knowledge.model import Language
from tests.clock import NOW

HUONG, LAN, GROUP = 7_000_000_001, 7_000_000_002, -100_200_300_400


async def live(database: Database, person: int) -> None:
    """Leave a trace in every table that names a person."""
    async with database.session() as session:
        await members.welcome(session, person, telegram_language="vi", now=NOW)
        await members.settle(session, person, province_code="25", commune_code="08000")
        for chat in (person, GROUP):
            await conversations.keep(session, chat, person, Dialogue("de-an-938"), now=NOW)
            await pendings.open(
                session, "hỏi", asker=(chat, person), language=Language.VI,
                dialogue=NEW_DIALOGUE, now=NOW,
            )  # fmt: skip


async def test_she_sees_all_of_it(database: Database) -> None:
    await live(database, HUONG)
    held = await privacy.see(database, HUONG)
    assert held.member is not None
    assert held.member.commune_code == "08000"
    assert held.talks == ((NOW, "de-an-938"), (NOW, "de-an-938"))
    assert held.pending_questions == 2


async def test_the_export_is_json_that_people_can_read(database: Database) -> None:
    await live(database, HUONG)
    exported = privacy.export(await privacy.see(database, HUONG))
    data = json.loads(exported)
    assert data["telegram_id"] == HUONG
    assert data["member"]["province_code"] == "25"
    assert data["talks"][0] == [NOW.isoformat(), "de-an-938"]


async def test_erasing_leaves_nothing_of_her_and_all_of_others(database: Database) -> None:
    await live(database, HUONG)
    await live(database, LAN)
    assert await privacy.erase(database, HUONG) == privacy.Erased(True, 2, 2)
    assert (await privacy.see(database, HUONG)).is_empty
    assert not (await privacy.see(database, LAN)).is_empty


async def test_erasing_twice_says_that_nothing_was_left(database: Database) -> None:
    await live(database, HUONG)
    await privacy.erase(database, HUONG)
    assert await privacy.erase(database, HUONG) == privacy.Erased(False, 0, 0)
