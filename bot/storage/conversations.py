"""Conversations: the last topic of one person in one chat, kept for minutes."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import col, delete, select, tuple_

from bot.dialogue import NEW_DIALOGUE, Dialogue, Expectation, is_fresh
from bot.storage.database import Session
from bot.storage.tables import ConversationRow
from bot.storage.upsert import upsert
from knowledge.model import Facet

Asker = tuple[int, int]
"""A chat and a person in it."""


async def find(session: Session, chat_id: int, telegram_id: int, *, now: datetime) -> Dialogue:
    """Return where the talk has got to; `NEW_DIALOGUE` where it is over."""
    asker = (chat_id, telegram_id)
    return (await find_many(session, [asker], now=now)).get(asker, NEW_DIALOGUE)


async def find_many(
    session: Session, askers: Collection[Asker], *, now: datetime
) -> dict[Asker, Dialogue]:
    """Return the talks of *askers* that are still going on."""
    key = tuple_(col(ConversationRow.chat_id), col(ConversationRow.telegram_id))
    query = select(ConversationRow).where(key.in_(askers))
    return {
        (row.chat_id, row.telegram_id): _value(row)
        for row in await session.exec(query)
        if is_fresh(row.changed_at, now)
    }


async def keep(
    session: Session, chat_id: int, telegram_id: int, dialogue: Dialogue, *, now: datetime
) -> None:
    """Keep *dialogue* for the next ten minutes instead of what was there."""
    await keep_many(session, {(chat_id, telegram_id): dialogue}, now=now)


async def keep_many(
    session: Session, dialogues: Mapping[Asker, Dialogue], *, now: datetime
) -> None:
    """Keep each of *dialogues* for the next ten minutes instead of what was there."""
    rows = [
        {
            "chat_id": chat_id,
            "telegram_id": telegram_id,
            "topic": dialogue.topic,
            "facet": dialogue.facet,
            "expects": dialogue.expects,
            "changed_at": now,
        }
        for (chat_id, telegram_id), dialogue in dialogues.items()
    ]
    statement = upsert(session, ConversationRow)
    changed = ("topic", "facet", "expects", "changed_at")
    await session.exec(
        statement.on_conflict_do_update(
            index_elements=["chat_id", "telegram_id"],
            set_={name: statement.excluded[name] for name in changed},
        ),
        params=rows,
    )


async def end(session: Session, chat_id: int, telegram_id: int) -> bool:
    """Forget the talk; return whether there was one."""
    result = await session.exec(
        delete(ConversationRow).where(
            col(ConversationRow.chat_id) == chat_id,
            col(ConversationRow.telegram_id) == telegram_id,
        )
    )
    return result.rowcount == 1


async def of_member(session: Session, telegram_id: int) -> list[tuple[datetime, str | None]]:
    """Return when and about which topic she talked lately, in every chat, newest first."""
    rows = await session.exec(
        select(col(ConversationRow.changed_at), col(ConversationRow.topic))
        .where(col(ConversationRow.telegram_id) == telegram_id)
        .order_by(col(ConversationRow.changed_at).desc())
    )
    return [(changed_at, topic) for changed_at, topic in rows]


async def erase(session: Session, telegram_id: int) -> int:
    """Delete all her talks; return how many there were."""
    result = await session.exec(
        delete(ConversationRow).where(col(ConversationRow.telegram_id) == telegram_id)
    )
    return result.rowcount


async def purge(session: Session, *, before: datetime) -> int:
    """Delete talks that last changed before that moment; return how many."""
    result = await session.exec(
        delete(ConversationRow).where(col(ConversationRow.changed_at) < before)
    )
    return result.rowcount


def _value(row: ConversationRow) -> Dialogue:
    return Dialogue(
        topic=row.topic,
        facet=Facet(row.facet) if row.facet else None,
        expects=Expectation(row.expects) if row.expects else None,
    )
