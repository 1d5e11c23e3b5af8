"""A softmax linear model over sparse features, fitted on the base's own phrases at load.

The same model as a multinomial logistic regression, fitted by AdaGrad in small batches:
deterministic, about a second for ten thousand phrases on one core, no other library than
numpy (`tests/bench/` compares it with scikit-learn's).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.search.features import Floats, Ints

Halves = npt.NDArray[np.float16]

EPOCHS = 5
"""Passes over the phrases. Birth certificate: CONTRIBUTING, "Search"."""
BATCH = 128
LEARNING_RATE = 0.6
RIDGE = 2e-5
"""Pull of every weight towards zero, per example."""
CENTROID_SHARPNESS = 10.0
"""Factor that turns a likeness (0 to about 1.5) into log-odds."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Scores every label for a vector."""

    labels: tuple[str, ...]
    weights: Halves
    """Shape (features, labels). In half precision: that is how they are stored, and a model
    that was just fitted must say the same as one that was read."""
    bias: Floats

    def scores(self, indices: Ints, values: Floats) -> Floats:
        """Return the log-odds of every label, up to a common constant."""
        # `take` gathers rows four times as fast as indexing does.
        rows = self.weights.take(indices, axis=0).astype(np.float32)
        scores: Floats = self.bias + values @ rows
        return scores

    def pull(self, indices: Ints, values: Floats, label: str) -> dict[int, float]:
        """Return each feature's share in the score of *label*, by its index."""
        column = self.labels.index(label)
        shares: dict[int, float] = {}
        for index, value in zip(indices.tolist(), values.tolist(), strict=True):
            share = value * float(self.weights[index, column])
            shares[index] = shares.get(index, 0.0) + share
        return shares


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some rows, laid out so that one pass needs no sorting and no search."""

    features: Ints
    values: Floats
    row_starts: Ints
    owners: Ints
    """Row of each entry; entries of features that only one row has come first."""
    owners_values: Floats
    """Values in the order of `owners`."""
    lone: int
    """How many features only one entry has: their gradient needs no adding up."""
    shared_starts: Ints
    """Where the entries of each other feature begin, behind the lone ones."""
    touched: Ints
    """The features, lone ones first."""
    targets: Ints


def softmax(scores: Floats) -> Floats:
    """Return probabilities for log-odds, along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    probabilities: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return probabilities


def fit(
    vectors: Sequence[tuple[Ints, Floats]], labels: Sequence[str], feature_count: int
) -> LinearModel:
    """Fit a model that tells *labels* from *vectors* (indices below *feature_count*, values).

    The result depends on nothing but the arguments, in their order.
    """
    names = tuple(sorted(set(labels)))
    column = {name: index for index, name in enumerate(names)}
    targets = np.array([column[label] for label in labels], np.int32)
    order = np.random.default_rng(0)
    shuffled = order.permutation(len(vectors))
    batches = [
        _batch([vectors[i] for i in chosen], targets[chosen])
        for chosen in np.split(shuffled, range(BATCH, len(vectors), BATCH))
        if len(chosen)
    ]
    weights = np.zeros((feature_count, len(names)), np.float32)
    bias = np.zeros(len(names), np.float32)
    _descend(weights, bias, batches, order)
    return LinearModel(names, weights.astype(np.float16), bias)


def centroids(
    vectors: Sequence[tuple[Ints, Floats]], labels: Sequence[str], feature_count: int
) -> LinearModel:
    """Return a model that scores a label by the likeness to the mean of its *vectors*.

    Weaker than `fit`, and a hundred times cheaper: enough to say which of a hundred kinds
    of "somebody else's business" a question is, once it is known to be one.
    """
    names = tuple(sorted(set(labels)))
    weights = np.zeros((feature_count, len(names)), np.float16)
    for number, name in enumerate(names):
        sums = np.zeros(feature_count, np.float32)
        for (indices, values), label in zip(vectors, labels, strict=True):
            if label == name:
                np.add.at(sums, indices, values)
        sums *= CENTROID_SHARPNESS / max(float(np.sqrt(sums @ sums)), 1e-6)
        weights[:, number] = sums
    return LinearModel(names, weights, np.zeros(len(names), np.float32))


def _batch(vectors: Sequence[tuple[Ints, Floats]], targets: Ints) -> _Batch:
    lengths = [len(indices) for indices, _ in vectors]
    kept = [i for i, length in enumerate(lengths) if length]
    features = np.concatenate([vectors[i][0] for i in kept])
    some = np.array([lengths[i] for i in kept], np.int32)
    values = np.concatenate([vectors[i][1] for i in kept])
    by_feature = np.argsort(features, kind="stable").astype(np.int32)
    in_order = features[by_feature]
    starts = np.flatnonzero(np.concatenate(([True], in_order[1:] != in_order[:-1])))
    sizes = np.diff(starts, append=len(features))
    is_lone = sizes == 1
    lone_first = np.argsort(~np.repeat(is_lone, sizes), kind="stable")
    by_feature = by_feature[lone_first]
    lone = int(is_lone.sum())
    shared_sizes = sizes[~is_lone]
    return _Batch(
        features=features,
        values=values,
        row_starts=np.concatenate(([0], np.cumsum(some)[:-1])).astype(np.int32),
        owners=np.repeat(np.arange(len(kept), dtype=np.int32), some)[by_feature],
        owners_values=values[by_feature],
        lone=lone,
        shared_starts=(np.cumsum(shared_sizes) - shared_sizes).astype(np.int32),
        touched=np.concatenate((in_order[starts[is_lone]], in_order[starts[~is_lone]])),
        targets=targets[kept],
    )


def _descend(
    weights: Floats, bias: Floats, batches: Sequence[_Batch], order: np.random.Generator
) -> None:
    """AdaGrad on the cross-entropy; one step size a feature, shared by the labels."""
    history = np.full(len(weights), 0.1, np.float32)
    bias_history = np.full(len(bias), 0.1, np.float32)
    for _ in range(EPOCHS):
        for number in order.permutation(len(batches)):
            batch = batches[number]
            entries = weights.take(batch.features, axis=0)
            entries *= batch.values[:, None]
            error = softmax(np.add.reduceat(entries, batch.row_starts, axis=0) + bias)
            error[np.arange(len(batch.targets)), batch.targets] -= 1.0
            gradient = _gradient(batch, error)
            some = weights.take(batch.touched, axis=0)
            gradient += RIDGE * len(batch.targets) * some
            past = history.take(batch.touched)
            past += np.einsum("ij,ij->i", gradient, gradient) / len(bias)
            history[batch.touched] = past
            gradient *= (LEARNING_RATE / np.sqrt(past))[:, None]
            some -= gradient
            weights[batch.touched] = some
            bias_pull = error.sum(axis=0)
            bias_history += bias_pull * bias_pull
            bias -= 0.3 * LEARNING_RATE * bias_pull / np.sqrt(bias_history)


def _gradient(batch: _Batch, error: Floats) -> Floats:
    """Return the gradient of each touched feature's weights."""
    pulls = error.take(batch.owners, axis=0)
    pulls *= batch.owners_values[:, None]
    if len(batch.shared_starts):
        shared = np.add.reduceat(pulls[batch.lone :], batch.shared_starts, axis=0)
        pulls[batch.lone : len(batch.touched)] = shared
    return pulls[: len(batch.touched)]
