"""Writing an announcement (`/announce`): what the buttons of a draft do."""

from dataclasses import replace

from telegram import Update

from bot.announcements.announcement import Announcement, State
from bot.announcements.audience import Audience, Subject
from bot.announcements.refusals import Refused
from bot.context import BotContext
from bot.errand import Errand, Step
from bot.i18n import Texts
from bot.replies import Paragraph, Reply
from bot.replies.drafting import deleting_asked, readers_asked, topics_asked, unfinished
from bot.replies.office_steps import DraftAct, OnDraft
from bot.replies.refusing import refusal
from bot.roles import Actor
from bot.storage import DatabaseUnavailableError
from handlers.choices import not_now
from handlers.confirming import ask_to_confirm, confirm
from handlers.draft_steps import go_on, go_to, next_after, open_draft, show_whole
from handlers.groups import is_private, point_to_private
from handlers.seats import Seat, seat_after, seat_at
from handlers.sending import send_text
from handlers.taps import SILENT, Notice, Tap, gone
from knowledge.model import MASTER_LANGUAGE, Language


async def announce(update: Update, context: BotContext) -> None:
    """Begin an announcement, or offer to go on with the last (`/announce`)."""
    message = update.effective_message
    if message is None:
        return
    if not is_private(update):
        await point_to_private(message, context, "office")
        return
    try:
        seat = await seat_after(message, context)
        await _begin_or_go_on(seat)
    except DatabaseUnavailableError:
        await send_text(context.bot, message, not_now(context).text, context.texts.language)


async def _begin_or_go_on(seat: Seat) -> None:
    if not seat.actor.is_officer:
        await seat.say(not_an_officer(seat.actor, seat.texts))
        return
    reports = seat.context.services.desk.reports
    drafts = await reports.latest(seat.actor, states=[State.DRAFT], limit=1)
    if drafts:
        await seat.show(unfinished(drafts[0], seat.texts))
    else:
        await _begin(seat)


async def begin(tap: Tap, context: BotContext) -> Notice:
    """Begin another announcement."""
    seat = await seat_at(tap, context)
    if not seat.actor.is_officer:
        return Notice(not_an_officer(seat.actor, seat.texts), is_alert=True)
    await _begin(seat)
    return SILENT


async def _begin(seat: Seat) -> None:
    """Keep a new draft for all of her area, and ask for its text."""
    area = seat.actor.area
    if area is None:
        return
    audience = Audience(frozenset({area}), Subject.PROGRAMMES)
    draft = await seat.context.services.desk.drafts.draft(seat.actor, audience)
    if not isinstance(draft, Announcement):
        await seat.say(refusal(draft, seat.texts))
        return
    await seat.keep(Errand(Step.COPY, draft.id, MASTER_LANGUAGE.value))
    fresh = replace(seat.context.visit, errand=Errand(Step.COPY, draft.id))
    seat.context.visit = fresh
    await go_to(seat, draft, Step.COPY, MASTER_LANGUAGE.value)


async def on_draft(tap: Tap, context: BotContext, step: OnDraft) -> Notice:
    """Do what a button of a draft says, where it is still her draft."""
    seat = await seat_at(tap, context)
    draft = await open_draft(seat, step.announcement_id)
    if not isinstance(draft, Announcement):
        return Notice(refusal(draft, seat.texts), is_alert=True)
    match step.act:
        case DraftAct.ASK_CONFIRM:
            return await ask_to_confirm(seat, draft)
        case DraftAct.CONFIRM:
            return await confirm(seat, draft, step.argument)
        case DraftAct.LAY_ASIDE:
            await seat.leave()
            kept = seat.texts("Draft no. {number} is kept. To go on with it: /announce",
                              number=draft.id)  # fmt: skip
            await seat.show(Reply(seat.texts.language, (Paragraph(kept),)))
        case DraftAct.ASK_DELETE:
            await seat.show(deleting_asked(draft, seat.texts))
        case DraftAct.DELETE:
            await context.services.desk.course.cancel(seat.actor, draft.id)
            await seat.leave()
            told = seat.texts("Draft no. {number} is deleted.", number=draft.id)
            await seat.show(Reply(seat.texts.language, (Paragraph(told),)))
        case _:
            return await _change(tap, seat, draft, step)
    return SILENT


