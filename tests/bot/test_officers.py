"""Roles are granted and revoked by admins, never the last one, always written down."""

import asyncio

import pytest

from bot.officers import Done, LastAdmin, NoArea, NoRole, NotAllowed, Officers, SetOutside
from bot.roles import AT_TERMINAL, Actor, Role
from bot.storage import Database, audits
from knowledge.localities import COUNTRY, Gazetteer
from tests.clock import FixedClock

ADMIN, OTHER, LAN = 7_000_000_001, 7_000_000_002, 7_000_000_003


@pytest.fixture
def officers(database: Database, clock: FixedClock) -> Officers:
    return Officers(database, Gazetteer.load(), clock)


async def test_a_stranger_is_a_member(officers: Officers) -> None:
    assert await officers.actor(LAN) == Actor(LAN)


async def test_an_admin_makes_an_officer_and_takes_it_back(
    officers: Officers, database: Database
) -> None:
    await officers.grant(AT_TERMINAL, ADMIN, Role.ADMIN)
    admin = await officers.actor(ADMIN)
    granted = await officers.grant(admin, LAN, Role.OFFICER, COUNTRY)
    assert granted == Done(Actor(LAN), Actor(LAN, Role.OFFICER, COUNTRY))
    assert (await officers.actor(LAN)).is_officer
    assert await officers.revoke(admin, LAN) == Done(Actor(LAN, Role.OFFICER, COUNTRY), Actor(LAN))
    assert not (await officers.actor(LAN)).is_officer
    async with database.reading() as session:
        acts = [line.act for line in await audits.latest(session)]
    assert [(act.actor_id, act.action, act.version) for act in acts] == [
        (ADMIN, "role.revoke", "officer"),
        (ADMIN, "role.grant", "member"),
        (0, "role.grant", "member"),
    ]


async def test_nobody_else_grants(officers: Officers) -> None:
    for actor in (Actor(LAN), Actor(LAN, Role.OFFICER, COUNTRY)):
        assert await officers.grant(actor, LAN, Role.ADMIN) == NotAllowed()
        assert await officers.revoke(actor, ADMIN) == NotAllowed()


async def test_an_admin_who_was_revoked_a_moment_ago_grants_nothing(officers: Officers) -> None:
    for one in (ADMIN, OTHER):
        await officers.grant(AT_TERMINAL, one, Role.ADMIN)
    stale = await officers.actor(OTHER)
    await officers.revoke(AT_TERMINAL, OTHER)
    assert await officers.grant(stale, LAN, Role.ADMIN) == NotAllowed()


async def test_the_last_admin_stays(officers: Officers) -> None:
    await officers.grant(AT_TERMINAL, ADMIN, Role.ADMIN)
    admin = await officers.actor(ADMIN)
    assert await officers.revoke(admin, ADMIN) == LastAdmin()
    assert await officers.grant(admin, ADMIN, Role.OFFICER, COUNTRY) == LastAdmin()


async def test_two_admins_who_revoke_each_other_leave_one(officers: Officers) -> None:
    for one in (ADMIN, OTHER):
        await officers.grant(AT_TERMINAL, one, Role.ADMIN)
    first, second = await officers.actor(ADMIN), await officers.actor(OTHER)
    done = await asyncio.gather(officers.revoke(first, OTHER), officers.revoke(second, ADMIN))
    assert sum(isinstance(one, Done) for one in done) == 1
    assert len([one for one in await officers.everyone() if one.is_admin]) == 1


async def test_admins_of_the_settings_cannot_be_revoked_here(
    database: Database, clock: FixedClock
) -> None:
    officers = Officers(database, Gazetteer.load(), clock, admin_ids=frozenset({ADMIN}))
    assert (await officers.actor(ADMIN)).is_admin
    assert await officers.revoke(AT_TERMINAL, ADMIN) == SetOutside()
    await officers.grant(AT_TERMINAL, ADMIN, Role.OFFICER, COUNTRY)
    assert await officers.actor(ADMIN) == Actor(ADMIN, Role.ADMIN, COUNTRY)


async def test_an_officer_needs_an_area(officers: Officers) -> None:
    assert await officers.grant(AT_TERMINAL, LAN, Role.OFFICER) == NoArea()
    assert await officers.revoke(AT_TERMINAL, LAN) == NoRole()
