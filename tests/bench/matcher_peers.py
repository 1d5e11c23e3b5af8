"""Our matcher beside other ways to find a topic, on the same phrases and questions.

    python -m tests.bench.matcher_peers [QUESTIONS.jsonl]

Every method gets the same folded words, places hidden, chat abbreviations written out, and
the signposts, small talk and office as labels that mean silence. Its threshold is chosen on
the questions themselves so that false answers out of scope are equal: a favour to all.
"""

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from knowledge.search.matcher import Example
from tests.bench.ground import GOLDEN, SILENT, Asked, Ground
from tests.bench.peers import METHODS, Fit, Guess, Method, fit_regression, grown
from tests.bench.tables import print_machine, print_table, share, timed, times

FALSE_SHARES = (0.05, 0.02)
"""Shares of the questions out of scope that may be answered."""
SIZES = (500, 5_000, 50_000)
TIMED_QUESTIONS = 20
STATM = Path("/proc/self/statm")
PAGE_KIB = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """One method on all questions."""

    name: str
    guesses: Sequence[Guess]
    fit_seconds: float
    microseconds: float
    mebibytes: float
    """What the process grew by while fitting; scratch memory it kept is counted too."""


def main(arguments: Sequence[str]) -> None:
    path = Path(arguments[0]) if arguments else GOLDEN
    print_machine()
    ground = Ground.load()
    questions = ground.questions(path)
    ours = sum(bool(it.topics) for it in questions)
    print(
        f"{len(ground.examples)} phrases; {path.name}: {ours} questions in scope,"
        f" {len(questions) - ours} out of scope"
    )
    measured = [_measured(name, fit, ground.examples, questions) for name, fit in METHODS.items()]
    for allowed in FALSE_SHARES:
        _print_at(allowed, questions, measured)
    _print_cost(measured)
    _print_growth(ground.examples, questions[:TIMED_QUESTIONS])


def _measured(
    name: str, fit: Fit, examples: Sequence[Example], questions: Sequence[Asked]
) -> Measured:
    gc.collect()
    before = _mebibytes()
    method, fit_seconds = timed(lambda: fit(examples))
    grown_by = _mebibytes() - before
    guesses, seconds = timed(lambda: [method(it) for it in questions])
    print(f"{name}: fitted in {fit_seconds:.1f} s, asked in {seconds:.1f} s", flush=True)
    return Measured(name, guesses, fit_seconds, 1e6 * seconds / len(questions), grown_by)


def _threshold(questions: Sequence[Asked], guesses: Sequence[Guess], allowed: float) -> float:
    """Return the score above which no more than *allowed* of the false answers are given."""
    out = [g for q, g in zip(questions, guesses, strict=True) if not q.topics]
    false = sorted((g.score for g in out if not g.label.startswith(SILENT)), reverse=True)
    number = int(allowed * len(out))
    return false[number] if number < len(false) else float("-inf")


def _print_at(allowed: float, questions: Sequence[Asked], measured: Sequence[Measured]) -> None:
    rows = []
    for it in measured:
        limit = _threshold(questions, it.guesses, allowed)
        right = wrong = forced = asked = false = 0
        for question, guess in zip(questions, it.guesses, strict=True):
            is_told = guess.score > limit and not guess.label.startswith(SILENT)
            if not question.topics:
                false += is_told
                continue
            asked += 1
            forced += guess.topic in question.topics
            right += is_told and guess.label in question.topics
            wrong += is_told and guess.label not in question.topics
        out = len(questions) - asked
        told = [share(number, asked) for number in (right, wrong, asked - right - wrong)]
        rows.append((it.name, *told, share(false, out), share(forced, asked)))
    columns = ("", "right", "wrong", "silent", "false out of scope", "right if always answering")
    print_table(f"At most {allowed:.0%} false answers", columns, rows)


def _print_cost(measured: Sequence[Measured]) -> None:
    base = measured[0]
    rows = [
        (
            it.name,
            f"{it.microseconds:.0f}",
            times(it.microseconds, base.microseconds),
            f"{it.fit_seconds:.2f}",
            times(it.fit_seconds, base.fit_seconds),
            f"{it.mebibytes:.0f}",
        )
        for it in measured
    ]
    columns = ("", "µs a question", "to ours", "fit, s", "to ours", "MiB more")
    print_table("What it costs", columns, rows)


def _print_growth(examples: Sequence[Example], questions: Sequence[Asked]) -> None:
    rows = []
    quick: dict[str, Fit] = {
        **METHODS,
        # One pass: the time of a question does not depend on how well it was fitted.
        "scikit-learn regression": partial(fit_regression, passes=1),
    }
    for name, fit in quick.items():
        spent = []
        for size in SIZES:
            method = fit(grown(examples, size))
            spent.append(_microseconds(method, questions))
        rows.append((name, *(f"{it:.0f}" for it in spent), times(spent[-1], spent[0])))
    columns = ("", *(f"{size:,}" for size in SIZES), "growth")
    title = "µs a question by number of phrases (beyond the base: copies with one word changed)"
    print_table(title, columns, rows)


def _microseconds(method: Method, questions: Sequence[Asked]) -> float:
    method(questions[0])
    _, seconds = timed(lambda: [method(it) for it in questions])
    return 1e6 * seconds / len(questions)


def _mebibytes() -> float:
    """Return the memory this process holds; 0 where the system does not tell."""
    if not STATM.exists():
        return 0.0
    return int(STATM.read_text("ascii").split()[1]) * PAGE_KIB / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
