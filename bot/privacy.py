"""What is held about a member: seen, exported and erased at once, by herself."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.announcements.audience import Subject
from bot.member import Member
from bot.storage import (
    Database,
    conversations,
    deliveries,
    errands,
    members,
    pendings,
    subscriptions,
)


@dataclass(frozen=True, slots=True)
class HeldData:
    """All that leads to her. Questions are not here: they are kept without her."""

    telegram_id: int
    member: Member | None
    talks: tuple[tuple[datetime, str | None], ...]
    """When and about which topic she talked in the last minutes, in every chat."""
    pending_questions: int
    """How many of her questions wait for one more tap."""
    announcements: int = 0
    """How many announcements were sent, or are to be sent, to her."""
    signed_off: tuple[Subject, ...] = ()
    """What she does not want announced."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held."""
        return self.member is None and not (
            self.talks or self.pending_questions or self.announcements or self.signed_off
        )


@dataclass(frozen=True, slots=True)
class Erased:
    """What was deleted."""

    was_member: bool
    talks: int
    pending_questions: int
    announcements: int = 0


async def see(database: Database, telegram_id: int) -> HeldData:
    """Return what is held about her.

    Raises:
        DatabaseUnavailableError: It must be said that it cannot be told now.
    """
    async with database.reading() as session:
        return HeldData(
            telegram_id,
            await members.find(session, telegram_id),
            tuple(await conversations.of_member(session, telegram_id)),
            await pendings.count(session, telegram_id),
            await deliveries.of_member(session, telegram_id),
            tuple(sorted(set(Subject) - await subscriptions.wanted(session, telegram_id))),
        )


async def erase(database: Database, telegram_id: int) -> Erased:
    """Delete all that leads to her, in one transaction.

    Raises:
        DatabaseUnavailableError: Then nothing was deleted.
    """
    async with database.session() as session:
        await subscriptions.erase(session, telegram_id)
        await errands.end(session, telegram_id)
        return Erased(
            await members.erase(session, telegram_id),
            await conversations.erase(session, telegram_id),
            await pendings.erase(session, telegram_id),
            await deliveries.erase(session, telegram_id),
        )


def export(held: HeldData) -> bytes:
    """Return *held* as a JSON file in UTF-8, for her to keep."""
    return json.dumps(asdict(held), ensure_ascii=False, indent=2, default=_moment).encode()


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"cannot export {type(value).__name__}")
