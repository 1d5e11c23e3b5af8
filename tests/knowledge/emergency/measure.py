"""How well cries are told from harmless messages: `python -m tests.knowledge.emergency.measure`.

Two tables: four-fold cross-validation on the examples (what the thresholds are chosen by),
and the held-out messages, which nothing was fitted to.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from knowledge.emergency import detect
from knowledge.emergency.alarm import CERTAIN
from knowledge.emergency.compile import fitted, messages_of
from knowledge.emergency.examples import Example, examples
from knowledge.emergency.rules import rule_for
from knowledge.language import detect as detect_language
from knowledge.normalize import clean, words_of

HELD_OUT = Path(__file__).with_name("held_out.tsv")
THRESHOLDS = (0.05, 0.08, 0.12, 0.15, 0.20, 0.25, 0.30, 0.40, 0.50)
FOLDS = 4


def held_out() -> list[tuple[str, str]]:
    """Return kind (or `harmless`) and text of every held-out message."""
    lines = HELD_OUT.read_text("utf-8").splitlines()
    return [(kind, text) for kind, _, text in (line.partition("\t") for line in lines)]


def is_alarmed(text: str) -> bool:
    """Return whether *text* raises the urgent alarm, read as the bot reads it."""
    text = clean(text)
    words = words_of(text)
    alarm = detect(text, words, detect_language(text, words)[0])
    return alarm is not None and alarm.is_urgent


def cross_validated(chosen: Sequence[Example]) -> list[float]:
    """Return the chance of danger of each example, by weights that never saw it."""
    folds = np.random.default_rng(3).integers(0, FOLDS, len(chosen))
    chances = [0.0] * len(chosen)
    for fold in range(FOLDS):
        weights = fitted([one for one, its in zip(chosen, folds, strict=True) if its != fold])
        for number in np.flatnonzero(folds == fold).tolist():
            message = messages_of(chosen[number])[0]
            chance = weights.chance_of_danger(message)
            chances[number] = max(chance, CERTAIN) if rule_for(message) else chance
    return chances


def _print_table(chosen: Sequence[Example], chances: Sequence[float]) -> None:
    groups: dict[str, Callable[[Example], bool]] = {
        "cries": lambda one: one.kind is not None,
        "ordinary": lambda one: one.kind is None and one.heading == "ordinary",
        "look-alikes": lambda one: one.kind is None and one.heading != "ordinary",
    }
    print("threshold  " + "  ".join(f"{name:>11}" for name in groups))
    for threshold in THRESHOLDS:
        shares = []
        for belongs in groups.values():
            some = [c for one, c in zip(chosen, chances, strict=True) if belongs(one)]
            shares.append(sum(c >= threshold for c in some) / len(some))
        print(f"{threshold:9.2f}  " + "  ".join(f"{share:11.1%}" for share in shares))


def main() -> None:
    """Print both tables."""
    chosen = list(examples())
    _print_table(chosen, cross_validated(chosen))
    rows = held_out()
    for name, is_danger in (("cries", True), ("harmless", False)):
        some = [text for kind, text in rows if (kind != "harmless") is is_danger]
        print(f"held out, {name}: alarmed {sum(map(is_alarmed, some))} of {len(some)}")


if __name__ == "__main__":
    main()
