"""What the answering core says about a question: one of six values, never an exception.

A verdict says *what* to tell, in which language and how sure we are; the words around it
are the bot's (see `bot.replies`), the passages are the Union's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge.localities import Locality, Place
from knowledge.model import Contact, Facet, Figure, Language, Passage, Signpost, Topic


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and what is known of who asks. No identity."""

    text: str
    today: date
    chosen_language: Language | None = None
    """The member's setting; decides where the text is too short to tell."""
    last_topic: str | None = None
    """Slug of the topic last answered in this conversation, while it is fresh."""
    last_facet: Facet | None = None
    home: Locality | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """Whom to see for a place: the nearest office known, and what is still empty below it."""

    contact: Contact | None
    """The nearest office with something filled in; None where even the centre is empty."""
    wanted_level: str
    """The level that serves the place: commune, province or centre."""
    fell_back: bool
    """Whether `contact` is of a higher level than the one wanted."""
    counter: Contact | None = None
    """The public service counter of the commune or province, where known."""
    others: tuple[Contact, ...] = ()
    """Further lines of the same place (counselling house, legal aid), for violence."""


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """One thing the member may have meant."""

    topic: Topic
    facet: Facet
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """A passage answers the question."""

    language: Language
    confidence: float
    """Estimated probability, 0 to 1, that topic is what was asked (calibrated on held-out
    phrases and signposts; see `knowledge.calibration`)."""
    topic: Topic
    facet: Facet
    passage: Passage
    is_current: bool
    """False once the passage has expired: then the contact is told instead of the text."""
    figures: tuple[Figure, ...] = ()
    """Figures that answer it, the most fitting first."""
    place: Place | None = None
    """The place the question names, else the member's own."""
    place_is_home: bool = False
    """Whether `place` is the member's own, not named in the question."""
    office: Office | None = None
    with_hotlines: bool = False
    """Whether the question came near an emergency: hotlines stand under the answer."""


@dataclass(frozen=True, slots=True)
class LocalOffice:
    """The question asks for an office of the Union, of no topic in particular."""

    language: Language
    confidence: float
    place: Place | None
    """None where no place is known yet: then she is asked for it."""
    office: Office
    place_is_home: bool = False
    with_hotlines: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """Two or three things may be meant: ask back."""

    language: Language
    confidence: float
    topics: tuple[TopicChoice, ...] = ()
    places: tuple[Place, ...] = ()
    """At most three; either topics or places, not both."""
    with_hotlines: bool = False


@dataclass(frozen=True, slots=True)
class Urgent:
    """Somebody is in danger: hotlines at once."""

    language: Language
    confidence: float
    kind: str
    """violence, child, suicide, trafficking, …: see `knowledge.emergency`."""
    is_abroad: bool = False
    """Whether she writes from outside Việt Nam, where 113 reaches nobody."""
    place: Place | None = None
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A greeting, thanks, "who are you?"."""

    language: Language
    confidence: float
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing in the base answers it; perhaps somebody else is in charge."""

    language: Language
    confidence: float
    """Estimated probability that no topic of the base is meant."""
    signpost: Signpost | None = None
    with_hotlines: bool = False


Verdict = Found | LocalOffice | Unclear | Urgent | SmallTalk | NotFound


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a verdict came out as it did, for people who keep the knowledge."""

    words: tuple[str, ...]
    scores: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    nearest_phrases: tuple[tuple[str, str, float], ...] = ()
