"""What found names mean together: the hierarchy they form, and which readings to take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.localities.everyday import is_everyday_sense, word_set
from knowledge.localities.mentions import Asked, Found
from knowledge.localities.register import Unit
from knowledge.localities.unit_words import LEVELS, UnitWord
from knowledge.localities.units import Level

MIN_EVIDENCE = 2.0
"""Below this a name is not taken for a place. The weights here were set by hand on the
project's own questions in tests/knowledge/localities; see the shares printed there."""
SAME_RANK = 0.45
"""Readings this close to the best are equally plausible."""

_FORMER = word_set("cu former lama truoc")


@dataclass(slots=True)
class Reading:
    """A found name taken for its most plausible units."""

    found: Found
    score: float
    scores: dict[int, float]
    parents: list[Found] = field(default_factory=list)


def read_names(asked: Asked, found: list[Found], units: Sequence[Unit]) -> list[Reading]:
    """Return the readings worth taking, which do not overlap, the best first."""
    if len(found) > 1:
        found = _without_inner(found)
    present = _present(found, units)
    readings = [_reading(asked, one, units, present) for one in found]
    readings = [reading for reading in readings if reading.score >= MIN_EVIDENCE]
    readings.sort(key=_rank)
    taken: list[Reading] = []
    spans: list[tuple[int, int]] = []
    for reading in readings:
        one = reading.found
        if any(one.first < end and start < one.last for start, end in spans):
            continue
        taken.append(reading)
        spans.append((one.start, one.end))
        spans.extend((parent.start, parent.end) for parent in reading.parents)
    return taken


def _rank(reading: Reading) -> tuple[float, int, int]:
    """Return the sort key: a name with its province beside comes before the province alone."""
    found = reading.found
    bonus = 2.5 if reading.parents else 0.0
    return (-reading.score - bonus, found.first - found.last, found.first)


def _without_inner(found: list[Found]) -> list[Found]:
    """Drop names that are only a part of a known one: "Chí Minh" in "Hồ Chí Minh"."""
    known = [
        one for one in found
        if one.last - one.first > 1 and (one.name.is_province or one.name.is_city)
    ]  # fmt: skip
    return [
        one for one in found
        if one.start < one.first or not any(
            outer.first <= one.first and one.last <= outer.last
            and outer.last - outer.first > one.last - one.first
            for outer in known
        )
    ]  # fmt: skip


def _present(found: Iterable[Found], units: Sequence[Unit]) -> dict[int, list[Found]]:
    """Return where provinces and districts are named: the parents a name may have."""
    present: dict[int, list[Found]] = {}
    for one in found:
        if one.name.is_province or one.name.is_district:
            for unit_id in one.ids:
                unit = units[unit_id]
                if unit.level is not Level.COMMUNE and not _contradicts(one.unit_word, unit):
                    present.setdefault(unit_id, []).append(one)
    return present


def _contradicts(unit_word: UnitWord | None, unit: Unit) -> bool:
    return unit_word is not None and unit_word.strength >= 2 and _kind_score(unit_word, unit) < -1


def _reading(
    asked: Asked, one: Found, units: Sequence[Unit], present: dict[int, list[Found]]
) -> Reading:
    scores: dict[int, float] = {}
    supports: dict[int, list[Found]] = {}
    common = _common_score(asked, one, units)
    is_former = _is_called_former(asked, one)
    for unit_id in one.ids:
        unit = units[unit_id]
        kind = _kind_score(one.unit_word, unit)
        if kind < 0 and one.name.is_single:
            kind = -4.0
        score = common + kind
        if kind >= -0.5:
            score += _base(one, unit)
        if is_former and not unit.is_today:
            score += 1.0
        if asked.home is not None:
            score += _home_score(unit, asked.home)
        if unit.parents and present:
            gained, parents = _support(one, unit, present)
            if parents:
                score += gained
                supports[unit_id] = parents
        is_numbered = unit.level is Level.COMMUNE and unit.place.short.isdigit()
        if is_numbered and unit_id not in supports and not _is_home_province(unit, asked):
            score -= 6.0
        scores[unit_id] = score
    best = max(scores, key=lambda i: (scores[i], -i))
    return Reading(one, scores[best], scores, supports.get(best, []))


def _common_score(asked: Asked, one: Found, units: Sequence[Unit]) -> float:
    """Return what speaks for the name, whichever unit it means."""
    if one.unit_word is not None:
        return one.evidence
    score = one.evidence
    if one.is_street:
        score -= 4.0
    if one.name.is_province or one.name.is_city:
        official = next(
            (units[i].place.short for i in one.ids if units[i].level is not Level.COMMUNE), ""
        )
        if is_everyday_sense(asked.words, one.first, one.last, official):
            score -= 6.0
    return score


def _is_called_former(asked: Asked, one: Found) -> bool:
    words = asked.words
    if one.end < len(words) and words[one.end].folded in _FORMER:
        return True
    return one.start > 0 and words[one.start - 1].folded == "former"


def _base(one: Found, unit: Unit) -> float:
    if unit.level is Level.PROVINCE:
        if one.name.is_abbreviation:
            return 0.5
        return 3.1 if unit.is_today else 2.5
    if unit.level is Level.DISTRICT:
        if unit.place.kind == "Thành phố" and not one.name.is_abbreviation:
            return 2.2
        return 1.2 if one.name.is_city else 0.5
    return 0.6 if unit.is_today else 0.0


def _kind_score(unit_word: UnitWord | None, unit: Unit) -> float:
    if unit_word is None:
        return 0.0
    if unit.place.kind in unit_word.kinds:
        return 1.0
    levels = {LEVELS[kind] for kind in unit_word.kinds}
    if unit.level in levels:
        return -0.5
    return -2.5


def _is_home_province(unit: Unit, asked: Asked) -> bool:
    return asked.home is not None and asked.home.province == unit.province


def _home_score(unit: Unit, home: Unit) -> float:
    if home.id in unit.communes:
        return 1.4
    if home.province == unit.province:
        return 0.9
    return 0.0


def _support(one: Found, unit: Unit, present: dict[int, list[Found]]) -> tuple[float, list[Found]]:
    """Return what the units named beside add: more the nearer, and those units."""
    gained = 0.0
    parents: list[Found] = []
    for parent_id in present.keys() & unit.parents:
        best = 0.0
        nearest = None
        for parent in present[parent_id]:
            if parent.first < one.end and one.start < parent.last:
                continue
            gap = parent.start - one.end if parent.start >= one.end else one.start - parent.end
            if gap > 1 and (parent.name.is_abbreviation or gap > 12):
                continue
            worth = 3.5 if gap <= 1 else 2.0 if gap <= 4 else 1.2
            if worth > best:
                best, nearest = worth, parent
        if nearest is not None and nearest not in parents:
            gained += best
            parents.append(nearest)
    return gained, parents
