"""When a handler fails: it is logged once, she is told, and the next message works."""

import logging

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.context import BotContext
from bot.i18n import Texts, choose_language
from handlers.groups import SPOKEN_TO, question_of
from handlers.identify import RECOGNISED
from handlers.membership import lose
from handlers.sending import send_text
from handlers.taps import Notice, notify
from handlers.urgent import cry_in, send_hotlines

logger = logging.getLogger(__name__)


async def failed(update: object, context: BotContext) -> None:
    """Log what went wrong, then tell whoever waits for an answer."""
    error = context.error
    if not isinstance(update, Update):
        logger.error("outside of an update: %s", error, exc_info=error)
        return
    if isinstance(error, Forbidden):
        logger.info("update %d: we may not write there any more", update.update_id)
        if (recognised := RECOGNISED.get()) is not None:
            await lose(recognised)
        return
    if isinstance(error, NetworkError | RetryAfter) and not isinstance(error, BadRequest):
        # It may stand in the chat already, or Telegram is not there: a second message would
        # come twice or not at all.
        logger.warning("update %d: not surely answered: %s", update.update_id, error)
        return
    logger.error("update %d failed: %s", update.update_id, type(error).__name__, exc_info=error)
    try:
        await _tell(update, context)
    except TelegramError as again:
        logger.warning("update %d: could not say that it failed: %s", update.update_id, again)


async def _tell(update: Update, context: BotContext) -> None:
    recognised = RECOGNISED.get()
    texts = recognised.texts if recognised is not None else _texts_of_app(update, context)
    sorry = texts(
        "Something went wrong on my side, and it has been noted. Please try once more in a moment."
    )
    if update.callback_query is not None:
        await notify(update.callback_query, Notice(sorry, is_alert=True), texts)
        return
    message = update.effective_message
    if message is None or not SPOKEN_TO.check_update(update):
        return
    urgent = cry_in(question_of(message), context.services)
    if urgent is not None:
        await send_hotlines(message, urgent, context.services.catalogs)
        return
    await send_text(context.bot, message, sorry, texts.language)


def _texts_of_app(update: Update, context: BotContext) -> Texts:
    """The language of her app, where it failed before she was recognised."""
    user = update.effective_user
    language = choose_language(user.language_code if user else None)
    return context.services.catalogs.for_language(language)
