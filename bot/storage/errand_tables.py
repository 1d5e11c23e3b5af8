"""The tables of work in progress: errands of officers, and cards that show what is under way."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Integer
from sqlmodel import Field

from bot.storage.tables import Table


def _key(kind: type[BigInteger] | type[Integer]) -> Column[int]:
    return Column(kind, primary_key=True, autoincrement=False)


class ErrandRow(Table, table=True):
    """What an officer or admin is in the middle of; see `bot.errand`."""

    __tablename__ = "errand"

    telegram_id: int = Field(sa_column=_key(BigInteger))
    step: str = Field(max_length=16)
    announcement_id: int | None = None
    argument: str = Field(max_length=64)
    album: str = Field(max_length=64)
    is_first: bool
    changed_at: datetime


class CardRow(Table, table=True):
    """A message that shows how far an announcement has got, kept up to date."""

    __tablename__ = "card"

    announcement_id: int = Field(sa_column=_key(Integer))
    chat_id: int = Field(sa_column=_key(BigInteger))
    message_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    done: int
    """Deliveries that were over at the last edit: from it comes the rate."""
    edited_at: datetime
