"""Which topic and facet a question is about, with probabilities.

Two linear models, fitted on the phrases of the base itself: one tells the topic (with three
more labels that compete with the topics: somebody else's business, small talk, and the
question for an office), the other the facet. Both see the question with its place names
replaced by one word, so that a village's name pulls towards no topic.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from knowledge.emergency.examples import examples
from knowledge.model import Facet, KnowledgeBase, Language, Lexicon
from knowledge.normalize import Word, fold_word, words_of
from knowledge.search.features import Encoder, Floats, Token, tokens_of, without_marks
from knowledge.search.linear import LinearModel, centroids, fit, softmax
from knowledge.search.places import PlaceMask
from knowledge.search.programmes import Named, named_programme, programme_numbers
from knowledge.search.vocabulary import encode

OTHER = "~other"
"""Label of what is somebody else's business (every signpost)."""
SMALL_TALK = "~smalltalk"
OFFICE = "~office"
"""Label of the question for an office of the Union, of no topic in particular."""
DANGER = "~danger"
"""Label of a cry for help: a second opinion beside `knowledge.emergency`, which needs no base."""
CALM = "~calm"
"""Label of what only looks like one (films, recipes, figures of speech): not ours either."""
VIOLENCE_TOPIC = "bao-luc-gia-dinh"
"""The topic that calm questions about danger belong to."""
OFFICE_KEY = "office"
"""Key of the small-talk entry whose phrases ask for an office."""

TEMPERATURE = 0.75
"""Divisor of the log-odds that makes confidences honest; see `tests/bench/calibration`."""

_ORDINARY_HEADINGS = ("ordinary", "programme", "Union work")
"""Headings of harmless examples that are questions to the Union: the topics have their own."""
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A phrase and what it is to find."""

    text: str
    label: str
    """Slug of a topic, or one of the labels above."""
    facet: Facet | None = None
    kind: str = ""
    """Label and key of the signpost or small talk it stands in."""


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase as the models see it: its places hidden, its abbreviations written out."""

    language: Language
    phrase: Labelled
    tokens: list[Token]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the models say of one question. Probabilities; each mapping sums to 1."""

    topics: Mapping[str, float]
    """Slug of every topic, and the labels `OTHER`, `SMALL_TALK` and `OFFICE`."""
    facets: Mapping[Facet, float]
    programme: Named | None
    """A programme named by its number."""
    danger: float = 0.0
    """Probability of a cry for help; in `topics` it counts for the topic of violence."""

    def ranked_topics(self) -> list[tuple[str, float]]:
        """Return the slugs of topics, most probable first; ties in alphabetical order."""
        real = [(slug, p) for slug, p in self.topics.items() if not slug.startswith("~")]
        return sorted(real, key=lambda pair: (-pair[1], pair[0]))


@dataclass(frozen=True, slots=True)
class Models:
    """What is fitted on one version of the base: one encoder, three models over it."""

    NAMES: ClassVar[tuple[str, ...]] = ("topics", "facets", "kinds")

    encoder: Encoder
    topics: LinearModel
    facets: LinearModel
    kinds: LinearModel
    """Tells the kinds of somebody else's business and of small talk from one another."""

    def by_name(self) -> dict[str, LinearModel]:
        """Return the models by the names of their fields."""
        return {"topics": self.topics, "facets": self.facets, "kinds": self.kinds}


def best_facet(scores: Scores, available: tuple[Facet, ...]) -> Facet:
    """Return the most probable facet among those that the topic has."""
    return max(available, key=lambda facet: scores.facets.get(facet, 0.0))


class Matcher:
    """Scores questions with the models of one version of the base."""

    def __init__(
        self,
        models: Models,
        expansions: Mapping[Language, Mapping[str, tuple[str, ...]]],
        numbers: Mapping[str, str],
    ) -> None:
        """Use `matcher_of`."""
        self.models = models
        self.expansions = expansions
        self.numbers = numbers
        self._facets = tuple(Facet(label) for label in models.facets.labels)
        self._is_among = {
            among: np.array([label.startswith(among) for label in models.kinds.labels])
            for among in (OTHER, SMALL_TALK)
        }

    def tokens(self, words: Sequence[Word], language: Language) -> list[Token]:
        """Return the tokens of *words* with the chat abbreviations of *language* written out."""
        return tokens_of(words, self.expansions.get(language))

    def score(self, tokens: Sequence[Token]) -> Scores:
        """Return the probabilities for a question given as `tokens`."""
        vector = self.models.encoder.vector(tokens)
        body = vector.body
        scores = self.models.topics.scores(vector.indices[:body], vector.values[:body])
        topics = softmax(scores / TEMPERATURE)
        facets = softmax(self.models.facets.scores(vector.indices, vector.values))
        told = dict(zip(self.models.topics.labels, topics.tolist(), strict=True))
        danger = told.pop(DANGER, 0.0)
        told[OTHER] = told.get(OTHER, 0.0) + told.pop(CALM, 0.0)
        if VIOLENCE_TOPIC in told:
            told[VIOLENCE_TOPIC] += danger
        return Scores(
            topics=told,
            danger=danger,
            facets=dict(zip(self._facets, facets.tolist(), strict=True)),
            programme=named_programme([token.folded for token in tokens], self.numbers),
        )

    def kind_of_other(self, tokens: Sequence[Token], among: str) -> tuple[str, float]:
        """Return the key of the signpost or small talk most like *tokens*, and how sure.

        *among* is `OTHER` or `SMALL_TALK`.
        """
        vector = self.models.encoder.vector(tokens)
        kinds = self.models.kinds
        probabilities = softmax(
            kinds.scores(vector.indices[: vector.body], vector.values[: vector.body])
        )
        within: Floats = np.where(self._is_among[among], probabilities, 0.0)
        total = float(within.sum())
        best = int(within.argmax())
        key = kinds.labels[best].partition(" ")[2]
        return key, float(within[best]) / total if total else 0.0


