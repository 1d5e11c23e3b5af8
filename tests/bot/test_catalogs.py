"""Every sentence of the bot stands in every catalog, with the same placeholders."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.i18n import Catalogs, choose_language
from knowledge.model import Language

ROOT = Path(__file__).parent.parent.parent


def _msgids() -> Iterator[tuple[str, str]]:
    """Yield where and what, for every literal handed to a `texts(…)` call."""
    for room in ("bot", "handlers"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                callee = ast.unparse(node.func)
                first = node.args[0]
                is_text = callee == "texts" or callee.endswith((".texts", "texts.plural"))
                if is_text and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", first.value


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module")
def catalogs() -> Catalogs:
    return Catalogs.load()


def test_there_are_sentences() -> None:
    assert len(list(_msgids())) > 40


@pytest.mark.parametrize("language", list(Language))
def test_every_sentence_stands_in_the_catalog(catalogs: Catalogs, language: Language) -> None:
    catalog = catalogs.for_language(language).catalog
    missing = [
        f"{where}: {msgid}"
        for where, msgid in _msgids()
        if (message := catalog.get(msgid)) is None or not message.string
    ]
    assert missing == []


@pytest.mark.parametrize("language", list(Language))
def test_placeholders_are_those_of_the_english(catalogs: Catalogs, language: Language) -> None:
    wrong = []
    for message in catalogs.for_language(language).catalog:
        if not message.id or isinstance(message.id, tuple | list):
            continue
        if _placeholders(str(message.string)) != _placeholders(message.id):
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize("language", list(Language))
def test_no_sentence_is_fuzzy(catalogs: Catalogs, language: Language) -> None:
    catalog = catalogs.for_language(language).catalog
    assert [message.id for message in catalog if message.id and message.fuzzy] == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("vi", "vi"), ("vi-VN", "vi"), ("en_GB", "en"), ("in", "id"), ("ms", "id"),
        ("ar-EG", "ar"), ("fr", "vi"), ("", "vi"), (None, "vi"),
    ],
)  # fmt: skip
def test_choose_language(code: str | None, expected: str) -> None:
    assert choose_language(code) == expected


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [
        (Language.VI, "313.458", "21/11/2026"),
        (Language.EN, "313,458", "21 November 2026"),
        (Language.ID, "313.458", "21/11/2026"),
        (Language.AR, "313,458", "21/11/2026"),
    ],
)
def test_numbers_and_days(catalogs: Catalogs, language: Language, number: str, day: str) -> None:
    from datetime import date

    texts = catalogs.for_language(language)
    assert texts.number(313458) == number
    assert texts.day(date(2026, 11, 21)) == day
