"""Pending questions: asked, asked back about, and waiting for one more tap.

The text is scrubbed before it is kept: what is taken out is never needed for the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, delete, func, insert, select

from bot.dialogue import Dialogue
from bot.scrub import scrub
from bot.storage.database import Session
from bot.storage.keys import new_key
from bot.storage.tables import PendingRow
from knowledge.model import Facet, Language


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    """A question that waits, with the talk it was asked in."""

    key: str
    chat_id: int
    telegram_id: int
    text: str
    language: Language
    dialogue: Dialogue
    asked_at: datetime


def waiting(
    question: str,
    *,
    asker: tuple[int, int],
    language: Language,
    dialogue: Dialogue,
    now: datetime,
) -> PendingQuestion:
    """Return *question*, scrubbed and with a key, ready to be kept.

    *asker* is the chat and the person; *dialogue* is how it stood before the question.
    """
    chat_id, telegram_id = asker
    text = scrub(question)
    return PendingQuestion(new_key(), chat_id, telegram_id, text, language, dialogue, now)


async def open(
    session: Session,
    question: str,
    *,
    asker: tuple[int, int],
    language: Language,
    dialogue: Dialogue,
    now: datetime,
) -> str:
    """Keep *question* for an hour; return the key for its buttons. See `waiting`."""
    pending = waiting(question, asker=asker, language=language, dialogue=dialogue, now=now)
    await add(session, [pending])
    return pending.key


async def add(session: Session, questions: Sequence[PendingQuestion]) -> None:
    """Keep *questions* for an hour."""
    rows = [
        {
            "id": question.key,
            "chat_id": question.chat_id,
            "telegram_id": question.telegram_id,
            "text": question.text,
            "language": question.language,
            "topic": question.dialogue.topic,
            "facet": question.dialogue.facet,
            "asked_at": question.asked_at,
        }
        for question in questions
    ]
    await session.exec(insert(PendingRow), params=rows)


async def find(session: Session, key: str, *, asker: tuple[int, int]) -> PendingQuestion | None:
    """Return the question; None where it was purged, or another person or chat asked it."""
    chat_id, telegram_id = asker
    row = await session.get(PendingRow, key)
    if row is None or (row.chat_id, row.telegram_id) != (chat_id, telegram_id):
        return None
    return PendingQuestion(
        key=row.id,
        chat_id=row.chat_id,
        telegram_id=row.telegram_id,
        text=row.text,
        language=Language(row.language),
        dialogue=Dialogue(topic=row.topic, facet=Facet(row.facet) if row.facet else None),
        asked_at=row.asked_at,
    )


async def count(session: Session, telegram_id: int) -> int:
    """Return how many of her questions wait."""
    query = select(func.count()).where(col(PendingRow.telegram_id) == telegram_id)
    return (await session.exec(query)).one()


async def erase(session: Session, telegram_id: int) -> int:
    """Delete all her waiting questions; return how many there were."""
    result = await session.exec(
        delete(PendingRow).where(col(PendingRow.telegram_id) == telegram_id)
    )
    return result.rowcount


async def purge(session: Session, *, before: datetime) -> int:
    """Delete questions asked before that moment; return how many."""
    result = await session.exec(delete(PendingRow).where(col(PendingRow.asked_at) < before))
    return result.rowcount
