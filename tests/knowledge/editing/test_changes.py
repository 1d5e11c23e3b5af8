import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.editing.change_words import names_of, sentence, sentence_behind
from knowledge.editing.changes import changes_between, left_behind
from knowledge.loader import load_contents
from knowledge.model import KnowledgeBase, Language
from tests.knowledge.editing.small_base import HOUSE, changed, small_base

BASE = small_base()


def loaded(contents: dict[str, bytes]) -> KnowledgeBase:
    base = load_contents(contents).base
    assert base is not None
    return base


def told(contents: dict[str, bytes]) -> list[str]:
    new = loaded(contents)
    return [sentence(it, Language.EN, names_of(new)) for it in changes_between(loaded(BASE), new)]


@pytest.mark.parametrize(
    ("file", "old", "new", "lines"),
    [
        pytest.param(
            "topics/vay-von.yaml",
            "Vốn vay cho hộ nghèo làm ăn.",
            "Vốn vay cho hộ cận nghèo làm ăn.",
            [
                "~ passage “Loans” · overview · Vietnamese: “Vốn vay cho hộ…” → "
                "“Vốn vay cho hộ cận…”"
            ],
            id="passage",
        ),
        pytest.param(
            "topics/vay-von.yaml",
            "        - vay vốn là gì\n",
            "        - vay vốn là gì\n        - câu mới\n",
            ["+ phrase “Loans” · overview · Vietnamese: “câu mới”"],
            id="phrase",
        ),
        pytest.param(
            "topics/vay-von.yaml",
            "checked_on: 2026-11-01  #",
            "checked_on: 2026-11-20  #",
            ["~ detail “Loans” · overview · checked on: “2026-11-01” → “2026-11-20”"],
            id="date",
        ),
        pytest.param(
            "contacts.yaml",
            "    confidence: none",
            "    confidence: page\n    phone: '0213 3876 123'",
            [
                "~ contact union-lai-chau · confidence: “none” → “page”",
                "~ contact union-lai-chau · phone: (empty) → “0213 3876 123”",
            ],
            id="contact",
        ),
        pytest.param(
            "signposts.yaml",
            "công an tỉnh",
            "công an xã",
            [
                "~ signpost passport · line · Vietnamese: “…chiếu thì hỏi công an tỉnh.” → "
                "“…chiếu thì hỏi công an xã.”"
            ],
            id="signpost",
        ),
        pytest.param(
            "sources.yaml",
            "Báo Thử",
            "Báo Mới",
            ["~ source P1: “Báo Thử;…” → “Báo Mới;…”"],
            id="source",
        ),
        pytest.param("sources.yaml", "# Nguồn\n", "# Các nguồn\n\n", [], id="comment-only"),
    ],
)
def test_a_change_is_told_in_a_sentence(file: str, old: str, new: str, lines: list[str]) -> None:
    assert told(changed(BASE, file, old, new)) == lines


def test_a_new_topic_is_one_change_and_a_removed_facet_too() -> None:
    contents = {**BASE, "topics/moi.yaml": HOUSE.replace("mái ấm", "nhà mới").encode()}
    procedure = BASE["topics/vay-von.yaml"].decode()
    contents["topics/vay-von.yaml"] = procedure[: procedure.index("\n  procedure:")].encode()
    lines = told(contents)
    assert "+ topic “Houses”" in lines
    assert "− facet “Loans” · procedure" in lines
    assert not [line for line in lines if "passage" in line or "detail" in line]


def test_a_phrase_that_changes_its_place_has_moved() -> None:
    contents = changed(BASE, "topics/vay-von.yaml", "        - vay vốn là gì\n", "")
    contents = changed(
        contents, "topics/mai-am.yaml", "      vi:\n", "      vi:\n        - vay vốn là gì\n"
    )
    assert told(contents) == [
        "→ phrase “Houses” · overview · Vietnamese: “vay vốn là gì” ← “Loans” · overview"
    ]


def test_translations_left_behind_are_named() -> None:
    contents = changed(BASE, "topics/vay-von.yaml", "hộ nghèo làm ăn", "hộ mới thoát nghèo")
    (behind,) = left_behind(loaded(BASE), loaded(contents))
    assert behind.languages == (Language.EN,)
    assert sentence_behind(behind).endswith("bản dịch chưa sửa theo: tiếng Anh")
    both = changed(contents, "topics/vay-von.yaml", "poor households", "households")
    assert left_behind(loaded(BASE), loaded(both)) == ()


@settings(max_examples=60, deadline=2000)
@given(st.data())
def test_any_two_bases_can_be_compared_and_told(data: st.DataObject) -> None:
    contents = dict(BASE)
    for name in data.draw(st.lists(st.sampled_from(sorted(BASE)), max_size=3)):
        text = contents[name].decode()
        lines = text.splitlines(keepends=True)
        at = data.draw(st.integers(0, len(lines) - 1))
        contents[name] = "".join(lines[:at] + lines[at + 1 :]).encode()
    new = load_contents(contents).base
    if new is None:
        return
    for change in (*changes_between(loaded(BASE), new), *changes_between(new, loaded(BASE))):
        for language in (Language.VI, Language.EN):
            assert sentence(change, language, names_of(new))
