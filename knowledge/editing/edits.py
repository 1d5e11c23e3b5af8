"""Edits that the bot makes in an admin's files: a phrase, an office's fields, a new topic.

Each returns the changed file, every other line of it as it was, or says why not. Whether a
phrase steals another topic's questions is asked afterwards, of the fitted base
(`fates.stolen_by`): that takes seconds, this does not.
"""

import copy
import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from knowledge.documents import kind_of
from knowledge.editing.fates import Fate
from knowledge.editing.proposal import Contents
from knowledge.editing.rewrite import NotRewrittenError, rewrite
from knowledge.editing.scalars import block, cleaned
from knowledge.model import Facet, KnowledgeBase, Language
from knowledge.normalize import fold
from knowledge.positions import Plain, read_document
from knowledge.problems import Problem

SIGNPOSTS = "signposts.yaml"
MAX_PHRASE = 300
"""Characters of a phrase: longer than any question in the base."""
EVIDENCE = 3
"""Stolen phrases that are named in a refusal."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Edited:
    """A file as it is to be."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """Why it was not done."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class TopicForm:
    """What an admin fills in for a new topic; Vietnamese first, the rest may follow later."""

    slug: str
    names: Mapping[Language, str]
    facet: Facet
    passage: Mapping[Language, str]
    phrases: Mapping[Language, Sequence[str]]
    sources: Sequence[str] = ()
    """Keys of sources.yaml; without one the passage is marked as to be reviewed."""


Outcome: TypeAlias = Edited | Refused


def add_phrase(
    contents: Contents, topic: str, facet: Facet, language: Language, phrase: str
) -> Outcome:
    """Return the topic's file with *phrase* at the end of its list."""
    return _add(contents, f"topics/{topic}.yaml", ("facets", facet.value), language, phrase)


def add_signpost_phrase(
    contents: Contents, signpost: str, language: Language, phrase: str
) -> Outcome:
    """Return signposts.yaml with *phrase* at the end of the signpost's list."""
    return _add(contents, SIGNPOSTS, ("signposts", signpost), language, phrase)


def set_contact(contents: Contents, key: str, fields: Mapping[str, str]) -> Outcome:
    """Return the file of the office *key* with *fields* set; empty texts delete a field."""
    known: list[str] = []
    for name in contact_files(contents):
        content = _content(contents, name)
        offices = content.get("offices") if isinstance(content, dict) else None
        for office in offices if isinstance(offices, list) else ():
            if isinstance(office, dict) and office.get("id") == key:
                for field, value in fields.items():
                    if text := cleaned(value).strip():
                        office[field] = text
                    else:
                        office.pop(field, None)
                return written(contents, name, content)
            if isinstance(office, dict):
                known.append(str(office.get("id")))
    return _refused("contacts.yaml", "unknown_entry", value=key, hint=_hint(key, known))


def contact_files(contents: Contents) -> list[str]:
    """Return the names of the files that hold offices."""
    return [name for name in sorted(contents) if kind_of(name) == "contacts"]


def add_topic(contents: Contents, form: TopicForm, today: date) -> Outcome:
    """Return the file of a new topic with one facet, or what of the form is not filled in."""
    name = f"topics/{form.slug}.yaml"
    if _SLUG.fullmatch(form.slug) is None or len(form.slug) > 63:
        return _refused(name, "bad_slug", value=form.slug)
    if name in contents:
        return _refused(name, "repeated_entry", key=form.slug, elsewhere=name)
    for label, texts in (("name", form.names), ("passage", form.passage)):
        if not texts.get(Language.VI, "").strip():
            return _refused(name, "field_needed", name=f"{label}.vi")
    if not form.phrases.get(Language.VI):
        return _refused(name, "field_needed", name="phrases.vi")
    facet: dict[str, Plain] = {"checked_on": today.isoformat()}
    if form.sources:
        facet["sources"] = list(form.sources)
    else:
        facet["needs_review"] = "Chưa ghi nguồn."
    facet["passage"] = _texts(form.passage)
    facet["phrases"] = {
        language.value: [cleaned(it).strip() for it in phrases if it.strip()]
        for language, phrases in form.phrases.items()
        if phrases
    }
    content: Plain = {"name": _texts(form.names), "facets": {form.facet.value: facet}}
    header = "# yaml-language-server: $schema=../../schemas/topic.schema.json\n"
    data = (header + "\n".join(block(content, 0)) + "\n").encode()
    if read_document(name, data).content != content:
        return _refused(name, "not_kept")
    return Edited(name, data)


def refusal_of_theft(name: str, phrase: str, stolen: Sequence[Fate]) -> Refused:
    """Return the refusal of a phrase that steals, with its evidence."""
    evidence = "; ".join(f"“{it.phrase}” ({it.topic})" for it in stolen[:EVIDENCE])
    return _refused(name, "phrase_steals", phrase=phrase, count=len(stolen), evidence=evidence)


def owner_of(base: KnowledgeBase, phrase: str, *, apart_from: str) -> str:
    """Return `slug/facet` of another topic that has *phrase* word for word, or nothing."""
    wanted = fold(phrase)
    for topic, passage in base.passages():
        if topic.slug != apart_from:
            for phrases in passage.phrases.values():
                if any(fold(it) == wanted for it in phrases):
                    return f"{topic.slug}/{passage.facet.value}"
    return ""


def written(contents: Contents, name: str, content: Plain) -> Outcome:
    """Return the file *name* holding *content*, its other lines as they were."""
    try:
        return Edited(name, rewrite(contents[name], content))
    except NotRewrittenError:
        return _refused(name, "not_kept")


def _add(
    contents: Contents, name: str, path: Sequence[str], language: Language, phrase: str
) -> Outcome:
    phrase = " ".join(cleaned(phrase).split())[:MAX_PHRASE]
    if not phrase:
        return _refused(name, "empty_text")
    content = _content(contents, name)
    if not isinstance(content, dict):
        return _refused(name, "unknown_file")
    place: Plain = content
    for step in path:
        inner = place.get(step) if isinstance(place, dict) else None
        if not isinstance(inner, dict):
            known = list(place) if isinstance(place, dict) else []
            return _refused(name, "unknown_entry", value=step, hint=_hint(step, known))
        place = inner
    if not isinstance(place, dict):
        return _refused(name, "not_kept")
    phrases = place.setdefault("phrases", {})
    listed = phrases.setdefault(language.value, []) if isinstance(phrases, dict) else None
    if not isinstance(listed, list):
        return _refused(name, "not_kept")
    if any(isinstance(it, str) and it.casefold() == phrase.casefold() for it in listed):
        return _refused(name, "phrase_is_there", phrase=phrase)
    listed.append(phrase)
    return written(contents, name, content)


def _content(contents: Contents, name: str) -> Plain:
    """Return what the file holds; empty where it is missing or broken."""
    document = read_document(name, contents.get(name, b""))
    return "" if document.problems else copy.deepcopy(document.content)


def _texts(texts: Mapping[Language, str]) -> Plain:
    return {it.value: cleaned(texts[it]).strip() for it in Language if texts.get(it, "").strip()}


def _hint(value: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(value, known, n=1)
    return f" ({close[0]}?)" if close else ""


def _refused(file: str, code: str, /, **values: object) -> Refused:
    return Refused(Problem(file, 1, 1, code, values))
