"""Announcements on their way and done (`/announcements`): looked at, paused, ended, reported."""

import csv
import io

from telegram import Update

from bot.announcements.announcement import Announcement, State
from bot.announcements.refusals import Refused
from bot.announcements.reports import Progress, Report
from bot.context import BotContext
from bot.errand import Step
from bot.i18n import Texts
from bot.replies.announced import (
    announcements_listed,
    cancelling_asked,
    repeating_asked,
    report_shown,
)
from bot.replies.labels import locality_label
from bot.replies.office_steps import CourseAct, OnCourse
from bot.replies.refusing import refusal
from bot.roles import Role, may_approve
from bot.storage import DatabaseUnavailableError
from handlers.announce import not_an_officer
from handlers.choices import not_now
from handlers.confirming import approve, ask_reason, show_for_approval, take_back
from handlers.groups import is_private, point_to_private
from handlers.previews import show_copies
from handlers.progress import show_progress
from handlers.seats import Seat, seat_after, seat_at
from handlers.sending import send_text
from handlers.taps import SILENT, Notice, Tap
from knowledge.localities import Gazetteer, Locality
from knowledge.model import Language


async def announcements(update: Update, context: BotContext) -> None:
    """List the latest (`/announcements`)."""
    message = update.effective_message
    if message is None:
        return
    if not is_private(update):
        await point_to_private(message, context, "office")
        return
    try:
        await _list(await seat_after(message, context))
    except DatabaseUnavailableError:
        await send_text(context.bot, message, not_now(context).text, context.texts.language)


async def list_again(tap: Tap, context: BotContext) -> Notice:
    """List the latest in place of what was tapped."""
    await _list(await seat_at(tap, context))
    return SILENT


async def _list(seat: Seat) -> None:
    if seat.actor.role is Role.MEMBER:
        await seat.say(not_an_officer(seat.actor, seat.texts))
        return
    found = await seat.context.services.desk.reports.latest(seat.actor)
    found = [one for one in found if one.state is not State.CANCELLED or one.confirmed_at]
    may_write = seat.actor.is_officer
    await seat.show(announcements_listed(found, seat.texts, may_write=may_write))


async def on_course(tap: Tap, context: BotContext, step: OnCourse) -> Notice:
    """Do what a button of an announcement says; who pressed may see it, or nothing happens."""
    seat = await seat_at(tap, context)
    found = await context.services.desk.reports.see(seat.actor, step.announcement_id)
    if not isinstance(found, Announcement):
        return Notice(refusal(found, seat.texts), is_alert=True)
    match step.act:
        case CourseAct.SHOW:
            return await _show(seat, found)
        case CourseAct.LOOK:
            await show_copies(context.bot, seat.chat_id, found, found.copies, seat.texts)
        case CourseAct.APPROVE:
            return await approve(seat, found, step.argument)
        case CourseAct.SEND_BACK:
            return await ask_reason(seat, found)
        case CourseAct.TAKE_BACK:
            return await take_back(seat, found)
        case CourseAct.ASK_CANCEL:
            await seat.show(cancelling_asked(found, seat.texts))
        case CourseAct.REPORT | CourseAct.TABLE:
            return await _report(seat, found, as_file=step.act is CourseAct.TABLE)
        case CourseAct.ASK_REPEAT_UNCERTAIN:
            return await _ask_to_repeat(seat, found)
        case _:
            return await _move(seat, step)
    return SILENT


async def _show(seat: Seat, found: Announcement) -> Notice:
    """Show the card; to the second officer, the question whether it may go."""
    errand = seat.errand_of(found.id)
    if errand is not None and errand.step is Step.SEND_BACK:
        await seat.leave()
    may = may_approve(seat.actor, found.audience.places, created_by=found.created_by)
    if found.state is State.AWAITING_APPROVAL and may:
        await show_for_approval(seat, found)
        return SILENT
    return await show_progress(seat, found.id)


async def _move(seat: Seat, step: OnCourse) -> Notice:
    """Change its course, then show its card; refused, the card shows why."""
    done = await _moved(seat, step)
    notice = SILENT
    if isinstance(done, Refused):
        notice = Notice(refusal(done, seat.texts), is_alert=True)
    elif isinstance(done, int):
        told = seat.texts.plural(
            "It goes again to {count} member.", "It goes again to {count} members.", done
        )
        notice = Notice(told)
    shown = await show_progress(seat, step.announcement_id)
    return shown if notice is SILENT else notice


async def _moved(seat: Seat, step: OnCourse) -> Announcement | int | Refused | None:
    course, actor, number = seat.context.services.desk.course, seat.actor, step.announcement_id
    match step.act:
        case CourseAct.PAUSE:
            return await course.pause(actor, number)
        case CourseAct.RESUME:
            return await course.resume(actor, number)
        case CourseAct.CANCEL:
            return await course.cancel(actor, number)
        case CourseAct.SEND_LATE:
            return await course.decide(actor, number, sends=True)
        case CourseAct.DROP:
            return await course.decide(actor, number, sends=False)
        case CourseAct.REPEAT_FAILED:
            return await course.repeat_failed(actor, number)
        case CourseAct.REPEAT_UNCERTAIN:
            return await course.repeat_uncertain(actor, number)
    return None


async def _ask_to_repeat(seat: Seat, found: Announcement) -> Notice:
    progress = await seat.context.services.desk.reports.progress(seat.actor, found.id)
    if not isinstance(progress, Progress):
        return Notice(refusal(progress, seat.texts), is_alert=True)
    await seat.show(repeating_asked(progress, seat.texts))
    return SILENT


async def _report(seat: Seat, found: Announcement, *, as_file: bool) -> Notice:
    services = seat.context.services
    report = await services.desk.reports.report(seat.actor, found.id)
    if not isinstance(report, Report):
        return Notice(refusal(report, seat.texts), is_alert=True)
    places = _places_of(report, services.gazetteer)
    if not as_file:
        await seat.show(report_shown(report, places, seat.texts))
        return SILENT
    await seat.context.bot.send_document(
        seat.chat_id,
        table_of(report, places, seat.texts),
        filename=f"announcement-{found.id}.csv",
        caption=seat.texts("The report on announcement no. {number}, for a spreadsheet.",
                           number=found.id),
    )  # fmt: skip
    return SILENT


def table_of(report: Report, places: dict[str, Locality], texts: Texts) -> bytes:
    """Return the numbers by place and language as CSV that spreadsheets open; no member in it."""
    file = io.StringIO()
    writer = csv.writer(file)
    heading = texts("code|place|language|total|sent|blocked|failed|uncertain|left")
    writer.writerow(heading.split("|"))
    for line in report.lines:
        code, it = line.locality_code or "", line.counts
        place = places.get(code)
        name = locality_label(place, texts.language) if place else ""
        writer.writerow(
            [code, name, Language(line.language).value, it.total, it.sent, it.blocked, it.failed,
             it.uncertain, it.left]
        )  # fmt: skip
    return file.getvalue().encode("utf-8-sig")


def _places_of(report: Report, gazetteer: Gazetteer) -> dict[str, Locality]:
    codes = {line.locality_code for line in report.lines if line.locality_code}
    found = {code: gazetteer.by_code(code) for code in codes}
    return {code: place for code, place in found.items() if place is not None}
