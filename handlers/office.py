"""The office for a place: of her own, of one she picked, of where she is."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Message

from bot.context import BotContext
from bot.dialogue import Dialogue, Expectation
from bot.replies import Reply, compose
from bot.replies.places import keeping_rows
from handlers.reading import home_of
from handlers.sending import QUOTING, send
from handlers.taps import SILENT, Notice, Tap, gone
from knowledge.localities import Locality, Place


async def show_office(tap: Tap, context: BotContext) -> Notice:
    """Show the office of her own place; ask for the place where none is known."""
    home = home_of(context)
    answerer = context.services.knowledge.current
    office = answerer.open_office(home, language=tap.texts.language)
    await tap.answer(compose(office, tap.texts))
    if home is None:
        await expect(context, Expectation.OFFICE)
    return SILENT


async def choose_place(tap: Tap, context: BotContext, code: str) -> Notice:
    """Show the office of a place that was picked."""
    locality = context.services.gazetteer.by_code(code)
    if locality is None:
        return gone(tap)
    answerer = context.services.knowledge.current
    office = answerer.open_office(locality, language=tap.texts.language)
    await tap.answer(compose(office, tap.texts), QUOTING)
    return SILENT


async def show_office_of(
    message: Message, here: Place, others: Sequence[Locality], context: BotContext
) -> None:
    """Show the office for *here*, with buttons to keep the place or look at the *others*."""
    answerer = context.services.knowledge.current
    texts = context.texts
    office = answerer.open_office(here.locality, language=texts.language)
    reply = compose(replace(office, place=here), texts)
    rows = keeping_rows(here.locality, others, texts)
    await send(context.bot, message, Reply(texts.language, reply.blocks, rows))


async def expect(context: BotContext, expectation: Expectation | None) -> None:
    """Take her next message for what was just asked; with None, for a question again."""
    before = context.visit.dialogue
    dialogue = Dialogue(before.topic, before.facet, expectation)
    now = context.services.clock()
    await context.services.journal.turn(context.visitor, dialogue, now=now)
