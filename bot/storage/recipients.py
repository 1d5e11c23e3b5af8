"""Recipients: the members an audience consists of, counted, and frozen into the ledger.

The database itself copies them (`INSERT … SELECT`): no row passes through the bot's memory.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, literal
from sqlalchemy import select as select_many
from sqlmodel import and_, case, col, delete, func, insert, or_, select, true

from bot.announcements.announcement import DeliveryState
from bot.announcements.audience import Audience
from bot.storage.database import Session
from bot.storage.office_tables import DeliveryRow, UnsubscriptionRow
from bot.storage.tables import MemberRow
from knowledge.localities import Level
from knowledge.model import MASTER_LANGUAGE, Language


async def count(session: Session, audience: Audience, *, is_urgent: bool) -> dict[Language, int]:
    """Return how many members each language has in *audience* now."""
    language = _language()
    rows = await session.exec(
        select(language, func.count())
        .where(*_belongs(audience, is_urgent=is_urgent))
        .group_by(language)
    )
    return {Language(code): number for code, number in rows}


async def freeze(
    session: Session,
    announcement_id: int,
    audience: Audience,
    *,
    is_urgent: bool,
    shards: int,
    now: datetime,
) -> None:
    """Write a pending delivery for each member of *audience*."""
    chosen = select_many(  # more columns than SQLModel's own has types for
        literal(announcement_id),
        col(MemberRow.telegram_id),
        col(MemberRow.telegram_id) % shards,
        _language(),
        func.coalesce(col(MemberRow.commune_code), col(MemberRow.province_code)),
        literal(DeliveryState.PENDING.value),
        literal(0),
        literal(now),
    ).where(*_belongs(audience, is_urgent=is_urgent))
    columns = (
        "announcement_id", "chat_id", "shard", "language", "locality_code", "state", "attempts",
        "updated_at",
    )  # fmt: skip
    await session.exec(insert(DeliveryRow).from_select(columns, chosen))


async def frozen_by_language(session: Session, announcement_id: int) -> dict[Language, int]:
    """Return how many recipients each language has in the ledger."""
    language = col(DeliveryRow.language)
    rows = await session.exec(
        select(language, func.count())
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .group_by(language)
    )
    return {Language(code): number for code, number in rows}


async def unfreeze(session: Session, announcement_id: int) -> None:
    """Forget the recipients of one that goes back to being a draft."""
    await session.exec(
        delete(DeliveryRow).where(col(DeliveryRow.announcement_id) == announcement_id)
    )


def _belongs(audience: Audience, *, is_urgent: bool) -> Sequence[ColumnElement[bool]]:
    signed_off = (
        select(col(UnsubscriptionRow.telegram_id))
        .where(col(UnsubscriptionRow.telegram_id) == col(MemberRow.telegram_id))
        .where(col(UnsubscriptionRow.subject) == audience.subject_for(is_urgent=is_urgent).value)
        .exists()
    )
    conditions = [col(MemberRow.is_reachable).is_(True), ~signed_off, _lives_in(audience)]
    if audience.languages:
        conditions.append(_language().in_([language.value for language in audience.languages]))
    return conditions


def _lives_in(audience: Audience) -> ColumnElement[bool]:
    levels = {level: [p.code for p in audience.places if p.level is level] for level in Level}
    if levels[Level.COUNTRY]:
        return true()
    return or_(
        col(MemberRow.province_code).in_(levels[Level.PROVINCE]),
        col(MemberRow.commune_code).in_(levels[Level.COMMUNE]),
    )


def _language() -> ColumnElement[str]:
    """The language she reads, as `bot.i18n.choose_language` finds it."""
    given = func.lower(func.replace(col(MemberRow.telegram_language), "_", "-"))

    def means(*codes: str) -> ColumnElement[bool]:
        return or_(*(or_(given == code, given.like(f"{code}-%")) for code in codes))

    return case(
        (col(MemberRow.language).is_not(None), col(MemberRow.language)),
        (and_(given.is_not(None), means("id", "in", "ms")), Language.ID.value),
        *(
            (and_(given.is_not(None), means(language.value)), language.value)
            for language in Language
            if language not in (Language.ID, MASTER_LANGUAGE)
        ),
        else_=MASTER_LANGUAGE.value,
    )
