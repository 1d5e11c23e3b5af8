"""The fitted weights, and the chance of danger that they give a message."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

import numpy as np

from knowledge.emergency.features import (
    KIND_PARTS,
    LENGTHS,
    Message,
    Part,
    features_of,
    letters_of,
)
from knowledge.emergency.kinds import Kind
from knowledge.search.features import Floats

FILE_NAME = "weights.npz"
KINDS = tuple(Kind)
MAX_REMEMBERED = 20_000
"""Words whose letters are remembered; a flood of nonsense must not eat the memory."""

Share = tuple[float, float]
"""What a feature adds: to the squared length of its part, and to the log-odds before scaling."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features that were seen in fitting, and how rare each is."""

    numbers: Mapping[str, int]
    rarity: Floats

    def vector(
        self, message: Message, parts: Collection[Part] = frozenset(Part)
    ) -> tuple[list[int], list[float]]:
        """Return the numbers and values of the features of *message*, of these *parts* only."""
        indices: list[int] = []
        values: list[float] = []
        for part, names in zip(Part, features_of(message), strict=True):
            if part not in parts:
                continue
            chosen: Iterable[str] = names
            if part is Part.LETTERS:
                chosen = (name for piece in message.pieces for name in letters_of(piece.folded))
            found = [n for name in chosen if (n := self.numbers.get(name)) is not None]
            some = [float(self.rarity[number]) for number in found]
            length = math.sqrt(sum(value * value for value in some))
            indices.extend(found)
            values.extend(LENGTHS[part] * value / length for value in some)
        return indices, values


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model of two answers: is it danger, and of which kind."""

    vocabulary: Vocabulary
    danger: Floats
    """Weight of each feature for danger, in log-odds."""
    bias: float
    kinds: Floats
    """Shape (features, kinds), in the order of `KINDS`; only `KIND_PARTS` weigh."""
    kinds_bias: Floats
    digest: str
    """Of everything the weights were fitted on; see `compile`."""
    shares: Mapping[str, Share] = field(init=False)
    letters: dict[str, Share] = field(default_factory=dict, init=False)
    """Word → share of all its letters, remembered."""

    def __post_init__(self) -> None:
        """Work out what each feature adds, so that a message costs no arithmetic on arrays."""
        rarity = self.vocabulary.rarity
        squares, dangers = (rarity * rarity).tolist(), (rarity * self.danger).tolist()
        pairs = zip(squares, dangers, strict=True)
        object.__setattr__(self, "shares", dict(zip(self.vocabulary.numbers, pairs, strict=True)))

    def chance_of_danger(self, message: Message) -> float:
        """Return the probability (0 to 1) that somebody is in danger."""
        total = self.bias
        get = self.shares.get
        for part, names in enumerate(features_of(message)):
            square = danger = 0.0
            if part == Part.LETTERS:
                for piece in message.pieces:
                    one, other = self.letters.get(piece.folded) or self._letters(piece.folded)
                    square += one
                    danger += other
            else:
                for name in names:
                    if (share := get(name)) is not None:
                        square += share[0]
                        danger += share[1]
            if square:
                total += LENGTHS[part] * danger / math.sqrt(square)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def kind_of(self, message: Message) -> Kind:
        """Return the likeliest kind of danger."""
        indices, values = self.vocabulary.vector(message, KIND_PARTS)
        scores = self.kinds_bias + np.array(values, np.float32) @ self.kinds[indices]
        return KINDS[int(scores.argmax())]

    def _letters(self, folded: str) -> Share:
        found = [s for name in letters_of(folded) if (s := self.shares.get(name)) is not None]
        share = sum(one for one, _ in found), sum(other for _, other in found)
        if len(self.letters) < MAX_REMEMBERED:
            self.letters[folded] = share
        return share


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the weights of weights.npz, read once."""
    with files("knowledge.emergency").joinpath(FILE_NAME).open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        names = stored["names"].tobytes().decode().split("\n")
        return Weights(
            vocabulary=Vocabulary({n: i for i, n in enumerate(names)}, stored["rarity"]),
            danger=stored["danger"],
            bias=float(stored["bias"]),
            kinds=stored["kinds"].astype(np.float32),
            kinds_bias=stored["kinds_bias"],
            digest=stored["digest"].tobytes().decode(),
        )
