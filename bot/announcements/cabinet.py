"""Where announcements are kept, for the three parts of the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.announcements.announcement import Announcement
from bot.announcements.refusals import NotAllowed, Refused, Unknown
from bot.clock import Clock
from bot.roles import Actor, may_announce, may_see
from bot.storage import Database, Session, announcements, audits
from knowledge.localities import Gazetteer

Values = dict[str, object]
"""Columns of a row, to be set together with its state."""


@dataclass(frozen=True, slots=True)
class Cabinet:
    """What `Drafts`, `Course` and `Reports` work with."""

    database: Database
    gazetteer: Gazetteer
    clock: Clock
    deliveries_per_second: float
    wake: Callable[[], None]
    """Called when something may be sent at once; elsewhere a dispatcher looks by itself."""

    async def find(self, session: Session, announcement_id: int) -> Announcement | None:
        """Return the announcement, or None where there is none."""
        return await announcements.find(session, self.gazetteer, announcement_id)

    async def load(self, session: Session, announcement_id: int) -> Announcement:
        """Return the announcement as it is now, after a change in this session."""
        session.expire_all()
        found = await self.find(session, announcement_id)
        if found is None:
            raise LookupError(f"announcement {announcement_id} vanished within a transaction")
        return found

    async def seen(
        self, session: Session, actor: Actor, announcement_id: int
    ) -> Announcement | Refused:
        """Return the announcement if *actor* may see it."""
        found = await self.find(session, announcement_id)
        if found is None:
            return Unknown()
        return found if may_see(actor, found.audience.places) else NotAllowed()

    async def note(
        self,
        session: Session,
        actor: Actor,
        action: str,
        before: Announcement,
        now: datetime,
        **detail: str | int | list[str] | None,
    ) -> None:
        """Write an act on *before* into the audit log."""
        await audits.record(
            session, actor.telegram_id, f"announcement.{action}", f"announcement:{before.id}",
            now=now, version=before.state.value, detail=detail,
        )  # fmt: skip


def is_hers(actor: Actor, announcement: Announcement) -> bool:
    """Whether *actor* wrote it and may still announce there."""
    return actor.telegram_id == announcement.created_by and may_announce(
        actor, announcement.audience.places
    )
