"""Held-out figures on the base's own phrases, and the thresholds that they recommend.

    python -m tests.bench.folds

Five folds over phrases and signposts; each is told by models fitted on the other four. The
phrases of one facet were written together, so a held-out one is easier than a member's
question; what is compared here are settings, not the bot with the world.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from knowledge.model import Facet, Language
from knowledge.search import decision
from knowledge.search.decision import Outcome, decide
from knowledge.search.features import Floats, without_marks
from knowledge.search.linear import softmax
from knowledge.search.matcher import OTHER, TEMPERATURE, Example, Models, Scores, fit_on
from knowledge.search.programmes import Named, named_programme, programme_numbers
from tests.bench.ground import SILENT, Ground
from tests.bench.tables import print_machine, print_table, share, timed

FOLDS = 5
TEMPERATURES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0, 1.2, 1.5)
OURS_GRID = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
ANSWER_GRID = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
WRONG_WEIGHT = 4.0
"""A wrong answer, or one to a question that is not ours, against one right answer missed."""
ASKED_BACK_WEIGHT = 0.5
"""Asking back with the right choice among the offered, against one missed."""
BINS = 15
IN_GRID = 3_000
"""Held-out phrases on which the grid is tried, spread evenly over all of them."""


@dataclass(frozen=True, slots=True)
class Held:
    """A phrase with what models that never saw it make of it."""

    example: Example
    labels: tuple[str, ...]
    topics: Floats
    """Log-odds, one a label."""
    facet_labels: tuple[str, ...]
    facets: Floats
    programme: Named | None

    def scores(self, temperature: float) -> Scores:
        """Return the probabilities as the matcher would give them at *temperature*."""
        odds = softmax(self.topics / np.float32(temperature)).tolist()
        return Scores(dict(zip(self.labels, odds, strict=True)), {}, self.programme)


def main() -> None:
    print_machine()
    ground = Ground.load()
    held, seconds = timed(lambda: list(_held_out(ground)))
    print(f"{len(held)} phrases in {FOLDS} folds, {seconds:.0f} s")
    best = _temperatures(held)
    _thresholds(held, best)
    _by_group(held)
    _facets(ground, held)


def _held_out(ground: Ground) -> Iterator[Held]:
    """Tell each phrase by the models of the folds without it; marked ones a second time bare."""
    numbers = programme_numbers(ground.base)
    folds = [zlib.crc32(it.phrase.text.encode()) % FOLDS for it in ground.examples]
    for fold in range(FOLDS):
        learned = [it for it, own in zip(ground.examples, folds, strict=True) if own != fold]
        models = fit_on(learned)
        for example, own in zip(ground.examples, folds, strict=True):
            if own == fold:
                yield _told(example, models, numbers)
                if _is_marked(example):
                    bare = replace(example, tokens=without_marks(example.tokens))
                    yield _told(bare, models, numbers)


def _told(example: Example, models: Models, numbers: dict[str, str]) -> Held:
    vector = models.encoder.vector(example.tokens)
    body = vector.body
    return Held(
        example,
        models.topics.labels,
        models.topics.scores(vector.indices[:body], vector.values[:body]),
        models.facets.labels,
        models.facets.scores(vector.indices, vector.values),
        named_programme([token.folded for token in example.tokens], numbers),
    )


def _is_marked(example: Example) -> bool:
    is_vietnamese = example.language is Language.VI
    return is_vietnamese and any(token.marked for token in example.tokens)


def _temperatures(held: Sequence[Held]) -> float:
    """Print how honest the probabilities are; return the temperature of least log-loss."""
    log_odds: Floats = np.array([it.topics for it in held], np.float32)
    wanted = np.array([it.labels.index(it.example.phrase.label) for it in held])
    rows, losses = [], {}
    for temperature in TEMPERATURES:
        odds = softmax(log_odds / np.float32(temperature))
        right = odds.argmax(axis=1) == wanted
        loss = float(-np.log(odds[np.arange(len(held)), wanted] + 1e-9).mean())
        losses[temperature] = loss
        error = _calibration_error(odds.max(axis=1), right)
        mark = " ← now" if temperature == TEMPERATURE else ""
        rows.append((f"{temperature}{mark}", share(right.sum(), len(held)), loss, f"{error:.4f}"))
    columns = ("temperature", "right label", "log-loss", "expected calibration error")
    print_table("Temperature of the topics", columns, rows)
    best = min(losses, key=losses.__getitem__)
    print(f"\nrecommended TEMPERATURE = {best} (now {TEMPERATURE})")
    return best


def _calibration_error(sure: Floats, right: npt.NDArray[np.bool_]) -> float:
    """Return the mean distance of confidence from accuracy over bins of confidence."""
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    error = 0.0
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            error += float(inside.mean() * abs(sure[inside].mean() - right[inside].mean()))
    return error


def _outcome(held: Held, scores: Scores) -> str:
    """Return right, asked, wrong, none or, for what is not ours, silent or false."""
    label = held.example.phrase.label
    decided = decide(scores, None)
    if label.startswith(SILENT):
        return "false" if decided.outcome is Outcome.ANSWER else "silent"
    if decided.outcome is Outcome.ANSWER:
        return "right" if decided.topics[0] == label else "wrong"
    if decided.outcome is Outcome.ASK_BACK:
        return "asked" if label in decided.topics else "wrong"
    return "none"


def _cost(outcomes: Counter[str]) -> float:
    bad = outcomes["wrong"] + outcomes["false"]
    missed = outcomes["none"] + ASKED_BACK_WEIGHT * outcomes["asked"]
    return WRONG_WEIGHT * bad + missed


def _thresholds(held: Sequence[Held], temperature: float) -> None:
    """Print the outcomes over a grid of thresholds, the cheapest first."""
    some = held[:: max(1, len(held) // IN_GRID)]
    scored = [(it, it.scores(temperature)) for it in some]
    now = decision.MIN_OURS, decision.MIN_ANSWER
    grid = {now, *((ours, answer) for ours in OURS_GRID for answer in ANSWER_GRID)}
    found: dict[tuple[float, float], Counter[str]] = {}
    for pair in grid:
        decision.MIN_OURS, decision.MIN_ANSWER = pair
        found[pair] = Counter(_outcome(it, scores) for it, scores in scored)
    decision.MIN_OURS, decision.MIN_ANSWER = now
    ranked = sorted(found, key=lambda pair: (_cost(found[pair]), pair))
    shown = [*ranked[:8], *([now] if now not in ranked[:8] else [])]
    rows = [
        (
            f"{pair[0]} / {pair[1]}{' ← now' if pair == now else ''}",
            *_shares(found[pair]),
            f"{_cost(found[pair]) / len(some):.4f}",
        )
        for pair in shown
    ]
    columns = ("MIN_OURS / MIN_ANSWER", *_COLUMNS, "cost a phrase")
    print_table(f"Thresholds at temperature {temperature}", columns, rows)
    ours, answer = ranked[0]
    print(f"\nrecommended MIN_OURS = {ours}, MIN_ANSWER = {answer} (now {now[0]}, {now[1]})")


_COLUMNS = ("right", "asked back", "wrong", "none", "false answer out of scope")


def _shares(outcomes: Counter[str]) -> tuple[str, ...]:
    ours = sum(outcomes[name] for name in ("right", "asked", "wrong", "none"))
    told = [share(outcomes[name], ours) for name in ("right", "asked", "wrong", "none")]
    return (*told, share(outcomes["false"], outcomes["false"] + outcomes["silent"]))


def _by_group(held: Sequence[Held]) -> None:
    """Print the outcomes by language, and of the same phrases with marks and without."""
    groups: dict[str, list[Held]] = {language.value: [] for language in Language}
    marked: dict[str, list[Held]] = {"vi, marked": [], "vi, the same bare": []}
    for it, following in zip(held, [*held[1:], None], strict=True):
        groups[it.example.language.value].append(it)
        if _is_marked(it.example) and following is not None:
            marked["vi, marked"].append(it)
            marked["vi, the same bare"].append(following)
    for key in (OTHER,):
        groups[key] = [it for it in held if it.example.phrase.label == key]
    rows = []
    for name, some in {**groups, **marked}.items():
        outcomes = Counter(_outcome(it, it.scores(TEMPERATURE)) for it in some)
        rows.append((name, len(some), *_shares(outcomes)))
    print_table("By language, at the settings of now", ("", "phrases", *_COLUMNS), rows)


def _facets(ground: Ground, held: Sequence[Held]) -> None:
    """Print how often the facet is right among those that the topic has."""
    rows = []
    losses = dict.fromkeys(TEMPERATURES, 0.0)
    total = 0
    for language in Language:
        counts: Counter[str] = Counter()
        for it in held:
            facet, slug = it.example.phrase.facet, it.example.phrase.label
            if it.example.language is not language or facet is None or slug.startswith(SILENT):
                continue
            available = [str(f) for f in ground.base.topics[slug].passages]
            counts["all"] += 1
            counts["right"] += _best(it, available) == facet
            counts["free"] += _best(it, it.facet_labels) == facet
            total += 1
            for temperature in TEMPERATURES:
                losses[temperature] += _facet_loss(it, facet, temperature)
        right = share(counts["right"], counts["all"])
        rows.append((language.value, counts["all"], right, share(counts["free"], counts["all"])))
    columns = ("", "phrases", "right among the topic's", "right among all six")
    print_table("Facets", columns, rows)
    best = min(TEMPERATURES, key=lambda it: losses[it])
    print(f"\nfacets: least log-loss {losses[best] / max(total, 1):.4f} at temperature {best}")


def _best(held: Held, among: Iterable[str]) -> str:
    places = [held.facet_labels.index(label) for label in among if label in held.facet_labels]
    return held.facet_labels[max(places, key=lambda place: float(held.facets[place]))]


def _facet_loss(held: Held, facet: Facet, temperature: float) -> float:
    odds = softmax(held.facets / np.float32(temperature))
    return float(-np.log(odds[held.facet_labels.index(str(facet))] + 1e-9))


if __name__ == "__main__":
    main()
