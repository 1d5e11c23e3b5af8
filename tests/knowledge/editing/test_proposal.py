import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.editing.carets import MAX_WIDTH, excerpt
from knowledge.editing.proposal import Proposal, draft_of, lay_over
from knowledge.loader import version_of
from knowledge.localities import Gazetteer
from knowledge.model import Language
from knowledge.problems import Problem
from tests.knowledge.editing.small_base import LOAN, small_base

BASE = small_base()
TODAY = date(2026, 11, 21)
GAZETTEER = Gazetteer.load()


def test_three_mistakes_in_one_file_are_told_at_once_with_their_lines() -> None:
    bad = (
        LOAN.replace("checked_on: 2026-11-01  #", "checked_on: 1/11/2026  #")
        .replace("[P1]", "[P9]", 1)
        .replace("    passage: {vi: 'Nộp", "    pasage: {vi: 'Nộp")
    )
    proposal = Proposal(version_of(BASE), {"topics/vay-von.yaml": bad.encode()})
    draft = draft_of(lay_over(BASE, proposal), TODAY, GAZETTEER)
    shown = [excerpt(it, draft.contents).text(Language.VI) for it in draft.errors]
    assert shown[0] == (
        "topics/vay-von.yaml:6:5: “1/11/2026” không phải ngày\n"
        "    checked_on: 1/11/2026  # đã xem\n"
        "    ^\n"
        "→ viết ngày theo kiểu 2026-11-21."
    )
    assert {it.code for it in draft.errors} >= {"bad_date", "unknown_key", "missing_key"}
    assert all(it.file == "topics/vay-von.yaml" for it in draft.errors)


def test_what_only_follows_from_a_broken_file_is_not_told() -> None:
    related = BASE["topics/mai-am.yaml"] + b"related: [vay-von]\n"
    contents = {**BASE, "topics/mai-am.yaml": related, "topics/vay-von.yaml": b"name: ["}
    draft = draft_of(contents, TODAY, GAZETTEER)
    assert [(it.file, it.code) for it in draft.errors] == [("topics/vay-von.yaml", "syntax")]


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        pytest.param("a: b", 4, "a: b", "   ^", id="short"),
        pytest.param("\tx: y", 2, " x: y", " ^", id="tab"),
        pytest.param("e\u0302x: y", 3, "e\u0302x: y", " ^", id="marks-take-no-room"),
    ],
)
def test_the_caret_stands_under_the_place(line: str, column: int, shown: str, caret: str) -> None:
    found = excerpt(Problem("a.yaml", 1, column, "syntax"), {"a.yaml": line.encode()})
    assert (found.line, found.caret) == (shown, caret)


@given(st.text(max_size=300), st.integers(1, 5), st.integers(0, 400))
@example("x" * 200, 1, 150)
def test_an_excerpt_fits_a_phone(text: str, line: int, column: int) -> None:
    found = excerpt(
        Problem("a.yaml", line, column, "no_files"), {"a.yaml": text.encode("utf-8", "replace")}
    )
    assert len(found.line) <= MAX_WIDTH
    assert len(found.caret) <= 2 * MAX_WIDTH + 1
    assert "\n" not in found.line


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(BASE)), st.integers(0, 2000), st.integers(0, 40), st.binary(max_size=30)
)
def test_no_file_crashes_or_hangs_the_loading(
    name: str, place: int, length: int, noise: bytes
) -> None:
    data = BASE[name]
    place = min(place, len(data))
    contents = {**BASE, name: data[:place] + noise + data[place + length :]}
    begun = time.monotonic()
    draft = draft_of(contents, TODAY, GAZETTEER)
    assert time.monotonic() - begun < 2
    for problem in draft.problems:
        for language in (Language.VI, Language.EN):
            assert excerpt(problem, contents).text(language)
