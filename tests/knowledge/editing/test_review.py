from datetime import date

import pytest

from knowledge.answer import Answerer
from knowledge.editing.fates import phrase_fates, stolen_by
from knowledge.editing.probes import Probe, canaries, differences, probes_of
from knowledge.editing.review import SHOWN, review
from knowledge.loader import load_contents
from knowledge.localities import Gazetteer
from knowledge.model import Language
from tests.knowledge.editing.small_base import changed, small_base

BASE = small_base()
TODAY = date(2026, 11, 21)
GAZETTEER = Gazetteer.load()

THIEF = changed(
    changed(
        BASE,
        "topics/mai-am.yaml",
        "        - mái ấm tình thương là gì\n",
        "        - mái ấm tình thương là gì\n"
        + "".join(f"        - vay vốn là gì{'.' * i}\n" for i in range(1, 26)),
    ),
    "topics/vay-von.yaml",
    "Vốn vay cho hộ nghèo làm ăn.",
    "Vốn vay cho mọi hộ.",
)
"""The topic on houses takes the question for loans."""


def answerer(contents: dict[str, bytes]) -> Answerer:
    base = load_contents(contents).base
    assert base is not None
    return Answerer.build(base, GAZETTEER)


@pytest.fixture(scope="module")
def old() -> Answerer:
    return answerer(BASE)


@pytest.fixture(scope="module")
def new() -> Answerer:
    return answerer(THIEF)


def test_a_stolen_phrase_is_named_with_the_thief(old: Answerer, new: Answerer) -> None:
    (fate,) = [it for it in phrase_fates(old, new) if it.phrase == "vay vốn là gì"]
    assert (fate.topic, fate.before.partition("/")[0], fate.thief) == (
        "vay-von",
        "vay-von",
        "mai-am",
    )
    assert fate in stolen_by(old, new, "mai-am")
    assert stolen_by(old, old, "mai-am") == ()


def test_a_question_answered_otherwise_is_shown_before_and_after(
    old: Answerer, new: Answerer
) -> None:
    probes = [Probe("vay von la gi"), Probe("vay von la gi"), Probe("nhà dột nát muốn sửa mái")]
    (difference,) = differences(old, new, probes, TODAY)
    assert difference.before.topics == ("vay-von",)
    assert difference.after.topics == ("mai-am",)


def test_a_golden_question_that_falls_is_a_canary_unless_accepted(
    old: Answerer, new: Answerer
) -> None:
    golden = [Probe("vay vốn là gì", topics=frozenset({"vay-von"}))]
    (fallen,) = {it.probe.text for it in canaries(old, new, golden, TODAY)}
    assert fallen == "vay vốn là gì"
    assert canaries(old, new, golden, TODAY, accepted=[fallen]) == ()
    assert canaries(old, old, golden, TODAY) == ()


def test_the_canaries_of_a_removed_topic_are_silent(old: Answerer) -> None:
    without = {name: data for name, data in BASE.items() if name != "topics/vay-von.yaml"}
    golden = [Probe("vay vốn là gì", topics=frozenset({"vay-von"}))]
    assert canaries(old, answerer(without), golden, TODAY) == ()


@pytest.mark.parametrize("language", [Language.VI, Language.EN])
def test_a_review_tells_everything_and_shows_ten_lines(
    old: Answerer, new: Answerer, language: Language
) -> None:
    golden = probes_of('{"q": "vay vốn là gì", "expect": {"topic": "vay-von"}}\n')
    found = review(old, new, asked=[Probe("vay vốn là gì")], golden=golden, today=TODAY)
    sections = found.sections(language)
    assert len(sections) == 6
    assert len(sections[0].shown) == SHOWN
    assert sections[0].hidden == len(found.changes) - SHOWN
    whole = found.as_file(language)
    assert all(line in whole for section in sections for line in section.lines)
    assert [it.languages for it in found.behind] == [(Language.EN,)]
    assert review(old, old, golden=golden, today=TODAY).sections(language) == ()


@pytest.mark.parametrize("line", ["{", "[]", '{"q": 1}'])
def test_a_golden_file_says_which_line_is_wrong(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        probes_of(f'{{"q": "x"}}\n{line}\n')
