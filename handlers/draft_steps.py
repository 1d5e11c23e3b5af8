"""The steps of a draft: each kept first, then shown, so that a restart between two is nothing."""

from dataclasses import replace

from bot.announcements.announcement import Announcement, State
from bot.announcements.audience import Reach
from bot.announcements.refusals import NotAllowed, Refused, WrongState
from bot.errand import Errand, Step
from bot.replies import Paragraph, Reply
from bot.replies.drafting import (
    copy_asked,
    languages_asked,
    places_asked,
    reason_asked,
    subject_asked,
    when_asked,
)
from bot.replies.office_steps import DraftAct
from bot.replies.overview import overview
from bot.replies.refusing import refusal
from handlers.previews import show_copies
from handlers.seats import Seat, send_in
from knowledge.localities import COUNTRY, Level
from knowledge.model import MASTER_LANGUAGE, Language


async def open_draft(seat: Seat, announcement_id: int) -> Announcement | Refused:
    """Return her draft; refused where it is not hers, or no draft any more."""
    found = await seat.context.services.desk.reports.see(seat.actor, announcement_id)
    if not isinstance(found, Announcement):
        return found
    if found.created_by != seat.actor.telegram_id or not seat.actor.is_officer:
        return NotAllowed()
    return found if found.state is State.DRAFT else WrongState(found.state)


async def go_to(
    seat: Seat, draft: Announcement, step: Step, argument: str = "", *, album: str = ""
) -> None:
    """Keep *step* as hers, and show its question."""
    before = seat.errand_of(draft.id)
    is_first = before is not None and before.is_first and step is not Step.OVERVIEW
    errand = Errand(step, draft.id, argument, album, is_first)
    await seat.keep(errand)
    await seat.show(await _question(seat, draft, errand))


async def go_on(seat: Seat, draft: Announcement) -> None:
    """Show her draft as a whole, or its first question where nothing is written yet."""
    if draft.copies:
        await go_to(seat, draft, Step.OVERVIEW)
    else:
        await go_to(seat, draft, Step.COPY, MASTER_LANGUAGE.value)


async def next_after(seat: Seat, draft: Announcement, step: Step) -> None:
    """Go on after *step*: to the next question at first, back to the whole later."""
    errand = seat.errand_of(draft.id)
    is_commune = seat.actor.area is not None and seat.actor.area.level is Level.COMMUNE
    if errand is None or not errand.is_first:
        await go_to(seat, draft, Step.OVERVIEW)
    elif step is Step.LANGUAGES and not is_commune:
        await go_to(seat, draft, Step.PLACES)
    elif step in (Step.LANGUAGES, Step.PLACES):
        await go_to(seat, draft, Step.SUBJECT)
    else:
        await show_whole(seat, draft)


async def show_whole(seat: Seat, draft: Announcement) -> None:
    """Send each copy as its readers will see it, and the draft as a whole below."""
    reach = await reach_of(seat, draft)
    languages = {*(reach.by_language if reach else ()), *draft.copies}
    bot = seat.context.bot
    if not await show_copies(bot, seat.chat_id, draft, languages, seat.texts):
        await seat.say(
            seat.texts("Telegram refused to send one of these. Please send its text or file anew.")
        )
    below = replace(seat, show=lambda reply: send_in(seat, reply))
    await go_to(below, draft, Step.OVERVIEW)


async def reach_of(seat: Seat, draft: Announcement) -> Reach | None:
    """Return how many it would go to now."""
    reach = await seat.context.services.desk.drafts.reach(seat.actor, draft.id)
    return reach if isinstance(reach, Reach) else None


async def _question(seat: Seat, draft: Announcement, errand: Errand) -> Reply:
    """Return the question of the step she is at."""
    texts, back = seat.texts, DraftAct.GO_ON
    match errand.step:
        case Step.COPY:
            language = Language(errand.argument)
            return copy_asked(draft, language, texts, is_first=not draft.copies)
        case Step.LANGUAGES:
            back = DraftAct.COPY if errand.is_first else back
            return languages_asked(draft, await reach_of(seat, draft), texts, back=back)
        case Step.PLACES:
            back = DraftAct.LANGUAGES if errand.is_first else back
            return places_asked(draft, seat.actor.area or COUNTRY, texts, back=back)
        case Step.SUBJECT:
            back = DraftAct.PLACES if errand.is_first else back
            return subject_asked(draft, texts, back=back)
        case Step.WHEN:
            return when_asked(draft, texts)
        case Step.REASON:
            return reason_asked(draft, texts)
        case _:
            reach = await seat.context.services.desk.drafts.reach(seat.actor, draft.id)
            if not isinstance(reach, Reach):
                return _refused(seat, reach)
            return overview(draft, reach, texts, now=seat.context.services.clock())


def _refused(seat: Seat, refused: Refused) -> Reply:
    return Reply(seat.texts.language, (Paragraph(refusal(refused, seat.texts)),))
