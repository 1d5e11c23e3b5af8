"""What is held about a member: shown to her, given to her, erased for her; at once."""

from telegram import Update

from bot.context import BotContext
from bot.i18n import Texts
from bot.privacy import erase, export, see
from bot.replies import Reply
from bot.replies.held import erased, erasing_asked, held_data
from bot.storage import DatabaseUnavailableError
from handlers.choices import not_now
from handlers.groups import is_private, point_to_private
from handlers.menus import forget_commands
from handlers.reading import home_of
from handlers.sending import send, send_text
from handlers.taps import SILENT, Notice, Tap
from knowledge.model import local

FILE_NAME = "chihoi-data.json"


async def privacy(update: Update, context: BotContext) -> None:
    """Show what is held (`/privacy`)."""
    message = update.effective_message
    if message is None:
        return
    if not is_private(update):
        await point_to_private(message, context, "privacy")
        return
    try:
        reply = await _held(context, context.texts)
    except DatabaseUnavailableError:
        await send_text(context.bot, message, not_now(context).text, context.texts.language)
        return
    await send(context.bot, message, reply)


async def show_privacy(tap: Tap, context: BotContext) -> Notice:
    """Show what is held in place of the message: she does not want it erased."""
    try:
        reply = await _held(context, tap.texts)
    except DatabaseUnavailableError:
        return not_now(context)
    await tap.turn_into(reply)
    return SILENT


async def export_data(tap: Tap, context: BotContext) -> Notice:
    """Send what is held as a file."""
    try:
        held = await see(context.services.database, context.visitor.telegram_id)
    except DatabaseUnavailableError:
        return not_now(context)
    await context.bot.send_document(
        tap.message.chat.id,
        export(held),
        filename=FILE_NAME,
        caption=tap.texts("All that I keep about you, as a file."),
    )
    return SILENT


async def erase_data(tap: Tap, context: BotContext, *, is_confirmed: bool) -> Notice:
    """Erase what is held, after asking once."""
    if not is_confirmed:
        await tap.turn_into(erasing_asked(tap.texts))
        return SILENT
    try:
        await erase(context.services.database, context.visitor.telegram_id)
    except DatabaseUnavailableError:
        return not_now(context)
    await tap.turn_into(erased(tap.texts))
    await forget_commands(context.bot, tap.message.chat.id)
    return SILENT


async def _held(context: BotContext, texts: Texts) -> Reply:
    held = await see(context.services.database, context.visitor.telegram_id)
    topics = context.services.knowledge.current.base.topics
    talks = [
        (local(topics[slug].name, texts.language), moment)
        for moment, slug in held.talks
        if slug is not None and slug in topics
    ]
    return held_data(held, home_of(context), talks, texts)
