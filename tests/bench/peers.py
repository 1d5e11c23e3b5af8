"""The methods that are compared: each is fitted on phrases and tells a topic and a score."""

import random
import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import bm25s
import numpy as np
import numpy.typing as npt
import tantivy
from rapidfuzz import fuzz, process
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from knowledge.search.features import Token
from knowledge.search.linear import softmax
from knowledge.search.matcher import TEMPERATURE, Example, fit_on
from tests.bench.ground import SILENT, Asked, folded

PEER_PASSES = 8
"""Passes of scikit-learn's solver (saga), each of some seconds: the run must end."""
MANY = 64
"""Hits that tantivy is asked for, to find the best topic behind the signposts."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a method says of one question."""

    label: str
    """The best of all labels; one that begins with `~` means silence."""
    score: float
    topic: str
    """The best topic, if it had to answer."""


class Method(Protocol):
    """A fitted method."""

    def __call__(self, asked: Asked) -> Guess:
        """Return the guess for one question."""


Fit = Callable[[Sequence[Example]], Method]


def _guess(labels: Sequence[str], scores: npt.NDArray[np.floating]) -> Guess:
    """Return the best label, and the best one that is a topic."""
    best = int(scores.argmax())
    is_silent = np.array([label.startswith(SILENT) for label in labels])
    topic = int(np.where(is_silent, -np.inf, scores).argmax())
    return Guess(labels[best], float(scores[best]), labels[topic])


class _Phrases:
    """Methods that compare a question with every phrase: the best phrase wins."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.labels = [it.phrase.label for it in examples]
        self.is_silent = np.array([label.startswith(SILENT) for label in self.labels])
        self.texts = [folded(it.tokens) for it in examples]

    def best(self, scores: npt.NDArray[np.floating]) -> Guess:
        best = int(scores.argmax())
        topic = int(np.where(self.is_silent, -np.inf, scores).argmax())
        return Guess(self.labels[best], float(scores[best]), self.labels[topic])


def fit_ours(examples: Sequence[Example]) -> Method:
    """Our own models."""
    models = fit_on(examples)
    labels = models.topics.labels

    def guess(asked: Asked) -> Guess:
        vector = models.encoder.vector(asked.tokens)
        body = vector.body
        scores = models.topics.scores(vector.indices[:body], vector.values[:body])
        return _guess(labels, softmax(scores / TEMPERATURE))

    return guess


def fit_token_set_ratio(examples: Sequence[Example]) -> Method:
    """rapidfuzz's likeness of the sets of words."""
    phrases = _Phrases(examples)

    def guess(asked: Asked) -> Guess:
        return phrases.best(
            process.cdist([asked.text], phrases.texts, scorer=fuzz.token_set_ratio)[0]
        )

    return guess


def fit_wratio(examples: Sequence[Example]) -> Method:
    """rapidfuzz's weighted mixture."""
    phrases = _Phrases(examples)

    def guess(asked: Asked) -> Guess:
        return phrases.best(process.cdist([asked.text], phrases.texts, scorer=fuzz.WRatio)[0])

    return guess


def fit_bm25s(examples: Sequence[Example]) -> Method:
    """BM25 over numpy arrays."""
    phrases = _Phrases(examples)
    index = bm25s.BM25()
    index.index([text.split() for text in phrases.texts], show_progress=False)

    def guess(asked: Asked) -> Guess:
        return phrases.best(index.get_scores(asked.text.split()))

    return guess


def fit_tantivy(examples: Sequence[Example]) -> Method:
    """BM25 of a search engine in Rust."""
    phrases = _Phrases(examples)
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace")
    builder.add_unsigned_field("number", stored=True, indexed=False)
    index = tantivy.Index(builder.build())
    writer = index.writer(50_000_000, 1)
    for number, text in enumerate(phrases.texts):
        writer.add_document(tantivy.Document(text=text, number=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def guess(asked: Asked) -> Guess:
        if not asked.tokens:
            return Guess(SILENT, 0.0, phrases.labels[0])
        words = re.findall(r"\w+", asked.text)
        query = index.parse_query(" ".join(f'"{word}"' for word in words), ["text"])
        hits = searcher.search(query, MANY).hits
        found = [
            (phrases.labels[searcher.doc(address)["number"][0]], score) for score, address in hits
        ]
        if not found:
            return Guess(SILENT, 0.0, phrases.labels[0])
        topic = next((label for label, _ in found if not label.startswith(SILENT)), SILENT)
        return Guess(found[0][0], found[0][1], topic)

    return guess


def fit_regression(examples: Sequence[Example], passes: int = PEER_PASSES) -> Method:
    """scikit-learn's multinomial logistic regression on words, pairs and letter groups."""
    union = make_union(
        TfidfVectorizer(
            token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True, min_df=2, dtype=np.float32
        ),
        TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, dtype=np.float32
        ),
    )
    model = make_pipeline(union, LogisticRegression(C=10.0, solver="saga", max_iter=passes))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit([folded(it.tokens) for it in examples], [it.phrase.label for it in examples])
    labels = [str(label) for label in model.classes_]

    def guess(asked: Asked) -> Guess:
        return _guess(labels, model.predict_proba([asked.text])[0])

    return guess


METHODS: dict[str, Fit] = {
    "ours": fit_ours,
    "scikit-learn regression": fit_regression,
    "bm25s": fit_bm25s,
    "tantivy": fit_tantivy,
    "rapidfuzz token_set_ratio": fit_token_set_ratio,
    "rapidfuzz WRatio": fit_wratio,
}


def grown(examples: Sequence[Example], count: int) -> list[Example]:
    """Return *count* phrases: a selection, or copies with one word of another phrase put in.

    Good for measuring time, and for nothing else.
    """
    order = random.Random(0)
    if count <= len(examples):
        return order.sample(list(examples), count)
    vocabulary = [token for it in examples for token in it.tokens]
    more = list(examples)
    while len(more) < count:
        example = order.choice(examples)
        tokens: list[Token] = list(example.tokens)
        if tokens:
            tokens[order.randrange(len(tokens))] = order.choice(vocabulary)
        more.append(Example(example.language, example.phrase, tokens))
    return more
