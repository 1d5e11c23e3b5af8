"""Questions asked of two versions: which would be answered otherwise, and which go wrong.

A probe may be a golden question, of which we know the right answer, or a member's own
(scrubbed), of which we only see that the answer changes.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from knowledge.answer import Answerer
from knowledge.model import Facet, KnowledgeBase, Language
from knowledge.verdicts import (
    Found,
    LocalOffice,
    NotFound,
    Question,
    SmallTalk,
    Unclear,
    Urgent,
    Verdict,
)

SURE = 0.75
"""Confidence from which a right answer is one that must not be lost. Birth certificate
(2026-11-21, 620 golden questions): a single phrase added anywhere fits other models, and moves
2 to 4 right answers with confidences of 0.40 to 0.66 over a threshold; none above 0.67."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A question, and what is known of it."""

    text: str
    last_topic: str | None = None
    topics: frozenset[str] = frozenset()
    """Topics any of which answers it rightly; empty where nobody has said."""
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a version says to a probe, as far as it matters here."""

    kind: str
    """answer, contact, clarify, emergency, smalltalk or none, as in the batch contract."""
    topics: tuple[str, ...] = ()
    """The topic answered, the topics offered, or the signpost shown."""
    facet: str = ""
    confidence: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """A probe that the two versions answer differently."""

    probe: Probe
    before: Told
    after: Told

    @property
    def gravity(self) -> tuple[int, float]:
        """Sorts the gravest first: another topic answered, an answer lost, the rest."""
        if self.after.kind == "answer" and self.before.topics != self.after.topics:
            return (0, -self.after.confidence)
        if self.before.kind == "answer" and self.after.kind != "answer":
            return (1, -self.before.confidence)
        return (2, -max(self.before.confidence, self.after.confidence))

    def is_slight(self, touched: Collection[str]) -> bool:
        """Whether it says nothing of an edit of the topics *touched*.

        Any edit at all fits other models, which tip a few answers that were on the edge, and
        the facet of a few more. Birth certificate: `SURE`; of 620 golden questions one added
        phrase moved 25, 17 of them to another facet of the same topic, 8 with less than 0.75.
        """
        if self.before.topics == self.after.topics and self.before.kind == self.after.kind:
            return not set(touched) & set(self.after.topics)
        return max(it.confidence for it in (self.before, self.after)) < SURE


@dataclass(frozen=True, slots=True)
class Fallen:
    """A probe that was answered rightly before and wrongly after."""

    probe: Probe
    after: Told


def told(answerer: Answerer, probe: Probe, today: date) -> Told:
    """Return what *answerer* says to *probe*."""
    question = Question(probe.text, today, probe.language, last_topic=probe.last_topic)
    return _told(answerer.answer(question))


def differences(
    old: Answerer, new: Answerer, probes: Iterable[Probe], today: date
) -> tuple[Difference, ...]:
    """Return the probes that *new* answers otherwise than *old*, the gravest first."""
    found = []
    for probe in dict.fromkeys(probes):
        before, after = told(old, probe, today), told(new, probe, today)
        if before != after:
            found.append(Difference(probe, before, after))
    return tuple(sorted(found, key=lambda it: it.gravity))


def canaries(
    old: Answerer,
    new: Answerer,
    probes: Iterable[Probe],
    today: date,
    *,
    accepted: Collection[str] = (),
) -> tuple[Fallen, ...]:
    """Return the probes that *old* answers rightly, and surely, and *new* does not.

    Those of topics that *new* no longer has are left out, and those whose texts are
    *accepted*: whoever published has seen them and wants it so.
    """
    fallen = []
    for probe in dict.fromkeys((*probes, *_own_phrases(old.base, new.base))):
        if not probe.topics or probe.text in accepted:
            continue
        if not probe.topics <= new.base.topics.keys():
            continue
        after = told(new, probe, today)
        if _is_right(probe, after):
            continue
        before = told(old, probe, today)
        if _is_right(probe, before) and before.confidence >= SURE:
            fallen.append(Fallen(probe, after))
    return tuple(fallen)


def probes_of(lines: str) -> tuple[Probe, ...]:
    """Return the golden questions in *lines* (JSON lines, as in `tests/golden`).

    A row holds `q`, and `expect` with `topic` (a slug or several); `context.topic` and `lang`
    may stand there too. Rows that expect no topic are kept as questions to compare.

    Raises:
        ValueError: Where a line is not such a row; the message names the line.
    """
    return tuple(_probe(number, line) for number, line in _rows(lines))


def _rows(lines: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines.splitlines(), 1):
        if line.strip():
            yield number, line


def _probe(number: int, line: str) -> Probe:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"line {number}: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("q"), str):
        raise ValueError(f"line {number}: 'q' must be a text")  # noqa: TRY004  (bad data)
    expect, context = row.get("expect"), row.get("context")
    named = expect.get("topic") if isinstance(expect, dict) else None
    last = context.get("topic") if isinstance(context, dict) else None
    topics = [named] if isinstance(named, str) else named if isinstance(named, list) else []
    language = row.get("lang")
    return Probe(
        row["q"],
        last if isinstance(last, str) else None,
        frozenset(str(it) for it in topics),
        Language(language) if language in set(Language) else None,
    )


def _told(verdict: Verdict) -> Told:
    match verdict:
        case Found():
            return Told("answer", (verdict.topic.slug,), verdict.facet.value, verdict.confidence)
        case LocalOffice():
            return Told("contact")
        case Unclear():
            return Told("clarify", tuple(sorted(it.topic.slug for it in verdict.topics)))
        case Urgent():
            return Told("emergency", (verdict.kind,))
        case SmallTalk():
            return Told("smalltalk", (verdict.key,))
        case NotFound():
            return Told("none", (verdict.signpost.key,) if verdict.signpost else ())


def _is_right(probe: Probe, answer: Told) -> bool:
    return answer.kind == "answer" and answer.topics[0] in probe.topics


def _own_phrases(old: KnowledgeBase, new: KnowledgeBase) -> Iterator[Probe]:
    """Yield one phrase a topic and language that stands at the same place in both versions."""
    for topic in new.topics.values():
        passage = topic.passages.get(Facet.OVERVIEW)
        known = old.topics[topic.slug].passages if topic.slug in old.topics else {}
        was = known.get(Facet.OVERVIEW)
        if passage is None or was is None:
            continue
        for language, phrases in passage.phrases.items():
            kept = [it for it in phrases if it in was.phrases.get(language, ())]
            if kept:
                yield Probe(kept[0], None, frozenset((topic.slug,)), language)
