"""What can be done here, and what is not a command."""

from telegram import Update

from bot.context import BotContext
from bot.replies import Paragraph, Reply
from bot.replies.welcome import help_text, topics_row
from handlers.answered import Answered
from handlers.ask import answer
from handlers.reading import consider
from handlers.sending import send
from knowledge.verdicts import Found


async def help_(update: Update, context: BotContext) -> None:
    """Say what can be done here (`/help`)."""
    if (message := update.effective_message) is not None:
        reply = help_text(context.texts, bot_name=context.bot.username)
        await send(context.bot, message, reply)


async def unknown(update: Update, context: BotContext, *, answered: Answered) -> None:
    """Answer a command that there is not, if it is a question (`/939`); else say so."""
    message = update.effective_message
    if message is None or message.text is None:
        return
    text = message.text.removeprefix("/").replace("_", " ")
    verdict = consider(text, context, follows=False)
    if isinstance(verdict, Found):
        await answer(message, text, verdict, context, answered)
        return
    sorry = context.texts(
        "I do not know this command. What I can do: /help. Or simply write your question."
    )
    reply = Reply(context.texts.language, (Paragraph(sorry),), (topics_row(context.texts),))
    await send(context.bot, message, reply)
