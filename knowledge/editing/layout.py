"""A base laid out as entries with paths, so that two versions can be compared entry by entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeAlias

from knowledge.model import MASTER_LANGUAGE, Contact, KnowledgeBase, Language, Passage, Topic

Path: TypeAlias = tuple[str, ...]


class Subject(StrEnum):
    """What kind of entry it is; the order is the one in which changes are told."""

    TOPIC = "topic"
    FACET = "facet"
    PASSAGE = "passage"
    DETAIL = "detail"
    """A date, the sources, the validity … of a topic or facet."""
    NAME = "name"
    ALIAS = "alias"
    PHRASE = "phrase"
    SIGNPOST = "signpost"
    COURTESY = "courtesy"
    CONTACT = "contact"
    FIGURE = "figure"
    SOURCE = "source"
    LEXICON = "lexicon"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be new, gone or different."""

    subject: Subject
    path: Path
    """As it is told: slug, facet and language, or key and field."""
    value: str = ""
    """Empty for what has parts that are told by themselves."""


def laid_out(base: KnowledgeBase) -> dict[Path, Entry]:
    """Return every entry of *base* but the phrases, by a key whose beginnings are its parents."""
    return dict(_entries(base))


def _entries(base: KnowledgeBase) -> Iterator[tuple[Path, Entry]]:
    for topic in base.topics.values():
        yield from _topic_entries(topic)
    for contact in base.contacts:
        yield from _contact_entries(contact)
    for signpost in base.signposts.values():
        key = ("signpost", signpost.key)
        yield key, Entry(Subject.SIGNPOST, (signpost.key,))
        for language, text in signpost.line.items():
            path: Path = (signpost.key, "line", language.value)
            yield (*key, "line", language), Entry(Subject.SIGNPOST, path, text)
    for courtesy in base.courtesies.values():
        key = ("courtesy", courtesy.key)
        yield key, Entry(Subject.COURTESY, (courtesy.key,))
        for language, text in courtesy.reply.items():
            path = (courtesy.key, "reply", language.value)
            yield (*key, "reply", language), Entry(Subject.COURTESY, path, text)
    for source in base.sources.values():
        whole = "; ".join(filter(None, (source.title, source.date, source.url, source.site)))
        yield ("source", source.key), Entry(Subject.SOURCE, (source.key,), whole)
    for figure in base.figures:
        numbers = ", ".join(
            f"{name} = {it.value} {it.unit}" for name, it in figure.numbers.items()
        )
        key = ("figure", figure.key)
        text = figure.text[MASTER_LANGUAGE]
        yield key, Entry(Subject.FIGURE, (figure.key,), f"{text} ({numbers})")
        report = figure.report
        facts = [
            figure.topic,
            *figure.also,
            report.place[MASTER_LANGUAGE],
            report.province_today,
            report.period[MASTER_LANGUAGE],
            report.source.key,
            str(report.checked_on),
            figure.needs_review,
        ]
        rest = "; ".join(filter(None, facts))
        yield (*key, "rest"), Entry(Subject.FIGURE, (figure.key, "report"), rest)
        for language, text in figure.text.items():
            if language is not MASTER_LANGUAGE:
                path = (figure.key, "text", language.value)
                yield (*key, "text", language), Entry(Subject.FIGURE, path, text)
        for language, words in figure.keywords.items():
            path = (figure.key, "keywords", language.value)
            yield (*key, "words", language), Entry(Subject.FIGURE, path, ", ".join(words))
    for language, lexicon in base.lexicons.items():
        for short, long in lexicon.abbreviations.items():
            path = (language.value, short)
            yield ("lexicon", language, short), Entry(Subject.LEXICON, path, ", ".join(long))
        fillers = ", ".join(sorted(lexicon.fillers))
        yield ("lexicon", language), Entry(Subject.LEXICON, (language.value, "fillers"), fillers)


def _topic_entries(topic: Topic) -> Iterator[tuple[Path, Entry]]:
    key = ("topic", topic.slug)
    yield key, Entry(Subject.TOPIC, (topic.slug,))
    related = ", ".join(topic.related)
    yield (*key, "related"), Entry(Subject.DETAIL, (topic.slug, "related"), related)
    for language, name in topic.name.items():
        path: Path = (topic.slug, language.value)
        yield (*key, "name", language), Entry(Subject.NAME, path, name)
    for language, names in topic.aliases.items():
        for alias in names:
            path = (topic.slug, language.value, alias)
            yield (*key, "alias", language, alias), Entry(Subject.ALIAS, path, alias)
    for facet, passage in topic.passages.items():
        yield from _passage_entries(topic.slug, (*key, "facet", facet.value), passage)


def _passage_entries(slug: str, key: Path, passage: Passage) -> Iterator[tuple[Path, Entry]]:
    place = (slug, passage.facet.value)
    yield key, Entry(Subject.FACET, place)
    for language, text in passage.text.items():
        yield (*key, "text", language), Entry(Subject.PASSAGE, (*place, language.value), text)
    confirmed = ", ".join(f"{language} {day}" for language, day in passage.confirmed.items())
    details = {
        "checked_on": str(passage.checked_on),
        "valid_from": str(passage.valid_from or ""),
        "valid_until": str(passage.valid_until or ""),
        "sources": ", ".join(source.key for source in passage.sources),
        "needs_review": passage.needs_review,
        "confirmed": confirmed,
    }
    for name, value in details.items():
        yield (*key, name), Entry(Subject.DETAIL, (*place, name), value)


def _contact_entries(contact: Contact) -> Iterator[tuple[Path, Entry]]:
    key = ("contact", contact.key)
    yield key, Entry(Subject.CONTACT, (contact.key,))
    for it in fields(contact):
        value = getattr(contact, it.name)
        if it.name == "key":
            continue
        texts = value.items() if isinstance(value, Mapping) else [("", value)]
        for language, text in texts:
            inner = tuple(filter(None, (it.name, str(language))))
            yield (*key, *inner), Entry(Subject.CONTACT, (contact.key, *inner), str(text))


def phrase_places(base: KnowledgeBase) -> dict[tuple[Language, str], list[Path]]:
    """Return where each phrase (folded in case) stands: `(slug, facet)` or `(~signpost, key)`."""
    places: dict[tuple[Language, str], list[Path]] = {}

    def note(lists: Mapping[Language, Sequence[str]], path: Path) -> None:
        for language, phrases in lists.items():
            for phrase in phrases:
                places.setdefault((language, phrase.strip()), []).append(path)

    for topic, passage in base.passages():
        note(passage.phrases, (topic.slug, passage.facet.value))
    for signpost in base.signposts.values():
        note(signpost.phrases, ("~signpost", signpost.key))
    for courtesy in base.courtesies.values():
        note(courtesy.phrases, ("~smalltalk", courtesy.key))
    return places
