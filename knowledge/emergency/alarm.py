"""Whether a message is a cry for help."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.emergency.features import Message, message_of
from knowledge.emergency.kinds import Country, Kind
from knowledge.emergency.reading import read, tongue
from knowledge.emergency.rules import rule_for
from knowledge.emergency.weights import load_weights
from knowledge.emergency.whereabouts import country_of, is_abroad, is_minor
from knowledge.model import Language
from knowledge.normalize import Word

MIN_URGENT = 0.30
"""Chance of danger (0 to 1) from which the alarm replaces every other answer. Chosen
2026-11-22 with `python -m tests.knowledge.emergency.measure` (four-fold cross-validation on
the examples, which are harder than life): recognised 91.1 % of 1,826 cries at this
value, alarmed 3.0 % of 3,192 ordinary questions and 8.8 % of 1,931 look-alikes.
Further down, each cry more costs more than one false alarm more."""
MIN_CONCERN = 0.12
"""Chance of danger (0 to 1) from which hotlines stand under the ordinary answer. Same day and
command: 96.4 % of the cries reach at least this, 7.3 % of the ordinary
questions do."""
WISH_TO_DIE = "sure_die"
"""Group of signs that say so outright; see signs.txt."""
CERTAIN = 0.9
"""Confidence (0 to 1) of what a rule recognises."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A sign of danger in a message."""

    kind: str
    """A `Kind`."""
    confidence: float
    """How sure we are (0 to 1) that somebody is in danger; see the thresholds above."""
    is_urgent: bool
    """False: the ordinary answer is given, with the hotlines under it."""
    is_abroad: bool = False
    """Whether it happens outside Việt Nam, where 113 reaches nobody."""
    country: Country | None = None
    """The country where it happens, where one with a line of its own is named."""


def detect(text: str, words: Sequence[Word], language: Language) -> Alarm | None:
    """Return the alarm that *text* raises, or None; *words* are its `words_of`."""
    language = tongue(text, words, language)
    message = message_of(read(text, words, language), language)
    weights = load_weights()
    chance = weights.chance_of_danger(message)
    if chance < CERTAIN and rule_for(message) is not None:
        chance = CERTAIN
    if chance < MIN_CONCERN:
        return None
    abroad = is_abroad(message)
    return Alarm(
        kind=_kind(message, weights.kind_of(message)),
        confidence=chance,
        is_urgent=chance >= MIN_URGENT,
        is_abroad=abroad,
        country=country_of(message) if abroad else None,
    )


def _kind(message: Message, likeliest: Kind) -> Kind:
    """Return the kind: weights guess it, what is said outright outweighs them."""
    if is_minor(message):
        return Kind.MINOR
    if any(sign.group == WISH_TO_DIE for sign in message.signs):
        return Kind.SUICIDE
    return Kind.CHILD if likeliest is Kind.MINOR else likeliest
