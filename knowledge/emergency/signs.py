"""Meaning groups: which of them a message touches (see the header of signs.txt)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from knowledge.emergency.reading import OPEN, Piece, read
from knowledge.model import Language
from knowledge.normalize import words_of

CALM = "calm"
"""How the names of groups begin that are signs of harmless talk."""
SURE = "sure"
"""How the names of groups begin that alarm by themselves."""
MAX_REMEMBERED = 20_000
"""Words whose phrases are remembered; a flood of nonsense must not eat the memory."""


class Sign(NamedTuple):
    """A meaning group touched at a place."""

    group: str
    start: int
    """Number of its first word."""
    end: int
    """Number behind its last word."""


class _Entry(NamedTuple):
    """One phrase of the table."""

    group: str
    folded: tuple[str, ...]
    """Patterns of its words: `word`, `word*`, `*word` or `*word*`."""
    exact: tuple[str, ...]
    is_strict: bool
    """Whether bare letters do not stand for it."""


_Candidates = tuple[tuple[_Entry, ...], Mapping[str, tuple[_Entry, ...]]]
"""Phrases to be looked at whatever follows, and those with a plain second word, by it."""


@dataclass(slots=True)
class _Table:
    """The phrases of one language, found by their first word and, where plain, their second."""

    by_pattern: dict[str, list[_Entry]] = field(default_factory=dict)
    known: dict[str, _Candidates] = field(default_factory=dict)
    has_inner: bool = False
    """Whether some pattern is open at its beginning."""

    def add(self, entry: _Entry) -> None:
        self.by_pattern.setdefault(entry.folded[0], []).append(entry)
        self.has_inner |= entry.folded[0].startswith("*")

    def beginning_with(self, word: str) -> _Candidates:
        """Return the phrases whose first word *word* may be."""
        found = self.known.get(word)
        if found is None:
            entries = [
                e for pattern in self._patterns(word) for e in self.by_pattern.get(pattern, ())
            ]
            found = _by_second_word(entries)
            if len(self.known) < MAX_REMEMBERED:
                self.known[word] = found
        return found

    def _patterns(self, word: str) -> Iterator[str]:
        yield word
        size = min(len(word), 20)
        for end in range(1, size + 1):
            yield word[:end] + "*"
        if not self.has_inner:
            return
        for begin in range(size):
            yield "*" + word[begin:]
            for end in range(begin + 1, size + 1):
                yield "*" + word[begin:end] + "*"


def signs_of(pieces: Sequence[Piece], language: Language) -> list[Sign]:
    """Return every sign in *pieces*, in order; one place may carry several."""
    table = _tables()[language]
    signs: list[Sign] = []
    count = len(pieces)
    for start, piece in enumerate(pieces):
        always, by_second = table.beginning_with(piece.folded)
        entries = always
        if by_second and start + 1 < count:
            entries = always + by_second.get(pieces[start + 1].folded, ())
        for entry in entries:
            end = start + len(entry.folded)
            if end <= count and _fits(entry, pieces, start):
                signs.append(Sign(entry.group, start, end))
    return signs


def _by_second_word(entries: Sequence[_Entry]) -> _Candidates:
    always: list[_Entry] = []
    by_second: dict[str, tuple[_Entry, ...]] = {}
    for entry in entries:
        if len(entry.folded) == 1 or "*" in entry.folded[1]:
            always.append(entry)
        else:
            by_second[entry.folded[1]] = (*by_second.get(entry.folded[1], ()), entry)
    return tuple(always), by_second


def _fits(entry: _Entry, pieces: Sequence[Piece], start: int) -> bool:
    for offset, pattern in enumerate(entry.folded):
        folded, marked = pieces[start + offset]
        if offset and pattern != folded and not _matches(pattern, folded):
            return False
        if marked:
            if marked != entry.exact[offset] and "*" not in pattern:
                return False
        elif entry.is_strict and entry.exact[offset] != folded:
            return False
    return True


def _matches(pattern: str, word: str) -> bool:
    bare = pattern.strip("*")
    if pattern[0] == "*":
        return bare in word if pattern[-1] == "*" else word.endswith(bare)
    return pattern[-1] == "*" and word.startswith(bare)


@lru_cache(maxsize=1)
def _tables() -> Mapping[Language, _Table]:
    tables = {language: _Table() for language in Language}
    seen: set[tuple[Language, _Entry]] = set()
    group = ""
    text = files("knowledge.emergency").joinpath("signs.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            group = line.strip("[]").replace(" ", "_")
        elif line and not line.startswith("#"):
            code, _, phrases = line.partition(": ")
            language = Language(code)
            for phrase in phrases.split(", "):
                entry = _entry(group, phrase, language)
                if (language, entry) not in seen:
                    seen.add((language, entry))
                    tables[language].add(entry)
    return tables


def _entry(group: str, phrase: str, language: Language) -> _Entry:
    text = phrase.removeprefix("!").replace("*", OPEN)
    pieces = read(text, words_of(text), language)
    is_single = group.startswith(CALM) and len(pieces) == 1 and bool(pieces[0].marked)
    return _Entry(
        group,
        tuple(piece.folded.replace(OPEN, "*") for piece in pieces),
        tuple((piece.marked or piece.folded).replace(OPEN, "*") for piece in pieces),
        phrase.startswith("!") or is_single,
    )
