"""An errand: what an officer or admin is in the middle of, and what her next message is for.

Kept in the database, so a restart, a lost connection or a night between two steps changes
nothing. One errand a person: whoever begins another lays the first aside.
"""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """Where she is. Each is a question in front of her."""

    COPY = "copy"
    """What readers of the language in `argument` get: a text, a file, an album."""
    LANGUAGES = "languages"
    """Which language is written next, by button."""
    PLACES = "places"
    """For whom: names of places."""
    SUBJECT = "subject"
    """What it is about, by button."""
    OVERVIEW = "overview"
    """All of it before her, by button."""
    WHEN = "when"
    """At what time it leaves."""
    REASON = "reason"
    """Why it is urgent."""
    SEND_BACK = "send_back"
    """What the author should change, by the second officer."""
    PERSON = "person"
    """Who gets a role: a forwarded message, a contact, a number."""
    AREA = "area"
    """The place that the person in `argument` will be responsible for."""

    @property
    def is_of_draft(self) -> bool:
        """Whether it belongs to a draft of hers."""
        return self not in (Step.SEND_BACK, Step.PERSON, Step.AREA)

    @property
    def takes_text(self) -> bool:
        """Whether a message is the answer; else a button is."""
        return self not in (Step.LANGUAGES, Step.SUBJECT, Step.OVERVIEW)


@dataclass(frozen=True, slots=True)
class Errand:
    """What one person is in the middle of."""

    step: Step
    announcement_id: int | None = None
    argument: str = ""
    album: str = ""
    """Telegram's id of the album that was sent last: its later pictures belong to it."""
    is_first: bool = True
    """Whether she goes through all the steps for the first time, one after the other."""
