"""The menu of topics, and the facets that its buttons and links open."""

from telegram import Message, Update

from bot.context import BotContext
from bot.dialogue import Dialogue
from bot.i18n import Texts
from bot.replies import Reply, compose, topic_menu
from bot.replies.menu import facet_menu, group_menu
from handlers.reading import home_of, today
from handlers.sending import QUOTING, send
from handlers.taps import SILENT, Notice, Tap, gone
from knowledge.model import Facet
from knowledge.verdicts import Found


async def topics(update: Update, context: BotContext) -> None:
    """Show the menu (`/topics`)."""
    if (message := update.effective_message) is not None:
        await send(context.bot, message, _menu(context, context.texts))


async def show_topics(tap: Tap, context: BotContext) -> Notice:
    """Show the menu under what was tapped, which stays."""
    await tap.answer(_menu(context, tap.texts))
    return SILENT


async def open_group(tap: Tap, context: BotContext, key: str) -> Notice:
    """Turn the menu to a group, or back to all groups."""
    reply = group_menu(context.services.knowledge.current.base, key, tap.texts)
    if reply is None:
        return gone(tap)
    await tap.turn_into(reply)
    return SILENT


async def open_topic(tap: Tap, context: BotContext, slug: str) -> Notice:
    """Turn the menu to a topic."""
    topic = context.services.knowledge.current.base.topics.get(slug)
    if topic is None:
        return gone(tap)
    await tap.turn_into(facet_menu(topic, tap.texts))
    return SILENT


async def open_facet(tap: Tap, context: BotContext, slug: str, facet: Facet) -> Notice:
    """Answer with a facet, in a new message: what was tapped stays to be read and tapped again."""
    reply = await _opened(context, tap.texts, slug, facet)
    if reply is None:
        return gone(tap)
    await tap.answer(reply, QUOTING)
    return SILENT


async def open_link(message: Message, context: BotContext, payload: str) -> bool:
    """Answer with the topic, or the facet of it, that a link names; False where it names none."""
    slug, _, last = payload.rpartition("-")
    facet = Facet.OVERVIEW
    if payload in context.services.knowledge.current.base.topics or last not in set(Facet):
        slug = payload
    else:
        facet = Facet(last)
    reply = await _opened(context, context.texts, slug, facet)
    if reply is None:
        return False
    await send(context.bot, message, reply)
    return True


async def _opened(context: BotContext, texts: Texts, slug: str, facet: Facet) -> Reply | None:
    """Return the reply with a facet, which becomes what the talk is about; None if it is gone."""
    found = context.services.knowledge.current.open_facet(
        slug, facet, language=texts.language, today=today(context), home=home_of(context)
    )
    if not isinstance(found, Found):
        return None
    dialogue = Dialogue(found.topic.slug, found.facet)
    await context.services.journal.turn(context.visitor, dialogue, now=context.services.clock())
    return compose(found, texts)


def _menu(context: BotContext, texts: Texts) -> Reply:
    return topic_menu(context.services.knowledge.current.base, texts)
