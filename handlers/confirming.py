"""Confirming an announcement, and the second officer's word on it."""

from telegram.error import TelegramError

from bot.announcements.announcement import Announcement, State
from bot.announcements.drafts import Confirmed
from bot.announcements.refusals import NotAllowed, Refused
from bot.announcements.stamps import stamp_of
from bot.errand import Errand, Step
from bot.replies.approving import (
    approval_asked,
    approved_told,
    confirmed_told,
    reason_for_return_asked,
    sent_back_told,
)
from bot.replies.overview import confirming_asked
from bot.replies.refusing import refusal
from bot.roles import may_approve
from handlers.draft_steps import go_on, reach_of
from handlers.previews import show_copies
from handlers.progress import show_progress
from handlers.seats import Seat
from handlers.taps import SILENT, Notice
from handlers.telling import language_of, tell

MOST_ASKED = 20
"""Officers asked to approve at a time; the nearest areas first."""


async def ask_to_confirm(seat: Seat, draft: Announcement) -> Notice:
    """Ask for the last word, with a stamp of what she sees."""
    reach = await reach_of(seat, draft)
    if reach is None:
        return Notice(refusal(NotAllowed(), seat.texts), is_alert=True)
    now = seat.context.services.clock()
    await seat.show(confirming_asked(draft, reach, stamp_of(draft), seat.texts, now=now))
    return SILENT


async def confirm(seat: Seat, draft: Announcement, stamp: str) -> Notice:
    """Send it on its way, if it is still what she saw."""
    if stamp != stamp_of(draft):
        await go_on(seat, draft)
        return Notice(_changed(seat), is_alert=True)
    confirmed = await seat.context.services.desk.drafts.confirm(seat.actor, draft.id)
    if isinstance(confirmed, Refused):
        return Notice(refusal(confirmed, seat.texts), is_alert=True)
    if not isinstance(confirmed, Confirmed):  # something is missing since: the whole tells what
        await go_on(seat, draft)
        return SILENT
    await seat.leave()
    await _tell_author(seat, confirmed)
    return SILENT


async def _tell_author(seat: Seat, confirmed: Confirmed) -> None:
    announcement = confirmed.announcement
    asked = await _ask_second(seat, announcement) if confirmed.needs_approval else 0
    if confirmed.needs_approval or confirmed.starts_at > seat.context.services.clock():
        await seat.show(confirmed_told(confirmed, seat.texts, asked=asked))
    else:
        await show_progress(seat, announcement.id)


async def _ask_second(seat: Seat, announcement: Announcement) -> int:
    """Ask those who may approve; return how many could be asked."""
    services, places = seat.context.services, announcement.audience.places
    able = [
        one
        for one in await services.officers.everyone()
        if may_approve(one, places, created_by=announcement.created_by)
    ]
    able.sort(key=lambda one: -len(one.area.code) if one.area and one.area.code != "VN" else 0)
    asked = 0
    for one in able[:MOST_ASKED]:
        if await _ask(seat, one.telegram_id, announcement):
            asked += 1
    return asked


async def _ask(seat: Seat, officer: int, announcement: Announcement) -> bool:
    """Show one officer what it looks like, and ask; return whether she could be reached."""
    services, bot = seat.context.services, seat.context.bot
    texts = services.catalogs.for_language(await language_of(services, officer))
    try:
        await show_copies(bot, officer, announcement, announcement.copies, texts)
    except TelegramError:  # she blocked the bot, or never came: another one is asked
        return False
    asked = await tell(
        bot, services, officer,
        lambda texts: approval_asked(announcement, stamp_of(announcement), texts),
    )  # fmt: skip
    return asked is not None


async def approve(seat: Seat, announcement: Announcement, stamp: str) -> Notice:
    """Let it go, if it is what the second officer saw."""
    if announcement.state is State.AWAITING_APPROVAL and stamp != stamp_of(announcement):
        await show_for_approval(seat, announcement)
        return Notice(_changed(seat), is_alert=True)
    services = seat.context.services
    approved = await services.desk.course.approve(seat.actor, announcement.id)
    if not isinstance(approved, Confirmed):
        return Notice(refusal(approved, seat.texts), is_alert=True)
    await show_progress(seat, announcement.id)
    await tell(
        seat.context.bot, services, announcement.created_by,
        lambda texts: approved_told(approved.announcement, texts),
    )  # fmt: skip
    return SILENT


async def show_for_approval(seat: Seat, announcement: Announcement) -> None:
    """Show it as members will see it, with the question below."""
    languages = set(announcement.copies)
    await show_copies(seat.context.bot, seat.chat_id, announcement, languages, seat.texts)
    await seat.show(approval_asked(announcement, stamp_of(announcement), seat.texts))


async def ask_reason(seat: Seat, announcement: Announcement) -> Notice:
    """Ask the second officer what should be changed."""
    places = announcement.audience.places
    if not may_approve(seat.actor, places, created_by=announcement.created_by):
        return Notice(refusal(NotAllowed(), seat.texts), is_alert=True)
    await seat.keep(Errand(Step.SEND_BACK, announcement.id, is_first=False))
    await seat.show(reason_for_return_asked(announcement, seat.texts))
    return SILENT


async def send_back(seat: Seat, announcement_id: int, reason: str) -> None:
    """Make it a draft again, and tell the author why."""
    services = seat.context.services
    returned = await services.desk.course.send_back(seat.actor, announcement_id, reason)
    await seat.leave()
    if not isinstance(returned, Announcement):
        await seat.say(refusal(returned, seat.texts))
        return
    await seat.say(seat.texts("It is with the author again, with your words. Thank you."))
    await tell(
        seat.context.bot, services, returned.created_by,
        lambda texts: sent_back_told(returned, reason, texts),
    )  # fmt: skip


async def take_back(seat: Seat, announcement: Announcement) -> Notice:
    """Make it a draft again, by the author who saw a mistake."""
    if announcement.created_by != seat.actor.telegram_id:
        return Notice(refusal(NotAllowed(), seat.texts), is_alert=True)
    services = seat.context.services
    returned = await services.desk.course.send_back(seat.actor, announcement.id)
    if not isinstance(returned, Announcement):
        return Notice(refusal(returned, seat.texts), is_alert=True)
    await go_on(seat, returned)
    return SILENT


def _changed(seat: Seat) -> str:
    return seat.texts("It was changed in the meantime. Please look at it as it is now.")
