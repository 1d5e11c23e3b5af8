"""The beginning: welcome, two choices that may be skipped, links that lead to a topic."""

import pytest

from bot.privacy import see
from bot.replies.welcome import LANGUAGE_NAMES
from knowledge.model import Language
from tests.e2e.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_language_and_place_are_chosen_and_kept(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.starts()
    welcome = await lan.next_message()
    assert texts("What I keep, and why:") in welcome.text
    assert "/privacy" in welcome.text
    assert set(LANGUAGE_NAMES.values()) < {it.strip("\u2068\u2069") for it in welcome.labels}

    await lan.taps(LANGUAGE_NAMES[language])
    confirmed = texts("From now on I write to you in English.")
    assert confirmed in (await lan.next_edit()).text
    asked = await lan.next_message()
    assert texts("Choose from the list") in asked.labels
    await lan.next_answer()

    await lan.says("phường Hạc Thành, Thanh Hoá")
    kept = await lan.next_message()
    assert "Hạc Thành" in kept.text or "Hac Thanh" in kept.text

    held = await see(house.bot.services.database, lan.id)
    assert held.member is not None
    assert held.member.language is language
    assert held.member.commune_code == "14797"
    assert held.member.consent_at == house.clock.now


async def test_who_skips_both_is_answered_and_not_kept(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.starts()
    await lan.next_message()
    await lan.taps(texts("Skip"))
    assert texts("Choose from the list") in (await lan.next_edit()).labels
    await lan.taps(texts("Skip"))
    assert texts("You can ask me now, for example:") in (await lan.next_edit()).text
    assert (await see(house.bot.services.database, lan.id)).member is None


async def test_who_is_known_is_not_asked_again(house: House) -> None:
    lan, texts = await house.member(), house.texts()
    await lan.starts()
    await lan.next_message()
    await lan.taps("Tiếng Việt")
    await lan.next_message()
    await lan.starts()
    assert texts("You can ask me now, for example:") in (await lan.next_message()).text


@pytest.mark.parametrize(
    ("payload", "facet"),
    [
        pytest.param("de-an-939", "What it is", id="topic"),
        pytest.param("de-an-939-procedure", "How to do it", id="facet"),
        pytest.param("phu-nu-bien-cuong-results", "Results", id="many hyphens"),
    ],
)
async def test_a_link_opens_its_topic(
    house: House, language: Language, payload: str, facet: str
) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.starts(payload)
    answer = await lan.next_message()
    assert answer.html.split("</b>")[0].endswith(texts(facet))
    assert len(answer.labels) == 5


async def test_a_link_to_nowhere_welcomes(house: House) -> None:
    lan = await house.member()
    await lan.starts("no-such-topic")
    assert "Tiếng Việt" in (await lan.next_message()).labels
