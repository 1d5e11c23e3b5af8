"""The tables. Every moment is aware UTC; every Telegram id is a BigInteger.

A question has no column that leads to a person, and none may be added: what a member asked
is kept without her identity. `pending` and `conversation` do name a chat; they live for
minutes and are purged (see `bot.maintenance`).
"""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, Column, ForeignKey, MetaData, String
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Names of constraints, so that a migration can drop what it did not name."""


class Table(SQLModel):
    """What all tables share: one collection of metadata, with named constraints."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)


def _telegram_id(*, is_key: bool = False) -> Column[int]:
    return Column(BigInteger, primary_key=is_key, autoincrement=False, nullable=False)


class MemberRow(Table, table=True):
    """Somebody who has begun to use the bot."""

    __tablename__ = "member"

    telegram_id: int = Field(sa_column=_telegram_id(is_key=True))
    language: str | None = Field(default=None, max_length=2)
    """What she chose; null while she has not."""
    telegram_language: str | None = Field(default=None, max_length=35)
    """The IETF code of her Telegram app."""
    province_code: str | None = Field(default=None, max_length=16, index=True)
    commune_code: str | None = Field(default=None, max_length=16, index=True)
    """The locality of today; with a commune, its province stands beside it."""
    consent_at: datetime | None = None
    is_reachable: bool = True
    created_at: datetime
    last_seen_at: datetime


class ConversationRow(Table, table=True):
    """Where one person's talk in one chat has got to; valid for ten minutes."""

    __tablename__ = "conversation"

    chat_id: int = Field(sa_column=_telegram_id(is_key=True))
    telegram_id: int = Field(sa_column=_telegram_id(is_key=True))
    topic: str | None = Field(default=None, max_length=64)
    facet: str | None = Field(default=None, max_length=16)
    expects: str | None = Field(default=None, max_length=16)
    """What her next message is taken for; see `bot.dialogue.Expectation`."""
    changed_at: datetime = Field(index=True)


class QuestionRow(Table, table=True):
    """A question as it was asked, scrubbed, by nobody in particular."""

    __tablename__ = "question"

    id: str = Field(primary_key=True, max_length=16)
    text: str | None = None
    """Scrubbed; null for emergencies."""
    language: str = Field(max_length=2)
    kind: str = Field(max_length=16, index=True)
    topic: str | None = Field(default=None, max_length=64)
    facet: str | None = Field(default=None, max_length=16)
    confidence: float | None = None
    province_code: str | None = Field(default=None, max_length=16)
    asked_at: datetime = Field(index=True)
    """For emergencies only the day."""


class FeedbackRow(Table, table=True):
    """Whether an answer helped; the last word counts."""

    __tablename__ = "feedback"

    question_id: str = Field(
        sa_column=Column(
            String(16), ForeignKey("question.id", ondelete="CASCADE"), primary_key=True
        )
    )
    is_helpful: bool
    given_at: datetime


class UpdateClaimRow(Table, table=True):
    """An update that a process has taken upon itself."""

    __tablename__ = "update_claim"

    bot_id: int = Field(sa_column=_telegram_id(is_key=True))
    update_id: int = Field(sa_column=_telegram_id(is_key=True))
    claimed_at: datetime = Field(index=True)


class PendingRow(Table, table=True):
    """A question that waits for one more tap (which of these? at which place?)."""

    __tablename__ = "pending"

    id: str = Field(primary_key=True, max_length=16)
    chat_id: int = Field(sa_column=_telegram_id())
    telegram_id: int = Field(sa_column=Column(BigInteger, nullable=False, index=True))
    text: str
    language: str = Field(max_length=2)
    topic: str | None = Field(default=None, max_length=64)
    facet: str | None = Field(default=None, max_length=16)
    """The conversation's topic when it was asked, so that it is answered the same way."""
    asked_at: datetime = Field(index=True)