def labelled_phrases(base: KnowledgeBase) -> Iterator[tuple[Language, Labelled]]:
    """Yield every phrase that the models learn from, with its language."""
    for topic in base.topics.values():
        for language, aliases in topic.aliases.items():
            for alias in aliases:
                yield language, Labelled(alias, topic.slug)
        for language, name in topic.name.items():
            yield language, Labelled(name, topic.slug)
        for facet, passage in topic.passages.items():
            for language, phrases in passage.phrases.items():
                for phrase in phrases:
                    yield language, Labelled(phrase, topic.slug, facet)
    for figure in base.figures:
        for language, keywords in figure.keywords.items():
            for keyword in keywords:
                yield language, Labelled(keyword, figure.topic)
        for language, text in figure.text.items():
            yield language, Labelled(_PLACEHOLDER.sub(" ", text), figure.topic, Facet.RESULTS)
    for signpost in base.signposts.values():
        for language, phrases in signpost.phrases.items():
            for phrase in phrases:
                yield language, Labelled(phrase, OTHER, kind=f"{OTHER} {signpost.key}")
    for courtesy in base.courtesies.values():
        is_office = courtesy.key == OFFICE_KEY
        for language, phrases in courtesy.phrases.items():
            for phrase in phrases:
                if is_office:
                    yield language, Labelled(phrase, OFFICE, Facet.CONTACT)
                else:
                    kind = f"{SMALL_TALK} {courtesy.key}"
                    yield language, Labelled(phrase, SMALL_TALK, kind=kind)
    for example in examples():
        if example.kind is not None:
            yield example.language, Labelled(example.text, DANGER)
        elif not any(word in example.heading for word in _ORDINARY_HEADINGS):
            yield example.language, Labelled(example.text, CALM)


def expansions_of(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Return abbreviation → folded words of its usual meaning, for `tokens_of`."""
    table = {}
    for short, meanings in lexicon.abbreviations.items():
        words = words_of(short)
        if len(words) == 1:
            table[words[0].exact] = tuple(fold_word(part) for part in meanings[0].split())
    return table


def matcher_of(base: KnowledgeBase, models: Models) -> Matcher:
    """Return the matcher of *base* with its fitted *models*."""
    return Matcher(models, expansions_by_language(base), programme_numbers(base))


def expansions_by_language(
    base: KnowledgeBase,
) -> dict[Language, dict[str, tuple[str, ...]]]:
    """Return the abbreviations of each language with what they stand for."""
    return {language: expansions_of(it) for language, it in base.lexicons.items()}


def fit_models(base: KnowledgeBase, masked: PlaceMask) -> Models:
    """Fit the models on the phrases of *base*; *masked* hides place names in them."""
    return fit_on(examples_of(base, masked))


def examples_of(base: KnowledgeBase, masked: PlaceMask) -> list[Example]:
    """Return what the models learn from; *masked* hides place names."""
    expansions = expansions_by_language(base)
    return [
        Example(
            language, phrase, tokens_of(masked(phrase.text, language), expansions.get(language))
        )
        for language, phrase in labelled_phrases(base)
    ]


def fit_on(examples: Sequence[Example]) -> Models:
    """Fit the models on *examples*."""
    phrases = [example.phrase for example in examples]
    texts: list[list[Token]] = []
    for example in examples:
        # Half of the phrases are learned as if typed without marks: the folded words must
        # carry the meaning alone, or writing without marks would be understood worse. Which
        # half depends on the phrase itself, so that one added phrase changes no other.
        is_bare = example.language is Language.VI and zlib.crc32(example.phrase.text.encode()) & 1
        texts.append(without_marks(example.tokens) if is_bare else example.tokens)
    encoder, vectors = encode(texts)
    bodies = [(it.indices[: it.body], it.values[: it.body]) for it in vectors]
    count = len(encoder)
    with_facet = [i for i, phrase in enumerate(phrases) if phrase.facet is not None]
    with_kind = [i for i, phrase in enumerate(phrases) if phrase.kind]
    return Models(
        encoder=encoder,
        topics=fit(bodies, [phrase.label for phrase in phrases], count),
        facets=fit(
            [(vectors[i].indices, vectors[i].values) for i in with_facet],
            [str(phrases[i].facet) for i in with_facet],
            count,
        ),
        kinds=centroids(
            [bodies[i] for i in with_kind], [phrases[i].kind for i in with_kind], count
        ),
    )
