import json
from pathlib import Path

import pytest

from knowledge.documents import SHAPES, schema_of
from knowledge.loader import Loaded, load_base, load_contents
from knowledge.model import Facet, Language

TOPIC = """\
name: {vi: Vay vốn}
facets:
  overview:
    checked_on: 2026-11-21
    sources: [P1]
    passage: {vi: Vốn vay cho hộ nghèo.}
    phrases: {vi: [vay vốn là gì]}
"""
SOURCES = "sources: {P1: {title: Báo Thử}}\n"


def load(**files: str) -> Loaded:
    names = {"topic": "topics/vay.yaml", "sources": "sources.yaml", "figures": "figures/a.yaml"}
    return load_contents({names[key]: text.encode() for key, text in files.items()})


def problems(loaded: Loaded) -> list[tuple[str, int, int, str]]:
    return [(it.file, it.line, it.column, it.code) for it in loaded.problems]


def test_a_good_base_is_loaded() -> None:
    loaded = load(topic=TOPIC, sources=SOURCES)
    assert loaded.problems == ()
    assert loaded.base is not None
    assert loaded.base.topics["vay"].passages[Facet.OVERVIEW].sources[0].title == "Báo Thử"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("    sources:", "    source:", (5, 5, "unknown_key"), id="unknown-key"),
        pytest.param("2026-11-21", "21/11/2026", (4, 5, "bad_date"), id="bad-date"),
        pytest.param("{vi: Vay vốn}", "{en: Loan}", (1, 1, "no_master"), id="no-vietnamese"),
        pytest.param("overview", "overveiw", (3, 3, "bad_choice"), id="unknown-facet"),
        pytest.param("[P1]", "[P2]", (5, 15, "dangling_source"), id="dangling-source"),
        pytest.param("[P1]", "P1", (5, 5, "wrong_shape"), id="text-for-list"),
        pytest.param("Vốn vay cho hộ nghèo.", "''", (6, 15, "empty_text"), id="empty"),
        pytest.param(
            "facets:", "related: [khac]\nfacets:", (2, 11, "dangling_topic"), id="dangling-topic"
        ),
    ],
)
def test_every_mistake_is_told_with_line_and_column(
    old: str, new: str, expected: tuple[int, int, str]
) -> None:
    loaded = load(topic=TOPIC.replace(old, new, 1), sources=SOURCES)
    assert loaded.base is None
    assert ("topics/vay.yaml", *expected) in problems(loaded)


def test_all_mistakes_of_all_files_are_told_at_once() -> None:
    bad = TOPIC.replace("2026-11-21", "hôm qua").replace("phrases", "phrase")
    loaded = load(topic=bad, sources="sources: [")
    assert {code for *_, code in problems(loaded)} == {"bad_date", "unknown_key", "syntax"}


def test_references_to_a_broken_file_do_not_bury_its_own_mistake() -> None:
    other = TOPIC.replace("facets:", "related: [vay]\nfacets:")
    broken = TOPIC.replace("2026-11-21", "hôm qua")
    files = {"topics/vay.yaml": broken, "topics/quy.yaml": other, "sources.yaml": SOURCES}
    loaded = load_contents({name: text.encode() for name, text in files.items()})
    assert problems(loaded) == [("topics/vay.yaml", 4, 5, "bad_date")]
    assert loaded.base is None


def test_an_unknown_key_is_answered_with_the_likely_one() -> None:
    loaded = load(topic=TOPIC.replace("phrases", "phrase"), sources=SOURCES)
    assert "(phrases?)" in loaded.problems[0].message(Language.EN)


def test_a_placeholder_without_a_number_is_told() -> None:
    figures = """\
locality: {name: {vi: Phú Thọ}, province_then: Phú Thọ, province_today: Phú Thọ}
period: {vi: "2024"}
source: P1
checked_on: 2026-11-21
figures:
  homes:
    topic: vay
    numbers: {homes: {value: '99', unit: nhà}}
    text: {vi: 'Xây {houses} nhà.'}
"""
    loaded = load(topic=TOPIC, sources=SOURCES, figures=figures)
    assert {code for *_, code in problems(loaded)} == {"unknown_placeholder", "unused_number"}


def test_the_shipped_base_has_no_errors(loaded: Loaded) -> None:
    assert [problem.line_for(Language.EN) for problem in loaded.errors] == []


def test_the_shipped_base_has_every_topic_facet_and_language(loaded: Loaded) -> None:
    assert loaded.base is not None
    assert len(loaded.base.topics) == 30
    missing = [
        (topic.slug, facet, language)
        for topic in loaded.base.topics.values()
        for facet in Facet
        for language in Language
        if facet not in topic.passages or language not in topic.passages[facet].text
    ]
    assert missing == []


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    one = load(topic=TOPIC, sources=SOURCES)
    other = load(topic=TOPIC.replace("hộ nghèo", "hộ cận nghèo"), sources=SOURCES)
    assert one.base is not None
    assert other.base is not None
    assert one.base.version != other.base.version
    assert load_base(tmp_path).base is not None  # an empty folder is an empty base


def test_a_folder_there_is_not_is_told(tmp_path: Path) -> None:
    missing = load_base(tmp_path / "missing")
    assert missing.base is None
    assert [problem.code for problem in missing.errors] == ["unreadable"]


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_schema_files_are_fresh(kind: str) -> None:
    path = Path("knowledge/schemas") / f"{kind}.schema.json"
    assert json.loads(path.read_text("utf-8")) == schema_of(kind), "run: chihoi knowledge schema"
