"""The beginning: who this is, what is kept, two choices; or straight to what a link names."""

from telegram import Update

from bot.context import BotContext
from bot.replies.welcome import help_text, ready, welcome
from handlers.groups import is_private
from handlers.place import ask_place
from handlers.preferences import language
from handlers.privacy import privacy
from handlers.sending import send
from handlers.subscriptions import subscribe
from handlers.topics import open_link


async def start(update: Update, context: BotContext) -> None:
    """Welcome her (`/start`), or answer what the link names that brought her (`/start` …)."""
    message = update.effective_message
    if message is None:
        return
    payload = context.args[0] if context.args else ""
    if not is_private(update):
        reply = help_text(context.texts, bot_name=context.bot.username)
        await send(context.bot, message, reply)
        return
    match payload:
        case "place":
            await ask_place(message, context)
        case "language":
            await language(update, context)
        case "privacy":
            await privacy(update, context)
        case "subscriptions":
            await subscribe(update, context)
        case _ if payload and await open_link(message, context, payload):
            return
        case _:
            is_known = context.member.is_known
            reply = ready(context.texts) if is_known else welcome(context.texts)
            await send(context.bot, message, reply)
