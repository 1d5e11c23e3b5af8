from datetime import UTC, date, datetime, timedelta

import pytest

from bot.storage import Database, feedbacks, questions
from bot.storage.tables import QuestionRow
from knowledge.model import Facet, Language, Passage, Topic
from knowledge.verdicts import Found, NotFound, Urgent, Verdict
from tests.clock import NOW

PASSAGE = Passage(Facet.BENEFIT, {Language.VI: "…"}, {}, (), date(2026, 1, 1))
TOPIC = Topic("von-vay-nhcsxh", {Language.VI: "Vốn vay"}, {}, {Facet.BENEFIT: PASSAGE})
FOUND = Found(Language.VI, 0.9, TOPIC, Facet.BENEFIT, PASSAGE, is_current=True)
URGENT = Urgent(Language.VI, 0.99, "violence")


async def record(database: Database, verdict: Verdict, text: str = "vay bao nhiêu?") -> str:
    async with database.session() as session:
        return await questions.record(session, text, verdict, now=NOW, province_code="25")


async def test_a_question_is_kept_with_what_was_found(database: Database) -> None:
    key = await record(database, FOUND)
    async with database.reading() as session:
        question = await questions.find(session, key)
    assert question == questions.AskedQuestion(
        key=key,
        text="vay bao nhiêu?",
        language=Language.VI,
        kind="answer",
        topic="von-vay-nhcsxh",
        facet=Facet.BENEFIT,
        confidence=0.9,
        province_code="25",
        asked_at=NOW,
    )


async def test_a_question_is_scrubbed_before_it_is_kept(database: Database) -> None:
    key = await record(database, NotFound(Language.VI, 0.8), "em tên là Lan, 0912345678")
    async with database.reading() as session:
        question = await questions.find(session, key)
    assert question is not None
    assert question.text == "em tên là [name], [number]"


async def test_of_an_emergency_only_kind_language_and_day_are_kept(database: Database) -> None:
    key = await record(database, URGENT, "chồng em đánh em")
    async with database.reading() as session:
        row = await session.get(QuestionRow, key)
    assert row is not None
    assert row.model_dump(exclude={"id"}) == {
        "text": None,
        "language": "vi",
        "kind": "emergency",
        "topic": None,
        "facet": None,
        "confidence": None,
        "province_code": None,
        "asked_at": datetime(2026, 11, 21, tzinfo=UTC),
    }


def test_no_column_of_a_question_leads_to_a_person() -> None:
    assert set(QuestionRow.model_fields) == {
        "id", "text", "language", "kind", "topic", "facet", "confidence", "province_code",
        "asked_at",
    }  # fmt: skip


async def test_the_last_word_on_an_answer_counts(database: Database) -> None:
    key = await record(database, FOUND)
    async with database.session() as session:
        assert await feedbacks.rate(session, key, is_helpful=True, now=NOW)
        assert await feedbacks.rate(session, key, is_helpful=False, now=NOW)
        assert await feedbacks.count(session, since=NOW) == (0, 1)


async def test_a_forged_or_aged_button_rates_nothing(database: Database) -> None:
    async with database.session() as session:
        assert not await feedbacks.rate(session, "forged", is_helpful=True, now=NOW)


@pytest.mark.parametrize(("days", "kept"), [(89, 1), (91, 0)])
async def test_questions_are_purged_with_their_feedback(
    database: Database, days: int, kept: int
) -> None:
    key = await record(database, FOUND)
    async with database.session() as session:
        await feedbacks.rate(session, key, is_helpful=True, now=NOW)
    before = NOW + timedelta(days=days) - timedelta(days=90)
    async with database.session() as session:
        assert await questions.purge(session, before=before) == 1 - kept
    async with database.reading() as session:
        assert sum(await feedbacks.count(session, since=NOW)) == kept
        assert len(await questions.latest(session)) == kept


async def test_questions_are_listed_by_kind_newest_first(database: Database) -> None:
    await record(database, URGENT)
    async with database.session() as session:
        for minutes in (1, 2):
            verdict, now = NotFound(Language.EN, 0.5), NOW + timedelta(minutes=minutes)
            await questions.record(session, str(minutes), verdict, now=now, province_code=None)
    async with database.reading() as session:
        unanswered = await questions.latest(session, kinds=["none"])
        counts = await questions.count_by_kind(session, since=NOW - timedelta(days=1))
    assert [question.text for question in unanswered] == ["2", "1"]
    assert counts == {"none": 2, "emergency": 1}
