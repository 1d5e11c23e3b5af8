"""Who is this? Runs before everything else (group -1) and sets what other handlers read.

The update itself has been claimed before it comes here (`bot.telegram.concurrency`).
"""

from contextvars import ContextVar

from telegram import Chat, Update
from telegram.ext import ApplicationHandlerStop

from bot.context import BotContext
from bot.recognition import Visitor

RECOGNISED: ContextVar[BotContext | None] = ContextVar("RECOGNISED", default=None)
"""The context of the update that this task is about, once it is known whose it is. For the
error handler alone: python-telegram-bot makes it another context, which knows nobody."""


async def identify(update: object, context: BotContext) -> None:
    """Set the context's visitor, visit and texts; end here where there is no person to answer.

    That is so for channel posts, and for bots, ours among them.
    """
    user = update.effective_user if isinstance(update, Update) else None
    if not isinstance(update, Update) or user is None or _is_other_bot(update):
        raise ApplicationHandlerStop
    chat = update.effective_chat
    context.visitor = Visitor(user.id, chat.id if chat else user.id, user.language_code)
    services = context.services
    context.visit = await services.recognition.recognise(context.visitor, now=services.clock())
    context.texts = services.catalogs.for_language(context.member.locale)
    RECOGNISED.set(context)


def _is_other_bot(update: Update) -> bool:
    """Whether another bot wrote it. Telegram shows an anonymous admin of a group as a bot."""
    user, message = update.effective_user, update.effective_message
    is_anonymous_admin = (
        message is not None
        and message.sender_chat is not None
        and message.chat.type in (Chat.GROUP, Chat.SUPERGROUP)
    )
    return user is not None and user.is_bot and not is_anonymous_admin
