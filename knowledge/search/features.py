"""What the models see of a text: words, pairs of words, marked words, and letter groups.

Words are folded, so that writing without marks loses nothing; a marked word adds a feature
of its own, which is what makes `đường` differ from `dương`. Letter groups inside words let
misspelt words meet their right spelling.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from knowledge.normalize import Word

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

WORD, PAIR, MARKED, LETTERS, TAIL = range(5)
"""Kinds of features; each kind is scaled to the same length in every text."""

KIND_WEIGHTS = (1.0, 1.0, 0.7, 1.2, 0.8)
"""Length of each kind's part of a vector, in the order above. Birth certificate: CONTRIBUTING,
"Search", table of what was tried."""

MIN_LETTERS, MAX_LETTERS = 3, 4
"""Sizes of letter groups, the word's borders counted as letters. With groups of five a sixth
more entries, and the same held-out results (`tests/bench/folds.py`)."""

TAIL_WORDS = 7
"""How many of the last words are told apart: in Vietnamese the question stands at the end."""

MAX_WORDS = 120
"""Words read of one question; dictated stories are longer, their question is not."""

MAX_CACHED_WORDS = 50_000
"""Words whose letter groups are remembered; a flood of nonsense must not eat the memory."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word as the model compares it."""

    folded: str
    marked: str
    """The marked form, empty where the word was typed without marks."""


_token = lru_cache(maxsize=65_536)(Token)
"""Tokens are equal values: the same few thousand serve every question."""


def tokens_of(
    words: Sequence[Word], expansions: Mapping[str, tuple[str, ...]] | None = None
) -> list[Token]:
    """Return the tokens of *words*, chat abbreviations written out.

    *expansions* maps the exact form of an abbreviation to its folded words; an abbreviation
    that was written out carries no marked form, since nobody typed its marks.
    """
    tokens: list[Token] = []
    end = -1
    for word in words[:MAX_WORDS]:
        # The k of "5k3s" is no "không" of chat: what is glued to a digit stays as it is.
        is_glued = word.start == end
        end = word.end
        if expansions and not is_glued and (full := expansions.get(word.exact)):
            tokens.extend(_token(part, "") for part in full)
        else:
            tokens.append(_token(word.folded, word.exact if word.is_marked else ""))
    return tokens


def without_marks(tokens: Sequence[Token]) -> list[Token]:
    """Return the same tokens as if they had been typed without marks."""
    return [Token(token.folded, "") for token in tokens]


def letter_groups(folded: str) -> list[str]:
    """Return the groups of 3 or 4 letters of one word, its borders written as spaces."""
    padded = f" {folded} "
    groups = []
    for size in range(MIN_LETTERS, MAX_LETTERS + 1):
        if size >= len(padded):
            groups.append(padded)
            break
        groups.extend(padded[i : i + size] for i in range(len(padded) - size + 1))
    return groups


@dataclass(frozen=True, slots=True)
class Vector:
    """A sparse vector; a feature that recurs stands repeatedly."""

    indices: Ints
    values: Floats
    body: int
    """How many entries come before those of the last words, which only facets look at."""


@dataclass(frozen=True, slots=True)
class _WordFeatures:
    """Indices of the features that one folded word brings, whatever stands beside it."""

    word: tuple[int, ...]
    """One, or none where the word was never seen."""
    letters: tuple[int, ...]
    tail: tuple[int, ...]


class Encoder:
    """Turns tokens into sparse vectors over a fixed set of features."""

    def __init__(self, names: Sequence[str], rarity: Floats) -> None:
        """Use the features *names* (kind letter, then text) with their *rarity* (IDF)."""
        self.names = tuple(names)
        self.rarity = rarity
        self._index = {name: index for index, name in enumerate(names)}
        self._words: dict[str, _WordFeatures] = {}

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.names)

    def vector(self, tokens: Sequence[Token]) -> Vector:
        """Return the vector of *tokens*; features never seen in fitting are left out."""
        known: list[int] = []
        letters: list[int] = []
        ends: list[int] = []
        get = self._index.get
        for token in tokens:
            of_word = self._of_word(token.folded)
            known += of_word.word
            letters += of_word.letters
        ends.append(len(known))
        pairs, marked, tail_pairs = names_of_pairs(tokens)
        for names in (pairs, marked):
            known += [i for n in names if (i := get(n)) is not None]
            ends.append(len(known))
        known += letters
        ends.append(len(known))
        for token in tokens[-TAIL_WORDS:]:
            known += self._of_word(token.folded).tail
        known += [i for n in tail_pairs if (i := get(n)) is not None]
        ends.append(len(known))
        indices = np.array(known, np.int32)
        values = self.rarity[indices]
        begin = 0
        for weight, end in zip(KIND_WEIGHTS, ends, strict=True):
            if end > begin:
                some = values[begin:end]
                some *= weight / math.sqrt(some.dot(some))
            begin = end
        return Vector(indices, values, ends[LETTERS])

    def _of_word(self, folded: str) -> "_WordFeatures":
        known = self._words.get(folded)
        if known is None:
            known = _WordFeatures(
                word=self._known(["w" + folded]),
                letters=self._known(["l" + group for group in letter_groups(folded)]),
                tail=self._known(["t" + folded]),
            )
            if len(self._words) < MAX_CACHED_WORDS:
                self._words[folded] = known
        return known

    def _known(self, names: Sequence[str]) -> tuple[int, ...]:
        return tuple(i for name in names if (i := self._index.get(name)) is not None)


def names_of_pairs(tokens: Sequence[Token]) -> tuple[list[str], list[str], list[str]]:
    """Return the names of pairs, of marked words and their pairs, and of pairs at the end."""
    folded = [token.folded for token in tokens]
    pairs = [f"p{one} {other}" for one, other in pairwise(folded)]
    marked = ["m" + token.marked for token in tokens if token.marked]
    if len(marked) > 1:
        marked += [
            f"q{one.marked} {other.marked}"
            for one, other in pairwise(tokens)
            if one.marked and other.marked
        ]
    tail_pairs = [f"u{one} {other}" for one, other in pairwise(folded[-TAIL_WORDS:])]
    return pairs, marked, tail_pairs
