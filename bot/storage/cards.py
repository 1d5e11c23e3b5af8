"""Cards: messages that show how far an announcement has got, one in each chat."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, delete, select, update

from bot.storage.database import Session
from bot.storage.errand_tables import CardRow
from bot.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Card:
    """A message that is kept up to date."""

    announcement_id: int
    chat_id: int
    message_id: int
    done: int
    edited_at: datetime


async def everyone(session: Session) -> list[Card]:
    """Return all cards, the one that waited longest first."""
    rows = await session.exec(select(CardRow).order_by(col(CardRow.edited_at)))
    return [
        Card(row.announcement_id, row.chat_id, row.message_id, row.done, row.edited_at)
        for row in rows
    ]


async def keep(session: Session, card: Card) -> None:
    """Keep *card* in place of another of the same announcement in that chat."""
    values = {"message_id": card.message_id, "done": card.done, "edited_at": card.edited_at}
    await session.exec(
        upsert(session, CardRow)
        .values(announcement_id=card.announcement_id, chat_id=card.chat_id, **values)
        .on_conflict_do_update(index_elements=["announcement_id", "chat_id"], set_=values)
    )


async def take(session: Session, card: Card, *, done: int, now: datetime) -> bool:
    """Take it upon this process to edit *card* now; return False where another one has."""
    result = await session.exec(
        update(CardRow)
        .where(col(CardRow.announcement_id) == card.announcement_id)
        .where(col(CardRow.chat_id) == card.chat_id)
        .where(col(CardRow.message_id) == card.message_id)
        .where(col(CardRow.edited_at) == card.edited_at)
        .values(done=done, edited_at=now)
        .execution_options(synchronize_session=False)
    )
    return result.rowcount == 1


async def drop(session: Session, card: Card) -> bool:
    """Keep *card* up to date no more; return False where it was dropped before."""
    result = await session.exec(
        delete(CardRow)
        .where(col(CardRow.announcement_id) == card.announcement_id)
        .where(col(CardRow.chat_id) == card.chat_id)
        .where(col(CardRow.message_id) == card.message_id)
    )
    return result.rowcount == 1