async def _change(tap: Tap, seat: Seat, draft: Announcement, step: OnDraft) -> Notice:
    """Go to the question of a step, or take the answer that the button is."""
    match step.act:
        case DraftAct.GO_ON:
            await go_on(seat, draft)
        case DraftAct.COPY if step.argument in ("", *Language):
            await go_to(seat, draft, Step.COPY, step.argument or MASTER_LANGUAGE.value)
        case DraftAct.LANGUAGES:
            await go_to(seat, draft, Step.LANGUAGES)
        case DraftAct.PLACES:
            await go_to(seat, draft, Step.PLACES)
        case DraftAct.PLACES_DONE:
            await next_after(seat, draft, Step.PLACES)
        case DraftAct.SUBJECTS:
            await go_to(seat, draft, Step.SUBJECT)
        case DraftAct.WHEN:
            await go_to(seat, draft, Step.WHEN)
        case DraftAct.URGENT:
            await go_to(seat, draft, Step.REASON)
        case DraftAct.PREVIEW:
            await show_whole(seat, draft)
        case DraftAct.READERS if not step.argument:
            await seat.show(readers_asked(draft, seat.texts))
        case DraftAct.TOPICS:
            topics = seat.context.services.knowledge.current.base.topics
            await seat.show(topics_asked(draft, topics, seat.texts))
        case _:
            return await _take(tap, seat, draft, step)
    return SILENT


async def _take(tap: Tap, seat: Seat, draft: Announcement, step: OnDraft) -> Notice:
    written = await _written(seat, draft, step)
    if written is None:
        return gone(tap)
    if not isinstance(written, Announcement):
        return Notice(refusal(written, seat.texts), is_alert=True)
    match step.act:
        case DraftAct.FALLBACK | DraftAct.NO_FALLBACK:
            await next_after(seat, written, Step.LANGUAGES)
        case DraftAct.SUBJECT:
            await next_after(seat, written, Step.SUBJECT)
        case DraftAct.ADD_PLACE | DraftAct.WHOLE_AREA:
            await go_to(seat, written, Step.PLACES)
        case DraftAct.READERS:
            await seat.show(readers_asked(written, seat.texts))
        case _:
            await go_on(seat, written)
    return SILENT


async def _written(
    seat: Seat, draft: Announcement, step: OnDraft
) -> Announcement | Refused | None:
    """Write the answer that a button is; None where it is none."""
    services, audience = seat.context.services, draft.audience
    write, actor, argument = services.desk.drafts.write, seat.actor, step.argument
    match step.act:
        case DraftAct.FALLBACK:
            return await write(actor, draft.id, fallback=MASTER_LANGUAGE)
        case DraftAct.NO_FALLBACK:
            return await write(actor, draft.id, fallback=None)
        case DraftAct.NOW:
            return await write(actor, draft.id, scheduled_at=None)
        case DraftAct.NOT_URGENT:
            return await write(actor, draft.id, urgent_reason=None)
        case DraftAct.WHOLE_AREA if actor.area is not None:
            whole = replace(audience, places=frozenset({actor.area}))
            return await write(actor, draft.id, audience=whole)
        case DraftAct.ADD_PLACE if place := services.gazetteer.by_code(argument):
            places = (audience.places - {actor.area}) | {place}
            return await write(actor, draft.id, audience=replace(audience, places=places))
        case DraftAct.SUBJECT if argument in set(Subject) - {Subject.URGENT}:
            about = replace(audience, subject=Subject(argument))
            return await write(actor, draft.id, audience=about)
        case DraftAct.READERS if argument in set(Language):
            return await write(actor, draft.id, audience=_switched(audience, Language(argument)))
        case DraftAct.TOPIC if not argument or argument in services.knowledge.current.base.topics:
            return await write(actor, draft.id, topic=argument or None)
    return None


def _switched(audience: Audience, language: Language) -> Audience:
    """Return *audience* with readers of *language* in or out; nobody at all is everybody."""
    chosen = (audience.languages or frozenset(Language)) ^ {language}
    return replace(audience, languages=frozenset() if len(chosen) == len(Language) else chosen)


def not_an_officer(actor: Actor, texts: Texts) -> str:
    """Say why she cannot announce, and what can be done about it."""
    if actor.is_admin:
        return texts(
            "You are an admin without a place. To announce, make yourself officer of a place: "
            "/roles"
        )
    return texts(
        "Only officers of the Women's Union can announce here. If you are one, ask your admin to "
        "name you; she needs your Telegram number, which you see at /privacy."
    )
