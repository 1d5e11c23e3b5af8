"""Whether a message is answered with the hotlines: two opinions, weighed together.

`knowledge.emergency` judges alone, so that it works without any base. Where there is one, the
matcher has a second opinion: it knows thousands of harmless questions. The mean of the two
log-odds is right more often than either (see CONTRIBUTING, "Emergencies").
"""

import math
from enum import Enum, auto

from knowledge.emergency import Alarm

MIN_URGENT_ODDS = -0.6
"""Mean log-odds (natural) from which the alarm replaces every other answer. Chosen 2026-11-22
for its distance from both limits (95 % recognised, 5 % alarmed) on 260 cries and 260
look-alikes; the table in CONTRIBUTING, "Emergencies", has the neighbours."""
MIN_CONCERN_ODDS = -1.4
"""Mean log-odds from which the hotlines stand under the ordinary answer."""
_SMALLEST = 1e-6


class Urgency(Enum):
    """What a sign of danger asks for."""

    NONE = auto()
    CONCERN = auto()
    """The ordinary answer, with the hotlines under it."""
    URGENT = auto()


def urgency_of(alarm: Alarm | None, second_opinion: float | None) -> Urgency:
    """Return what *alarm* asks for.

    *second_opinion* is the probability (0 to 1) that the matcher gives a cry for help, or
    None where no base is loaded: then the alarm decides alone.
    """
    if alarm is None:
        return Urgency.NONE
    if second_opinion is None:
        return Urgency.URGENT if alarm.is_urgent else Urgency.CONCERN
    mean = (_log_odds(alarm.confidence) + _log_odds(second_opinion)) / 2
    if mean >= MIN_URGENT_ODDS:
        return Urgency.URGENT
    return Urgency.CONCERN if mean >= MIN_CONCERN_ODDS else Urgency.NONE


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _SMALLEST), 1.0 - _SMALLEST)
    return math.log(bounded / (1.0 - bounded))
