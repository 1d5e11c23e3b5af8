"""What is not text: a kind sentence for each kind that says what to do instead."""

from telegram import Message, Update

from bot.context import BotContext
from bot.i18n import Texts
from bot.replies import Paragraph, Reply
from bot.replies.welcome import topics_row
from handlers.answered import Answered
from handlers.sending import send


async def media(update: Update, context: BotContext, *, answered: Answered) -> None:
    """Say what to do instead; once for an album, however many pictures it has."""
    message = update.effective_message
    if message is None or not answered.is_new_album(message.media_group_id):
        return
    texts = context.texts
    reply = Reply(texts.language, (Paragraph(_sentence(message, texts)),), (topics_row(texts),))
    await send(context.bot, message, reply)


def _sentence(message: Message, texts: Texts) -> str:
    if message.voice or message.audio or message.video_note:
        return texts(
            "I cannot listen yet. Please press the microphone on your keyboard instead: it "
            "writes down what you say, and then you can send it to me."
        )
    if message.photo or message.video or message.animation:
        return texts("I cannot look at pictures yet. Please write your question in words.")
    if message.sticker:
        return texts("That is kind of you. If you would like to know something, just write it.")
    if message.document:
        return texts(
            "I cannot read files. Please write your question in words; papers go to the office, "
            "and I can tell you which one."
        )
    if message.contact:
        return texts(
            "I do not need telephone numbers, and I have not kept this one. Please write your "
            "question in words."
        )
    return texts("I only understand what is written. Please write your question in words.")
