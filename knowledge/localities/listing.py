"""Lists of places for menus, and places by the beginning of a name."""

from collections.abc import Iterable
from functools import lru_cache

from knowledge.localities.names import Name, load_names
from knowledge.localities.register import Unit, load_register
from knowledge.localities.spelling import level_pool, misspelt_from
from knowledge.localities.unit_words import unit_word_before
from knowledge.localities.units import Level, Locality, Place
from knowledge.normalize import Word, words_of

MIN_LIKENESS = 80.0
"""Likeness (0 to 100, rapidfuzz ratio) of a slip to its name: the list is only a help."""

_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_ORDER = {letter: position for position, letter in enumerate(_ALPHABET)}


@lru_cache(maxsize=4096)
def alphabetical(name: str) -> tuple[tuple[list[int], int], ...]:
    """Return the key that sorts Vietnamese names: letters first, then tones, word by word."""
    key = []
    for word in words_of(name):
        letters = [_ORDER.get(c, len(_ORDER)) for c in word.exact if c not in _TONES]
        tone = next((_TONES.index(c) + 1 for c in word.exact if c in _TONES), 0)
        if word.exact.isdigit():
            letters = [int(word.exact)]
        key.append((letters, tone))
    return tuple(key)


def sorted_by_name(localities: Iterable[Locality]) -> tuple[Locality, ...]:
    """Return *localities* in alphabetical order of their short names."""
    return tuple(sorted(localities, key=lambda locality: alphabetical(locality.short)))


def search(text: str, *, province: str | None = None, limit: int = 8) -> list[Place]:
    """Return places whose name, of today or former, begins as *text* does, best first.

    A unit word in front is heeded but not needed, the last syllable may be unfinished, and
    a slip is forgiven when nothing begins so. *province* is a short name of today. Places of
    today come before former ones, whole names before begun ones.
    """
    words, kinds = _without_unit_word(words_of(text))
    if not words:
        return []
    names = _beginning(words)
    likely = None
    if not names:
        likely = misspelt_from(words, 0, level_pool(frozenset(Level), None), MIN_LIKENESS)
        names = likely[1] if likely else []
    units = load_register().units
    ranked: list[tuple[tuple[bool, ...], int]] = []
    for name in names:
        for spelling, ids in name.spellings.items():
            if not likely and not _agree(words, spelling):
                continue
            is_begun = len(spelling) != len(words) or words[-1].folded != name.folded[-1]
            for unit in (units[i] for i in ids):
                if province in (None, units[unit.province].place.short):
                    is_other_kind = bool(kinds) and unit.place.kind not in kinds
                    is_low = unit.level is Level.COMMUNE
                    ranked.append(((is_other_kind, is_begun, is_low, not unit.is_today), unit.id))
    places: dict[str, Place] = {}
    for _, unit_id in sorted(ranked):
        for place in places_of(units[unit_id]):
            places.setdefault(place.locality.code, place)
        if len(places) >= limit:
            break
    return list(places.values())[:limit]


def places_of(unit: Unit) -> list[Place]:
    """Return what *unit* is today: one place, or several for a commune that was split."""
    place = unit.place
    if isinstance(place, Locality):
        return [Place(place)]
    if place.level is Level.COMMUNE:
        return [Place(locality, place) for locality in place.became]
    return [Place(place.today, place)]


def _without_unit_word(words: list[Word]) -> tuple[list[Word], frozenset[str]]:
    for length in (2, 1):
        unit_word = unit_word_before(words, length) if len(words) > length else None
        if unit_word is not None and unit_word.length == length:
            return words[length:], unit_word.kinds
    return words, frozenset()


def _beginning(words: list[Word]) -> list[Name]:
    """Return the names that begin with *words*, the last of which may be unfinished."""
    node = load_names().root
    for word in words[:-1]:
        if word.folded not in node:
            return []
        node = node[word.folded]
    open_nodes = [node[key] for key in node if key.startswith(words[-1].folded)]
    found: list[Name] = []
    while open_nodes:
        node = open_nodes.pop()
        if node.name is not None and not node.name.is_abbreviation:
            found.append(node.name)
        open_nodes.extend(node.values())
    return found


def _agree(words: list[Word], spelling: tuple[str, ...]) -> bool:
    """Whether the marks typed agree; those of the unfinished last syllable are not judged."""
    return all(
        not word.is_marked or word.exact == part
        for word, part in zip(words[:-1], spelling, strict=False)
    )
