"""The whole path on the shipped base: from a question to a verdict."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answer import Answerer
from knowledge.localities import Gazetteer, Locality
from knowledge.model import EMPTY_BASE, Facet, Language
from knowledge.verdicts import (
    Found,
    LocalOffice,
    NotFound,
    Question,
    SmallTalk,
    Unclear,
    Urgent,
    Verdict,
)
from tests.knowledge.conftest import TODAY


def ask(
    answerer: Answerer,
    text: str,
    *,
    topic: str | None = None,
    home: Locality | None = None,
    language: Language | None = None,
) -> Verdict:
    return answerer.answer(
        Question(text, TODAY, chosen_language=language, last_topic=topic, home=home)
    )


@pytest.mark.parametrize(
    ("text", "topic", "facet", "language"),
    [
        ("Đề án 938 là gì hả chị?", "de-an-938", Facet.OVERVIEW, "vi"),
        ("de an 938 la gi ha chi", "de-an-938", Facet.OVERVIEW, "vi"),
        ("muon vao hoi phu nu thi lam don the nao", "gia-nhap-hoi", Facet.PROCEDURE, "vi"),
        ("Lãi suất vay hộ nghèo hiện nay bao nhiêu?", "von-vay-nhcsxh", Facet.BENEFIT, "vi"),
        ("How do I become a member of the Women's Union?", "gia-nhap-hoi", Facet.PROCEDURE, "en"),
        ("Apa itu program Ibu Pelindung (Mẹ đỡ đầu)?", "me-do-dau", Facet.OVERVIEW, "id"),
        ("ما هو المشروع ٩٣٨؟", "de-an-938", Facet.OVERVIEW, "ar"),
    ],
)
def test_questions_find_their_passage(
    answerer: Answerer, text: str, topic: str, facet: Facet, language: str
) -> None:
    verdict = ask(answerer, text)
    assert isinstance(verdict, Found)
    assert (verdict.topic.slug, verdict.facet, verdict.language) == (topic, facet, language)
    assert 0.5 < verdict.confidence <= 1.0


def test_a_follow_up_stays_with_the_topic(answerer: Answerer) -> None:
    verdict = ask(answerer, "thế lãi suất bao nhiêu?", topic="von-vay-nhcsxh")
    assert isinstance(verdict, Found)
    assert (verdict.topic.slug, verdict.facet) == ("von-vay-nhcsxh", Facet.BENEFIT)


def test_a_question_that_names_another_topic_switches(answerer: Answerer) -> None:
    verdict = ask(answerer, "thế đề án 938 là gì?", topic="von-vay-nhcsxh")
    assert isinstance(verdict, Found)
    assert verdict.topic.slug == "de-an-938"


@pytest.mark.parametrize(
    "text",
    [
        "hom nay vang bao nhieu mot chi",
        "How do I renew my passport?",
        "asdkjh qwe zxc",
        "دلوني على طبيب أسنان",
    ],
)
def test_what_is_not_ours_is_not_answered(answerer: Answerer, text: str) -> None:
    assert isinstance(ask(answerer, text), NotFound | SmallTalk)


def test_an_office_is_found_under_its_old_name(answerer: Answerer) -> None:
    verdict = ask(answerer, "cho xin so dien thoai hoi phu nu huyen duc linh binh thuan")
    assert isinstance(verdict, LocalOffice)
    assert verdict.place is not None
    assert verdict.place.former is not None
    assert verdict.place.locality.province == "Lâm Đồng"
    assert verdict.office.fell_back


def test_an_ambiguous_place_is_asked_back(answerer: Answerer) -> None:
    verdict = ask(answerer, "cho xin dia chi hoi phu nu xa tan thanh")
    assert isinstance(verdict, Unclear)
    assert 2 <= len(verdict.places) <= 3


def test_home_decides_between_namesakes(answerer: Answerer, gazetteer: Gazetteer) -> None:
    home = (
        next(place.locality for place in gazetteer.search("Xã Tân Thành", province="Cà Mau"))
        if gazetteer.search("Xã Tân Thành", province="Cà Mau")
        else None
    )
    if home is None:
        home = gazetteer.search("Tân Thành")[0].locality
    verdict = ask(answerer, "cho xin dia chi hoi phu nu xa tan thanh", home=home)
    assert isinstance(verdict, LocalOffice | Unclear)
    if isinstance(verdict, LocalOffice):
        assert verdict.place is not None
        assert verdict.place.locality.province == home.province


def test_no_word_is_invented(answerer: Answerer) -> None:
    verdict = ask(answerer, "đề án 939 là gì")
    assert isinstance(verdict, Found)
    assert verdict.passage is answerer.base.topics["de-an-939"].passages[Facet.OVERVIEW]


def test_an_expired_passage_gives_the_office_instead(answerer: Answerer) -> None:
    long_after = TODAY.replace(year=2040)
    verdict = answerer.open_facet(
        "de-an-939", Facet.OVERVIEW, language=Language.VI, today=long_after
    )
    assert isinstance(verdict, Found)
    assert not verdict.is_current
    assert verdict.office is not None


def test_a_button_of_a_topic_that_is_gone_is_told(answerer: Answerer) -> None:
    verdict = answerer.open_facet("khong-con", Facet.OVERVIEW, language=Language.EN, today=TODAY)
    assert verdict == NotFound(Language.EN, 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "chồng em đang cầm dao đuổi mẹ con em chị ơi cứu với",
        "chong em dang cam dao duoi me con em chi oi cuu voi",
        "help my husband is beating me right now",
        "tolong suami saya memukuli saya sekarang",
        "النجدة زوجي يضربني الآن",
    ],
)
def test_a_cry_for_help_needs_no_knowledge(gazetteer: Gazetteer, text: str) -> None:
    bare = Answerer(EMPTY_BASE, gazetteer, None)
    assert isinstance(ask(bare, text), Urgent)


@pytest.mark.parametrize("topic", [None, "von-vay-nhcsxh", "no-such-topic"])
@given(text=st.text(max_size=300))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_gives_a_verdict(answerer: Answerer, topic: str | None, text: str) -> None:
    verdict = ask(answerer, text, topic=topic)
    assert 0.0 <= verdict.confidence <= 1.0


GOLDEN = Path(__file__).parent.parent / "golden" / "questions.jsonl"


@pytest.fixture(scope="session")
def golden(answerer: Answerer) -> list[tuple[dict[str, object], Verdict]]:
    rows = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
    return [
        (row, ask(answerer, row["q"], topic=(row["context"] or {}).get("topic"))) for row in rows
    ]


def _shares(golden: list[tuple[dict[str, object], Verdict]]) -> dict[str, float]:
    ours = right = wrong = theirs = false = 0
    for row, verdict in golden:
        expect = row["expect"]
        assert isinstance(expect, dict)
        if "topic" in expect:
            wanted = expect["topic"] if isinstance(expect["topic"], list) else [expect["topic"]]
            ours += 1
            if isinstance(verdict, Found):
                right += verdict.topic.slug in wanted
                wrong += verdict.topic.slug not in wanted
            elif isinstance(verdict, Urgent):
                right += "bao-luc-gia-dinh" in wanted
        elif "none" in expect:
            theirs += 1
            false += isinstance(verdict, Found)
    return {"right": right / ours, "wrong": wrong / ours, "false": false / theirs}


def test_held_out_questions_stay_as_good_as_promised(
    golden: list[tuple[dict[str, object], Verdict]],
) -> None:
    """The floors of issue "Know the answer", on questions that nobody tuned on."""
    shares = _shares(golden)
    assert shares["right"] >= 0.90, shares
    assert shares["wrong"] <= 0.04, shares
    assert shares["false"] <= 0.05, shares
