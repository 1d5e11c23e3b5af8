"""Whom an announcement is for: places, languages, and the subject she did not sign off."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.localities import Locality
from knowledge.model import Language


class Subject(StrEnum):
    """What members can choose to get or not to get; all are on until she signs off.

    "Urgent only" is signing off all but `URGENT`.
    """

    PROGRAMMES = "programmes"
    CREDIT = "credit"
    EVENTS = "events"
    URGENT = "urgent"
    """What is marked urgent, whatever else it is about."""


URGENT_ONLY = frozenset({Subject.PROGRAMMES, Subject.CREDIT, Subject.EVENTS})
"""What a member signs off who wants urgent announcements only."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Members to reach."""

    places: frozenset[Locality]
    """Communes, provinces or the country, each with all that lies in it; empty is nobody."""
    subject: Subject
    languages: frozenset[Language] = frozenset()
    """Only readers of these; empty is all."""

    def subject_for(self, *, is_urgent: bool) -> Subject:
        """Return the subject that members must not have signed off."""
        return Subject.URGENT if is_urgent else self.subject


@dataclass(frozen=True, slots=True)
class Reach:
    """How many an announcement would go to now."""

    by_language: Mapping[Language, int]
    deliveries_per_second: float

    @property
    def recipients(self) -> int:
        """All of them."""
        return sum(self.by_language.values())

    @property
    def minutes(self) -> float:
        """How long sending takes at the allowed rate."""
        return self.recipients / self.deliveries_per_second / 60
