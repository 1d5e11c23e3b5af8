"""Plain rules beside the weights: what must always alarm, however few words there are.

The weights need words to weigh. A message of one or four words has none to spare, and is the
likeliest to be typed by somebody who has only seconds.
"""

from collections.abc import Callable
from typing import NamedTuple

from knowledge.emergency.features import Message
from knowledge.emergency.signs import CALM, SURE

BARE_CRY_WORDS = 4
"""Words of a bare cry: `cứu em với chị`. With more words somebody says what for."""
CERTAIN_WORDS = 30
"""Words up to which one certain sign decides; a longer text says more, the weights read it."""

BARE_CRIES = frozenset({"help", "emergency", "send_somebody"})
"""Groups that make a bare cry."""


class Rule(NamedTuple):
    """When it holds, somebody is in danger."""

    name: str
    holds: Callable[[Message], bool]
    because: str


def _groups(message: Message) -> set[str]:
    return {sign.group for sign in message.signs}


def _is_calm(message: Message) -> bool:
    return any(sign.group.startswith(CALM) for sign in message.signs)


def _is_bare_cry(message: Message) -> bool:
    covered = {n for s in message.signs if s.group in BARE_CRIES for n in range(s.start, s.end)}
    plain = len(message.pieces) - len(covered)
    return bool(covered) and plain <= 1 and len(message.pieces) <= BARE_CRY_WORDS


def _is_certain(message: Message) -> bool:
    short = len(message.pieces) <= CERTAIN_WORDS
    return short and any(group.startswith(SURE) for group in _groups(message))


RULES = (
    Rule(
        "bare cry",
        lambda message: _is_bare_cry(message) and not _is_calm(message),
        "`cứu với`, `SOS`, `النجدة`: nobody types that to a bot in play more often than in need",
    ),
    Rule(
        "certain sign",
        lambda message: _is_certain(message) and not _is_calm(message),
        "`em bị chồng đánh`, `I want to die`: said of oneself, with no word of a film, a law, "
        "a talk, or of what is over",
    ),
)


def rule_for(message: Message) -> Rule | None:
    """Return the first rule that holds for *message*."""
    return next((rule for rule in RULES if rule.holds(message)), None)
