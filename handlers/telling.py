"""Telling somebody who did not just write to us: an officer, an admin, an author."""

import logging
from collections.abc import Callable

from telegram import Bot, Chat, InaccessibleMessage, Message
from telegram.error import TelegramError

from bot.i18n import Texts
from bot.replies import Reply
from bot.services import Services
from bot.storage import DatabaseUnavailableError, members
from handlers.sending import send
from knowledge.model import MASTER_LANGUAGE, Language

logger = logging.getLogger(__name__)


async def tell(
    bot: Bot, services: Services, telegram_id: int, compose: Callable[[Texts], Reply]
) -> Message | None:
    """Send her a reply in her language; return it, or None where she cannot be reached."""
    texts = services.catalogs.for_language(await language_of(services, telegram_id))
    try:
        return (await send(bot, chat_of(telegram_id), compose(texts)))[-1]
    except TelegramError as error:
        logger.warning("somebody with a role could not be told: %s", error)
        return None


async def language_of(services: Services, telegram_id: int) -> Language:
    """Return the language she reads; the Union's own where nothing is known of her."""
    try:
        async with services.database.reading() as session:
            member = await members.find(session, telegram_id)
    except DatabaseUnavailableError:
        return MASTER_LANGUAGE
    return member.locale if member is not None else MASTER_LANGUAGE


def chat_of(telegram_id: int) -> InaccessibleMessage:
    """Return what stands for her chat where `send` wants a message of it."""
    return InaccessibleMessage(Chat(telegram_id, Chat.PRIVATE), 0)
