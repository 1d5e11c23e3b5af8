"""The member's own place: asked for, named, picked from lists, sent from the map, removed."""

from telegram import Location, Message, ReplyKeyboardRemove, Update

from bot.context import BotContext
from bot.dialogue import Expectation
from bot.replies import Paragraph, Reply
from bot.replies.places import (
    candidates_offered,
    communes_listed,
    location_outside,
    nearby_offered,
    offices_offered,
    place_asked,
    place_forgotten,
    place_kept,
    place_unknown,
    provinces_listed,
)
from handlers.choices import forget_home, keep_home
from handlers.groups import is_private, point_to_private
from handlers.keyboards import location_keyboard
from handlers.office import expect, show_office_of
from handlers.reading import home_of, read_place
from handlers.sending import Manner, send
from handlers.taps import SILENT, Notice, Tap, gone
from knowledge.localities import Choice, Level, Locality, Place
from knowledge.verdicts import LocalOffice, NotFound, Verdict

MAX_NAME_WORDS = 6
"""Words of a name somebody types for a place; what is longer is taken for a question."""


async def place(update: Update, context: BotContext) -> None:
    """Ask where she lives (`/place`)."""
    message = update.effective_message
    if message is None:
        return
    if not is_private(update):
        await point_to_private(message, context, "place")
        return
    await ask_place(message, context)


async def ask_place(message: Message, context: BotContext, *, is_first: bool = False) -> None:
    """Ask where she lives, and take her next message for the answer."""
    reply = place_asked(context.texts, home=home_of(context), is_first=is_first)
    await send(context.bot, message, reply)
    await expect(context, Expectation.PLACE)


async def named(message: Message, text: str, verdict: Verdict, context: BotContext) -> bool:
    """Take *text* for the place that was asked for; return False where it is a question."""
    if context.visit.dialogue.expects is Expectation.OFFICE:
        return await _named_for_office(message, text, verdict, context)
    match read_place(text, verdict, context.services.gazetteer):
        case Place(locality):
            await _take(message, locality, context)
        case Choice(places):
            await send(context.bot, message, candidates_offered(places, context.texts))
        case None if isinstance(verdict, NotFound) and len(text.split()) <= MAX_NAME_WORDS:
            await send(context.bot, message, place_unknown(context.texts))
        case None:
            return False
    return True


async def _named_for_office(
    message: Message, text: str, verdict: Verdict, context: BotContext
) -> bool:
    """Show the office of the place that *text* names."""
    if isinstance(verdict, LocalOffice) and verdict.place is not None:
        await show_office_of(message, verdict.place, [], context)
        return True
    match read_place(text, verdict, context.services.gazetteer):
        case Place() as found:
            await show_office_of(message, found, [], context)
        case Choice(places):
            await send(context.bot, message, offices_offered(places, context.texts))
        case None:
            return False
    return True


async def _take(message: Message, locality: Locality, context: BotContext) -> None:
    """Keep a commune at once; of a province, show the communes first."""
    if locality.level is Level.PROVINCE:
        communes = context.services.gazetteer.communes(locality)
        listed = communes_listed(locality, communes, 0, context.texts)
        if listed is not None:
            await send(context.bot, message, listed)
        return
    notice = await _keep(context, locality)
    reply = place_kept(locality, context.texts)
    if notice is not SILENT:
        reply = Reply(context.texts.language, (Paragraph(notice.text),))
    await send(context.bot, message, reply)


async def set_place(tap: Tap, context: BotContext) -> Notice:
    """Begin choosing, from a button."""
    home = home_of(context)
    await tap.answer(place_asked(tap.texts, home=home))
    await expect(context, Expectation.PLACE)
    return SILENT


async def list_provinces(tap: Tap, context: BotContext, page: int) -> Notice:
    """Show a page of the provinces in place of the message."""
    reply = provinces_listed(context.services.gazetteer.provinces(), page, tap.texts)
    if reply is None:
        return gone(tap)
    await tap.turn_into(reply)
    return SILENT


async def list_communes(tap: Tap, context: BotContext, code: str, page: int) -> Notice:
    """Show a page of a province's communes in place of the message."""
    gazetteer = context.services.gazetteer
    province = gazetteer.by_code(code)
    if province is None or province.level is not Level.PROVINCE:
        return gone(tap)
    reply = communes_listed(province, gazetteer.communes(province), page, tap.texts)
    if reply is None:
        return gone(tap)
    await tap.turn_into(reply)
    return SILENT


async def keep_place(tap: Tap, context: BotContext, code: str) -> Notice:
    """Keep the place that was picked."""
    locality = context.services.gazetteer.by_code(code)
    if locality is None or locality.level is Level.COUNTRY:
        return gone(tap)
    notice = await _keep(context, locality)
    if notice is SILENT:
        await tap.turn_into(place_kept(locality, tap.texts))
    return notice


async def forget_place(tap: Tap, context: BotContext) -> Notice:
    """Forget her place."""
    notice = await forget_home(context)
    if notice is SILENT:
        await tap.turn_into(place_forgotten(tap.texts))
    return notice


async def _keep(context: BotContext, locality: Locality) -> Notice:
    """Keep *locality* as hers, and expect no name any more."""
    notice = await keep_home(context, locality)
    if notice is SILENT:
        await expect(context, None)
    return notice


async def share_location(tap: Tap, context: BotContext) -> Notice:
    """Let her send where she is with one button."""
    text = tap.texts(
        "Press the button at the bottom of the screen. I only look up your commune; the point on "
        "the map is not kept."
    )
    reply = Reply(tap.texts.language, (Paragraph(text),))
    await tap.answer(reply, Manner(markup=location_keyboard(tap.texts)))
    await expect(context, Expectation.PLACE)
    return SILENT


async def location(update: Update, context: BotContext) -> None:
    """Look up the commune of a point: for her place if that was asked, else for its office."""
    message = update.effective_message
    if message is None or message.location is None:
        return
    texts, bot = context.texts, context.bot
    near = _around(message.location, context)
    if context.visit.dialogue.expects is Expectation.PLACE:
        seen = Paragraph(texts("I have looked it up. The point itself is not kept."))
        hide = Manner(markup=ReplyKeyboardRemove())
        await send(bot, message, Reply(texts.language, (seen,)), hide)
        offered = nearby_offered(near, texts) if near else location_outside(texts)
        await send(bot, message, offered)
        return
    if not near:
        await send(bot, message, location_outside(texts))
        return
    await show_office_of(message, Place(near[0]), near[1:], context)


def _around(point: Location, context: BotContext) -> list[Locality]:
    near = context.services.gazetteer.nearest(point.latitude, point.longitude)
    return [it.locality for it in near]
