"""An office for tests: officers, members, a desk, and an announcement on its way."""

from dataclasses import dataclass

from bot.announcements.announcement import Announcement, Copy, State
from bot.announcements.audience import Audience, Subject
from bot.announcements.desk import Desk, open_desk
from bot.announcements.dispatch import start_due
from bot.announcements.drafts import Confirmed
from bot.roles import Actor, Role
from bot.storage import Database, members
from knowledge.localities import COUNTRY, Gazetteer, Locality
from knowledge.model import Language
from tests.clock import NOW, FixedClock

GAZETTEER = Gazetteer.load()


def place(code: str) -> Locality:
    found = GAZETTEER.by_code(code)
    assert found is not None
    return found


THANH_HOA, NGHE_AN = place("38"), place("40")
COMMUNE, NEIGHBOUR = GAZETTEER.communes(THANH_HOA)[:2]
AUTHOR = Actor(101, Role.OFFICER, THANH_HOA)
COLLEAGUE = Actor(102, Role.OFFICER, THANH_HOA)
OF_COMMUNE = Actor(103, Role.OFFICER, COMMUNE)
FOREIGN = Actor(104, Role.OFFICER, NGHE_AN)
OF_COUNTRY = Actor(105, Role.OFFICER, COUNTRY)
ADMIN = Actor(106, Role.ADMIN)
MEMBER = Actor(107)
FIRST = 7_000_000_000


@dataclass
class Scene:
    database: Database
    desk: Desk
    clock: FixedClock

    async def settle(
        self,
        number: int,
        *,
        first: int = FIRST,
        province: str = "38",
        commune: str | None = COMMUNE.code,
        language: Language | None = Language.VI,
        telegram_language: str | None = "vi",
    ) -> list[int]:
        """Let *number* members live somewhere; return their ids."""
        ids = list(range(first, first + number))
        async with self.database.session() as session:
            for one in ids:
                await members.welcome(session, one, telegram_language=telegram_language, now=NOW)
                await members.settle(session, one, province_code=province, commune_code=commune)
                if language is not None:
                    await members.choose(session, one, language)
        return ids

    async def draft(
        self,
        *places: Locality,
        actor: Actor = AUTHOR,
        subject: Subject = Subject.EVENTS,
        languages: frozenset[Language] = frozenset(),
        urgent_reason: str | None = None,
        fallback: Language | None = Language.VI,
    ) -> int:
        audience = Audience(frozenset(places or (THANH_HOA,)), subject, languages)
        draft = await self.desk.drafts.draft(actor, audience)
        assert isinstance(draft, Announcement)
        written = await self.desk.drafts.write(
            actor,
            draft.id,
            copies={Language.VI: Copy("Mời chị em họp")},
            fallback=fallback,
            urgent_reason=urgent_reason,
        )
        assert isinstance(written, Announcement)
        return draft.id

    async def running(self, *places: Locality) -> int:
        """Have one confirmed, approved where needed, and started."""
        announcement_id = await self.draft(*places)
        confirmed = await self.desk.drafts.confirm(AUTHOR, announcement_id)
        assert isinstance(confirmed, Confirmed), confirmed
        if confirmed.needs_approval:
            await self.desk.course.approve(COLLEAGUE, announcement_id)
        await start_due(self.database, self.clock)
        assert await self.state(announcement_id) is State.RUNNING
        return announcement_id

    async def state(self, announcement_id: int) -> State:
        found = await self.desk.reports.see(OF_COUNTRY, announcement_id)
        assert isinstance(found, Announcement)
        return found.state


def open_scene(database: Database, clock: FixedClock) -> Scene:
    return Scene(database, open_desk(database, GAZETTEER, clock, deliveries_per_second=30), clock)
