"""What becomes of the base's phrases: which of them find another topic after an edit.

Every phrase of the whole base is asked in the old version and in the new one. One that found
its own topic before and does not now has been stolen: the evidence an admin is shown before
she publishes, and the reason why a single phrase is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.answer import Answerer
from knowledge.editing.probes import SURE
from knowledge.model import Facet, KnowledgeBase, Language
from knowledge.normalize import Word
from knowledge.search.decision import Outcome, decide
from knowledge.search.matcher import best_facet
from knowledge.search.places import PlaceMask


@dataclass(frozen=True, slots=True)
class Fate:
    """A phrase, where it stands, and what it finds."""

    phrase: str
    language: Language
    topic: str
    facet: str
    before: str
    """What it found in the old version: `slug/facet`, or an outcome such as `ask_back`;
    empty where it did not stand there."""
    after: str
    """What it finds in the new version."""
    certainty: float = 0.0
    """How sure the old version was (0 to 1)."""

    @property
    def thief(self) -> str:
        """Slug of the topic that takes it now; empty where it is only not answered."""
        return self.after.partition("/")[0] if "/" in self.after else ""


def phrase_fates(old: Answerer, new: Answerer) -> tuple[Fate, ...]:
    """Return the phrases of *new* that lost their topic by the edit, the surest first.

    That is: those that stood in *old* too and found their topic there, and those that are new
    and do not find it. What was wrong before and still is, is not the edit's doing.
    """
    masked = PlaceMask(new.gazetteer)
    known = set(_phrases(old.base))
    lost = []
    for key in _phrases(new.base):
        slug, facet, language, phrase = key
        words = masked(phrase, language)
        after, _ = found_by(new, words, language)
        if _topic_of(after) == slug:
            continue
        before, certainty = found_by(old, words, language) if key in known else ("", 0.0)
        if key not in known or _topic_of(before) == slug:
            lost.append(Fate(phrase, language, slug, facet.value, before, after, certainty))
    return tuple(sorted(lost, key=lambda it: (bool(it.before), -it.certainty)))


def stolen_by(old: Answerer, new: Answerer, topic: str) -> tuple[Fate, ...]:
    """Return the phrases of other topics that an edit of *topic* takes from them.

    Those that *topic* answers now, and those that were surely answered and are lost. A phrase
    that stood on the edge before proves nothing: any edit tips a few of them.
    """
    return tuple(
        it
        for it in phrase_fates(old, new)
        if it.before and it.topic != topic and (it.thief == topic or it.certainty >= SURE)
    )


def found_by(answerer: Answerer, words: Sequence[Word], language: Language) -> tuple[str, float]:
    """Return `slug/facet` where *words* are answered, else the outcome; and how sure it is."""
    if answerer.matcher is None:
        return Outcome.NOTHING.name.lower(), 1.0
    scores = answerer.matcher.score(answerer.matcher.tokens(words, language))
    decision = decide(scores, None)
    if decision.outcome is not Outcome.ANSWER:
        return decision.outcome.name.lower(), decision.confidence
    topic = answerer.base.topics[decision.topics[0]]
    facet = best_facet(scores, tuple(topic.passages))
    return f"{topic.slug}/{facet.value}", decision.confidence


def _phrases(base: KnowledgeBase) -> Iterator[tuple[str, Facet, Language, str]]:
    for topic, passage in base.passages():
        for language, phrases in passage.phrases.items():
            for phrase in phrases:
                yield topic.slug, passage.facet, language, phrase


def _topic_of(found: str) -> str:
    return found.partition("/")[0]
