"""Cries for help: answered before anything else, whatever else is out of order.

Nothing is asked of the database before the reply is sent, and nothing of the knowledge base
at all. What is noted afterwards leads to nobody (`bot.journal`).
"""

import re

from telegram import Message, Update
from telegram.error import BadRequest
from telegram.ext import filters

from bot.context import BotContext, BotData
from bot.i18n import VIETNAM_TIME, Catalogs
from bot.replies import Paragraph, Reply
from bot.replies.urgent import urgent_reply
from bot.services import Services
from handlers.groups import question_of
from handlers.keyboards import Origin
from handlers.sending import Manner, put_in_place, send
from handlers.taps import Notice, Tap
from knowledge.model import Language
from knowledge.normalize import clean
from knowledge.verdicts import Urgent


class CryForHelp(filters.MessageFilter):
    """Messages of somebody in danger: texts, captions, even what follows a command."""

    def __init__(self, data: BotData) -> None:
        """Ask the knowledge that *data* holds when a message comes."""
        super().__init__(name="CryForHelp")
        self._data = data

    def filter(self, message: Message) -> bool:
        """Whether *message* is a cry for help."""
        return cry_in(question_of(message), self._data.services) is not None


_COMMAND = re.compile(
    r"^/(?:\w+(?:@\w+)?$|start(?:@\w+)?\s+[\w-]{1,64}$"
    r"|(?:start|topics|place|language|privacy|help)\b(?:@\w+)?)"
)
"""A command alone, the one word that a link hands to `/start`, and our own in front of words."""
_SENTENCE = re.compile(r"[^.!?…؟\n]+[.!?…؟\n]*|[.!?…؟\n]+")
MAX_WHOLE = 300
"""Characters up to which a text is read as a whole only: two or three sentences."""


def cry_in(
    text: str, services: Services, chosen_language: Language | None = None
) -> Urgent | None:
    """Return the cry for help in *text*, or None.

    What follows a command is read too; the command itself says nothing of her. Of a long story
    every part is read by itself as well, for a cry drowns in many words.
    """
    cleaned = clean(_COMMAND.sub("", text).removeprefix("/"))
    answerer = services.knowledge.current
    day = services.clock().astimezone(VIETNAM_TIME).date()
    for part in [cleaned, *_parts(cleaned)]:
        if (urgent := answerer.cry(part, day, chosen_language)) is not None:
            return urgent
    return None


def _parts(text: str) -> list[str]:
    """Return the parts of a long *text*, cut between its sentences; nothing for a short one."""
    if len(text) <= MAX_WHOLE:
        return []
    parts = [""]
    for sentence in _SENTENCE.findall(text):
        if len(parts[-1]) + len(sentence) > MAX_WHOLE:
            parts.append("")
        parts[-1] += sentence
    return parts


async def cry(update: Update, context: BotContext) -> None:
    """Answer a cry for help, then note that there was one."""
    message = update.effective_message
    if message is None:
        return
    text = question_of(message)
    services = context.services
    urgent = cry_in(text, services, context.member.locale) or cry_in(text, services)
    if urgent is not None:
        await answer(message, urgent, context)


async def answer(message: Message, urgent: Urgent, context: BotContext) -> None:
    """Send the hotlines; then note the cry."""
    services = context.services
    await send_hotlines(message, urgent, services.catalogs)
    now = services.clock()
    services.metrics.count_question("emergency", urgent.language)
    await services.journal.note(context.visitor, context.visit, "", urgent, now=now)


async def send_hotlines(message: Message, urgent: Urgent, catalogs: Catalogs) -> None:
    """Send whom to call, without a sound, with a button that removes the exchange."""
    reply = urgent_reply(urgent, catalogs.for_language(urgent.language))
    origin = Origin(question_message_id=message.message_id)
    await send(message.get_bot(), message, reply, Manner(origin=origin, is_silent=True))


async def erase_trace(tap: Tap) -> Notice:
    """Remove her message and ours; say so where Telegram does not allow it any more."""
    bot, chat_id = tap.query.get_bot(), tap.message.chat.id
    is_gone = True
    for message_id in (tap.press.question_message_id, tap.message.message_id):
        if message_id is None:
            continue
        try:
            await bot.delete_message(chat_id, message_id)
        except BadRequest as error:
            is_gone = is_gone and "not found" in error.message.lower()
    if is_gone:
        return Notice(tap.texts("Removed."))
    blank = Reply(tap.texts.language, (Paragraph("…"),))
    await put_in_place(bot, chat_id, tap.message.message_id, blank)
    return Notice(
        tap.texts(
            "Telegram does not let me remove everything here. Please press and hold your own "
            "message and choose Delete."
        ),
        is_alert=True,
    )
