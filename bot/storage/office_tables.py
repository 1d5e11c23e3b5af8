"""The tables of officers and admins: roles, the audit log, announcements and their ledger."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, Integer, String
from sqlmodel import Field

from bot.storage.tables import Table


def _telegram_id(*, is_key: bool = False, is_nullable: bool = False) -> Column[int]:
    return Column(BigInteger, primary_key=is_key, autoincrement=False, nullable=is_nullable)


class RoleRow(Table, table=True):
    """An officer or admin; who has no row is a member."""

    __tablename__ = "role"

    telegram_id: int = Field(sa_column=_telegram_id(is_key=True))
    role: str = Field(max_length=16)
    area_code: str | None = Field(default=None, max_length=16)
    granted_by: int = Field(sa_column=_telegram_id())
    granted_at: datetime


class AuditRow(Table, table=True):
    """One line of the audit log. Nothing updates or deletes a row; see `bot.audit`."""

    __tablename__ = "audit"

    number: int = Field(sa_column=_telegram_id(is_key=True))
    """From 1, without gaps."""
    at: datetime
    actor_id: int = Field(sa_column=_telegram_id())
    action: str = Field(max_length=64)
    subject: str = Field(max_length=128)
    """What it was done to, such as `announcement:12`."""
    version: str | None = Field(default=None, max_length=64)
    detail: str
    """JSON, keys sorted."""
    previous: str = Field(max_length=64)
    digest: str = Field(max_length=64)


class AuditHeadRow(Table, table=True):
    """The last line of the log: whoever appends locks this row, so lines come one by one."""

    __tablename__ = "audit_head"

    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    """Always 1."""
    number: int = Field(sa_column=_telegram_id())
    digest: str = Field(max_length=64)


class UnsubscriptionRow(Table, table=True):
    """A subject that a member no longer wants; she gets what has no row."""

    __tablename__ = "unsubscription"

    telegram_id: int = Field(sa_column=_telegram_id(is_key=True))
    subject: str = Field(primary_key=True, max_length=16)
    since: datetime


class AnnouncementRow(Table, table=True):
    """What an officer says to many."""

    __tablename__ = "announcement"

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    state: str = Field(max_length=24, index=True)
    copies: str
    """JSON: `{language: {text, entities, media}}`."""
    fallback: str | None = Field(default=None, max_length=2)
    """Language of the copy for readers whose own has none."""
    audience: str
    """JSON: `{places: [code], languages: [code], subject}`."""
    topic: str | None = Field(default=None, max_length=64)
    """Slug of the topic that a button under it opens."""
    urgent_reason: str | None = None
    scheduled_at: datetime | None = Field(default=None, index=True)
    created_by: int = Field(sa_column=_telegram_id())
    approved_by: int | None = Field(default=None, sa_column=_telegram_id(is_nullable=True))
    created_at: datetime
    changed_at: datetime
    confirmed_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    recipients: int = 0
    """How many were frozen at confirmation."""
    shards: int = 1
    failure_run: int = 0
    """Failures since the last success."""
    notice: str | None = Field(default=None, max_length=24)
    """Something that happened by itself and that nobody has been told yet."""


class DeliveryRow(Table, table=True):
    """One recipient's copy. The key alone forbids a second one."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index(None, "announcement_id", "state", "shard"),
        Index(None, "chat_id"),
        {"sqlite_with_rowid": False},
    )

    announcement_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    """No foreign key: checking a million of them takes longer than writing the rows, and no
    announcement is ever deleted."""
    chat_id: int = Field(sa_column=_telegram_id(is_key=True))
    shard: int
    language: str = Field(max_length=2)
    locality_code: str | None = Field(default=None, max_length=16)
    state: str = Field(sa_column=Column(String(9), nullable=False))
    claim: str | None = Field(default=None, max_length=16)
    """The batch in which it was last taken up; who holds another key changes nothing."""
    attempts: int = 0
    claimed_at: datetime | None = None
    message_id: int | None = Field(default=None, sa_column=_telegram_id(is_nullable=True))
    error: str | None = Field(default=None, max_length=200)
    updated_at: datetime
