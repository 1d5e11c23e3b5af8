"""Errands: one row for each person who is in the middle of something."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import col, delete, select

from bot.errand import Errand, Step
from bot.storage.database import Session
from bot.storage.errand_tables import ErrandRow
from bot.storage.upsert import upsert


async def find(session: Session, telegram_id: int) -> Errand | None:
    """Return what she is in the middle of, or None."""
    return (await find_many(session, [telegram_id])).get(telegram_id)


async def find_many(session: Session, telegram_ids: Collection[int]) -> dict[int, Errand]:
    """Return the errands of *telegram_ids*, by their ids."""
    query = select(ErrandRow).where(col(ErrandRow.telegram_id).in_(telegram_ids))
    return {row.telegram_id: _value(row) for row in await session.exec(query)}


async def keep(session: Session, telegram_id: int, errand: Errand, *, now: datetime) -> None:
    """Keep *errand* in place of the one she had."""
    values = {
        "step": errand.step.value,
        "announcement_id": errand.announcement_id,
        "argument": errand.argument,
        "album": errand.album,
        "is_first": errand.is_first,
        "changed_at": now,
    }
    await session.exec(
        upsert(session, ErrandRow)
        .values(telegram_id=telegram_id, **values)
        .on_conflict_do_update(index_elements=["telegram_id"], set_=values)
    )


async def end(session: Session, telegram_id: int) -> bool:
    """Lay aside what she is in the middle of; return whether there was anything."""
    result = await session.exec(delete(ErrandRow).where(col(ErrandRow.telegram_id) == telegram_id))
    return result.rowcount == 1


def _value(row: ErrandRow) -> Errand:
    return Errand(Step(row.step), row.announcement_id, row.argument, row.album, row.is_first)
