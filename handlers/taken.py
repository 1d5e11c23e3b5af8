"""Answers to the questions of a draft: each checked, kept, or told how to mend it."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Message

from bot.announcements.announcement import Announcement, Copy
from bot.announcements.flaws import flaws_of_copy
from bot.announcements.moments import read_moment
from bot.announcements.refusals import Flaw, Refused
from bot.announcements.rules import LONGEST_AHEAD
from bot.errand import Errand, Step
from bot.replies.drafting import which_place
from bot.replies.labels import locality_in_text
from bot.replies.refusing import flaw_sentence, refusal
from bot.roles import contains
from handlers.copies import join_album, read_copy
from handlers.draft_steps import go_on, go_to
from handlers.seats import Seat, send_in
from knowledge.localities import COUNTRY, Locality, Place
from knowledge.model import MASTER_LANGUAGE, Language

LONGEST_REASON = 300


async def copy_taken(seat: Seat, draft: Announcement, errand: Errand, message: Message) -> None:
    """Keep what readers of one language get."""
    copy = read_copy(message)
    if copy is None:
        await seat.say(
            seat.texts(
                "This I cannot announce. Please send a text, a photo, a video, a file, or a voice "
                "message; a place or a poll only as a link in a text."
            )
        )
        return
    if flaws := flaws_of_copy(copy):
        await seat.say(" ".join(flaw_sentence(flaw, None, seat.texts) for flaw in flaws))
        return
    language = Language(errand.argument)
    written = await _write_copy(seat, draft, language, copy)
    if not isinstance(written, Announcement):
        await seat.say(refusal(written, seat.texts))
        return
    album = message.media_group_id or ""
    is_further = errand.is_first or language is not MASTER_LANGUAGE
    step = Step.LANGUAGES if is_further else Step.OVERVIEW
    await go_to(seat, written, step, language.value, album=album)


async def album_continued(
    seat: Seat, draft: Announcement, errand: Errand, message: Message
) -> None:
    """Add the next picture of an album to the copy it belongs to."""
    language, part = Language(errand.argument), read_copy(message)
    before = draft.copies.get(language)
    if part is None or before is None:
        return
    copy = join_album(before, part)
    if flaws := flaws_of_copy(copy):
        await seat.say(" ".join(flaw_sentence(flaw, None, seat.texts) for flaw in flaws))
        return
    await _write_copy(seat, draft, language, copy)


async def _write_copy(
    seat: Seat, draft: Announcement, language: Language, copy: Copy
) -> Announcement | Refused:
    copies = {**draft.copies, language: copy}
    return await seat.context.services.desk.drafts.write(seat.actor, draft.id, copies=copies)


async def places_taken(seat: Seat, draft: Announcement, text: str) -> None:
    """Add the places that are named; ask where a name is several, say where it is none."""
    area = seat.actor.area or COUNTRY
    added: list[Locality] = []
    unclear: list[Sequence[Place]] = []
    for line in filter(None, (part.strip() for part in text.replace(";", "\n").splitlines())):
        named = _named(seat, line, area)
        if not named:
            await seat.say(_not_here(seat, line, area))
        for places in named:
            if len(places) == 1:
                added.append(places[0].locality)
            else:
                unclear.append(places)
    if added:
        places_now = (draft.audience.places - {area}) | set(added)
        audience = replace(draft.audience, places=frozenset(places_now))
        services = seat.context.services
        written = await services.desk.drafts.write(seat.actor, draft.id, audience=audience)
        if not isinstance(written, Announcement):
            await seat.say(refusal(written, seat.texts))
            return
        draft = written
    if added or not unclear:
        await go_to(seat, draft, Step.PLACES)
    for places in unclear:
        await send_in(seat, which_place(draft, places, seat.texts))


def _named(seat: Seat, line: str, area: Locality) -> list[Sequence[Place]]:
    """Return what *line* may mean within *area*, for each name in it."""
    found: list[Sequence[Place]] = []
    for mention in seat.context.services.gazetteer.find(line, expects_place=True):
        within = [place for place in mention.places if contains(area, place.locality)]
        if within:
            found.append(within)
    return found


def _not_here(seat: Seat, line: str, area: Locality) -> str:
    is_known = bool(seat.context.services.gazetteer.find(line, expects_place=True))
    values = {
        "name": line[:60],
        "area": locality_in_text(area, seat.texts.language),
    }
    if is_known:
        return seat.texts(
            "“{name}” lies outside {area}, and you announce within it only.", **values
        )
    return seat.texts("I know no place “{name}” in {area}. Please write it again.", **values)


async def when_taken(seat: Seat, draft: Announcement, text: str) -> None:
    """Keep the time, if it can still come."""
    services, texts = seat.context.services, seat.texts
    now = services.clock()
    moment = read_moment(text, now=now)
    if moment is None:
        await seat.say(
            texts("I do not understand this time. Please write it like 20:30, or 25/11 8:00.")
        )
    elif moment <= now:
        told = texts(
            "{moment} has passed already. Please write a later time, with the day if it is not "
            "today.",
            moment=texts.moment(moment),
        )
        await seat.say(told)
    elif moment > now + LONGEST_AHEAD:
        await seat.say(
            texts("It can be planned 90 days ahead at most. Please choose an earlier day.")
        )
    else:
        drafts = services.desk.drafts
        await _go_on(seat, await drafts.write(seat.actor, draft.id, scheduled_at=moment))


async def reason_taken(seat: Seat, draft: Announcement, text: str) -> None:
    """Keep why it is urgent."""
    if not text.strip():
        await seat.say(flaw_sentence(Flaw.NO_REASON, None, seat.texts))
        return
    drafts = seat.context.services.desk.drafts
    reason = " ".join(text.split())[:LONGEST_REASON]
    await _go_on(seat, await drafts.write(seat.actor, draft.id, urgent_reason=reason))


async def _go_on(seat: Seat, written: Announcement | Refused) -> None:
    if isinstance(written, Announcement):
        await go_on(seat, written)
    else:
        await seat.say(refusal(written, seat.texts))
