"""Announcements on their way and done: the list, one card with its progress, the report."""

from collections.abc import Mapping, Sequence

from bot.announcements.announcement import Announcement, Counts, State
from bot.announcements.reports import Progress, Report
from bot.i18n import Texts
from bot.replies.drafting import Row, draft_button, excerpt, subject_label
from bot.replies.labels import locality_label
from bot.replies.office_steps import CourseAct, DraftAct, ListAnnouncements, NewDraft, OnCourse
from bot.replies.refusing import state_label
from bot.replies.reply import Block, Bullet, Button, Heading, Note, Paragraph, Reply
from bot.replies.welcome import LANGUAGE_NAMES
from knowledge.localities import Locality

BAR_CELLS = 12
MOST_LINES = 40
"""Places told in a report; all of them are in the file."""

_ICONS = {
    State.DRAFT: "📝",
    State.AWAITING_APPROVAL: "👀",
    State.SCHEDULED: "🕗",
    State.AWAITING_DECISION: "❓",
    State.RUNNING: "📤",
    State.PAUSED: "⏸",
    State.CANCELLED: "✖️",
    State.FINISHED: "✅",
}


def course_button(
    label: str, announcement: Announcement, act: CourseAct, argument: str = ""
) -> Button:
    """Return a button that does *act* with *announcement*."""
    return Button(label, OnCourse(announcement.id, act, argument))


def announcements_listed(found: Sequence[Announcement], texts: Texts, *, may_write: bool) -> Reply:
    """Return the latest announcements as buttons."""
    write = ((Button(texts("Write an announcement"), NewDraft()),),) if may_write else ()
    if not found:
        nothing = Paragraph(texts("There are no announcements yet."))
        return Reply(texts.language, (nothing,), write)
    rows = [(_listed(one, texts),) for one in found]
    return Reply(texts.language, (Paragraph(texts("The latest announcements:")),), (*rows, *write))


def card(progress: Progress, texts: Texts, *, per_second: float | None = None) -> Reply:
    """Return one announcement as it stands; *per_second* is how fast it goes now."""
    announcement, counts = progress.announcement, progress.counts
    places = sorted(announcement.audience.places, key=lambda place: place.code)
    blocks: list[Block] = [
        Heading(
            f"{_ICONS[announcement.state]} "
            + texts(
                "Announcement no. {number}: {state}",
                number=announcement.id,
                state=state_label(announcement.state, texts),
            )
        ),
        Note(excerpt(announcement, texts)),
        Bullet(
            texts(
                "For: {places}",
                places=", ".join(locality_label(place, texts.language) for place in places),
            )
        ),
        Bullet(
            texts("About: {subject}", subject=subject_label(announcement.audience.subject, texts))
        ),
    ]
    if announcement.state in (State.SCHEDULED, State.AWAITING_APPROVAL):
        if announcement.scheduled_at is not None:
            moment = texts.moment(announcement.scheduled_at)
            blocks.append(Bullet(texts("Leaves: {moment}", moment=moment)))
    if counts.total:
        blocks += count_blocks(counts, texts)
    if announcement.state is State.RUNNING:
        blocks.append(Note(_speed(progress, texts, per_second)))
    return Reply(texts.language, tuple(blocks), tuple(_card_rows(announcement, counts, texts)))


def count_blocks(counts: Counts, texts: Texts) -> list[Block]:
    """Tell the numbers, with a picture of a bar."""
    filled = BAR_CELLS * counts.done // counts.total
    bar = "▓" * filled + "░" * (BAR_CELLS - filled)
    number = texts.number
    blocks: list[Block] = [
        Paragraph(f"{bar} {number(100 * counts.done // counts.total)} %"),
        Bullet(texts("Sent: {number}", number=number(counts.sent))),
        Bullet(texts("Blocked the bot: {number}", number=number(counts.blocked))),
        Bullet(texts("Failed, surely not there: {number}", number=number(counts.failed))),
        Bullet(texts("Uncertain, perhaps there: {number}", number=number(counts.uncertain))),
    ]
    if counts.left:
        blocks.append(Bullet(texts("Still to go: {number}", number=number(counts.left))))
    return blocks


def cancelling_asked(announcement: Announcement, texts: Texts) -> Reply:
    """Return the question before an announcement is ended for good."""
    question = Paragraph(
        texts(
            "End announcement no. {number} for good? Who has not got it yet will not get it; what "
            "has arrived stays.",
            number=announcement.id,
        )
    )
    rows = (
        (course_button(texts("Yes, end it"), announcement, CourseAct.CANCEL),),
        (course_button(texts("« Back"), announcement, CourseAct.SHOW),),
    )
    return Reply(texts.language, (question,), rows)


