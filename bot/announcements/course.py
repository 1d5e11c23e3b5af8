"""The course of an announcement after it was confirmed: approved, paused, ended, repeated."""

from collections.abc import Collection

from bot.announcements import rules
from bot.announcements.announcement import Announcement, DeliveryState, State
from bot.announcements.cabinet import Cabinet, Values, is_hers
from bot.announcements.drafts import Confirmed
from bot.announcements.refusals import NotAllowed, Refused, Unknown, WrongState
from bot.roles import Actor, may_announce, may_approve, may_stop
from bot.storage import announcements, deliveries, recipients

_BEFORE_THE_END = frozenset(state for state in State if not state.is_over)


class Course:
    """What officers and admins do with what is confirmed. Every act is guarded and audited."""

    def __init__(self, cabinet: Cabinet) -> None:
        """Work with what is kept in *cabinet*."""
        self._cabinet = cabinet

    async def approve(self, actor: Actor, announcement_id: int) -> Confirmed | Refused:
        """Let it go, as another officer of the same or a larger area."""
        now = self._cabinet.clock()
        async with self._cabinet.database.session() as session:
            found = await self._cabinet.find(session, announcement_id)
            if found is None:
                return Unknown()
            if not may_approve(actor, found.audience.places, created_by=found.created_by):
                return NotAllowed()
            wanted = max(found.scheduled_at or now, now)
            starts_at = rules.starts_at(wanted, is_urgent=found.is_urgent)
            values: Values = {"approved_by": actor.telegram_id, "scheduled_at": starts_at}
            if not await announcements.move(
                session, announcement_id, {State.AWAITING_APPROVAL}, State.SCHEDULED, now=now,
                values=values,
            ):  # fmt: skip
                return WrongState(found.state)
            await self._cabinet.note(session, actor, "approve", found, now)
            approved = await self._cabinet.load(session, announcement_id)
        self._cabinet.wake()
        return Confirmed(approved, False, starts_at, starts_at != wanted)

    async def send_back(
        self, actor: Actor, announcement_id: int, reason: str = ""
    ) -> Announcement | Refused:
        """Make it a draft again: by the second officer, or by the author who saw a mistake.

        Only before its first copy left.
        """
        now = self._cabinet.clock()
        async with self._cabinet.database.session() as session:
            found = await self._cabinet.find(session, announcement_id)
            if found is None:
                return Unknown()
            places = found.audience.places
            if not is_hers(actor, found) and not may_approve(
                actor, places, created_by=found.created_by
            ):
                return NotAllowed()
            before = {State.AWAITING_APPROVAL, State.SCHEDULED, State.AWAITING_DECISION}
            values: Values = {
                "approved_by": None,
                "confirmed_at": None,
                "recipients": 0,
                "shards": 1,
            }
            if not await announcements.move(
                session, announcement_id, before, State.DRAFT, now=now, values=values
            ):
                return WrongState(found.state)
            await recipients.unfreeze(session, announcement_id)
            await self._cabinet.note(session, actor, "send_back", found, now, reason=reason)
            return await self._cabinet.load(session, announcement_id)

    async def pause(self, actor: Actor, announcement_id: int) -> Announcement | Refused:
        """Let nothing more leave; what is on its way still arrives."""
        return await self._move(actor, announcement_id, "pause", {State.RUNNING}, State.PAUSED)

    async def resume(self, actor: Actor, announcement_id: int) -> Announcement | Refused:
        """Go on where it was paused; failures are counted anew."""
        return await self._move(
            actor, announcement_id, "resume", {State.PAUSED}, State.RUNNING, failure_run=0
        )

    async def cancel(self, actor: Actor, announcement_id: int) -> Announcement | Refused:
        """End it for good, a draft too; who has not got it will not."""
        return await self._move(
            actor, announcement_id, "cancel", _BEFORE_THE_END, State.CANCELLED,
            finished_at=self._cabinet.clock(),
        )  # fmt: skip

    async def decide(
        self, actor: Actor, announcement_id: int, *, sends: bool
    ) -> Announcement | Refused:
        """Answer what shall become of one that missed its time: send it late, or not at all."""
        before = {State.AWAITING_DECISION}
        if not sends:
            return await self._move(actor, announcement_id, "drop", before, State.CANCELLED)
        now = self._cabinet.clock()
        return await self._move(
            actor, announcement_id, "send_late", before, State.SCHEDULED, scheduled_at=now
        )

    async def repeat_failed(self, actor: Actor, announcement_id: int) -> int | Refused:
        """Send again to those who surely did not get it; return how many that is."""
        return await self._repeat(actor, announcement_id, DeliveryState.FAILED)

    async def repeat_uncertain(self, actor: Actor, announcement_id: int) -> int | Refused:
        """Send again to those of whom nobody knows; some of them will have it twice."""
        return await self._repeat(actor, announcement_id, DeliveryState.UNCERTAIN)

    async def _move(
        self,
        actor: Actor,
        announcement_id: int,
        action: str,
        before: Collection[State],
        after: State,
        **values: object,
    ) -> Announcement | Refused:
        now = self._cabinet.clock()
        async with self._cabinet.database.session() as session:
            found = await self._cabinet.find(session, announcement_id)
            if found is None:
                return Unknown()
            if not may_stop(actor, found.audience.places):
                return NotAllowed()
            if not await announcements.move(
                session, announcement_id, before, after, now=now, values=dict(values)
            ):
                return WrongState(found.state)
            await self._cabinet.note(session, actor, action, found, now)
            changed = await self._cabinet.load(session, announcement_id)
        self._cabinet.wake()
        return changed

    async def _repeat(
        self, actor: Actor, announcement_id: int, state: DeliveryState
    ) -> int | Refused:
        now = self._cabinet.clock()
        async with self._cabinet.database.session() as session:
            found = await self._cabinet.find(session, announcement_id)
            if found is None:
                return Unknown()
            if not may_announce(actor, found.audience.places):
                return NotAllowed()
            after = State.RUNNING if found.state is State.FINISHED else found.state
            before = {State.RUNNING, State.PAUSED, State.FINISHED} & {found.state}
            values: Values = {"finished_at": None, "notice": None, "failure_run": 0}
            if not await announcements.move(
                session, announcement_id, before, after, now=now, values=values
            ):
                return WrongState(found.state)
            number = await deliveries.repeat(session, announcement_id, state, now=now)
            await self._cabinet.note(
                session, actor, f"repeat_{state.value}", found, now, recipients=number
            )
        self._cabinet.wake()
        return number
