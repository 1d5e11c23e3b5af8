"""Roles: one row for each officer and admin."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, delete, func, select

from bot.roles import Role
from bot.storage.database import Session
from bot.storage.office_tables import RoleRow
from bot.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Granted:
    """A role as it is kept."""

    telegram_id: int
    role: Role
    area_code: str | None
    granted_by: int
    granted_at: datetime


async def find(session: Session, telegram_id: int) -> Granted | None:
    """Return the role of a person, or None where she is a member."""
    row = await session.get(RoleRow, telegram_id)
    return None if row is None else _value(row)


async def everyone(session: Session) -> list[Granted]:
    """Return all roles, in the order in which they were granted."""
    rows = await session.exec(
        select(RoleRow).order_by(col(RoleRow.granted_at), col(RoleRow.telegram_id))
    )
    return [_value(row) for row in rows]


async def put(session: Session, granted: Granted) -> None:
    """Keep the role in place of the one she had."""
    values = {
        "role": granted.role.value,
        "area_code": granted.area_code,
        "granted_by": granted.granted_by,
        "granted_at": granted.granted_at,
    }
    await session.exec(
        upsert(session, RoleRow)
        .values(telegram_id=granted.telegram_id, **values)
        .on_conflict_do_update(index_elements=["telegram_id"], set_=values)
    )


async def remove(session: Session, telegram_id: int) -> bool:
    """Make her a member again; return whether she had a role."""
    result = await session.exec(delete(RoleRow).where(col(RoleRow.telegram_id) == telegram_id))
    return result.rowcount == 1


async def count_admins(session: Session, *, besides: int) -> int:
    """Return how many admins there are other than *besides*."""
    rows = await session.exec(
        select(func.count())
        .select_from(RoleRow)
        .where(col(RoleRow.role) == Role.ADMIN.value)
        .where(col(RoleRow.telegram_id) != besides)
    )
    return rows.one()


def _value(row: RoleRow) -> Granted:
    return Granted(row.telegram_id, Role(row.role), row.area_code, row.granted_by, row.granted_at)
