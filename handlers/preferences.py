"""The language of the bot's own sentences: offered, chosen, carried into the command menu."""

from telegram import Update

from bot.context import BotContext
from bot.dialogue import Expectation
from bot.i18n import choose_language
from bot.replies.places import place_asked
from bot.replies.welcome import language_kept, languages_offered, ready
from handlers.choices import keep_language
from handlers.groups import is_private, point_to_private
from handlers.menus import show_commands_in
from handlers.office import expect
from handlers.reading import home_of
from handlers.sending import send
from handlers.taps import SILENT, Notice, Tap
from knowledge.model import Language


async def language(update: Update, context: BotContext) -> None:
    """Offer the languages (`/language`)."""
    message = update.effective_message
    if message is None:
        return
    if not is_private(update):
        await point_to_private(message, context, "language")
        return
    await send(context.bot, message, languages_offered(context.texts))


async def choose(tap: Tap, context: BotContext, chosen: Language, *, is_first: bool) -> Notice:
    """Keep the language; whoever has just begun is asked for her place next."""
    notice = await keep_language(context, chosen)
    if notice is not SILENT:
        return notice
    texts = context.services.catalogs.for_language(chosen)
    await tap.turn_into(language_kept(texts))
    if is_first:
        await tap.answer(place_asked(texts, home=home_of(context), is_first=True))
        await expect(context, Expectation.PLACE)
    own = choose_language(context.visitor.telegram_language)
    services = context.services
    actor = await services.officers.actor(context.visitor.telegram_id)
    await show_commands_in(
        context.bot, tap.message.chat.id, chosen, own, services.catalogs, actor=actor
    )
    return SILENT


async def skip_language(tap: Tap, context: BotContext) -> Notice:
    """Go on to the place in the language of her app; nothing is kept."""
    await tap.turn_into(place_asked(tap.texts, home=home_of(context), is_first=True))
    await expect(context, Expectation.PLACE)
    return SILENT


async def skip_place(tap: Tap, context: BotContext) -> Notice:
    """Begin without a place."""
    await tap.turn_into(ready(tap.texts))
    await expect(context, None)
    return SILENT
