"""The ledger: one row a recipient. Who may send is decided here and nowhere else.

A row goes from `pending` to `sending` in one statement, committed before the request leaves,
under a claim that nobody else knows. Only that claim brings it further, so whatever two workers
believe of each other, a row is sent by one of them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import case, col, delete, func, or_, select, update

from bot.announcements.announcement import Counts, DeliveryState, State
from bot.storage.database import Session
from bot.storage.office_tables import AnnouncementRow, DeliveryRow
from knowledge.model import Language

CHAT_EVERY = timedelta(seconds=1)
"""Telegram takes one message a second in a chat …"""
GROUP_WINDOW = timedelta(minutes=1)
GROUP_MESSAGES = 20
"""… and 20 a minute in a group (chats with a negative id)."""

_IN_HAND = [DeliveryState.SENDING.value, DeliveryState.UNCERTAIN.value]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery to be sent now, by whoever holds the claim."""

    chat_id: int
    language: Language
    attempts: int


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a claimed delivery."""

    chat_id: int
    state: DeliveryState
    message_id: int | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """How many readers of one language at one place had each outcome."""

    locality_code: str | None
    language: Language
    counts: Counts


@dataclass(frozen=True, slots=True)
class Copied:
    """One recipient, for the list of a report."""

    chat_id: int
    locality_code: str | None
    language: Language
    state: DeliveryState
    error: str | None
    updated_at: datetime


async def claim(
    session: Session,
    announcement_id: int,
    claim_key: str,
    *,
    most: int,
    now: datetime,
    shard: int | None = None,
) -> list[Claimed]:
    """Take up at most *most* pending deliveries of a running announcement, of one shard or all.

    Chats that were written to a moment ago are left for later.
    """
    runs = (
        select(col(AnnouncementRow.id))
        .where(col(AnnouncementRow.id) == announcement_id)
        .where(col(AnnouncementRow.state) == State.RUNNING.value)
        # Whoever pauses waits for us to commit, so nothing is taken up after a pause.
        .with_for_update(read=True)
    )
    if (await session.exec(runs)).first() is None:
        return []
    chosen = (
        select(col(DeliveryRow.chat_id))
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .where(col(DeliveryRow.state) == DeliveryState.PENDING.value)
        .where(_is_rested(now))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    if shard is not None:
        chosen = chosen.where(col(DeliveryRow.shard) == shard)
    # As a common table expression: PostgreSQL might run a subquery twice, and take too many.
    taken = select(chosen.cte("chosen").c.chat_id)
    result = await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .where(col(DeliveryRow.state) == DeliveryState.PENDING.value)
        .where(col(DeliveryRow.chat_id).in_(taken))
        .values(
            state=DeliveryState.SENDING.value,
            claim=claim_key,
            attempts=col(DeliveryRow.attempts) + 1,
            claimed_at=now,
            updated_at=now,
        )
        .returning(col(DeliveryRow.chat_id), col(DeliveryRow.language), col(DeliveryRow.attempts))
        .execution_options(synchronize_session=False)
    )
    return [Claimed(chat_id, Language(code), attempts) for chat_id, code, attempts in result]


async def release(session: Session, announcement_id: int, claim_key: str, *, now: datetime) -> int:
    """Give back what was taken up under a claim of which nothing was sent; return how many."""
    result = await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .where(col(DeliveryRow.claim) == claim_key)
        .where(col(DeliveryRow.state).in_(_IN_HAND))
        .values(state=DeliveryState.PENDING.value, updated_at=now)
        .execution_options(synchronize_session=False)
    )
    return result.rowcount


async def write_down(
    session: Session,
    announcement_id: int,
    results: Sequence[tuple[str, Result]],
    *,
    now: datetime,
) -> None:
    """Note what became of deliveries, each under its claim; a second time changes nothing.

    A row that was thought lost meanwhile (`uncertain`) gets its true state.
    """
    statement = (
        update(DeliveryRow)
        .where(col(DeliveryRow.announcement_id) == bindparam("of_announcement"))
        .where(col(DeliveryRow.chat_id) == bindparam("of_chat"))
        .where(col(DeliveryRow.claim) == bindparam("of_claim"))
        .where(or_(*(col(DeliveryRow.state) == state for state in _IN_HAND)))
        .values(
            state=bindparam("new_state"),
            message_id=bindparam("new_message_id"),
            error=bindparam("new_error"),
            updated_at=bindparam("moment"),
        )
    )
    connection = await session.connection()  # a list of parameters is no unit of work
    await connection.execute(
        statement,
        [
            {
                "of_announcement": announcement_id,
                "of_chat": result.chat_id,
                "of_claim": claim_key,
                "new_state": result.state.value,
                "new_message_id": result.message_id,
                "new_error": result.error[:200] if result.error else None,
                "moment": now,
            }
            for claim_key, result in results
        ],
    )


async def give_up(
    session: Session,
    announcement_id: int | None = None,
    *,
    now: datetime,
    shard: int | None = None,
) -> int:
    """Mark what is found on its way as uncertain, where whoever took it up is dead.

    For one shard, one announcement, or all of them. Return how many.
    """
    statement = update(DeliveryRow).where(col(DeliveryRow.state) == DeliveryState.SENDING.value)
    if announcement_id is not None:
        statement = statement.where(col(DeliveryRow.announcement_id) == announcement_id)
    if shard is not None:
        statement = statement.where(col(DeliveryRow.shard) == shard)
    result = await session.exec(
        statement.values(
            state=DeliveryState.UNCERTAIN.value, error="interrupted", updated_at=now
        ).execution_options(synchronize_session=False)
    )
    return result.rowcount


async def repeat(
    session: Session, announcement_id: int, state: DeliveryState, *, now: datetime
) -> int:
    """Make deliveries in *state* (failed or uncertain) pending again; return how many."""
    result = await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .where(col(DeliveryRow.state) == state.value)
        .values(state=DeliveryState.PENDING.value, claim=None, error=None, updated_at=now)
        .execution_options(synchronize_session=False)
    )
    return result.rowcount


async def migrate(
    session: Session, announcement_id: int, chat_id: int, new_chat_id: int, *, claim_key: str
) -> bool:
    """Follow a group to its new id; return False where that one is a recipient already."""
    known = await session.get(DeliveryRow, (announcement_id, new_chat_id))
    if known is not None:
        return False
    result = await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .where(col(DeliveryRow.chat_id) == chat_id)
        .where(col(DeliveryRow.claim) == claim_key)
        .values(chat_id=new_chat_id)
        .execution_options(synchronize_session=False)
    )
    return result.rowcount == 1


async def counts(session: Session, announcement_id: int) -> Counts:
    """Return how many deliveries are in each state."""
    rows = await session.exec(
        select(col(DeliveryRow.state), func.count())
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .group_by(col(DeliveryRow.state))
    )
    return Counts(**dict(rows.all()))


async def open_shards(
    session: Session,
    announcement_id: int,
    states: Collection[DeliveryState] = (DeliveryState.PENDING, DeliveryState.SENDING),
) -> list[int]:
    """Return the shards that have deliveries in one of *states*."""
    rows = await session.exec(
        select(col(DeliveryRow.shard))
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .where(col(DeliveryRow.state).in_([state.value for state in states]))
        .distinct()
    )
    return sorted(rows)


async def has_pending(session: Session, announcement_id: int, shard: int | None = None) -> bool:
    """Whether something is left to send."""
    query = (
        select(col(DeliveryRow.chat_id))
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .where(col(DeliveryRow.state) == DeliveryState.PENDING.value)
        .limit(1)
    )
    if shard is not None:
        query = query.where(col(DeliveryRow.shard) == shard)
    return (await session.exec(query)).first() is not None


async def report(session: Session, announcement_id: int) -> list[ReportLine]:
    """Return the outcomes by place and language."""
    place, language = col(DeliveryRow.locality_code), col(DeliveryRow.language)
    rows = await session.exec(
        select(place, language, col(DeliveryRow.state), func.count())
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .group_by(place, language, col(DeliveryRow.state))
    )
    found: dict[tuple[str | None, str], dict[str, int]] = {}
    for code, spoken, state, number in rows:
        found.setdefault((code, spoken), {})[state] = number
    return [
        ReportLine(code, Language(spoken), Counts(**states))
        for (code, spoken), states in sorted(found.items(), key=lambda item: str(item[0]))
    ]


async def page(
    session: Session, announcement_id: int, *, after: int | None, limit: int
) -> list[Copied]:
    """Return recipients in the order of their chat ids, those above *after*."""
    query = (
        select(DeliveryRow)
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .order_by(col(DeliveryRow.chat_id))
        .limit(limit)
    )
    if after is not None:
        query = query.where(col(DeliveryRow.chat_id) > after)
    return [
        Copied(
            row.chat_id,
            row.locality_code,
            Language(row.language),
            DeliveryState(row.state),
            row.error,
            row.updated_at,
        )
        for row in await session.exec(query)
    ]


async def of_member(session: Session, telegram_id: int) -> int:
    """Return how many announcements were sent, or are to be sent, to her."""
    rows = await session.exec(
        select(func.count())
        .select_from(DeliveryRow)
        .where(col(DeliveryRow.chat_id) == telegram_id)
    )
    return rows.one()


async def erase(session: Session, telegram_id: int) -> int:
    """Delete what was or would be sent to her; return how many rows there were."""
    result = await session.exec(delete(DeliveryRow).where(col(DeliveryRow.chat_id) == telegram_id))
    return result.rowcount


def _is_rested(now: datetime) -> ColumnElement[bool]:
    """Whether a chat can take another message now, by when the ledger last wrote to it.

    As a number for each candidate, which both databases look up by the index on `chat_id`.
    A moment in the future is no reason to wait: then the clock was set back.
    """
    other = aliased(DeliveryRow)
    is_group = col(DeliveryRow.chat_id) < 0
    since = case((is_group, now - GROUP_WINDOW), else_=now - CHAT_EVERY)
    lately = (
        select(func.count())
        .select_from(other)
        .where(col(other.chat_id) == col(DeliveryRow.chat_id))
        .where(col(other.claimed_at) > since)
        .where(col(other.claimed_at) <= now + CHAT_EVERY)
        .scalar_subquery()
    )
    return lately < case((is_group, GROUP_MESSAGES), else_=1)
