"""The language chosen, the menus in it, and what the bot says of itself."""

import pytest

from bot.replies.welcome import LANGUAGE_NAMES
from handlers import introduce
from knowledge.model import Language
from tests.e2e.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_language_chosen_is_spoken_and_shown_in_the_menu(
    house: House, language: Language
) -> None:
    app = Language.EN if language is not Language.EN else Language.VI
    lan, texts = await house.member(app), house.texts(language)
    await lan.says("/language")
    await lan.next_message()
    await lan.taps(LANGUAGE_NAMES[language])
    confirmed = texts("From now on I write to you in English.")
    assert confirmed in (await lan.next_edit()).text
    await lan.next_answer()
    await lan.says("/topics")
    assert texts("Government projects") in " ".join((await lan.next_message()).labels)
    assert (await lan.commands())["topics"] == texts("All topics")

    await lan.says("/language")
    await lan.next_message()
    await lan.taps(LANGUAGE_NAMES[app])
    await lan.next_edit()
    await lan.says("/help")  # after the menus were changed back
    await lan.next_message()
    assert (await lan.commands())["topics"] == house.texts(app)("All topics")


async def test_commands_stand_in_the_language_of_the_app(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    commands = await lan.commands()
    assert list(commands) == ["topics", "place", "subscriptions", "language", "privacy", "help"]
    assert commands["place"] == texts("Where I live")
    group = await house.playground.group("Chi hội 3", lan)
    assert list(await lan.commands(chat_id=group)) == ["topics", "help"]


async def test_the_bot_introduces_itself_in_each_language(
    house: House, language: Language
) -> None:
    texts, profile = house.texts(language), house.telegram.state.profile
    assert profile.name.get(language.value) == texts("Chị Hội – Women's Union")
    assert "Union" not in profile.description.get("vi")
    assert profile.description.get(language.value) != ""
    assert len(profile.short_description.get(language.value)) <= 120


async def test_menus_are_not_set_again_where_they_are_as_they_should_be(house: House) -> None:
    before = dict(house.telegram.state.journal.answers)
    await introduce(house.bot.application)
    after = house.telegram.state.journal.answers
    changed = {
        method for (method, _), number in after.items() if number > before.get((method, _), 0)
    }
    assert not {method for method in changed if method.startswith("set")}
    assert "getMyCommands" in changed


async def test_menus_that_cannot_be_set_stop_nothing(house: House) -> None:
    await house.playground.add_fault("429", methods=["getMyName", "getMyCommands"])
    try:
        await introduce(house.bot.application)
    finally:
        await house.playground.clear_faults()
    lan = await house.member()
    await lan.says("/help")
    assert (await lan.next_message()).text


async def test_help_says_what_can_be_done_and_whom_to_call(
    house: House, language: Language
) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says("/help")
    help_ = await lan.next_message()
    for command in ("/topics", "/place", "/language", "/privacy"):
        assert command in help_.text
    assert "@chihoi_local_bot" in help_.text
    assert "113" in help_.text
    assert help_.labels == [texts("All topics")]


@pytest.mark.parametrize("command", ["/nothing", "/no_such_thing", "/start1"])
async def test_an_unknown_command_is_told_kindly(
    house: House, language: Language, command: str
) -> None:
    lan = await house.member(language)
    await lan.says(command)
    assert "/help" in (await lan.next_message()).text


async def test_an_unknown_command_that_is_a_question_is_answered(house: House) -> None:
    lan = await house.member()
    await lan.says("/de_an_939")
    assert "939" in (await lan.next_message()).html.split("</b>")[0]
