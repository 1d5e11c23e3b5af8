"""What is written down after a question, and above all what is not."""

from dataclasses import replace

from sqlalchemy import text

from bot.dialogue import NEW_DIALOGUE, Dialogue
from bot.journal import NOTHING, Journal, Noted
from bot.member import Member
from bot.recognition import Visit, Visitor
from bot.storage import Database, conversations, pendings, questions
from knowledge.model import Facet, Language
from knowledge.verdicts import NotFound, Unclear, Verdict
from tests.bot.storage.test_questions import FOUND, URGENT
from tests.clock import NOW

HUONG = Visitor(7_000_000_001, 7_000_000_001, "vi")
VISIT = Visit(Member(HUONG.telegram_id, Language.VI, province_code="25"), NEW_DIALOGUE)


async def note(database: Database, verdict: Verdict, question: str = "hỏi") -> Noted:
    return await Journal(database).note(HUONG, VISIT, question, verdict, now=NOW)


async def talk(database: Database) -> Dialogue:
    async with database.reading() as session:
        return await conversations.find(session, *HUONG.asker, now=NOW)


async def test_an_answer_becomes_the_topic_of_the_talk(database: Database) -> None:
    noted = await note(database, FOUND)
    assert noted.question_key is not None
    assert noted.pending_key is None
    assert await talk(database) == Dialogue("von-vay-nhcsxh", Facet.BENEFIT)


async def test_what_was_not_found_does_not_end_the_talk(database: Database) -> None:
    await note(database, FOUND)
    await note(database, NotFound(Language.VI, 0.9))
    assert await talk(database) == Dialogue("von-vay-nhcsxh", Facet.BENEFIT)


async def test_a_question_asked_back_about_waits_for_its_asker(database: Database) -> None:
    noted = await note(database, Unclear(Language.VI, 0.4), "vay vốn ở Bình Thuận")
    assert noted.pending_key is not None
    async with database.reading() as session:
        pending = await pendings.find(session, noted.pending_key, asker=HUONG.asker)
    assert pending is not None
    assert pending.text == "vay vốn ở Bình Thuận"


async def test_nothing_of_an_emergency_leads_to_the_person(database: Database) -> None:
    assert await note(database, URGENT, "chồng em đánh em, em ở Phú Thọ") == NOTHING
    assert await talk(database) == NEW_DIALOGUE
    async with database.session() as session:
        tables = ("conversation", "pending", "member")
        for table in tables:
            statement = text(f"SELECT * FROM {table}")
            rows = (await session.connection()).execute(statement)
            assert (await rows).all() == []
        (row,) = await questions.latest(session)
    assert (row.text, row.province_code, row.kind) == (None, None, "emergency")


async def test_without_a_database_the_reply_goes_out_without_buttons(
    sqlite_database: Database,
) -> None:
    journal = Journal(sqlite_database)
    await sqlite_database.close()
    assert await journal.note(HUONG, VISIT, "hỏi", FOUND, now=NOW) == NOTHING
    assert not await journal.turn(HUONG, NEW_DIALOGUE, now=NOW)


async def test_a_button_can_turn_the_talk(database: Database) -> None:
    turned = replace(NEW_DIALOGUE, topic="de-an-938")
    assert await Journal(database).turn(HUONG, turned, now=NOW)
    assert await talk(database) == turned
