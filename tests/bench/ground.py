"""What the measurements stand on: the phrases of the base, and labelled questions."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.language import detect
from knowledge.loader import CONTENT_FOLDER, load_base
from knowledge.localities import Gazetteer
from knowledge.model import KnowledgeBase
from knowledge.normalize import clean, words_of
from knowledge.search.features import Token, tokens_of
from knowledge.search.matcher import Example, examples_of, expansions_by_language
from knowledge.search.places import PlaceMask, masked

GOLDEN = Path(__file__).parent.parent / "golden" / "questions.jsonl"
SILENT = "~"
"""First letter of the labels that compete with the topics: signposts, small talk, office."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question as every method sees it."""

    tokens: list[Token]
    topics: frozenset[str]
    """Any of these is right; empty where no topic is."""

    @property
    def text(self) -> str:
        """The folded words."""
        return folded(self.tokens)


@dataclass(frozen=True, slots=True)
class Ground:
    """The base, and its phrases with places hidden and abbreviations written out."""

    base: KnowledgeBase
    gazetteer: Gazetteer
    examples: Sequence[Example]

    @classmethod
    def load(cls) -> "Ground":
        """Load the base that ships with the program."""
        loaded = load_base(CONTENT_FOLDER)
        if loaded.base is None:
            raise SystemExit("the knowledge base has errors: see `chihoi knowledge check`")
        gazetteer = Gazetteer.load()
        return cls(loaded.base, gazetteer, examples_of(loaded.base, PlaceMask(gazetteer)))

    def questions(self, path: Path) -> list[Asked]:
        """Return the questions of *path* on one topic or on none; follow-ups are left out."""
        expansions = expansions_by_language(self.base)
        asked = []
        for row in read_rows(path):
            expect = row["expect"]
            if row.get("context") or not isinstance(expect, Mapping):
                continue
            if "topic" not in expect and not expect.get("none"):
                continue
            topic = expect.get("topic", [])
            text = clean(str(row["q"]))
            words = words_of(text)
            language, _ = detect(text, words)
            mentions = self.gazetteer.find(text, language=language, words=words)
            tokens = tokens_of(masked(words, mentions), expansions.get(language))
            asked.append(Asked(tokens, frozenset([topic] if isinstance(topic, str) else topic)))
        return asked


def folded(tokens: Sequence[Token]) -> str:
    """Return the folded words with one space between them."""
    return " ".join(token.folded for token in tokens)


def read_rows(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
