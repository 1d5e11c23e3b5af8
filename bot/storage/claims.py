"""Claims: which process took which update upon itself, so that nobody does it again."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import col, delete

from bot.storage.database import Session
from bot.storage.tables import UpdateClaimRow
from bot.storage.upsert import upsert


async def claim(
    session: Session, bot_id: int, update_ids: Collection[int], *, now: datetime
) -> set[int]:
    """Claim *update_ids*, and return those that nobody had claimed before."""
    rows = [
        {"bot_id": bot_id, "update_id": update_id, "claimed_at": now}
        for update_id in set(update_ids)
    ]
    result = await session.exec(
        upsert(session, UpdateClaimRow)
        .on_conflict_do_nothing()
        .returning(col(UpdateClaimRow.update_id)),
        params=rows,
    )
    return set(result.scalars())


async def forget(session: Session, bot_id: int) -> int:
    """Forget every claim of one bot: its server counts from the beginning again."""
    result = await session.exec(delete(UpdateClaimRow).where(col(UpdateClaimRow.bot_id) == bot_id))
    return result.rowcount


async def purge(session: Session, *, before: datetime) -> int:
    """Delete claims made before that moment; return how many."""
    result = await session.exec(
        delete(UpdateClaimRow).where(col(UpdateClaimRow.claimed_at) < before)
    )
    return result.rowcount
