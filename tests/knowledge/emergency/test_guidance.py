"""The numbers and the words around them."""

import re

import pytest

from knowledge.emergency import Country, Kind, guidance, hotlines
from knowledge.emergency.hotlines import BY_COUNTRY, BY_KIND, CONSULAR
from knowledge.model import Language

FACTS = {
    "113", "115", "112", "111", "1900 969 680", "1800 1768", "096 306 1414",
    "+84 981 84 84 84", "1577-1366",
}  # fmt: skip
"""Every number that the facts allow, as contacts.yaml writes it (Taiwan's line is 113 too)."""
DATED = {"1900 969 680", "1800 1768", "096 306 1414", "+84 981 84 84 84"}
"""Numbers not seen on the owner's page since the merger: told with their date."""
LOUD = re.compile(
    r"bạo lực|đánh|hiếp|tự tử|violence|abuse|suicide|rape|kekerasan|bunuh|عنف|انتحار|اغتصاب"
)


def all_lines() -> list[tuple[str, str]]:
    lines = [line for some in BY_KIND.values() for line in some]
    lines += [*BY_COUNTRY.values(), CONSULAR]
    return [(line.number, text) for line in lines for text in line.purpose.values()]


def test_only_known_numbers_are_told() -> None:
    assert {number for number, _ in all_lines()} <= FACTS


def test_uncertain_numbers_carry_their_date() -> None:
    undated = [text for number, text in all_lines() if number in DATED and "2026" not in text]
    assert undated == []


def test_possible_charge_is_said() -> None:
    words = {Language.VI: "tính cước", Language.EN: "charged"}
    peace_house = BY_KIND[Kind.VIOLENCE][1]
    assert peace_house.number == "1900 969 680"
    assert all(word in peace_house.purpose[language] for language, word in words.items())


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("is_abroad", [False, True])
def test_every_kind_has_words_in_four_languages(kind: Kind, is_abroad: bool) -> None:
    words = guidance(kind, is_abroad=is_abroad)
    for text in (words.title, words.first_step, words.next_step):
        assert set(text) == set(Language)
        assert all(len(some) < 330 for some in text.values())


@pytest.mark.parametrize("kind", Kind)
def test_title_says_nothing_on_a_lock_screen(kind: Kind) -> None:
    for is_abroad in (False, True):
        titles = guidance(kind, is_abroad=is_abroad).title.values()
        assert [title for title in titles if LOUD.search(title.lower())] == []


def test_abroad_only_numbers_that_work_there() -> None:
    lines = hotlines(Kind.VIOLENCE, is_abroad=True)
    assert [line.number for line in lines] == ["+84 981 84 84 84"]
    assert "113" in guidance(Kind.VIOLENCE, is_abroad=True).first_step[Language.VI]


def test_line_of_a_host_country_only_where_it_is_named() -> None:
    korea = hotlines(Kind.VIOLENCE, is_abroad=True, country=Country.KOREA)
    taiwan = hotlines(Kind.VIOLENCE, is_abroad=True, country=Country.TAIWAN)
    assert [line.number for line in korea] == ["1577-1366", "+84 981 84 84 84"]
    assert [line.number for line in taiwan] == ["113", "+84 981 84 84 84"]


def test_children_are_sent_to_the_child_line_first() -> None:
    assert hotlines(Kind.CHILD, is_abroad=False)[0].number == "111"
    assert hotlines(Kind.MINOR, is_abroad=False)[0].number == "111"


def test_unknown_kind_gets_the_words_of_a_bare_cry() -> None:
    assert guidance("?", is_abroad=False) == guidance(Kind.HELP, is_abroad=False)
