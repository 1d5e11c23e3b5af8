"""The officer's desk: everything officers and admins do with announcements.

Every method takes the `Actor` (ask `Officers.actor` at every act: a role can be revoked),
checks what she may do, changes the state by a guarded statement, and writes the act into the
audit log in the same transaction. What can normally go wrong is a value of `refusals`; only a
database that is away raises (`DatabaseUnavailableError`), and then nothing was changed.

    desk.drafts   draft, write, reach, confirm
    desk.course   approve, send_back, pause, resume, cancel, decide, repeat_failed, …
    desk.reports  see, latest, progress, report, table, take_notices
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.announcements.cabinet import Cabinet
from bot.announcements.course import Course
from bot.announcements.drafts import Drafts
from bot.announcements.reports import Reports
from bot.clock import Clock
from bot.storage import Database
from knowledge.localities import Gazetteer


@dataclass(frozen=True, slots=True)
class Desk:
    """The three parts of the desk."""

    drafts: Drafts
    course: Course
    reports: Reports


def open_desk(
    database: Database,
    gazetteer: Gazetteer,
    clock: Clock,
    *,
    deliveries_per_second: float,
    wake: Callable[[], None] = lambda: None,
) -> Desk:
    """Return a desk; *wake* is called when something may be sent at once."""
    cabinet = Cabinet(database, gazetteer, clock, deliveries_per_second, wake)
    return Desk(Drafts(cabinet), Course(cabinet), Reports(cabinet))
