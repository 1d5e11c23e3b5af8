"""Reports: what there is, how far it has got, what became of it."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.announcements.announcement import Announcement, Counts, Notice, State
from bot.announcements.cabinet import Cabinet
from bot.announcements.refusals import Refused
from bot.roles import Actor, may_see
from bot.storage import announcements, deliveries
from bot.storage.deliveries import ReportLine
from knowledge.localities import Gazetteer


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has got."""

    announcement: Announcement
    counts: Counts
    seconds_left: float
    """At the allowed rate, for what is left; it says nothing of pauses."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of it, by place and language."""

    announcement: Announcement
    counts: Counts
    lines: tuple[ReportLine, ...]


class Reports:
    """What officers of the area, and admins, may look at."""

    def __init__(self, cabinet: Cabinet) -> None:
        """Work with what is kept in *cabinet*."""
        self._cabinet = cabinet

    async def see(self, actor: Actor, announcement_id: int) -> Announcement | Refused:
        """Return it as it stands."""
        async with self._cabinet.database.reading() as session:
            return await self._cabinet.seen(session, actor, announcement_id)

    async def latest(
        self, actor: Actor, *, states: Collection[State] = (), limit: int = 10
    ) -> list[Announcement]:
        """Return those she may see, newest first; drafts only where they are hers."""
        found: list[Announcement] = []
        before: int | None = None
        async with self._cabinet.database.reading() as session:
            while len(found) < limit:
                page = await announcements.latest(
                    session, self._cabinet.gazetteer, states=states, before=before, limit=50
                )
                found += [
                    one
                    for one in page
                    if may_see(actor, one.audience.places)
                    and (one.state is not State.DRAFT or one.created_by == actor.telegram_id)
                ]
                if len(page) < 50:
                    break
                before = page[-1].id
        return found[:limit]

    async def progress(self, actor: Actor, announcement_id: int) -> Progress | Refused:
        """Return how far it has got; cheap enough to ask every few seconds."""
        async with self._cabinet.database.reading() as session:
            found = await self._cabinet.seen(session, actor, announcement_id)
            if not isinstance(found, Announcement):
                return found
            counts = await deliveries.counts(session, announcement_id)
            return Progress(found, counts, counts.left / self._cabinet.deliveries_per_second)

    async def report(self, actor: Actor, announcement_id: int) -> Report | Refused:
        """Return what became of it, by place and language."""
        async with self._cabinet.database.reading() as session:
            found = await self._cabinet.seen(session, actor, announcement_id)
            if not isinstance(found, Announcement):
                return found
            lines = await deliveries.report(session, announcement_id)
            counts = await deliveries.counts(session, announcement_id)
            return Report(found, counts, tuple(lines))

    async def take_notices(self) -> list[Notice]:
        """Return what happened by itself and must be told; each comes once, to one caller."""
        async with self._cabinet.database.session() as session:
            taken = await announcements.take_notices(session, self._cabinet.gazetteer)
        return [Notice(kind, announcement) for kind, announcement in taken]


def table(report: Report, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the report as CSV, line by line, for a spreadsheet: one place and language a line."""
    columns = ("pending", "sending", "sent", "blocked", "failed", "uncertain")
    yield _csv_line(("code", "place", "province", "language", *columns))
    for line in report.lines:
        place = gazetteer.by_code(line.locality_code) if line.locality_code else None
        counts = [str(getattr(line.counts, name)) for name in columns]
        names = (place.name, place.province) if place else ("", "")
        yield _csv_line((line.locality_code or "", *names, line.language.value, *counts))


def _csv_line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
