"""Officers and admins: who is one, granted and revoked, every act in the audit log."""

from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.roles import Actor, Role, may_grant
from bot.storage import Database, Session, audits, roles
from bot.storage.roles import Granted
from knowledge.localities import Gazetteer, Locality


@dataclass(frozen=True, slots=True)
class Done:
    """It is done."""

    before: Actor
    after: Actor


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The one who asked may not do this; nothing was changed."""


@dataclass(frozen=True, slots=True)
class LastAdmin:
    """Nobody could grant roles any more; name another admin first."""


@dataclass(frozen=True, slots=True)
class SetOutside:
    """This admin stands in the settings (CHIHOI_ADMINS); only they can take the role."""


@dataclass(frozen=True, slots=True)
class NoRole:
    """She had no role."""


@dataclass(frozen=True, slots=True)
class NoArea:
    """An officer needs an area."""


Grant = Done | NotAllowed | LastAdmin | SetOutside | NoArea
Revocation = Done | NotAllowed | LastAdmin | SetOutside | NoRole


class Officers:
    """The people with a role. Every method reads the database; nothing is remembered here."""

    def __init__(
        self,
        database: Database,
        gazetteer: Gazetteer,
        clock: Clock,
        *,
        admin_ids: frozenset[int] = frozenset(),
    ) -> None:
        """Take the first admins from the settings: they are admins while they stand there."""
        self._database = database
        self._gazetteer = gazetteer
        self._clock = clock
        self._admin_ids = admin_ids

    async def actor(self, telegram_id: int) -> Actor:
        """Return who *telegram_id* is now. Ask again at every act: a role can be revoked.

        Raises:
            DatabaseUnavailableError: Nobody can be trusted with anything then.
        """
        async with self._database.reading() as session:
            return self._actor(telegram_id, await roles.find(session, telegram_id))

    async def everyone(self) -> list[Actor]:
        """Return all officers and admins, those of the settings first."""
        async with self._database.reading() as session:
            granted = {one.telegram_id: one for one in await roles.everyone(session)}
        ids = [*sorted(self._admin_ids), *(one for one in granted if one not in self._admin_ids)]
        return [self._actor(one, granted.get(one)) for one in ids]

    async def grant(
        self, by: Actor, telegram_id: int, role: Role, area: Locality | None = None
    ) -> Grant:
        """Give *role* in place of the one she has; an officer needs an *area*.

        An admin with an area is an officer there too.
        """
        if not may_grant(by):
            return NotAllowed()
        if role is Role.MEMBER:
            revoked = await self.revoke(by, telegram_id)
            return (
                Done(Actor(telegram_id), Actor(telegram_id))
                if isinstance(revoked, NoRole)
                else revoked
            )
        if role is Role.OFFICER and area is None:
            return NoArea()
        now = self._clock()
        async with self._database.session() as session:
            await audits.lock(session)
            if not await self._still_may_grant(session, by):
                return NotAllowed()
            before = self._actor(telegram_id, await roles.find(session, telegram_id))
            if before.is_admin and role is not Role.ADMIN and telegram_id not in self._admin_ids:
                if not await self._has_other_admin(session, telegram_id):
                    return LastAdmin()
            code = area.code if area else None
            granted = Granted(telegram_id, role, code, by.telegram_id, now)
            await roles.put(session, granted)
            await audits.record(
                session, by.telegram_id, "role.grant", f"member:{telegram_id}", now=now,
                version=before.role.value, detail={"role": role.value, "area": code},
            )  # fmt: skip
        return Done(before, self._actor(telegram_id, granted))

    async def revoke(self, by: Actor, telegram_id: int) -> Revocation:
        """Make her a member again; the last admin stays one."""
        if not may_grant(by):
            return NotAllowed()
        now = self._clock()
        async with self._database.session() as session:
            await audits.lock(session)
            if not await self._still_may_grant(session, by):
                return NotAllowed()
            granted = await roles.find(session, telegram_id)
            before = self._actor(telegram_id, granted)
            if granted is None:
                return SetOutside() if before.is_admin else NoRole()
            if granted.role is Role.ADMIN and telegram_id not in self._admin_ids:
                if not await self._has_other_admin(session, telegram_id):
                    return LastAdmin()
            await roles.remove(session, telegram_id)
            await audits.record(
                session, by.telegram_id, "role.revoke", f"member:{telegram_id}", now=now,
                version=before.role.value,
                detail={"role": granted.role.value, "area": granted.area_code},
            )  # fmt: skip
        return Done(before, self._actor(telegram_id, None))

    async def _still_may_grant(self, session: Session, by: Actor) -> bool:
        """Whether *by* is an admin now that nobody else can change it."""
        if by.telegram_id == 0:
            return True
        return self._actor(by.telegram_id, await roles.find(session, by.telegram_id)).is_admin

    async def _has_other_admin(self, session: Session, telegram_id: int) -> bool:
        if self._admin_ids - {telegram_id}:
            return True
        return await roles.count_admins(session, besides=telegram_id) > 0

    def _actor(self, telegram_id: int, granted: Granted | None) -> Actor:
        actor = Actor(telegram_id)
        if granted is not None:
            area = self._gazetteer.by_code(granted.area_code) if granted.area_code else None
            actor = Actor(telegram_id, granted.role, area)
        if telegram_id in self._admin_ids:
            actor = replace(actor, role=Role.ADMIN)
        if actor.role is Role.OFFICER and actor.area is None:
            return Actor(telegram_id)  # her area is gone from the map: she may do nothing
        return actor
