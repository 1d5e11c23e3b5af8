"""Feedback: whether an answer helped."""

from datetime import datetime

from sqlmodel import col, func, select

from bot.storage.database import Session
from bot.storage.tables import FeedbackRow, QuestionRow
from bot.storage.upsert import upsert


async def rate(session: Session, question_key: str, *, is_helpful: bool, now: datetime) -> bool:
    """Keep what a member says of an answer, in place of what she said before.

    Returns False where the question is no longer kept (or never was: a forged button).
    """
    if await session.get(QuestionRow, question_key) is None:
        return False
    await session.exec(
        upsert(session, FeedbackRow)
        .values(question_id=question_key, is_helpful=is_helpful, given_at=now)
        .on_conflict_do_update(
            index_elements=["question_id"], set_={"is_helpful": is_helpful, "given_at": now}
        )
    )
    return True


async def count(session: Session, *, since: datetime) -> tuple[int, int]:
    """Return how many answers helped and how many did not, since that moment."""
    rows = await session.exec(
        select(col(FeedbackRow.is_helpful), func.count())
        .where(col(FeedbackRow.given_at) >= since)
        .group_by(col(FeedbackRow.is_helpful))
    )
    counts = {is_helpful: number for is_helpful, number in rows}
    return counts.get(True, 0), counts.get(False, 0)
