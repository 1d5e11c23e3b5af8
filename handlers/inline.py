"""Inline mode: `@bot 939` in any chat offers cards to send there.

What is offered depends on the language of whoever types, so Telegram keeps it for her alone.
"""

from collections.abc import Iterator

from telegram import InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.constants import ParseMode

from bot.context import BotContext
from bot.i18n import Texts
from bot.replies import compose
from bot.replies.labels import facet_label, topic_label
from bot.replies.urgent import urgent_reply
from handlers.keyboards import link_button
from handlers.reading import consider, today
from handlers.render import render
from handlers.sending import NO_PREVIEW
from handlers.urgent import cry_in
from knowledge.model import Facet, KnowledgeBase, Language, local
from knowledge.normalize import fold
from knowledge.verdicts import Found, Unclear, Urgent

MAX_CARDS = 8
CACHE_SECONDS = 300
"""How long Telegram may offer the same cards again; an edit of the knowledge shows after it."""
MAX_DESCRIPTION = 120
POPULAR = (
    "von-vay-nhcsxh",
    "de-an-939",
    "gia-nhap-hoi",
    "mai-am-tinh-thuong",
    "day-nghe-viec-lam",
    "me-do-dau",
    "quy-ho-tro-phu-nu-phat-trien",
    "5-khong-3-sach",
)
"""What is offered before anything is typed: what concerns most members, by the seed articles."""

Card = tuple[str, Facet]


async def inline(update: Update, context: BotContext) -> None:
    """Offer cards for what is being typed; to somebody in danger first whom to call."""
    query = update.inline_query
    if query is None:
        return
    language, cards = _cards(query.query, context)
    texts = context.services.catalogs.for_language(language)
    results = [made for card in cards if (made := _article(card, texts, context)) is not None]
    urgent = cry_in(query.query, context.services, context.member.locale)
    if urgent is not None:
        results.insert(0, _hotlines(urgent, context))
    await query.answer(results[:MAX_CARDS], cache_time=CACHE_SECONDS, is_personal=True)


def _cards(typed: str, context: BotContext) -> tuple[Language, list[Card]]:
    """Return the cards for what was typed, best first, each once, and their language."""
    base = context.services.knowledge.current.base
    if not typed.strip():
        return context.member.locale, [(slug, Facet.OVERVIEW) for slug in POPULAR]
    verdict = consider(typed, context)
    cards: list[Card] = []
    match verdict:
        case Found(topic=topic, facet=facet):
            cards.append((topic.slug, facet))
        case Unclear(topics=choices):
            cards += [(choice.topic.slug, choice.facet) for choice in choices]
    begun = [slug for slug in _begun(typed, base) if slug not in dict(cards)]
    cards += [(slug, Facet.OVERVIEW) for slug in begun]
    first = cards[0][0] if cards else None
    if first is not None:
        cards += [(first, facet) for facet in base.topics[first].passages]
    return verdict.language, list(dict.fromkeys(cards))


def _begun(typed: str, base: KnowledgeBase) -> Iterator[str]:
    """Yield topics that have a name with what was typed in it: it may be unfinished."""
    wanted = fold(typed).strip()
    for slug, topic in base.topics.items():
        names = [*topic.name.values(), *(it for names in topic.aliases.values() for it in names)]
        if any(wanted in fold(name) for name in names):
            yield slug


def _article(card: Card, texts: Texts, context: BotContext) -> InlineQueryResultArticle | None:
    slug, facet = card
    answerer = context.services.knowledge.current
    found = answerer.open_facet(slug, facet, language=texts.language, today=today(context))
    if not isinstance(found, Found):
        return None
    link = f"https://t.me/{context.bot.username}?start={slug}-{facet.value}"
    text = local(found.passage.text, texts.language).strip().splitlines()[0]
    return InlineQueryResultArticle(
        id=f"{texts.language.value}-{slug}-{facet.value}",
        title=f"{topic_label(found.topic, texts.language)}: {facet_label(facet, texts)}",
        description=text[:MAX_DESCRIPTION],
        input_message_content=InputTextMessageContent(
            render(compose(found, texts))[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
        ),
        reply_markup=link_button(texts("Ask Chị Hội"), link),
    )


def _hotlines(urgent: Urgent, context: BotContext) -> InlineQueryResultArticle:
    """Return one card with whom to call."""
    texts = context.services.catalogs.for_language(urgent.language)
    return InlineQueryResultArticle(
        id=f"{texts.language.value}-urgent",
        title=texts("Help at once"),
        input_message_content=InputTextMessageContent(
            render(urgent_reply(urgent, texts))[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
        ),
    )
