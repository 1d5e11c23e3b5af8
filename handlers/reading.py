"""What a message says: the verdict on it, or the place it names."""

from collections.abc import Sequence
from datetime import date

from bot.context import BotContext
from bot.i18n import VIETNAM_TIME
from knowledge.localities import Choice, Gazetteer, Locality, Place
from knowledge.model import EMPTY_BASE
from knowledge.verdicts import Found, Question, SmallTalk, Unclear, Verdict


def consider(text: str, context: BotContext, *, follows: bool = True) -> Verdict:
    """Return the verdict on *text*, with what is known of the member and her talk.

    *follows* says whether it may go on about the topic of the last answer.
    """
    dialogue = context.visit.dialogue
    return context.services.knowledge.current.answer(
        Question(
            text,
            today(context),
            chosen_language=context.member.locale,
            last_topic=dialogue.topic if follows else None,
            last_facet=dialogue.facet if follows else None,
            home=home_of(context),
        )
    )


def home_of(context: BotContext) -> Locality | None:
    """Return her own locality; in a group None, for what she chose is nobody else's business."""
    code = context.member.home_code
    if code is None or context.visitor.chat_id != context.visitor.telegram_id:
        return None
    return context.services.gazetteer.by_code(code)


def today(context: BotContext) -> date:
    """Return the day it is in Vietnam."""
    return context.services.clock().astimezone(VIETNAM_TIME).date()


def is_without_knowledge(context: BotContext) -> bool:
    """Whether nothing could be loaded, so that only emergencies are answered."""
    return context.services.knowledge.current.base.version == EMPTY_BASE.version


def read_place(text: str, verdict: Verdict, gazetteer: Gazetteer) -> Place | Choice | None:
    """Return the place that *text* names, the few it may mean, or None where it is a question.

    *verdict* is what it would be as a question. A text that is nothing but the beginning of a
    place's name is taken for it, unless it is a greeting. An old name for which there are
    several of today is a choice.
    """
    begun = gazetteer.search(text)
    is_question = isinstance(verdict, Found) or (
        isinstance(verdict, Unclear) and bool(verdict.topics)
    )
    if is_question and not begun:
        return None
    found = gazetteer.resolve(text, expects_place=True)
    if isinstance(verdict, SmallTalk):
        return found if isinstance(found, Place) else None
    if isinstance(found, Place) and found.former is None:
        return found
    places = _together(found, begun)
    if len(places) > 1:
        return Choice(tuple(places))
    return places[0] if places else None


def _together(found: Place | Choice | None, begun: Sequence[Place]) -> list[Place]:
    """Return what *found* and *begun* agree on, the more certain first.

    *found* heeds what else is said ("Đông Thọ, Thanh Hoá"), *begun* knows more namesakes; where
    they have nothing in common, *begun* has misread.
    """
    if found is None:
        return list(begun)
    sure = found.places if isinstance(found, Choice) else (found,)
    codes = {place.locality.code for place in sure}
    if codes.isdisjoint(place.locality.code for place in begun):
        return list(sure)
    return [*sure, *(place for place in begun if place.locality.code not in codes)]
