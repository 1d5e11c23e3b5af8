"""The audit log's lines: appended in the transaction of the act itself, read in order."""

import logging
from collections.abc import AsyncIterator
from datetime import datetime

from sqlmodel import col, insert, select, update

from bot.audit import Act, Detail, Head, Line, detail_of, seal
from bot.storage.database import Session
from bot.storage.office_tables import AuditHeadRow, AuditRow
from bot.storage.upsert import upsert

logger = logging.getLogger(__name__)

_PAGE = 1000


async def lock(session: Session) -> Head:
    """Return the head, and let nobody else append before this transaction ends.

    Acts that must not happen side by side (taking the last admin's role) begin with it.
    """
    await session.exec(
        upsert(session, AuditHeadRow)
        .values(id=1, number=0, digest=Head().digest)
        .on_conflict_do_nothing()
    )
    row = (await session.exec(select(AuditHeadRow).with_for_update())).one()
    return Head(row.number, row.digest)


async def record(
    session: Session,
    actor_id: int,
    action: str,
    subject: str,
    *,
    now: datetime,
    version: str | None = None,
    detail: Detail | None = None,
) -> Line:
    """Append a line. It stands, or does not, together with what the transaction changed."""
    act = Act(actor_id, action, subject, version, detail_of(detail))
    line = seal(await lock(session), act, at=now)
    await session.exec(
        insert(AuditRow).values(
            number=line.number,
            at=line.at,
            actor_id=act.actor_id,
            action=act.action,
            subject=act.subject,
            version=act.version,
            detail=act.detail,
            previous=line.previous,
            digest=line.digest,
        )
    )
    await session.exec(
        update(AuditHeadRow)
        .where(col(AuditHeadRow.id) == 1)
        .values(number=line.number, digest=line.digest)
        .execution_options(synchronize_session="evaluate")
    )
    logger.info("audit %d:%s %s %s by %d", line.number, line.digest, action, subject, actor_id)
    return line


async def head(session: Session) -> Head:
    """Return the last line's number and digest."""
    row = (await session.exec(select(AuditHeadRow))).first()
    return Head() if row is None else Head(row.number, row.digest)


async def lines(session: Session) -> AsyncIterator[Line]:
    """Yield every line in the order of their numbers, some at a time."""
    last: int | None = None
    while True:
        query = select(AuditRow).order_by(col(AuditRow.number)).limit(_PAGE)
        if last is not None:
            query = query.where(col(AuditRow.number) > last)
        rows = (await session.exec(query)).all()
        for row in rows:
            yield _value(row)
        if len(rows) < _PAGE:
            return
        last = rows[-1].number
        session.expunge_all()


async def latest(
    session: Session, *, limit: int = 50, subject: str | None = None, actor_id: int | None = None
) -> list[Line]:
    """Return the newest lines, newest first, of one subject or actor where given."""
    query = select(AuditRow).order_by(col(AuditRow.number).desc()).limit(limit)
    if subject is not None:
        query = query.where(col(AuditRow.subject) == subject)
    if actor_id is not None:
        query = query.where(col(AuditRow.actor_id) == actor_id)
    return [_value(row) for row in await session.exec(query)]


def _value(row: AuditRow) -> Line:
    act = Act(row.actor_id, row.action, row.subject, row.version, row.detail)
    return Line(row.number, row.at, act, row.previous, row.digest)
