"""Places whose names were misspelt: where to look for them, and among which names."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.localities.everyday import is_common
from knowledge.localities.mentions import CUES, Asked, Found, Match, weighed
from knowledge.localities.names import Name
from knowledge.localities.readings import Reading
from knowledge.localities.register import Unit
from knowledge.localities.spelling import (
    Pool,
    is_slip,
    known_pool,
    level_pool,
    misspelt_from,
)
from knowledge.localities.unit_words import LEVELS, UnitWord, is_unit_word, unit_word_before
from knowledge.localities.units import Level

SURE_LIKENESS = 78.0
"""Likeness (0 to 100, rapidfuzz ratio of the joined letters) asked of a name of a small pool,
behind a unit word or beside a place already found: one slip in five letters gives 80."""
LIKENESS = 84.0
"""Likeness asked of a name of the whole country: one slip in seven letters gives 86."""
SLIP_EVIDENCE = -0.8
"""What a slip takes from the evidence for a place."""

_NO_NAMES = frozenset(
    [
        "minh", "em", "nao", "ta", "toi", "chi", "nay", "do", "co", "o", "ma", "thi", "la", "ko",
        "khong", "gi", "cua", "chung", "ban", "con", "cho", "va", "de", "hay", "moi", "cung",
        "nha", "que", "lien", "gan", "dau", "noi", "tren", "duoi", "day", "kia", "cac", "mot",
        "hai", "ba", "nhung", "rieng", "hoi", "phu", "giup", "xin", "muon", "sdt", "dia", "so",
    ]
)  # fmt: skip
"""Words that begin no misspelt name: xã mình, phường nào, hội phụ nữ."""


def find_slips(
    asked: Asked, found: Sequence[Found], readings: Sequence[Reading], units: Sequence[Unit]
) -> list[Found]:
    """Return what words may have been meant for that are in no reading, nor a known name.

    *found* are the names read without slips, *readings* those of them that were taken.
    """
    words = asked.words
    spots = [one for one in found if one.name.is_province or one.name.is_city]
    spots += [spot for r in readings for spot in (r.found, *r.parents)]
    result: list[Found] = []
    behind = 0
    for first, word in enumerate(words):
        if first < behind or is_unit_word(word):
            continue
        following = words[first + 1].folded if first + 1 < len(words) else "o"
        if (word.folded, following) == ("viet", "nam"):
            continue
        if word.folded in _NO_NAMES and (following in _NO_NAMES or is_common(following)):
            continue
        if any(spot.start <= first < spot.end for spot in spots):
            continue
        unit_word = unit_word_before(words, first)
        limit = min((spot.start for spot in spots if spot.start > first), default=len(words))
        within = asked if limit == len(words) else replace(asked, words=words[:limit])
        likely = _likely(within, first, unit_word, readings, units)
        if likely is None:
            continue
        behind, names = likely
        for name in names:
            ids = tuple(i for bearers in name.spellings.values() for i in bearers)
            match = Match(first, behind, name, ids, SLIP_EVIDENCE)
            slip = weighed(asked, match, unit_word)
            slip.is_misspelt = True
            result.append(slip)
    return result


def _likely(
    asked: Asked,
    first: int,
    unit_word: UnitWord | None,
    readings: Sequence[Reading],
    units: Sequence[Unit],
) -> tuple[int, list[Name]] | None:
    words = asked.words
    if unit_word is not None and unit_word.strength >= 1.5:
        levels = frozenset(LEVELS[kind] for kind in unit_word.kinds)
        if "Thành phố" in unit_word.kinds:
            levels |= {Level.PROVINCE}
        provinces = {units[max(r.scores, key=r.scores.__getitem__)].province for r in readings}
        if len(provinces) == 1:
            pool = level_pool(levels, provinces.pop())
            likely = misspelt_from(words, first, pool, SURE_LIKENESS)
            if likely is not None:
                return likely
        if levels == {Level.PROVINCE}:
            return misspelt_from(words, first, level_pool(levels, None), SURE_LIKENESS)
        if "Thành phố" in unit_word.kinds:
            return misspelt_from(words, first, known_pool(), SURE_LIKENESS)
        pool = level_pool(levels, None)
        return misspelt_from(words, first, pool, LIKENESS, needs_slip=Level.COMMUNE in levels)
    for reading in readings:
        found = reading.found
        if found.end == first and not reading.parents and not found.name.is_province:
            pool = _parents_pool(found, units)
            limit = SURE_LIKENESS if is_slip(words[first : first + 2]) else LIKENESS
            likely = misspelt_from(words, first, pool, limit)
            if likely is not None:
                return likely
    has_cue = first > 0 and words[first - 1].folded in CUES
    if has_cue or (asked.expects_place and not readings and asked.language == "vi"):
        return misspelt_from(words, first, known_pool(), LIKENESS, needs_slip=True)
    return None


def _parents_pool(found: Found, units: Sequence[Unit]) -> Pool:
    """Return the names of the provinces and districts that the found name may lie in."""
    return Pool.of(units[parent] for i in found.ids for parent in units[i].parents)
