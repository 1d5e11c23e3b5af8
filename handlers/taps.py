"""A tap on a button: what was tapped, and what the member is told at once."""

from dataclasses import dataclass

from telegram import CallbackQuery, InlineKeyboardMarkup, MaybeInaccessibleMessage, Message
from telegram.constants import ChatType
from telegram.error import BadRequest

from bot.i18n import Texts
from bot.replies import Reply
from handlers.callback_data import Press
from handlers.render import render_line
from handlers.sending import PLAINLY, Manner, put_in_place, send

MAX_NOTICE = 200
"""Characters of a notice that Telegram shows."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of one of our messages, tapped."""

    query: CallbackQuery
    message: MaybeInaccessibleMessage
    """The message under which the button stands; perhaps too old to be seen by us."""
    press: Press
    texts: Texts
    """In the language of that message."""

    @property
    def is_private(self) -> bool:
        """Whether it happened between her and us alone."""
        return self.message.chat.type == ChatType.PRIVATE

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons under the message, as they are now."""
        return self.message.reply_markup if isinstance(self.message, Message) else None

    async def answer(self, reply: Reply, manner: Manner = PLAINLY) -> None:
        """Send *reply* as a new message."""
        await send(self.query.get_bot(), self.message, reply, manner)

    async def turn_into(self, reply: Reply) -> None:
        """Put *reply* in the place of the message; where that cannot be done, send it anew."""
        bot, message = self.query.get_bot(), self.message
        if not await put_in_place(bot, message.chat.id, message.message_id, reply):
            await send(bot, message, reply)


@dataclass(frozen=True, slots=True)
class Notice:
    """What is shown over the chat for a moment, or until she has read it."""

    text: str = ""
    is_alert: bool = False
    url: str | None = None
    """Opened in place of a text; only links to our own chat are allowed."""


SILENT = Notice()


async def notify(query: CallbackQuery, notice: Notice, texts: Texts) -> None:
    """End the waiting sign on the button. Too late for it is no harm: the tap was done."""
    text = render_line(notice.text, is_right_to_left=texts.language.is_right_to_left)
    try:
        await query.answer(text[:MAX_NOTICE] or None, show_alert=notice.is_alert, url=notice.url)
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise


def gone(tap: Tap) -> Notice:
    """Say that a button leads nowhere any more."""
    text = tap.texts("This is no longer there. Please write your question, or open /topics")
    return Notice(text, is_alert=True)
