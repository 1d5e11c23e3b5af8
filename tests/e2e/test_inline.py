"""Cards in any chat: `@bot 939`."""

import pytest

from bot.playground.json_values import as_text
from knowledge.model import Language
from tests.e2e.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_cards_are_offered_and_sent_with_source_and_link(
    house: House, language: Language
) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.starts()
    await lan.next_message()
    query_id = await lan.asks_inline("939")
    cards = await lan.next_results()
    assert 1 <= len(cards) <= 8
    assert all("939" in as_text(card["title"]) for card in cards)
    sent = await lan.chooses(query_id, as_text(cards[0]["id"]))
    assert "21/11/2026" in sent.text or "21 November 2026" in sent.text
    (button,) = sent.buttons
    assert as_text(button["text"]) == texts("Ask Chị Hội")
    assert as_text(button["url"]).startswith("https://t.me/chihoi_local_bot?start=de-an-939-")
    assert await lan.everything(quiet_seconds=0.2) == []  # our own card is no question


@pytest.mark.parametrize("typed", ["", "  "])
async def test_before_anything_is_typed_popular_topics_are_offered(
    house: House, language: Language, typed: str
) -> None:
    lan = await house.member(language)
    await lan.asks_inline(typed)
    cards = await lan.next_results()
    assert len(cards) == 8
    assert len({as_text(card["id"]) for card in cards}) == 8


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        pytest.param("mái ấ", "mai-am-tinh-thuong", id="unfinished"),
        pytest.param("me do d", "me-do-dau", id="toneless"),
        pytest.param("TYM", "quy-ho-tro-phu-nu-phat-trien", id="abbreviation"),
    ],
)
async def test_what_is_being_typed_finds_its_topic(house: House, typed: str, slug: str) -> None:
    lan = await house.member()
    await lan.asks_inline(typed)
    ids = [as_text(card["id"]) for card in await lan.next_results()]
    assert any(slug in id_ for id_ in ids)


async def test_nothing_fits_and_nothing_is_offered(house: House) -> None:
    lan = await house.member()
    await lan.asks_inline("qwop xyzzy")
    assert await lan.next_results() == []
