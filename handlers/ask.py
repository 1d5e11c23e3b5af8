"""Questions in the member's own words, and questions she has edited."""

from telegram import Message, Update

from bot.context import BotContext
from bot.dialogue import Expectation
from bot.replies import Note, Paragraph, Reply, compose
from bot.replies.welcome import topics_row
from bot.storage.questions import KINDS
from handlers import urgent
from handlers.answered import Answered
from handlers.groups import question_of
from handlers.keyboards import Origin
from handlers.office import expect
from handlers.place import named
from handlers.reading import consider, is_without_knowledge
from handlers.sending import Manner, put_in_place, send
from knowledge.answer import MAX_CHARACTERS
from knowledge.normalize import clean, words_of
from knowledge.verdicts import LocalOffice, NotFound, Unclear, Urgent, Verdict


async def question(update: Update, context: BotContext, *, answered: Answered) -> None:
    """Answer a text or a caption."""
    message = update.effective_message
    if message is None:
        return
    text = question_of(message)
    if not words_of(clean(text)):
        await send(context.bot, message, _nothing_asked(context))
        return
    verdict = consider(text, context)
    is_expected = context.visit.dialogue.expects is not None and not isinstance(verdict, Urgent)
    if is_expected and await named(message, text, verdict, context):
        return
    await answer(message, text, verdict, context, answered)


async def edited(update: Update, context: BotContext, *, answered: Answered) -> None:
    """Answer a question anew that was edited: in the place of its answer where that can be."""
    message = update.edited_message
    if message is None or not words_of(clean(question_of(message))):
        return
    text = question_of(message)
    await answer(message, text, consider(text, context), context, answered)


async def answer(
    message: Message, text: str, verdict: Verdict, context: BotContext, answered: Answered
) -> None:
    """Note the question, and send the reply to its *verdict*."""
    if isinstance(verdict, Urgent):
        await urgent.answer(message, verdict, context)
        return
    services = context.services
    with services.metrics.reply_seconds.time():
        noted = await services.journal.note(
            context.visitor, context.visit, text, verdict, now=services.clock()
        )
        services.metrics.count_question(KINDS[type(verdict)], verdict.language)
        reply = _reply(text, verdict, context)
        origin = Origin(noted.question_key, message.message_id)
        earlier = answered.find(message)
        if earlier is None or not await put_in_place(
            context.bot, message.chat_id, earlier, reply, origin
        ):
            sent = await send(context.bot, message, reply, Manner(origin=origin))
            answered.remember(message, sent)
    if _asks_for_a_place(verdict):
        await expect(context, Expectation.OFFICE)


def _asks_for_a_place(verdict: Verdict) -> bool:
    """Whether the reply asks her to write the name of a place."""
    if isinstance(verdict, LocalOffice):
        return verdict.place is None
    return isinstance(verdict, Unclear) and bool(verdict.places)


def _reply(text: str, verdict: Verdict, context: BotContext) -> Reply:
    texts = context.services.catalogs.for_language(verdict.language)
    if isinstance(verdict, NotFound) and is_without_knowledge(context):
        sorry = texts(
            "I cannot open my book of answers at the moment. Please try again later, or ask the "
            "Women's Union where you live."
        )
        return Reply(texts.language, (Paragraph(sorry),))
    reply = compose(verdict, texts)
    if len(text) <= MAX_CHARACTERS:
        return reply
    note = Note(texts("Your message is long: I have read only its beginning for this answer."))
    return Reply(reply.language, (*reply.blocks, note), reply.rows)


def _nothing_asked(context: BotContext) -> Reply:
    texts = context.texts
    text = Paragraph(texts("What would you like to know? Please write it in words."))
    return Reply(texts.language, (text,), (topics_row(texts),))
