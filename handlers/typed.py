"""What an officer or admin types, sends or forwards in the middle of something.

Runs before questions are answered: while an errand waits for a message, the next one is its
answer. Commands lay the errand aside. What reads like a cry for help is answered with whom to
call in any case, even where it is the text of an announcement and is kept as such.
"""

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from bot.announcements.announcement import Announcement
from bot.announcements.moments import is_only_moment
from bot.context import BotContext
from bot.errand import Errand, Step
from bot.replies.refusing import refusal
from bot.storage import DatabaseUnavailableError
from handlers.choices import not_now
from handlers.confirming import send_back
from handlers.draft_steps import open_draft
from handlers.groups import question_of
from handlers.roles import area_named, person_named
from handlers.seats import Seat, seat_after
from handlers.sending import send_text
from handlers.taken import album_continued, copy_taken, places_taken, reason_taken, when_taken
from handlers.urgent import cry_in, send_hotlines

_OWN_COMMANDS = ("/announce", "/announcements", "/roles")


async def typed(update: Update, context: BotContext) -> None:
    """Take the message for the errand; without one, leave it to the other handlers."""
    message, errand = update.effective_message, context.visit.errand
    if message is None or errand is None or context.visit.dialogue.expects is not None:
        return
    text = question_of(message)
    urgent = cry_in(text, context.services, context.member.locale)
    if urgent is not None and _is_plain_answer(errand, text):
        urgent = None
    if urgent is not None and not errand.step.takes_text:
        return
    try:
        seat = await seat_after(message, context)
        if text.startswith("/") and message.forward_origin is None:
            await _lay_aside(seat, errand, text)
            return
        await _take(seat, message, errand, is_edit=update.edited_message is not None)
    except DatabaseUnavailableError:
        await send_text(context.bot, message, not_now(context).text, context.texts.language)
    if urgent is not None:  # news about danger, or her own words: the numbers do no harm
        await send_hotlines(message, urgent, context.services.catalogs)
    raise ApplicationHandlerStop


def _is_plain_answer(errand: Errand, text: str) -> bool:
    """Whether it is a time or a number that was asked for, and nothing more."""
    match errand.step:
        case Step.WHEN:
            return is_only_moment(text)
        case Step.PERSON:
            return text.isdigit()
        case _:
            return False


async def _lay_aside(seat: Seat, errand: Errand, text: str) -> None:
    """Wait for nothing more: she does something else. The draft itself is kept."""
    await seat.leave()
    if errand.step.is_of_draft and not text.startswith(_OWN_COMMANDS):
        number = errand.announcement_id or 0
        await seat.say(
            seat.texts("Draft no. {number} is kept. To go on with it: /announce", number=number)
        )


async def _take(seat: Seat, message: Message, errand: Errand, *, is_edit: bool) -> None:
    text = question_of(message)
    match errand.step:
        case Step.PERSON:
            await person_named(seat, message)
        case Step.AREA:
            await area_named(seat, text, int(errand.argument))
        case Step.SEND_BACK if errand.announcement_id is not None:
            await send_back(seat, errand.announcement_id, text[:500] or "–")
        case _:
            await _take_for_draft(seat, message, errand, is_edit=is_edit)


async def _take_for_draft(seat: Seat, message: Message, errand: Errand, *, is_edit: bool) -> None:
    """Take it for the draft, where that is still hers and she still an officer."""
    draft = await open_draft(seat, errand.announcement_id or 0)
    if not isinstance(draft, Announcement):
        await seat.leave()
        await seat.say(refusal(draft, seat.texts))
        return
    text = question_of(message)
    if errand.album and message.media_group_id == errand.album:
        await album_continued(seat, draft, errand, message)
    elif is_edit or not errand.step.takes_text:
        await seat.say(
            seat.texts(
                "I have changed nothing by this. Please use the buttons above; to ask me "
                "something else, press “Leave, keep it” there first."
            )
        )
    elif errand.step is Step.COPY:
        await copy_taken(seat, draft, errand, message)
    elif errand.step is Step.PLACES:
        await places_taken(seat, draft, text)
    elif errand.step is Step.WHEN:
        await when_taken(seat, draft, text)
    else:
        await reason_taken(seat, draft, text)
