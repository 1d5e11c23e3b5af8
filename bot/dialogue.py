"""Where a talk has got to: what it is about, and what the next message is taken for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from knowledge.model import Facet

FRESH_FOR = timedelta(minutes=10)
"""How long a topic is taken up again, and how long the bot waits for what it asked."""


class Expectation(StrEnum):
    """What the next message of a member is taken for, when it is not a question."""

    PLACE = "place"
    """The name of her commune or province."""
    OFFICE = "office"
    """The name of a commune or province whose office she wants to know."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One person's talk in one chat, while it is fresh."""

    topic: str | None = None
    facet: Facet | None = None
    expects: Expectation | None = None


NEW_DIALOGUE = Dialogue()


def is_fresh(changed_at: datetime, now: datetime) -> bool:
    """Whether a talk last changed at *changed_at* is still going on."""
    return now - changed_at < FRESH_FOR
