"""Why an officer's wish was not done; nothing was changed, and nothing typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.announcements.announcement import State
from knowledge.model import Language


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """Not hers to do: another's area, another's draft, a role she has no more."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is no such announcement (a forged or very old button)."""


@dataclass(frozen=True, slots=True)
class WrongState:
    """It stands elsewhere by now: somebody was faster, or the button is old."""

    state: State


class Flaw(StrEnum):
    """What is wrong with a draft."""

    NO_COPY = "no_copy"
    """Nothing is written yet."""
    TOO_LONG = "too_long"
    """More than 4,096 characters, or 1,024 under a file."""
    ALBUM_SIZE = "album_size"
    """More than ten files."""
    ALBUM_KINDS = "album_kinds"
    """Photos and videos go together; documents, or recordings, only among themselves."""
    TOO_FAR_AHEAD = "too_far_ahead"
    """Scheduled later than 90 days from now."""
    IN_THE_PAST = "in_the_past"
    """Its time has passed."""
    NO_REASON = "no_reason"
    """Urgent without a reason."""


@dataclass(frozen=True, slots=True)
class Flawed:
    """The draft must be mended first; all flaws at once, by language where one has it."""

    flaws: tuple[tuple[Flaw, Language | None], ...]


@dataclass(frozen=True, slots=True)
class MissingLanguages:
    """Readers of these languages have no copy, and no other was named for them."""

    readers: Mapping[Language, int]


@dataclass(frozen=True, slots=True)
class NobodyToReach:
    """The audience is empty."""


Refused = NotAllowed | Unknown | WrongState
Incomplete = Flawed | MissingLanguages | NobodyToReach
