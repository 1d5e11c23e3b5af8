"""Announcements: one row each; every change of state is guarded by the states it may leave."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, func, insert, or_, select, update

from bot.announcements.announcement import Announcement, Copy, NoticeKind, State
from bot.announcements.audience import Audience, Subject
from bot.announcements.json_copies import copies_from_json, copies_to_json
from bot.storage.database import Session
from bot.storage.office_tables import AnnouncementRow, DeliveryRow
from knowledge.localities import Gazetteer
from knowledge.model import Language

NO_VALUES: dict[str, object] = {}


async def draft(session: Session, audience: Audience, *, created_by: int, now: datetime) -> int:
    """Keep a new draft; return its id."""
    result = await session.exec(
        insert(AnnouncementRow)
        .values(
            state=State.DRAFT.value,
            copies="{}",
            audience=audience_to_json(audience),
            created_by=created_by,
            created_at=now,
            changed_at=now,
            recipients=0,
            shards=1,
            failure_run=0,
        )
        .returning(col(AnnouncementRow.id))
    )
    return int(result.scalar_one())


async def find(
    session: Session, gazetteer: Gazetteer, announcement_id: int
) -> Announcement | None:
    """Return the announcement, or None where there is none."""
    query = select(AnnouncementRow).where(col(AnnouncementRow.id) == announcement_id)
    row = (await session.exec(query)).first()
    return None if row is None else _value(row, gazetteer)


async def latest(
    session: Session,
    gazetteer: Gazetteer,
    *,
    states: Collection[State] = (),
    created_by: int | None = None,
    before: int | None = None,
    limit: int = 20,
) -> list[Announcement]:
    """Return the newest ones first, with an id below *before*, of *states* (empty: all)."""
    query = select(AnnouncementRow).order_by(col(AnnouncementRow.id).desc()).limit(limit)
    if states:
        query = query.where(col(AnnouncementRow.state).in_([state.value for state in states]))
    if created_by is not None:
        query = query.where(col(AnnouncementRow.created_by) == created_by)
    if before is not None:
        query = query.where(col(AnnouncementRow.id) < before)
    return [_value(row, gazetteer) for row in await session.exec(query)]


async def write(
    session: Session,
    announcement_id: int,
    *,
    now: datetime,
    copies: dict[Language, Copy] | None = None,
    audience: Audience | None = None,
    values: dict[str, object] = NO_VALUES,
) -> bool:
    """Change a draft; return False where it is none (any more)."""
    changes = dict(values)
    if copies is not None:
        changes["copies"] = copies_to_json(copies)
    if audience is not None:
        changes["audience"] = audience_to_json(audience)
    return await move(
        session, announcement_id, {State.DRAFT}, State.DRAFT, now=now, values=changes
    )


async def move(
    session: Session,
    announcement_id: int,
    before: Collection[State],
    after: State,
    *,
    now: datetime,
    values: dict[str, object] = NO_VALUES,
    only_if: Sequence[ColumnElement[bool]] = (),
) -> bool:
    """Take it from one of *before* to *after*; return whether it was there to be taken."""
    result = await session.exec(
        update(AnnouncementRow)
        .where(col(AnnouncementRow.id) == announcement_id)
        .where(col(AnnouncementRow.state).in_([state.value for state in before]))
        .where(*only_if)
        .values(state=after.value, changed_at=now, **values)
        .execution_options(synchronize_session=False)
    )
    return result.rowcount == 1


async def in_state(session: Session, state: State) -> list[tuple[int, int, bool]]:
    """Return id, shards and whether urgent of all in *state*; urgent ones first, then by age."""
    urgent = col(AnnouncementRow.urgent_reason).is_not(None)
    rows = await session.exec(
        select(col(AnnouncementRow.id), col(AnnouncementRow.shards), urgent)
        .where(col(AnnouncementRow.state) == state.value)
        .order_by(urgent.desc(), col(AnnouncementRow.id))
    )
    return [(int(id_ or 0), shards, bool(is_urgent)) for id_, shards, is_urgent in rows]


@dataclass(frozen=True, slots=True)
class Due:
    """One whose time has come."""

    id: int
    scheduled_at: datetime
    is_urgent: bool


async def due(session: Session, *, now: datetime) -> list[Due]:
    """Return those scheduled up to *now*, the earliest first."""
    rows = await session.exec(
        select(
            col(AnnouncementRow.id),
            col(AnnouncementRow.scheduled_at),
            col(AnnouncementRow.urgent_reason),
        )
        .where(col(AnnouncementRow.state) == State.SCHEDULED.value)
        .where(col(AnnouncementRow.scheduled_at) <= now)
        .order_by(col(AnnouncementRow.scheduled_at))
    )
    return [
        Due(int(id_ or 0), at, reason is not None) for id_, at, reason in rows if at is not None
    ]


async def finish(session: Session, announcement_id: int, *, now: datetime) -> bool:
    """End a running one of which nothing is pending or on its way; return whether it was so."""
    unfinished = (
        select(col(DeliveryRow.chat_id))
        .where(col(DeliveryRow.announcement_id) == announcement_id)
        .where(col(DeliveryRow.state).in_(["pending", "sending"]))
        .exists()
    )
    return await move(
        session,
        announcement_id,
        {State.RUNNING},
        State.FINISHED,
        now=now,
        values={"finished_at": now, "notice": NoticeKind.FINISHED.value},
        only_if=[~unfinished],
    )


async def note_failures(
    session: Session, announcement_id: int, failures: int, *, is_after_success: bool
) -> int:
    """Add *failures* in a row to those before them, or count anew; return how many it is.

    Without a failure, now or before, nothing is written: this runs with every batch.
    """
    before = 0 if is_after_success else col(AnnouncementRow.failure_run)
    statement = (
        update(AnnouncementRow)
        .where(col(AnnouncementRow.id) == announcement_id)
        .values(failure_run=before + failures)
        .returning(col(AnnouncementRow.failure_run))
        .execution_options(synchronize_session=False)
    )
    if not failures:
        if not is_after_success:
            return 0
        statement = statement.where(col(AnnouncementRow.failure_run) > 0)
    result = await session.exec(statement)
    return int(result.scalar_one_or_none() or 0)


async def take_notices(
    session: Session, gazetteer: Gazetteer
) -> list[tuple[NoticeKind, Announcement]]:
    """Return what nobody was told yet, to exactly one caller."""
    told = (
        select(col(AnnouncementRow.id), col(AnnouncementRow.notice))
        .where(col(AnnouncementRow.notice).is_not(None))
        .with_for_update(skip_locked=True)
    )
    kinds = {int(id_ or 0): NoticeKind(kind) for id_, kind in await session.exec(told) if kind}
    if not kinds:
        return []
    await session.exec(
        update(AnnouncementRow)
        .where(col(AnnouncementRow.id).in_(kinds))
        .values(notice=None)
        .execution_options(synchronize_session=False)
    )
    rows = await session.exec(select(AnnouncementRow).where(col(AnnouncementRow.id).in_(kinds)))
    return [(kinds[row.id or 0], _value(row, gazetteer)) for row in rows]


async def unsettled(session: Session, *, since: datetime) -> list[tuple[int, bool]]:
    """Return id and whether urgent of all that may have deliveries on their way.

    Those that run or are paused, and those that ended after *since*.
    """
    rows = await session.exec(
        select(col(AnnouncementRow.id), col(AnnouncementRow.urgent_reason))
        .where(
            or_(
                col(AnnouncementRow.state).in_([State.RUNNING.value, State.PAUSED.value]),
                and_(
                    col(AnnouncementRow.state).in_([State.CANCELLED.value, State.FINISHED.value]),
                    col(AnnouncementRow.changed_at) > since,
                ),
            )
        )
        .order_by(col(AnnouncementRow.id))
    )
    return [(int(id_ or 0), reason is not None) for id_, reason in rows]


async def count_by_state(session: Session) -> dict[State, int]:
    """Return how many announcements are in each state."""
    rows = await session.exec(
        select(col(AnnouncementRow.state), func.count()).group_by(col(AnnouncementRow.state))
    )
    return {State(state): number for state, number in rows}


def audience_to_json(audience: Audience) -> str:
    """Return what is kept of an audience."""
    return json.dumps(
        {
            "places": sorted(place.code for place in audience.places),
            "languages": sorted(audience.languages),
            "subject": audience.subject.value,
        }
    )


def _value(row: AnnouncementRow, gazetteer: Gazetteer) -> Announcement:
    audience = json.loads(row.audience)
    places = (gazetteer.by_code(code) for code in audience["places"])
    return Announcement(
        id=row.id or 0,
        state=State(row.state),
        copies=copies_from_json(row.copies),
        fallback=Language(row.fallback) if row.fallback else None,
        audience=Audience(
            frozenset(place for place in places if place is not None),
            Subject(audience["subject"]),
            frozenset(Language(code) for code in audience["languages"]),
        ),
        urgent_reason=row.urgent_reason,
        scheduled_at=row.scheduled_at,
        created_by=row.created_by,
        approved_by=row.approved_by,
        created_at=row.created_at,
        changed_at=row.changed_at,
        confirmed_at=row.confirmed_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        recipients=row.recipients,
        topic=row.topic,
    )
