"""Subscriptions: what members do not want. Whoever has no row here gets everything."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import col, delete, select

from bot.announcements.audience import Subject
from bot.storage.database import Session
from bot.storage.office_tables import UnsubscriptionRow
from bot.storage.upsert import upsert


async def wanted(session: Session, telegram_id: int) -> frozenset[Subject]:
    """Return the subjects she gets."""
    rows = await session.exec(
        select(col(UnsubscriptionRow.subject)).where(
            col(UnsubscriptionRow.telegram_id) == telegram_id
        )
    )
    return frozenset(Subject) - {Subject(subject) for subject in rows}


async def sign_off(
    session: Session, telegram_id: int, subjects: Collection[Subject], *, now: datetime
) -> None:
    """Let her have *subjects* no more; twice is once."""
    if not subjects:
        return
    rows = [
        {"telegram_id": telegram_id, "subject": subject.value, "since": now}
        for subject in sorted(subjects)
    ]
    await session.exec(upsert(session, UnsubscriptionRow).values(rows).on_conflict_do_nothing())


async def sign_on(session: Session, telegram_id: int, subjects: Collection[Subject]) -> None:
    """Let her have *subjects* again."""
    await session.exec(
        delete(UnsubscriptionRow)
        .where(col(UnsubscriptionRow.telegram_id) == telegram_id)
        .where(col(UnsubscriptionRow.subject).in_([subject.value for subject in subjects]))
    )


async def erase(session: Session, telegram_id: int) -> int:
    """Forget her choices; return how many rows there were."""
    result = await session.exec(
        delete(UnsubscriptionRow).where(col(UnsubscriptionRow.telegram_id) == telegram_id)
    )
    return result.rowcount
