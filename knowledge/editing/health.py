"""The state of the base for those who keep it: what is old, missing, unsure or never written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.editing.completeness import Filled, ToConfirm, filled_by_province, to_confirm_again
from knowledge.localities import Gazetteer
from knowledge.model import MASTER_LANGUAGE, Contact, Facet, KnowledgeBase, Language, Source

FRESH_FOR = timedelta(days=183)
"""A passage checked longer ago than this is listed as old."""
MOST_WANTED = 30
"""Questions shown of those that nobody has written an answer to."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage, and what is the matter with it."""

    topic: str
    name: str
    facet: Facet
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TopicState:
    """One topic on one line."""

    slug: str
    name: str
    oldest_check: date
    languages: tuple[Language, ...]
    """Languages in which every passage has a text."""
    phrases: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question that members asked and the base does not answer."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Health:
    """Everything on the review page, each list the gravest first."""

    version: str
    today: date
    topics: tuple[TopicState, ...]
    expired: tuple[Spot, ...]
    needs_review: tuple[Spot, ...]
    old: tuple[Spot, ...]
    missing_languages: tuple[Spot, ...]
    missing_facets: tuple[Spot, ...]
    unconfirmed: tuple[Spot, ...]
    """Passages whose translations no native speaker has confirmed."""
    without_phone: tuple[Contact, ...]
    to_confirm: tuple[ToConfirm, ...]
    filled: tuple[Filled, ...]
    wanted: tuple[Wanted, ...]
    unused_sources: tuple[Source, ...]


def health_of(
    base: KnowledgeBase, today: date, gazetteer: Gazetteer, *, unanswered: Iterable[str] = ()
) -> Health:
    """Return the state of *base*; *unanswered* are scrubbed questions, as often as asked."""
    used = {source.key for _, passage in base.passages() for source in passage.sources}
    used |= {figure.report.source.key for figure in base.figures}
    spots = _Spots(base, today)
    figures = tuple(
        Spot(it.topic, _name(base, it.topic), Facet.RESULTS, f"{it.key}: {it.needs_review}")
        for it in base.figures
        if it.needs_review
    )
    counted = Counter(" ".join(text.split()) for text in unanswered if text.strip())
    return Health(
        version=base.version,
        today=today,
        topics=tuple(sorted(spots.topics(), key=lambda it: (it.oldest_check, it.slug))),
        expired=spots.expired(),
        needs_review=spots.needs_review() + figures,
        old=spots.old(),
        missing_languages=spots.missing_languages(),
        missing_facets=spots.missing_facets(),
        unconfirmed=spots.unconfirmed(),
        without_phone=tuple(it for it in base.contacts if not it.phone and not it.former),
        to_confirm=to_confirm_again(base.contacts, today),
        filled=filled_by_province(base.contacts, gazetteer),
        wanted=tuple(Wanted(text, count) for text, count in counted.most_common(MOST_WANTED)),
        unused_sources=tuple(it for key, it in base.sources.items() if key not in used),
    )


class _Spots:
    """Walks the passages of one base."""

    def __init__(self, base: KnowledgeBase, today: date) -> None:
        self._base = base
        self._today = today

    def topics(self) -> Iterable[TopicState]:
        for topic in self._base.topics.values():
            passages = topic.passages.values()
            if passages:
                yield TopicState(
                    topic.slug,
                    topic.name[MASTER_LANGUAGE],
                    min(it.checked_on for it in passages),
                    tuple(it for it in Language if all(it in one.text for one in passages)),
                    sum(len(some) for it in passages for some in it.phrases.values()),
                )

    def expired(self) -> tuple[Spot, ...]:
        found = [
            Spot(topic.slug, topic.name[MASTER_LANGUAGE], it.facet, str(it.valid_until))
            for topic, it in self._base.passages()
            if it.valid_until is not None and it.valid_until < self._today
        ]
        return tuple(sorted(found, key=lambda it: it.detail))

    def needs_review(self) -> tuple[Spot, ...]:
        return tuple(
            Spot(topic.slug, topic.name[MASTER_LANGUAGE], it.facet, it.needs_review)
            for topic, it in self._base.passages()
            if it.needs_review
        )

    def old(self) -> tuple[Spot, ...]:
        found = [
            Spot(topic.slug, topic.name[MASTER_LANGUAGE], it.facet, str(it.checked_on))
            for topic, it in self._base.passages()
            if it.checked_on < self._today - FRESH_FOR
        ]
        return tuple(sorted(found, key=lambda it: it.detail))

    def missing_languages(self) -> tuple[Spot, ...]:
        return tuple(
            Spot(topic.slug, topic.name[MASTER_LANGUAGE], it.facet, ", ".join(missing))
            for topic, it in self._base.passages()
            if (missing := [one.value for one in Language if one not in it.text])
        )

    def missing_facets(self) -> tuple[Spot, ...]:
        return tuple(
            Spot(topic.slug, topic.name[MASTER_LANGUAGE], facet)
            for topic in self._base.topics.values()
            for facet in Facet
            if facet not in topic.passages
        )

    def unconfirmed(self) -> tuple[Spot, ...]:
        return tuple(
            Spot(topic.slug, topic.name[MASTER_LANGUAGE], it.facet, ", ".join(waiting))
            for topic, it in self._base.passages()
            if (
                waiting := [
                    one.value
                    for one in it.text
                    if one is not MASTER_LANGUAGE and one not in it.confirmed
                ]
            )
        )


def _name(base: KnowledgeBase, slug: str) -> str:
    topic = base.topics.get(slug)
    return topic.name[MASTER_LANGUAGE] if topic else slug