def repeating_asked(progress: Progress, texts: Texts) -> Reply:
    """Return the warning before uncertain deliveries are repeated."""
    announcement = progress.announcement
    question = texts.plural(
        "Of {count} member nobody knows whether it arrived. If you repeat it, she may get it "
        "twice. Repeat it?",
        "Of {count} members nobody knows whether it arrived. If you repeat it, some of them will "
        "get it twice. Repeat it?",
        progress.counts.uncertain,
    )
    rows = (
        (course_button(texts("Yes, repeat it"), announcement, CourseAct.REPEAT_UNCERTAIN),),
        (course_button(texts("« Back"), announcement, CourseAct.SHOW),),
    )
    return Reply(texts.language, (Paragraph(question),), rows)


def report_shown(report: Report, places: Mapping[str, Locality], texts: Texts) -> Reply:
    """Return the numbers by place and language; the largest places, where there are many."""
    announcement = report.announcement
    blocks: list[Block] = [
        Heading(texts("Report on announcement no. {number}", number=announcement.id)),
        *(count_blocks(report.counts, texts) if report.counts.total else ()),
        Paragraph(texts("By place and language: sent / blocked / failed / uncertain")),
    ]
    lines = sorted(report.lines, key=lambda line: -line.counts.total)
    for line in lines[:MOST_LINES]:
        place = places.get(line.locality_code or "")
        name = locality_label(place, texts.language) if place else texts("no place chosen")
        it = line.counts
        numbers = " / ".join(
            texts.number(one) for one in (it.sent, it.blocked, it.failed, it.uncertain)
        )
        blocks.append(Bullet(f"{name}, {LANGUAGE_NAMES[line.language]}: {numbers}"))
    if len(lines) > MOST_LINES:
        blocks.append(Note(texts("The rest stands in the file.")))
    rows = (
        (course_button(texts("All as a file (CSV)"), announcement, CourseAct.TABLE),),
        (course_button(texts("« Back"), announcement, CourseAct.SHOW),),
    )
    return Reply(texts.language, tuple(blocks), rows)


def _listed(announcement: Announcement, texts: Texts) -> Button:
    label = f"{_ICONS[announcement.state]} {announcement.id}. {excerpt(announcement, texts)}"
    if announcement.state is State.DRAFT:
        return draft_button(label, announcement, DraftAct.GO_ON)
    return course_button(label, announcement, CourseAct.SHOW)


def _speed(progress: Progress, texts: Texts, per_second: float | None) -> str:
    minutes = round(progress.seconds_left / 60)
    left = (
        texts("less than a minute left")
        if minutes < 1
        else texts.plural("about {count} minute left", "about {count} minutes left", minutes)
    )
    if per_second is None:
        return left
    rate = texts("{number} a second", number=texts.number(round(per_second)))
    return f"{rate}, {left}"


def _card_rows(announcement: Announcement, counts: Counts, texts: Texts) -> list[Row]:
    def button(label: str, act: CourseAct) -> Button:
        return course_button(label, announcement, act)

    cancel = button(texts("End it …"), CourseAct.ASK_CANCEL)
    look = button(texts("See it as they do"), CourseAct.LOOK)
    rows: list[Row] = [(look,)]
    match announcement.state:
        case State.AWAITING_APPROVAL | State.SCHEDULED:
            rows += [(button(texts("Take it back to change it"), CourseAct.TAKE_BACK),), (cancel,)]
        case State.AWAITING_DECISION:
            rows += [
                (button(texts("Send it now"), CourseAct.SEND_LATE),),
                (button(texts("Do not send it"), CourseAct.DROP),),
            ]
        case State.RUNNING:
            pause = button(f"⏸ {texts('Pause')}", CourseAct.PAUSE)
            rows += [(pause, cancel), (button(texts("Look again"), CourseAct.SHOW),)]
        case State.PAUSED:
            rows.append((button(f"▶️ {texts('Go on')}", CourseAct.RESUME), cancel))
        case _:
            pass
    if counts.total and announcement.state in (State.PAUSED, State.FINISHED, State.CANCELLED):
        rows.append((button(texts("Report by place"), CourseAct.REPORT),))
    if announcement.state in (State.FINISHED, State.PAUSED):
        if counts.failed:
            again = texts("Send to those who surely did not get it")
            rows.append((button(again, CourseAct.REPEAT_FAILED),))
        if counts.uncertain:
            again = texts("Repeat the uncertain ones …")
            rows.append((button(again, CourseAct.ASK_REPEAT_UNCERTAIN),))
    rows.append((Button(texts("All announcements"), ListAnnouncements()),))
    return rows
