"""Drafts: written, counted, confirmed. Confirming freezes the recipients."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.announcements import rules
from bot.announcements.announcement import Announcement, Copy, State
from bot.announcements.audience import Audience, Reach
from bot.announcements.cabinet import Cabinet, Values, is_hers
from bot.announcements.flaws import flaws_of
from bot.announcements.refusals import (
    Flawed,
    Incomplete,
    MissingLanguages,
    NobodyToReach,
    NotAllowed,
    Refused,
    Unknown,
    WrongState,
)
from bot.roles import Actor, may_announce, may_see
from bot.storage import Session, announcements, recipients
from knowledge.model import Language


class Keep(Enum):
    """Says of an argument: leave it as it is."""

    AS_IS = "as_is"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Recipients are frozen; nothing more is needed but, perhaps, a second officer."""

    announcement: Announcement
    needs_approval: bool
    starts_at: datetime
    """When it leaves, at the earliest."""
    waits_for_morning: bool
    """Whether the quiet hours moved it."""


class Drafts:
    """What an officer writes before it goes anywhere; hers alone until she confirms."""

    def __init__(self, cabinet: Cabinet) -> None:
        """Work with what is kept in *cabinet*."""
        self._cabinet = cabinet

    async def draft(self, actor: Actor, audience: Audience) -> Announcement | NotAllowed:
        """Begin a draft for *audience*, which must lie in her area."""
        if not may_announce(actor, audience.places):
            return NotAllowed()
        now = self._cabinet.clock()
        async with self._cabinet.database.session() as session:
            announcement_id = await announcements.draft(
                session, audience, created_by=actor.telegram_id, now=now
            )
            return await self._cabinet.load(session, announcement_id)

    async def write(
        self,
        actor: Actor,
        announcement_id: int,
        *,
        copies: dict[Language, Copy] | None = None,
        fallback: Language | Keep | None = Keep.AS_IS,
        audience: Audience | None = None,
        urgent_reason: str | Keep | None = Keep.AS_IS,
        scheduled_at: datetime | Keep | None = Keep.AS_IS,
        topic: str | Keep | None = Keep.AS_IS,
    ) -> Announcement | Refused:
        """Change her own draft: what is given replaces what was there, the rest stays.

        *copies* are all of them (`{**announcement.copies, Language.EN: …}` adds one).
        *fallback* is the explicit "send the Vietnamese". *scheduled_at* None means at once.
        A draft may be incomplete; `confirm` tells what is missing.
        """
        now = self._cabinet.clock()
        async with self._cabinet.database.session() as session:
            found = await self._cabinet.find(session, announcement_id)
            if found is None:
                return Unknown()
            if not is_hers(actor, found):
                return NotAllowed()
            if audience is not None and not may_announce(actor, audience.places):
                return NotAllowed()
            values: Values = {}
            if not isinstance(fallback, Keep):
                values["fallback"] = fallback.value if fallback else None
            if not isinstance(urgent_reason, Keep):
                values["urgent_reason"] = urgent_reason
            if not isinstance(scheduled_at, Keep):
                values["scheduled_at"] = scheduled_at
            if not isinstance(topic, Keep):
                values["topic"] = topic
            if not await announcements.write(
                session, announcement_id, now=now, copies=copies, audience=audience,
                values=values,
            ):  # fmt: skip
                return WrongState(found.state)
            return await self._cabinet.load(session, announcement_id)

    async def reach(self, actor: Actor, announcement_id: int) -> Reach | Refused:
        """Return how many it would go to now, by language, and at what rate."""
        async with self._cabinet.database.reading() as session:
            found = await self._cabinet.find(session, announcement_id)
            if found is None:
                return Unknown()
            if not may_see(actor, found.audience.places):
                return NotAllowed()
            by_language = await recipients.count(
                session, found.audience, is_urgent=found.is_urgent
            )
            return Reach(by_language, self._cabinet.deliveries_per_second)

    async def confirm(
        self, actor: Actor, announcement_id: int
    ) -> Confirmed | Refused | Incomplete:
        """Freeze the recipients and send it on its way: to a second officer, or to its time."""
        now = self._cabinet.clock()
        try:
            async with self._cabinet.database.session() as session:
                confirmed = await self._confirm(session, actor, announcement_id, now)
        except _RefusedError as error:  # takes the frozen recipients back
            return error.refusal
        self._cabinet.wake()
        return confirmed

    async def _confirm(
        self, session: Session, actor: Actor, announcement_id: int, now: datetime
    ) -> Confirmed:
        if not await announcements.write(session, announcement_id, now=now):  # and lock it
            found = await self._cabinet.find(session, announcement_id)
            raise _RefusedError(Unknown() if found is None else WrongState(found.state))
        found = await self._cabinet.load(session, announcement_id)
        audience, is_urgent = found.audience, found.is_urgent
        if not is_hers(actor, found):
            raise _RefusedError(NotAllowed())
        if flaws := flaws_of(found, now=now):
            raise _RefusedError(Flawed(flaws))
        expected = await recipients.count(session, audience, is_urgent=is_urgent)
        shards = rules.shards_for(sum(expected.values()))
        await recipients.freeze(
            session, announcement_id, audience, is_urgent=is_urgent, shards=shards, now=now
        )
        readers = await recipients.frozen_by_language(session, announcement_id)
        if not readers:
            raise _RefusedError(NobodyToReach())
        missing = {lang: n for lang, n in readers.items() if found.copy_for(lang) is None}
        if missing:
            raise _RefusedError(MissingLanguages(missing))
        wanted = max(found.scheduled_at or now, now)
        starts_at = rules.starts_at(wanted, is_urgent=is_urgent)
        number = sum(readers.values())
        needs_approval = rules.needs_approval(number)
        await announcements.move(
            session,
            announcement_id,
            {State.DRAFT},
            State.AWAITING_APPROVAL if needs_approval else State.SCHEDULED,
            now=now,
            values={
                "recipients": number,
                "shards": shards,
                "confirmed_at": now,
                "scheduled_at": starts_at,
            },
        )
        await self._cabinet.note(
            session, actor, "confirm", found, now,
            recipients=number, places=sorted(place.code for place in audience.places),
            urgent=found.urgent_reason,
        )  # fmt: skip
        changed = await self._cabinet.load(session, announcement_id)
        return Confirmed(changed, needs_approval, starts_at, starts_at != wanted)


class _RefusedError(Exception):
    """Ends a transaction without leaving anything of it behind."""

    def __init__(self, refusal: Refused | Incomplete) -> None:
        super().__init__(refusal)
        self.refusal = refusal
