"""Sending replies: every message of the bot to a member leaves from here."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MaybeInaccessibleMessage,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, RetryAfter

from bot.replies import Paragraph, Reply
from bot.telegram.request import NotSentError
from handlers.keyboards import NO_ORIGIN, Origin, inline_keyboard
from handlers.render import render
from knowledge.model import Language

logger = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
LONGEST_WAIT_SECONDS = 30.0
"""The longest that a reply waits because Telegram says so; only its own chat waits with it."""
RESEND_IN_SECONDS = 1.0

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a reply is sent."""

    origin: Origin = NO_ORIGIN
    markup: Markup | None = None
    """In place of the reply's own buttons."""
    quotes: bool | None = None
    """Whether it shows the message it answers; None: in groups only."""
    is_silent: bool = False

    @property
    def later(self) -> "Manner":
        """How the parts after the first are sent."""
        return replace(self, quotes=False)


PLAINLY = Manner()
QUOTING = Manner(quotes=True)


async def send(
    bot: Bot, to: MaybeInaccessibleMessage, reply: Reply, manner: Manner = PLAINLY
) -> list[Message]:
    """Send *reply* to the chat of *to*; return its parts, the last with the buttons."""
    parts = render(reply)
    markup = manner.markup or inline_keyboard(reply, manner.origin)
    sent: list[Message] = []
    for number, part in enumerate(parts):
        last = markup if number == len(parts) - 1 else None
        post = partial(_post, bot, to, part, last, manner if number == 0 else manner.later)
        sent.append(await _patiently(post))
    return sent


async def send_text(
    bot: Bot, to: MaybeInaccessibleMessage, text: str, language: Language
) -> list[Message]:
    """Send one sentence without buttons."""
    return await send(bot, to, Reply(language, (Paragraph(text),)))


async def _post(
    bot: Bot,
    to: MaybeInaccessibleMessage,
    text: str,
    markup: Markup | None,
    manner: Manner,
) -> Message:
    is_quote = manner.quotes or (manner.quotes is None and to.chat.type != ChatType.PRIVATE)
    thread_id = to.message_thread_id if isinstance(to, Message) and to.is_topic_message else None
    return await bot.send_message(
        to.chat.id,
        text,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        reply_markup=markup,
        reply_parameters=ReplyParameters(to.message_id, allow_sending_without_reply=True)
        if is_quote
        else None,
        disable_notification=manner.is_silent or None,
        message_thread_id=thread_id,
    )


async def put_in_place(
    bot: Bot, chat_id: int, message_id: int, reply: Reply, origin: Origin = NO_ORIGIN
) -> bool:
    """Put *reply* in the place of one of our messages; return False where it cannot be done.

    It cannot where it would take several messages, or where the message is gone or too old.
    """
    parts = render(reply)
    if len(parts) != 1:
        return False
    edit = partial(
        bot.edit_message_text,
        parts[0],
        chat_id=chat_id,
        message_id=message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        reply_markup=inline_keyboard(reply, origin),
    )
    try:
        await _patiently(edit)
    except BadRequest as error:
        return is_unchanged(error)
    return True


def is_unchanged(error: BadRequest) -> bool:
    """Whether Telegram refuses because the message is already as it should be."""
    return "message is not modified" in error.message.lower()


async def _patiently(call: Callable[[], Awaitable[Result]]) -> Result:
    """Do *call*; once more where Telegram asks to wait, or the request never left.

    Other failures are not repeated: the message may stand in the chat already.
    """
    try:
        return await call()
    except RetryAfter as error:
        told = error.retry_after
        seconds = told.total_seconds() if isinstance(told, timedelta) else float(told)
        if seconds > LONGEST_WAIT_SECONDS:
            raise
        logger.warning("a reply waits %.0f s for Telegram", seconds)
        await asyncio.sleep(seconds)
    except NotSentError:
        await asyncio.sleep(RESEND_IN_SECONDS)
    return await call()
