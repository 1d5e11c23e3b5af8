"""Questions as they were asked, without the person who asked.

What may be kept is decided here, so that no caller can keep more: the text is scrubbed, and
of an emergency only its kind, language and day remain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlmodel import col, delete, func, insert, select

from bot.scrub import scrub
from bot.storage.database import Session
from bot.storage.keys import new_key
from bot.storage.tables import QuestionRow
from knowledge.model import Facet, Language
from knowledge.verdicts import Found, LocalOffice, NotFound, SmallTalk, Unclear, Urgent, Verdict

MAX_TEXT = 1000
"""Characters kept of a question; what is longer is a story, not a question."""

KINDS: dict[type[Verdict], str] = {
    Found: "answer",
    LocalOffice: "contact",
    Unclear: "clarify",
    Urgent: "emergency",
    SmallTalk: "smalltalk",
    NotFound: "none",
}
"""One word for each kind of verdict: in the table, in the metrics, in the batch contract."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A kept question."""

    key: str
    kind: str
    language: Language
    asked_at: datetime
    """For an emergency only the day."""
    text: str | None = None
    topic: str | None = None
    facet: Facet | None = None
    confidence: float | None = None
    province_code: str | None = None


def keepable(
    text: str, verdict: Verdict, *, now: datetime, province_code: str | None
) -> AskedQuestion:
    """Return what may be kept of a question; for an emergency kind, language and day."""
    kind, language = KINDS[type(verdict)], verdict.language
    if isinstance(verdict, Urgent):
        day = datetime.combine(now.astimezone(UTC).date(), time.min, UTC)
        return AskedQuestion(new_key(), kind, language, day)
    found = verdict if isinstance(verdict, Found) else None
    return AskedQuestion(
        new_key(),
        kind,
        language,
        now,
        text=scrub(text)[:MAX_TEXT],
        topic=found.topic.slug if found else None,
        facet=found.facet if found else None,
        confidence=verdict.confidence,
        province_code=province_code,
    )


async def record(
    session: Session, text: str, verdict: Verdict, *, now: datetime, province_code: str | None
) -> str:
    """Keep what may be kept of a question and its verdict; return the key for feedback."""
    question = keepable(text, verdict, now=now, province_code=province_code)
    await add(session, [question])
    return question.key


async def add(session: Session, questions: Sequence[AskedQuestion]) -> None:
    """Keep *questions*."""
    rows = [
        {
            "id": question.key,
            "text": question.text,
            "language": question.language,
            "kind": question.kind,
            "topic": question.topic,
            "facet": question.facet,
            "confidence": question.confidence,
            "province_code": question.province_code,
            "asked_at": question.asked_at,
        }
        for question in questions
    ]
    await session.exec(insert(QuestionRow), params=rows)


async def find(session: Session, key: str) -> AskedQuestion | None:
    """Return the question, or None where it was purged or never was."""
    row = await session.get(QuestionRow, key)
    return None if row is None else _value(row)


async def latest(
    session: Session, *, kinds: Sequence[str] = (), limit: int = 100
) -> list[AskedQuestion]:
    """Return the newest questions of *kinds* (of all kinds where empty), newest first."""
    query = select(QuestionRow).order_by(col(QuestionRow.asked_at).desc()).limit(limit)
    if kinds:
        query = query.where(col(QuestionRow.kind).in_(kinds))
    return [_value(row) for row in await session.exec(query)]


async def count_by_kind(session: Session, *, since: datetime) -> dict[str, int]:
    """Return how many questions of each kind were asked since that moment."""
    rows = await session.exec(
        select(col(QuestionRow.kind), func.count())
        .where(col(QuestionRow.asked_at) >= since)
        .group_by(col(QuestionRow.kind))
    )
    return {kind: count for kind, count in rows}


async def purge(session: Session, *, before: datetime) -> int:
    """Delete questions asked before that moment, with their feedback; return how many."""
    result = await session.exec(delete(QuestionRow).where(col(QuestionRow.asked_at) < before))
    return result.rowcount


def _value(row: QuestionRow) -> AskedQuestion:
    return AskedQuestion(
        key=row.id,
        text=row.text,
        language=Language(row.language),
        kind=row.kind,
        topic=row.topic,
        facet=Facet(row.facet) if row.facet else None,
        confidence=row.confidence,
        province_code=row.province_code,
        asked_at=row.asked_at,
    )
