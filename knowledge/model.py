"""What the Union knows, as values: topics, passages, figures, contacts, signposts.

Everything here is frozen and read-only: a `KnowledgeBase` is built once by the loader,
checked, and replaced as a whole (see `store`); nothing changes inside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Language(StrEnum):
    """A language that members read; the value is its ISO 639-1 code."""

    VI = "vi"
    EN = "en"
    ID = "id"
    AR = "ar"

    @property
    def is_right_to_left(self) -> bool:
        """Whether its script runs from right to left."""
        return self is Language.AR


MASTER_LANGUAGE = Language.VI
"""The language that the Union writes in; the others are translated from it."""

LocalText = Mapping[Language, str]
"""One text in several languages. The master language is always present."""


def local(texts: LocalText, language: Language) -> str:
    """Return the text in *language*, or in the master language where it is missing."""
    return texts.get(language) or texts[MASTER_LANGUAGE]


class Facet(StrEnum):
    """What of a topic a question asks."""

    OVERVIEW = "overview"
    CRITERIA = "criteria"
    BENEFIT = "benefit"
    PROCEDURE = "procedure"
    RESULTS = "results"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was seen."""

    key: str
    title: str
    date: str = ""
    """ISO date as far as it is known: `2025-10-02`, `2025-10`, `2025` or empty."""
    url: str = ""
    """Complete address, or empty where only the site is known."""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one facet of one topic, in every language it has."""

    facet: Facet
    text: LocalText
    phrases: Mapping[Language, tuple[str, ...]]
    sources: tuple[Source, ...]
    checked_on: date
    valid_from: date | None = None
    valid_until: date | None = None
    needs_review: str = ""
    """Why an admin should look at it again, in Vietnamese; empty where she need not."""
    confirmed: Mapping[Language, date] = field(default_factory=dict)
    """Translations that a native speaker has confirmed, and when."""

    def is_current(self, today: date) -> bool:
        """Whether *today* lies within its validity (open ends count as valid)."""
        begun = self.valid_from is None or self.valid_from <= today
        return begun and (self.valid_until is None or today <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that members ask about."""

    slug: str
    name: LocalText
    aliases: Mapping[Language, tuple[str, ...]]
    passages: Mapping[Facet, Passage]
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts (the unit is Vietnamese, for admins)."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a set of figures tells of: one locality in one period, from one source."""

    key: str
    place: LocalText
    """The locality under the name it had then."""
    former: str
    """Official name of the old unit, in Vietnamese; empty where the unit still exists."""
    province_then: str
    province_today: str
    period: LocalText
    source: Source
    checked_on: date


@dataclass(frozen=True, slots=True)
class Figure:
    """A sourced statement with numbers about one locality and period."""

    key: str
    report: Report
    topic: str
    also: tuple[str, ...]
    numbers: Mapping[str, Quantity]
    text: LocalText
    """One sentence a language; numbers stand as {placeholders}."""
    keywords: Mapping[Language, tuple[str, ...]]
    needs_review: str = ""


class Confidence(StrEnum):
    """How sure we are of a contact (see the header of contacts.yaml)."""

    PAGE = "page"
    """Seen on the office's own page after the merger of 2025-07-01: told as it stands."""
    PAGE3 = "page3"
    """Seen on somebody else's page: told with its date and the advice to call first."""
    OLD = "old"
    """Older than the merger, or undated: told with its date and the advice to call first."""
    NONE = "none"
    """The office exists, nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Contact:
    """An office that members may go to. Never a person, never a shelter's address."""

    key: str
    kind: str
    """union, one_stop, reception, counselling, legal_aid, bank, microfinance or consular."""
    level: str
    """centre, province or commune."""
    name: LocalText
    province: str = ""
    commune: str = ""
    former: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    email: str = ""
    website: str = ""
    confidence: Confidence = Confidence.NONE
    seen_on: str = ""
    source: str = ""
    note: LocalText = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has filled in how to reach it."""
        return not (self.address or self.phone or self.email or self.website)


@dataclass(frozen=True, slots=True)
class Signpost:
    """Something members ask that is not the Union's, and who is in charge instead."""

    key: str
    line: LocalText
    phrases: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Courtesy:
    """A kind of small talk (greeting, thanks, who are you) and what the bot says to it."""

    key: str
    reply: LocalText
    phrases: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How members write one language in chat."""

    abbreviations: Mapping[str, tuple[str, ...]]
    """Short form → what it may stand for, most usual first; keys in lower case, as typed."""
    fillers: frozenset[str]
    """Words that carry no meaning for the search (`ạ`, `dong`, `pls`)."""


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """All of it, in one version."""

    version: str
    """First 12 hex digits of the SHA-256 over the files it was read from."""
    topics: Mapping[str, Topic]
    figures: tuple[Figure, ...] = ()
    contacts: tuple[Contact, ...] = ()
    signposts: Mapping[str, Signpost] = field(default_factory=dict)
    courtesies: Mapping[str, Courtesy] = field(default_factory=dict)
    lexicons: Mapping[Language, Lexicon] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    def passages(self) -> Iterator[tuple[Topic, Passage]]:
        """Every passage with its topic, in the order of the files and facets."""
        for topic in self.topics.values():
            for passage in topic.passages.values():
                yield topic, passage


EMPTY_BASE = KnowledgeBase(version="empty", topics={})
"""What answers while nothing could be loaded: only emergencies are recognised."""
