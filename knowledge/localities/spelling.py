"""Misspelt names: sounds that members confuse, and slips of the finger."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from knowledge.localities.everyday import is_common
from knowledge.localities.names import Name, Syllables, load_names, syllables
from knowledge.localities.register import Unit, load_register
from knowledge.localities.units import Level
from knowledge.normalize import Word

MIN_LENGTH = 5
"""Letters a name must have to be recognised in spite of a slip."""

JOINED_LIKENESS = 92.0
"""Likeness asked of words that are joined or parted otherwise than the name."""

_SOUNDS = (
    ("ngh", "ng"), ("ng", "ng"), ("gh", "g"), ("gi", "d"), ("tr", "ch"), ("ch", "ch"),
    ("qu", "kw"), ("ph", "f"), ("kh", "kh"), ("th", "th"), ("nh", "nh"), ("x", "s"), ("l", "n"),
    ("r", "d"), ("v", "d"), ("c", "k"), ("q", "k"), ("z", "d"), ("j", "d"),
)  # fmt: skip
_ONSET = re.compile("|".join(spelled for spelled, _ in _SOUNDS))
_SOUND_OF = dict(_SOUNDS)


@lru_cache(maxsize=16_384)
def sound(syllable: str) -> str:
    """Return how a folded *syllable* sounds to those who confuse l/n, s/x, tr/ch, d/gi/r/v."""
    match = _ONSET.match(syllable)
    if match and match.end() < len(syllable):
        syllable = _SOUND_OF[match.group()] + syllable[match.end() :]
    return syllable.replace("y", "i")


@dataclass(frozen=True, slots=True)
class Pool:
    """Names among which a misspelt one is looked for."""

    by_letters: dict[str, Name]
    """The names by their joined folded letters."""
    by_sound: dict[Syllables, Name]
    first_sounds: frozenset[str]
    """The first syllables of `by_sound`."""

    @classmethod
    def of(cls, units: Iterable[Unit]) -> "Pool":
        """Return the pool of the official names of *units* that are long enough."""
        names = load_names().all
        by_letters: dict[str, Name] = {}
        by_sound: dict[Syllables, Name] = {}
        for folded in {syllables(unit.place.short)[1] for unit in units}:
            joined = "".join(folded)
            if len(joined) >= MIN_LENGTH and len(folded) > 1:
                by_letters[joined] = names[folded]
                by_sound[tuple(map(sound, folded))] = names[folded]
        first_sounds = frozenset(sounds[0] for sounds in by_sound)
        return cls(dict(sorted(by_letters.items())), by_sound, first_sounds)


@lru_cache(maxsize=1)
def known_pool() -> Pool:
    """Return the provinces and cities."""
    return Pool.of(
        unit
        for unit in load_register().units
        if unit.level is Level.PROVINCE or unit.place.kind in ("Thành phố", "Quận")
    )


@lru_cache(maxsize=64)
def level_pool(levels: frozenset[Level], province: int | None) -> Pool:
    """Return the names of units of *levels*, of one of today's provinces if it is known."""
    return Pool.of(
        unit
        for unit in load_register().units
        if unit.level in levels and province in (None, unit.province)
    )


_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem"
    " ien ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oat oay oc oe"
    " oen oeo oet oi om on ong ooc oong op ot u ua uan uang uat uay uc ue uech uenh ui um un ung"
    " uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen"
    " yet yeu"
)
_GOOD_SYLLABLE = re.compile(
    "(b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|q|r|s|t|th|tr|v|x)?("
    + "|".join(_RIMES.split())
    + ")"
)


@lru_cache(maxsize=1)
def _syllables_of_names() -> frozenset[str]:
    return frozenset(part for name in load_names().all.values() for part in name.folded)


def is_slip(words: Sequence[Word]) -> bool:
    """Whether one of *words* is no Vietnamese syllable, nor one that any place has."""
    return any(not _is_syllable(word.folded) for word in words)


@lru_cache(maxsize=16_384)
def _is_syllable(folded: str) -> bool:
    return bool(_GOOD_SYLLABLE.fullmatch(folded)) or folded in _syllables_of_names()


def misspelt_from(
    words: Sequence[Word],
    first: int,
    pool: Pool,
    min_likeness: float,
    *,
    needs_slip: bool = False,
) -> tuple[int, list[Name]] | None:
    """Return the names of *pool* that the words from *first* on may have been meant for.

    With the index behind the last of those words; names equally like are all given. With
    *needs_slip* words that are all good syllables are only compared by their sound.
    """
    if sound(words[first].folded) not in pool.first_sounds and needs_slip:
        if not is_slip(words[first : first + 4]):
            return None
    best: tuple[float, int, list[Name]] | None = None
    for last in range(min(first + 4, len(words)), first, -1):
        span = words[first:last]
        letters = [word.folded for word in span]
        if not all(part.isascii() and part.isalpha() for part in letters):
            continue
        if all(is_common(part) for part in letters):
            continue
        alike = pool.by_sound.get(tuple(map(sound, letters)))
        if alike is not None and _may_be(span, alike):
            return last, [alike]
        joined = "".join(letters)
        if len(joined) < MIN_LENGTH - 1 or (needs_slip and not is_slip(span)):
            continue
        cutoff = max(min_likeness, min(best[0] + 0.1, 100.0) if best else 0.0)
        likenesses = process.extract(
            joined, pool.by_letters.keys(), scorer=fuzz.ratio, score_cutoff=cutoff, limit=3
        )
        likely = [
            (likeness, pool.by_letters[key])
            for key, likeness, _ in likenesses
            if _may_be(span, pool.by_letters[key])
            and (len(pool.by_letters[key].folded) == len(span) or likeness >= JOINED_LIKENESS)
        ]
        if likely:
            top = likely[0][0]
            best = top, last, [name for likeness, name in likely if likeness > top - 1]
    return best[1:] if best else None


def _may_be(span: Sequence[Word], name: Name) -> bool:
    """Whether no syllable that is the name's own carries marks that are not."""
    if tuple(word.folded for word in span) == name.folded:
        return False  # no slip: its marks were found not to agree
    return any(
        all(
            not word.is_marked or word.folded != part or word.exact == exact
            for word, part, exact in zip(span, name.folded, spelling, strict=False)
        )
        for spelling in name.spellings
    )
