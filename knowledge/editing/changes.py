"""What differs between two versions of the base, as facts about topics, not about text.

What is new, gone or different makes a `Change`. A new topic is one change, not a hundred; a
phrase that left one place and came to another has moved.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.editing.layout import Entry, Path, Subject, laid_out, phrase_places
from knowledge.model import MASTER_LANGUAGE, KnowledgeBase, Language


class Act(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    ALTERED = "altered"
    REMOVED = "removed"
    MOVED = "moved"


_ORDER = {subject: position for position, subject in enumerate(Subject)}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs."""

    act: Act
    subject: Subject
    path: Path
    """Where: for a topic slug, facet and language; for others the key and the field."""
    before: str = ""
    after: str = ""
    """For something new or gone, what it holds (its name or a count); for a moved phrase
    the place, as a path with slashes."""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A passage whose Vietnamese text changed while these translations did not."""

    topic: str
    facet: str
    languages: tuple[Language, ...]


def changes_between(old: KnowledgeBase, new: KnowledgeBase) -> tuple[Change, ...]:
    """Return everything that differs from *old* to *new*, in the order of `Subject`."""
    before, after = laid_out(old), laid_out(new)
    found: list[Change] = []
    for key in before.keys() | after.keys():
        was, becomes = before.get(key), after.get(key)
        entry = becomes or was
        if entry is None or (was and becomes and was.value == becomes.value):
            continue
        if _inside_another(key, before, after):
            continue
        act = Act.ALTERED if was and becomes else Act.ADDED if becomes else Act.REMOVED
        found.append(
            Change(
                act,
                entry.subject,
                entry.path,
                was.value if was else "",
                becomes.value if becomes else "",
            )
        )
    found.extend(_phrase_changes(old, new, before, after))
    return tuple(sorted(found, key=lambda it: (_ORDER[it.subject], it.path, it.act, it.after)))


def left_behind(old: KnowledgeBase, new: KnowledgeBase) -> tuple[LeftBehind, ...]:
    """Return the passages whose translations were not changed with the Vietnamese text."""
    found = []
    for topic, passage in new.passages():
        known = old.topics.get(topic.slug)
        was = known.passages.get(passage.facet) if known else None
        if was is None or was.text[MASTER_LANGUAGE] == passage.text[MASTER_LANGUAGE]:
            continue
        stale = tuple(
            language
            for language in Language
            if language is not MASTER_LANGUAGE
            and language in passage.text
            and passage.text[language] == was.text.get(language)
        )
        if stale:
            found.append(LeftBehind(topic.slug, passage.facet.value, stale))
    return tuple(found)


def _phrase_changes(
    old: KnowledgeBase,
    new: KnowledgeBase,
    before: Mapping[Path, Entry],
    after: Mapping[Path, Entry],
) -> Iterator[Change]:
    was, becomes = phrase_places(old), phrase_places(new)
    for key in was.keys() | becomes.keys():
        language, phrase = key
        gone = [it for it in was.get(key, []) if it not in becomes.get(key, [])]
        come = [it for it in becomes.get(key, []) if it not in was.get(key, [])]
        while gone and come:
            source, target = gone.pop(), come.pop()
            path = (*target, language.value)
            yield Change(
                Act.MOVED, Subject.PHRASE, (*path, phrase), "/".join(source), "/".join(target)
            )
        for place in come:
            if _home(place) in before:  # else the whole facet is new, and told as such
                yield Change(
                    Act.ADDED, Subject.PHRASE, (*place, language.value, phrase), "", phrase
                )
        for place in gone:
            if _home(place) in after:
                yield Change(
                    Act.REMOVED, Subject.PHRASE, (*place, language.value, phrase), phrase, ""
                )


def _home(place: Path) -> Path:
    kind, key = place
    if kind.startswith("~"):
        return ({"~signpost": "signpost", "~smalltalk": "courtesy"}[kind], key)
    return ("topic", kind, "facet", key)


def _inside_another(key: Path, before: Mapping[Path, Entry], after: Mapping[Path, Entry]) -> bool:
    """Whether an entry that holds *key* is itself new or gone, and tells of it."""
    return any(
        (key[:length] in before) != (key[:length] in after) for length in range(2, len(key))
    )
