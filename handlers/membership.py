"""Who let us in and who threw us out: blocked chats, groups joined."""

from telegram import ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.context import BotContext
from bot.replies import Paragraph, Reply
from bot.storage import DatabaseUnavailableError, members
from handlers.groups import GROUPS
from handlers.render import render

_PRESENT = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)


async def changed(update: Update, context: BotContext) -> None:
    """Note that a member blocked us; in a group that we came into, say how to ask."""
    change = update.my_chat_member
    if change is None:
        return
    if change.chat.type == ChatType.PRIVATE:
        if change.new_chat_member.status == ChatMemberStatus.BANNED:
            await lose(context)
    elif change.chat.type in GROUPS and _came_in(change):
        text = context.texts(
            "Hello, I am Chị Hội. To ask me here, write @{bot_name} and your question, or reply "
            "to one of my messages. What is personal is better asked in private.",
            bot_name=context.bot.username,
        )
        for part in render(Reply(context.texts.language, (Paragraph(text),))):
            await context.bot.send_message(change.chat.id, part, parse_mode="HTML")


async def lose(context: BotContext) -> None:
    """Note that the member cannot be reached. Where that fails, the next sending finds it out."""
    try:
        async with context.services.database.session() as session:
            await members.lose(session, context.member.telegram_id)
    except DatabaseUnavailableError:
        return


def _came_in(change: ChatMemberUpdated) -> bool:
    was_in = change.old_chat_member.status in _PRESENT
    return not was_in and change.new_chat_member.status in _PRESENT
