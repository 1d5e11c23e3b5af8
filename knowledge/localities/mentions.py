"""Names of places found in a text, with what speaks for and against each reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.localities.arabic import arabic_from
from knowledge.localities.everyday import is_street, word_set
from knowledge.localities.names import Name, Names
from knowledge.localities.register import Unit
from knowledge.localities.unit_words import (
    UnitWord,
    is_unit_word,
    unit_word_after,
    unit_word_before,
)
from knowledge.normalize import Word, clean

WRONG_MARK = -1.6
"""What one syllable with wrong marks takes from the evidence: a unit word outweighs it."""

CUES = word_set(
    "o tai ve den in at di في ب من near around dari que khu vuc tu from ke daerah wilayah sekitar"
    " gan thuoc"
)
_UNION = word_set("nu lhpn pn hlhpn hlh union wanita perempuan المرءه النساء المراه")
_UNION_FIRST = word_set("hoi hlhpn hlh lhpn women womens union persatuan serikat")


@dataclass(slots=True)
class Found:
    """A name at one spot of the text."""

    first: int
    last: int
    start: int
    """First word, the unit word included."""
    end: int
    name: Name
    unit_word: UnitWord | None
    ids: tuple[int, ...]
    """Units whose spelling agrees with the marks typed."""
    evidence: float
    """What speaks for a place, apart from which one."""
    is_marked: bool
    is_street: bool = False
    is_misspelt: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A name that agrees with the words *first* to *last*."""

    first: int
    last: int
    name: Name
    ids: tuple[int, ...]
    agreement: float
    """1 if all marks were typed and agree, 0 if none were typed, less if misspelt."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text with what is known about its asker and its kind."""

    text: str
    words: Sequence[Word]
    language: str = "vi"
    expects_place: bool = False
    home: Unit | None = None


def find_names(asked: Asked, names: Names) -> list[Found]:
    """Return every name in the text whose marks agree, in order, overlapping ones too."""
    words = asked.words
    root = names.root
    result: list[Found] = []
    for first, word in enumerate(words):
        if word.folded not in root:
            if "\u0600" <= word.folded[0] <= "\u06ff":
                result.extend(_find_arabic(asked, first))
            continue
        unit_word = None
        has_looked = False
        for last, name in names.starting_at(words, first):
            if not has_looked:
                unit_word, has_looked = unit_word_before(words, first), True
            found = _found(asked, first, last, name, unit_word)
            if found is not None:
                result.append(found)
    return result


def _find_arabic(asked: Asked, first: int) -> Iterator[Found]:
    unit_word = unit_word_before(asked.words, first)
    has_cue = unit_word is not None or (first > 0 and asked.words[first - 1].folded in CUES)
    for last, name, has_preposition in arabic_from(asked.words, first, has_cue=has_cue):
        ids = tuple(i for bearers in name.spellings.values() for i in bearers)
        agreement = 0.0 if last - first > 1 or has_preposition or has_cue else -0.8
        agreement += 1.5 if has_preposition else 0.0
        yield weighed(asked, Match(first, last, name, ids, agreement), unit_word)


def _found(
    asked: Asked, first: int, last: int, name: Name, before: UnitWord | None
) -> Found | None:
    words = asked.words
    if (
        name.is_single
        and before is None
        and not (name.is_province or name.is_city)
        and unit_word_after(words, last) is None
    ):
        return None
    ids, agreement = agreeing(words[first:last], name)
    if not ids:
        return None
    return weighed(asked, Match(first, last, name, ids, agreement), before)


def weighed(asked: Asked, match: Match, before: UnitWord | None) -> Found:
    """Return the match with its unit word and what speaks for a place; *before* is in front."""
    words, first, last = asked.words, match.first, match.last
    unit_word = before or unit_word_after(words, last)
    start = first - before.length if before else first
    end = last + 1 if unit_word and not before else last
    evidence = match.agreement
    if unit_word:
        evidence += unit_word.strength
        if unit_word.strength < 2 and words[first].folded.isdigit():
            evidence += 1.0
    if start and _is_cue(words, start):
        evidence += 1.5
    elif not (unit_word or match.name.is_province or match.name.is_city):
        evidence += 1.0 if _is_before_union(words, start, end) else -0.5
    if asked.expects_place:
        evidence += 1.0
    if last - first > 2:
        evidence += 0.5 * (last - first - 2)
    if match.name.is_single and not (unit_word and unit_word.strength >= 2):
        evidence -= 1.5
    if not unit_word or unit_word.strength < 1:
        evidence -= _doubt(asked, match)
        if not words[first].is_marked and is_unit_word(words[first]):
            evidence -= 1.5
    is_marked = match.agreement > 0
    found = Found(first, last, start, end, match.name, unit_word, match.ids, evidence, is_marked)
    found.is_street = not unit_word and is_street(words, first)
    return found


def agreeing(typed: Sequence[Word], name: Name) -> tuple[tuple[int, ...], float]:
    """Return the units whose marks agree with those *typed*, and how well they agree (0 to 1)."""
    exact = tuple(word.exact for word in typed)
    marked = [i for i, word in enumerate(typed) if word.is_marked]
    ids = name.spellings.get(exact)
    if ids is not None and (marked or len(name.spellings) == 1):
        return ids, 1.0 if marked else 0.0
    ids = ()
    for spelling, bearers in name.spellings.items():
        if all(spelling[i] == exact[i] for i in marked):
            ids += bearers
    if ids or len(exact) < 2:
        return ids, 0.4 if marked else 0.0
    for spelling, bearers in name.spellings.items():
        if all(_one_tilde(spelling[i]) == _one_tilde(exact[i]) for i in marked):
            ids += bearers
    if ids:
        return ids, 0.0
    for spelling, bearers in name.spellings.items():
        if sum(spelling[i] != exact[i] for i in marked) == 1:
            ids += bearers
    return ids, WRONG_MARK


def _one_tilde(exact: str) -> str:
    """Return *exact* with the tones hỏi and ngã as one: half the country speaks them alike."""
    return exact.replace("\u0303", "\u0309")


def _is_cue(words: Sequence[Word], start: int) -> bool:
    before = words[start - 1].folded
    return before in CUES or before in _UNION


def _is_before_union(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the text begins with the name and goes on "hội phụ nữ"."""
    return start == 0 and end < len(words) and words[end].folded in _UNION_FIRST


def _doubt(asked: Asked, match: Match) -> float:
    """Return what speaks against a name without a unit word, less if it has capitals."""
    first, last, name, agreement = match.first, match.last, match.name, match.agreement
    typed = tuple(word.exact for word in asked.words[first:last])
    doubt = 0.0
    if agreement > 0:
        if typed in name.everyday:
            doubt = 3.5
        elif agreement < 1:
            doubt = 0.8
    elif name.is_abbreviation:
        return 2.5  # capitals say nothing here
    elif name.is_everyday_unmarked and not name.is_province:
        doubt = 1.5
    has_capitals = _has_capitals(asked, first, last)
    if has_capitals:
        return doubt / 2 - 1.5
    return doubt


def _has_capitals(asked: Asked, first: int, last: int) -> bool:
    text, words = asked.text, asked.words
    if len(text) < words[-1].end or not text[words[first].start].isupper():
        return False
    if first == 0 and last == 1:
        return False
    if not all(
        text[word.start].isupper() or text[word.start].isdigit() for word in words[first:last]
    ):
        return False
    return any(character.islower() for character in text)


def cleaned(text: str) -> str:
    """Return *text* as the offsets of its words count it."""
    return text if text.isascii() else clean(text)
