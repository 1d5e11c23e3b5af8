"""Members: one row for whoever has begun to use the bot."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import col, delete, or_, select, update

from bot.i18n import choose_language
from bot.member import Member
from bot.storage.database import Session
from bot.storage.tables import MemberRow
from bot.storage.upsert import upsert
from knowledge.model import Language

SEEN_EVERY = timedelta(hours=1)
"""How precisely `last_seen_at` is kept; finer would cost a write for every message."""


async def find(session: Session, telegram_id: int) -> Member | None:
    """Return the member, or None where no row is kept of her."""
    return (await find_many(session, [telegram_id])).get(telegram_id)


async def find_many(session: Session, telegram_ids: Collection[int]) -> dict[int, Member]:
    """Return those of *telegram_ids* of whom a row is kept, by their ids."""
    query = select(MemberRow).where(col(MemberRow.telegram_id).in_(telegram_ids))
    return {row.telegram_id: _value(row) for row in await session.exec(query)}


async def welcome(
    session: Session, telegram_id: int, *, telegram_language: str | None, now: datetime
) -> bool:
    """Keep a row of her from now on, and note that she is here; return whether it is new."""
    created = await session.exec(
        upsert(session, MemberRow)
        .values(
            telegram_id=telegram_id,
            telegram_language=(telegram_language or "")[:35] or None,
            is_reachable=True,
            created_at=now,
            last_seen_at=now,
        )
        .on_conflict_do_nothing()
        .returning(col(MemberRow.telegram_id))
    )
    if created.first() is not None:
        return True
    await session.exec(
        update(MemberRow)
        .where(col(MemberRow.telegram_id) == telegram_id)
        .values(
            telegram_language=(telegram_language or "")[:35] or None,
            is_reachable=True,
            last_seen_at=now,
        )
    )
    return False


async def touch(session: Session, telegram_id: int, *, now: datetime) -> bool:
    """Note that she wrote, so she is reachable; return whether anything had to be written."""
    result = await session.exec(
        update(MemberRow)
        .where(col(MemberRow.telegram_id) == telegram_id)
        .where(
            or_(
                col(MemberRow.last_seen_at) < now - SEEN_EVERY,
                col(MemberRow.is_reachable).is_(False),
            )
        )
        .values(last_seen_at=now, is_reachable=True)
    )
    return result.rowcount == 1


async def choose(session: Session, telegram_id: int, language: Language) -> bool:
    """Set her language; return False where no row is kept of her."""
    return await _set(session, telegram_id, language=language.value)


async def settle(
    session: Session, telegram_id: int, *, province_code: str | None, commune_code: str | None
) -> bool:
    """Set her place, or forget it with None; return False where no row is kept of her."""
    return await _set(session, telegram_id, province_code=province_code, commune_code=commune_code)


async def consent(session: Session, telegram_id: int, *, now: datetime) -> bool:
    """Note that she agreed to what is kept of her; False where she had, or has no row."""
    result = await session.exec(
        update(MemberRow)
        .where(col(MemberRow.telegram_id) == telegram_id)
        .where(col(MemberRow.consent_at).is_(None))
        .values(consent_at=now)
    )
    return result.rowcount == 1


async def lose(session: Session, telegram_id: int) -> bool:
    """Note that she blocked the bot or left; return whether she was reachable before."""
    result = await session.exec(
        update(MemberRow)
        .where(col(MemberRow.telegram_id) == telegram_id)
        .where(col(MemberRow.is_reachable).is_(True))
        .values(is_reachable=False)
    )
    return result.rowcount == 1


async def lose_many(session: Session, telegram_ids: Collection[int]) -> None:
    """Note that none of *telegram_ids* can be reached; who writes again can be."""
    await session.exec(
        update(MemberRow)
        .where(col(MemberRow.telegram_id).in_(telegram_ids))
        .values(is_reachable=False)
        .execution_options(synchronize_session=False)
    )


async def erase(session: Session, telegram_id: int) -> bool:
    """Delete her row; return whether there was one. See `bot.privacy` for the rest."""
    result = await session.exec(delete(MemberRow).where(col(MemberRow.telegram_id) == telegram_id))
    return result.rowcount == 1


async def _set(session: Session, telegram_id: int, **values: str | None) -> bool:
    result = await session.exec(
        update(MemberRow).where(col(MemberRow.telegram_id) == telegram_id).values(**values)
    )
    return result.rowcount == 1


def _value(row: MemberRow) -> Member:
    return Member(
        telegram_id=row.telegram_id,
        telegram_language=choose_language(row.telegram_language),
        language=Language(row.language) if row.language else None,
        province_code=row.province_code,
        commune_code=row.commune_code,
        consent_at=row.consent_at,
        is_reachable=row.is_reachable,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
    )
