import numpy as np

from knowledge.search.features import Encoder, Floats, Ints, Token
from knowledge.search.linear import centroids, fit, softmax
from knowledge.search.vocabulary import encode

PHRASES = {
    "vay": ["vay von ngan hang", "vay tien nuoi bo", "muon vay von", "lai vay bao nhieu"],
    "nghe": ["hoc nghe may", "day nghe lam banh", "lop hoc nghe", "xin hoc may"],
}


def tokens(text: str) -> list[Token]:
    return [Token(word, "") for word in text.split()]


def encoded() -> tuple[Encoder, list[tuple[Ints, Floats]], list[str]]:
    texts = [(tokens(text), label) for label, some in PHRASES.items() for text in some]
    encoder = encode([text for text, _ in texts])[0]
    vectors = [encoder.vector(text) for text, _ in texts]
    return encoder, [(it.indices, it.values) for it in vectors], [label for _, label in texts]


def test_fitting_is_deterministic_and_learns_its_phrases() -> None:
    encoder, vectors, labels = encoded()
    one = fit(vectors, labels, len(encoder))
    other = fit(vectors, labels, len(encoder))
    assert np.array_equal(one.weights, other.weights)
    told = [one.labels[int(one.scores(i, v).argmax())] for i, v in vectors]
    assert told == labels


def test_a_misspelt_word_meets_its_right_spelling_by_its_letters() -> None:
    encoder, vectors, labels = encoded()
    model = fit(vectors, labels, len(encoder))
    vector = encoder.vector(tokens("hocc nghee"))
    scores = softmax(model.scores(vector.indices, vector.values))
    assert scores[model.labels.index("nghe")] > 0.5


def test_text_without_any_known_feature_gives_the_bias() -> None:
    encoder, vectors, labels = encoded()
    model = fit(vectors, labels, len(encoder))
    vector = encoder.vector(tokens("zzzzqqqq"))
    assert np.array_equal(model.scores(vector.indices, vector.values), model.bias)


def test_centroids_tell_kinds_apart() -> None:
    encoder, vectors, labels = encoded()
    model = centroids(vectors, labels, len(encoder))
    told = [model.labels[int(model.scores(i, v).argmax())] for i, v in vectors]
    assert told == labels


def test_marks_are_a_feature_of_their_own() -> None:
    encoder = encode([[Token("duong", "đươngf")], [Token("duong", "")]])[0]
    marked = encoder.vector([Token("duong", "đươngf")])
    bare = encoder.vector([Token("duong", "")])
    assert set(bare.indices) < set(marked.indices)


def test_the_body_ends_where_the_last_words_begin() -> None:
    encoder = encode([tokens("a b c"), tokens("a b c")])[0]
    vector = encoder.vector(tokens("a b c"))
    names = [encoder.names[i][0] for i in vector.indices[vector.body :]]
    assert set(names) == {"t", "u"}
