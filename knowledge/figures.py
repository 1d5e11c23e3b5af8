"""Which figures answer a question: by topic, by place under its old and new name, by words."""

from collections.abc import Sequence
from functools import lru_cache

from knowledge.localities import FormerUnit, Level, Place
from knowledge.model import Figure, Language, Report
from knowledge.normalize import fold, words_of
from knowledge.search.features import Token

MAX_TOLD = 12
"""Figures told in one answer."""
MIN_NAMED = 1.05
"""Likeness from which a figure is told whatever the topic: the question holds every word of
one of its keywords of a word or more. Checked on the 71 figures of the base."""


def figures_for(
    figures: Sequence[Figure],
    topic: str,
    tokens: Sequence[Token],
    language: Language,
    place: Place | None,
) -> tuple[Figure, ...]:
    """Return the figures that tell of *topic*, the most fitting first, each report together.

    With a place only its reports are told; a report is of a place if that is the old unit
    itself, its old province, or the province of today. A figure of that place whose own words
    the question holds is told even if the topic is another: people ask for the number, not
    for the heading it stands under.
    """
    asked = {token.folded for token in tokens}
    points = {it.key: _likeness(it, asked, language) for it in figures}
    near = {it.report.key: _nearness(it.report, place) if place else 1 for it in figures}
    about = [
        it
        for it in figures
        if it.topic == topic or topic in it.also or (points[it.key] >= MIN_NAMED and place)
    ]
    best = max((near[it.report.key] for it in about), default=0)
    about = [it for it in about if best and near[it.report.key] >= min(best, 2)]
    best_of_report = {
        key: max(points[it.key] for it in about if it.report.key == key)
        for key in {it.report.key for it in about}
    }
    about.sort(key=lambda it: (-best_of_report[it.report.key], it.report.key, -points[it.key]))
    return tuple(about[:MAX_TOLD])


def named_figure(
    figures: Sequence[Figure], tokens: Sequence[Token], language: Language, place: Place
) -> Figure | None:
    """Return the figure of *place* itself that the words name outright, if one is."""
    asked = {token.folded for token in tokens}
    own = [it for it in figures if _nearness(it.report, place) >= 2]
    best = max(own, key=lambda it: _likeness(it, asked, language), default=None)
    if best is None or _likeness(best, asked, language) < MIN_NAMED:
        return None
    return best


def _nearness(report: Report, place: Place) -> int:
    """Return 3 for the report's own place, 2 for its old province, 1 for today's, 0 else."""
    former = place.former
    if former is not None:
        if report.former and fold(former.short) == fold(_short(report.former)):
            return 3
        then = _province_then(former)
        return 2 if fold(then) == fold(report.province_then) else 0
    if fold(place.locality.province) != fold(report.province_today):
        return 0
    if place.locality.level is Level.COMMUNE:
        own = report.former and fold(_short(report.former)) == fold(place.locality.short)
        return 3 if own else 1
    return 2 if fold(place.locality.province) == fold(report.province_then) else 1


def _province_then(former: FormerUnit) -> str:
    return former.short if former.level is Level.PROVINCE else former.province


def _short(official: str) -> str:
    for kind in ("Thành phố ", "Thị xã ", "Huyện ", "Quận ", "Tỉnh "):
        if official.startswith(kind):
            return official.removeprefix(kind)
    return official


def _likeness(figure: Figure, asked: set[str], language: Language) -> float:
    """Return the best share of a keyword's words that the question holds, plus the text's."""
    best = 0.0
    for keyword in figure.keywords.get(language, ()):
        words = _folded_words(keyword)
        if words:
            best = max(best, len(words & asked) / len(words) * (1 + 0.05 * len(words)))
    text = _folded_words(figure.text.get(language, ""))
    return best + 0.3 * len(text & asked) / max(1, len(asked))


@lru_cache(maxsize=4_096)
def _folded_words(text: str) -> frozenset[str]:
    return frozenset(word.folded for word in words_of(text))
