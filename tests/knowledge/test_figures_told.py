"""Each figure of the five seed articles is told when somebody asks for it.

The questions are the tests' own (`tests/golden/figures.jsonl`); an answer counts when the
number stands in it, written as its language writes numbers.
"""

import json
import re
from pathlib import Path

import pytest

from bot.i18n import Catalogs
from bot.replies import compose, plain
from knowledge.answer import Answerer
from knowledge.model import Language
from knowledge.verdicts import Question
from tests.knowledge.conftest import TODAY

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "golden" / "figures.jsonl")
    .read_text("utf-8")
    .splitlines()
]

KNOWN_FAILURES = frozenset({"f0013", "f0033"})
"""Questions whose figure is not told yet; one that is told must leave the list."""

_NUMBER = re.compile(r"\d[\d.,]*")


def _numbers(text: str, language: Language) -> set[str]:
    """Return the numbers in *text*, in plain digits with a point for decimals."""
    thousands, decimal = (".", ",") if language in (Language.VI, Language.ID) else (",", ".")
    found = (match.group().rstrip(".,") for match in _NUMBER.finditer(text))
    return {it.replace(thousands, "").replace(decimal, ".") for it in found}


@pytest.fixture(scope="module")
def catalogs() -> Catalogs:
    return Catalogs.load()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_the_figure_is_told(
    answerer: Answerer, catalogs: Catalogs, row: dict[str, object]
) -> None:
    verdict = answerer.answer(Question(str(row["q"]), TODAY))
    reply = plain(compose(verdict, catalogs.for_language(verdict.language)))
    is_told = str(row["number"]) in _numbers(reply, verdict.language)
    assert is_told is (row["id"] not in KNOWN_FAILURES), reply


def test_all_five_articles_are_asked_for_in_all_languages() -> None:
    assert len(ROWS) >= 60
    assert {row["lang"] for row in ROWS} == set(Language)
