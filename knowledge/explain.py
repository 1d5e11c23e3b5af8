"""Why an answer came out as it did, in words for the people who keep the knowledge."""

from knowledge.answer import Answerer
from knowledge.language import detect
from knowledge.model import Language
from knowledge.normalize import clean, words_of
from knowledge.search.matcher import labelled_phrases
from knowledge.search.places import masked
from knowledge.verdicts import Question

SHOWN = 6
"""Topics, features and phrases shown of each."""

_KINDS = {
    "w": "từ", "p": "cặp từ", "m": "từ có dấu", "q": "cặp có dấu", "l": "chữ cái",
    "t": "từ cuối câu", "u": "cặp cuối câu",
}  # fmt: skip


def explain(answerer: Answerer, question: Question) -> str:
    """Return lines that name the words as read, the scores, what weighed, and near phrases."""
    matcher = answerer.matcher
    if matcher is None:
        return "Chưa có kho kiến thức / no knowledge is loaded."
    text = clean(question.text)
    words = words_of(text)
    language, is_told = detect(text, words, question.chosen_language)
    mentions = answerer.gazetteer.find(text, language=language, words=words)
    tokens = matcher.tokens(masked(words, mentions), language)
    scores = matcher.score(tokens)
    lines = [
        f"ngôn ngữ: {language}{'' if is_told else ' (theo cài đặt)'}",
        "đọc thành: " + " ".join(token.folded for token in tokens),
    ]
    if scores.programme is not None:
        lines.append(f"số chương trình: {scores.programme.number} → {scores.programme.topic}")
    ranked = sorted(scores.topics.items(), key=lambda pair: -pair[1])[:SHOWN]
    lines.append("chủ đề: " + ", ".join(f"{name} {p:.2f}" for name, p in ranked))
    facets = sorted(scores.facets.items(), key=lambda pair: -pair[1])[:3]
    lines.append("mặt: " + ", ".join(f"{name} {p:.2f}" for name, p in facets))
    best = ranked[0][0]
    lines.append(f"điều kéo về {best}:")
    vector = matcher.models.encoder.vector(tokens)
    shares = matcher.models.topics.pull(
        vector.indices[: vector.body], vector.values[: vector.body], best
    )
    for index, share in sorted(shares.items(), key=lambda it: -abs(it[1]))[:SHOWN]:
        name = matcher.models.encoder.names[index]
        lines.append(f"  {share:+.2f}  {_KINDS[name[0]]} “{name[1:]}”")
    lines.append("câu mẫu gần nhất:")
    for phrase, label, likeness in _nearest(
        answerer, {token.folded for token in tokens}, language
    ):
        lines.append(f"  {likeness:.2f}  {label}: {phrase}")
    return "\n".join(lines)


def _nearest(
    answerer: Answerer, asked: set[str], language: Language
) -> list[tuple[str, str, float]]:
    """Return the phrases of the base that share most words with the question."""
    found = []
    for phrase_language, phrase in labelled_phrases(answerer.base):
        if phrase_language is not language:
            continue
        words = {word.folded for word in words_of(phrase.text)}
        likeness = len(words & asked) / max(1, len(words | asked))
        label = f"{phrase.label}/{phrase.facet}" if phrase.facet else phrase.kind or phrase.label
        found.append((phrase.text, label, likeness))
    return sorted(found, key=lambda it: -it[2])[:SHOWN]
