"""Who may do what: members, officers with an area, admins. Pure; `bot.officers` keeps them.

An officer announces within her area. An admin grants roles, and may stop an announcement in
an emergency, but does not announce: only one who also has an area does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from knowledge.localities import COUNTRY, Level, Locality


class Role(StrEnum):
    """What somebody is to the bot."""

    MEMBER = "member"
    OFFICER = "officer"
    ADMIN = "admin"


TERMINAL = 0
"""Telegram id of whoever sits at the server's command line, in the audit log."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who wants to do something; ask `Officers.actor` for it at every act."""

    telegram_id: int
    role: Role = Role.MEMBER
    area: Locality | None = None
    """A commune, a province or the country; None for members, and for admins who only keep
    knowledge and roles."""

    @property
    def is_admin(self) -> bool:
        """Whether she grants roles."""
        return self.role is Role.ADMIN

    @property
    def is_officer(self) -> bool:
        """Whether she has an area to announce in; an admin may be an officer too."""
        return self.role is not Role.MEMBER and self.area is not None


AT_TERMINAL = Actor(TERMINAL, Role.ADMIN, COUNTRY)
"""Whoever can run commands on the server may do everything; the log says so."""


def contains(area: Locality, place: Locality) -> bool:
    """Whether *place* is *area* or lies in it; every place lies in the country."""
    match area.level:
        case Level.COUNTRY:
            return True
        case Level.PROVINCE:
            return place.level is not Level.COUNTRY and place.province == area.province
        case _:
            return place.code == area.code


def may_grant(actor: Actor) -> bool:
    """Whether *actor* may give roles and take them."""
    return actor.is_admin


def may_announce(actor: Actor, places: Collection[Locality]) -> bool:
    """Whether *actor* may announce to all of *places*; no places is nobody."""
    if not actor.is_officer or actor.area is None or not places:
        return False
    return all(contains(actor.area, place) for place in places)


def may_approve(actor: Actor, places: Collection[Locality], *, created_by: int) -> bool:
    """Whether *actor* may be the second pair of eyes on what *created_by* wrote."""
    return actor.telegram_id != created_by and may_announce(actor, places)


def may_see(actor: Actor, places: Collection[Locality]) -> bool:
    """Whether *actor* may read an announcement to *places*, and its counts.

    Officers whose area contains all of it (its author too, as long as hers does), and admins.
    """
    return actor.is_admin or may_announce(actor, places)


def may_stop(actor: Actor, places: Collection[Locality]) -> bool:
    """Whether *actor* may pause, resume and cancel: whoever may see, so admins in need too."""
    return may_see(actor, places)
