"""Words that are also places must not hijack a question."""

from pathlib import Path

import pytest

from knowledge.localities import Gazetteer
from knowledge.normalize import fold

SENTENCES = (Path(__file__).parent / "everyday_sentences.txt").read_text("utf-8").splitlines()
MIN_QUIET_SHARE_EXPECTING = 0.95
"""Share that must stay silent even when an office is asked for; 97 % on 2026-11-21."""


@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: fold(text).replace(" ", "-")[:40])
def test_everyday_sense_names_no_place(text: str) -> None:
    assert Gazetteer.load().resolve(text) is None


def test_even_when_a_place_is_expected() -> None:
    gazetteer = Gazetteer.load()
    taken = [text for text in SENTENCES if gazetteer.resolve(text, expects_place=True)]
    print(*taken, sep="\n")
    assert len(taken) <= len(SENTENCES) * (1 - MIN_QUIET_SHARE_EXPECTING)


def test_there_are_enough_sentences() -> None:
    assert len(SENTENCES) >= 60
