import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalize import clean, exact_form, fold, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("ĐƯỜNG dương", "duong duong", id="d-with-stroke"),
        pytest.param("Hoà hòa", "hoa hoa", id="two-spellings"),
        pytest.param(unicodedata.normalize("NFD", "tiền"), "tien", id="decomposed"),
        pytest.param("5k3s", "5 k 3 s", id="digits-parted"),
        pytest.param("đề án ٩٣٨", "de an 938", id="arabic-indic-digits"),
        pytest.param("المَرْأَة إلى", "المراه الي", id="arabic-plain-letters"),
        pytest.param("vay\u200bvốn", "vayvon", id="invisible"),
        pytest.param("…!?", "", id="no-words"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("one", "other"), [("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuý", "thúy")])
def test_both_places_of_a_tone_are_one_word(one: str, other: str) -> None:
    assert exact_form(one) == exact_form(other)


def test_different_words_stay_different() -> None:
    assert len({exact_form(word) for word in ("đường", "dương", "đương", "duong")}) == 4


def test_marked_is_told_apart_from_unmarked() -> None:
    assert [word.is_marked for word in words_of("vay vốn đi")] == [False, True, True]


@given(st.text(max_size=200))
def test_words_lie_within_the_text_and_never_overlap(text: str) -> None:
    cleaned = clean(text)
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(cleaned)
        end = word.end
