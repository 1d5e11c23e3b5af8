"""The menu of topics: groups, topics, facets, and back."""

import pytest

from knowledge.model import Facet, Language
from tests.e2e.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_every_topic_can_be_reached_by_tapping(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says("/topics")
    menu = await lan.next_message()
    reached = 0
    for group in menu.labels:
        await lan.taps(group, message=menu)
        await lan.next_answer()
        shown = await lan.next_edit()
        assert shown.message_id == menu.message_id
        is_topic = texts("What it is") in shown.labels
        reached += 1 if is_topic else len(shown.labels) - 1
        await lan.taps(texts("Back"), message=menu)
        assert (await lan.next_edit()).labels == menu.labels
    assert reached == len(house.bot.services.knowledge.current.base.topics)


async def test_a_facet_is_answered_below_and_the_menu_stays(
    house: House, language: Language
) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says("/topics")
    menu = await lan.next_message()
    await lan.taps(texts("Loans and funds"))
    group = await lan.next_edit()
    await lan.taps(group.labels[0])
    facets = await lan.next_edit()
    assert len(facets.labels) == len(Facet) + 1
    await lan.taps(texts("What you get"))
    answer = await lan.next_message()
    assert answer.message_id != menu.message_id
    assert texts("What you get") in answer.html.split("</b>")[0]
    await lan.taps(texts("Back"), message=menu)
    assert (await lan.next_edit()).labels == group.labels


async def test_a_topic_that_was_withdrawn_is_told(house: House) -> None:
    lan = await house.member()
    await lan.says("/topics")
    menu = await lan.next_message()
    for data in ("1vi:t:withdrawn", "1vi:g:withdrawn", "1vi:f:withdrawn:o"):
        await house.tap_data(lan, menu, data)
        answer = await lan.next_answer()
        assert answer.is_alert
        assert "/topics" in answer.text


@pytest.mark.parametrize("data", ["forged", "0vi:m", "1vi:f:de-an-939:z", "1vi:k:99999"])
async def test_an_old_or_forged_button_gets_a_clear_sentence(
    house: House, language: Language, data: str
) -> None:
    lan = await house.member(language)
    await lan.says("/topics")
    menu = await lan.next_message()
    await house.tap_data(lan, menu, data.replace("1vi", f"1{language.value}"))
    answer = await lan.next_answer()
    assert answer.is_alert
    assert "/topics" in answer.text


async def test_a_button_of_another_version_of_the_knowledge_still_works(house: House) -> None:
    lan = await house.member()
    await lan.says("/topics")
    menu = await lan.next_message()
    house.clock.advance(days=400)
    await lan.taps(menu.labels[0], message=menu)
    assert (await lan.next_edit()).labels
    assert not (await lan.next_answer()).text
