"""Groups: who speaks to us there, and what is better said in private."""

from telegram import Message, MessageEntity, Update, User
from telegram.constants import ChatType
from telegram.ext import filters

from bot.context import BotContext
from bot.replies import Paragraph, Reply
from handlers.keyboards import link_button
from handlers.sending import Manner, send

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


class _SpokenTo(filters.MessageFilter):
    """Messages for us: in private all, in groups those that mention us or reply to us.

    Cards that a member sends through our own inline mode are ours already.
    """

    def filter(self, message: Message) -> bool:
        """Whether *message* is for us."""
        bot = message.get_bot()
        if message.via_bot is not None and message.via_bot.id == bot.id:
            return False
        if message.chat.type == ChatType.PRIVATE:
            return True
        return message.chat.type in GROUPS and (
            _replies_to(message, bot.id) or bool(_mentions(message, bot.bot))
        )


SPOKEN_TO = _SpokenTo(name="SPOKEN_TO")


def question_of(message: Message) -> str:
    """Return the text or caption of *message* without our own name."""
    text = message.text or message.caption or ""
    for mention in _mentions(message, message.get_bot().bot):
        text = text.replace(mention, " ", 1)
    return text.strip()


def is_private(update: Update) -> bool:
    """Whether it happened between her and us alone."""
    chat = update.effective_chat
    return chat is not None and chat.type == ChatType.PRIVATE


def private_link(context: BotContext, payload: str) -> str:
    """Return the address that opens our private chat with `/start` *payload*."""
    return f"https://t.me/{context.bot.username}?start={payload}"


async def point_to_private(message: Message, context: BotContext, payload: str) -> None:
    """Say in a group that this is between her and us, with a button that leads there."""
    text = Paragraph(context.texts("This is only between you and me. Let us talk in private."))
    button = link_button(context.texts("Open the chat"), private_link(context, payload))
    reply = Reply(context.texts.language, (text,))
    await send(context.bot, message, reply, Manner(markup=button))


def _replies_to(message: Message, bot_id: int) -> bool:
    answered = message.reply_to_message
    return (
        answered is not None and answered.from_user is not None and answered.from_user.id == bot_id
    )


def _mentions(message: Message, bot: User) -> list[str]:
    """Return the words in *message* that name us."""
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    if message.text:
        found = message.parse_entities(kinds)
    elif message.caption:
        found = message.parse_caption_entities(kinds)
    else:
        return []
    return [
        words
        for entity, words in found.items()
        if (entity.user is not None and entity.user.id == bot.id)
        or (entity.type == MessageEntity.MENTION and words.lower() == f"@{bot.username}".lower())
    ]
