"""What a member reads, for every kind of verdict and in every language."""

from datetime import date

import pytest

from bot.i18n import Catalogs, Texts
from bot.replies import (
    Bullet,
    Heading,
    Link,
    Note,
    OpenFacet,
    Paragraph,
    Rate,
    Reply,
    ShowTopics,
    compose,
    plain,
)
from knowledge.answer import Answerer
from knowledge.model import Facet, Language, local
from knowledge.verdicts import (
    Found,
    LocalOffice,
    NotFound,
    Question,
    SmallTalk,
    TopicChoice,
    Unclear,
    Urgent,
)
from tests.shipped import shipped_answerer

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return shipped_answerer()


@pytest.fixture(params=list(Language), ids=str)
def texts(request: pytest.FixtureRequest) -> Texts:
    return Catalogs.load().for_language(request.param)


def test_plain_text_keeps_lists_together() -> None:
    reply = Reply(
        Language.VI,
        (Heading("A"), Paragraph("b"), Bullet("c"), Bullet("d"), Link("x", "tel:113"), Note("e")),
    )
    assert plain(reply) == "A\n\nb\n\n• c\n• d\nx: 113\n\ne"


def test_every_passage_is_told_with_its_source_and_day(answerer: Answerer, texts: Texts) -> None:
    language = texts.language
    checked = texts("Last checked {day}.", day=texts.day(TODAY))
    for topic, passage in answerer.base.passages():
        found = answerer.open_facet(topic.slug, passage.facet, language=language, today=TODAY)
        reply = compose(found, texts)
        told = plain(reply)
        assert local(passage.text, language).strip() in told
        assert checked in told
        assert all(source.title in told for source in passage.sources[:1])
        buttons = [button.action for row in reply.rows for button in row]
        assert OpenFacet(topic.slug, passage.facet) not in buttons
        assert Rate(is_helpful=True) in buttons


def test_an_expired_passage_is_not_told(answerer: Answerer, texts: Texts) -> None:
    found = answerer.open_facet(
        "de-an-939", Facet.OVERVIEW, language=texts.language, today=date(2040, 1, 1)
    )
    assert isinstance(found, Found)
    told = plain(compose(found, texts))
    assert local(found.passage.text, texts.language).strip() not in told
    assert "31/12/2035" in told or "31 December 2035" in told
    assert "hoilhpn.org.vn" in told


def test_a_figure_is_written_as_its_language_writes_numbers(
    answerer: Answerer, texts: Texts
) -> None:
    asked = answerer.answer(Question("Phú Thọ có bao nhiêu hộ đạt 5 không 3 sạch?", TODAY))
    assert isinstance(asked, Found)
    told = plain(compose(asked, texts))
    written = {"vi": "313.458", "id": "313.458", "en": "313,458", "ar": "313,458"}
    assert written[texts.language] in told


def test_asking_back_offers_the_choices_and_a_way_out(answerer: Answerer, texts: Texts) -> None:
    topics = [answerer.base.topics[slug] for slug in ("de-an-938", "de-an-939")]
    choices = tuple(TopicChoice(topic, Facet.OVERVIEW, 0.4) for topic in topics)
    reply = compose(Unclear(texts.language, 0.5, topics=choices), texts)
    actions = [button.action for row in reply.rows for button in row]
    assert actions == [
        OpenFacet("de-an-938", Facet.OVERVIEW),
        OpenFacet("de-an-939", Facet.OVERVIEW),
        ShowTopics(),
    ]


@pytest.mark.parametrize("near", [False, True], ids=["calm", "near-danger"])
def test_not_found_says_so_and_who_is_in_charge(
    answerer: Answerer, texts: Texts, near: bool
) -> None:
    signpost = next(iter(answerer.base.signposts.values()))
    verdict = NotFound(texts.language, 0.9, signpost, with_hotlines=near)
    told = plain(compose(verdict, texts))
    assert local(signpost.line, texts.language) in told
    assert ("113" in told) is near


def test_an_office_without_a_place_asks_for_one(answerer: Answerer, texts: Texts) -> None:
    office = answerer.directory.office_for(None)
    reply = compose(LocalOffice(texts.language, 1.0, None, office), texts)
    assert "hoilhpn.org.vn" in plain(reply)


def test_the_caution_stands_under_old_contacts(answerer: Answerer, texts: Texts) -> None:
    verdict = answerer.answer(Question("số điện thoại hội phụ nữ tỉnh Bắc Ninh", TODAY))
    assert isinstance(verdict, LocalOffice)
    caution = texts(
        "This is information of {day}, perhaps of an earlier unit: call first to check.",
        day="20/11/2023",
    )
    assert caution in plain(compose(verdict, texts))


@pytest.mark.parametrize("abroad", [False, True], ids=["home", "abroad"])
def test_a_cry_for_help_gives_numbers_and_a_neutral_first_line(texts: Texts, abroad: bool) -> None:
    reply = compose(Urgent(texts.language, 0.99, "violence", is_abroad=abroad), texts)
    told = plain(reply)
    first = told.splitlines()[0].casefold()
    assert not any(word in first for word in ("bạo lực", "violence", "kekerasan", "عنف"))
    assert ("+84 981 84 84 84" in told) is abroad
    assert "113" in told


def test_small_talk_is_the_unions_own_words(texts: Texts) -> None:
    reply = compose(SmallTalk(texts.language, 0.9, "thanks", "…"), texts)
    assert reply.blocks == (Paragraph("…"),)
