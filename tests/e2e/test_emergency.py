"""Cries for help: before everything else, and whatever is out of order."""

import shutil
from pathlib import Path

import pytest

from bot.playground import NothingCame, SeenMessage
from bot.privacy import see
from bot.storage import questions
from handlers.answered import Answered
from knowledge.model import Language
from tests.e2e.house import House, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

CRIES = {
    Language.VI: "chồng em đang đánh em, cứu em với",
    Language.EN: "my husband is beating me, please help me",
    Language.ID: "suami saya sedang memukuli saya, tolong saya",
    Language.AR: "زوجي يضربني الآن، ساعدوني",
}
NAME = "@chihoi_local_bot"
TWO_DAYS_LATER = 49 * 3600


def is_help(message: SeenMessage, house: House, language: Language) -> bool:
    button = house.texts(language)("Remove this conversation")
    return "113" in message.text and message.labels == [button]


async def test_help_comes_before_consent_language_and_place(
    house: House, language: Language
) -> None:
    lan = await house.member(language)
    await lan.says(CRIES[language])
    assert is_help(await lan.next_message(), house, language)
    assert (await see(house.bot.services.database, lan.id)).is_empty


@pytest.mark.parametrize("cried_in", list(Language), ids=str)
async def test_help_comes_in_the_language_of_the_cry(house: House, cried_in: Language) -> None:
    lan = await house.member(Language.VI if cried_in is not Language.VI else Language.AR)
    await lan.says(CRIES[cried_in])
    assert is_help(await lan.next_message(), house, cried_in)


@pytest.mark.parametrize("opening", ["/help ", "/start ", "/foo ", "/place@chihoi_local_bot "])
async def test_words_behind_a_command_are_read(house: House, opening: str) -> None:
    lan = await house.member()
    await lan.says(opening + CRIES[Language.VI])
    assert is_help(await lan.next_message(), house, Language.VI)


async def test_captions_edits_and_answers_to_our_questions_are_read(house: House) -> None:
    lan = await house.member()
    await lan.sends_file(b"x", "don.txt", caption=CRIES[Language.VI])
    assert is_help(await lan.next_message(), house, Language.VI)
    asked = await lan.says("đề án 939 là gì")
    answer = await lan.next_message()
    await lan.edits(asked, CRIES[Language.VI])
    help_ = await lan.next_message()
    assert is_help(help_, house, Language.VI)
    assert help_.message_id != answer.message_id
    await lan.says("/place")
    await lan.next_message()
    await lan.says(CRIES[Language.VI])
    assert is_help(await lan.next_message(), house, Language.VI)


async def test_the_end_of_a_long_story_is_read(house: House) -> None:
    lan = await house.member()
    await lan.says("Em xin kể chuyện nhà em.\n" * 100 + CRIES[Language.VI])
    assert is_help(await lan.next_message(), house, Language.VI)


async def test_a_button_removes_both_messages(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says(CRIES[language])
    await lan.next_message()
    await lan.taps(texts("Remove this conversation"))
    assert (await lan.next_answer()).text == texts("Removed.")
    assert await lan.messages() == []


async def test_what_cannot_be_removed_is_told_and_our_part_emptied(
    house: House, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says(CRIES[language])
    await lan.next_message()
    state = house.telegram.state
    later = state.now() + TWO_DAYS_LATER
    monkeypatch.setattr(state, "now", lambda: later)
    await lan.taps(texts("Remove this conversation"))
    answer = await lan.next_answer()
    assert answer.is_alert
    hers, ours = await lan.messages()
    assert hers.text == CRIES[language]
    assert ours.text.strip("\u200f") == "…"
    assert ours.labels == []


async def test_in_a_group_only_who_speaks_to_us_is_answered(
    house: House, language: Language
) -> None:
    lan = await house.member(language)
    group = await house.playground.group("Xóm 2", lan, bot_status="administrator")
    await lan.next_message()
    await lan.says(CRIES[language], chat_id=group)
    with pytest.raises(NothingCame):
        await lan.next_message(timeout_seconds=0.2)
    await lan.says(f"{NAME} {CRIES[language]}", chat_id=group)
    assert is_help(await lan.next_message(), house, language)


async def test_nothing_of_it_leads_to_anybody(house: House) -> None:
    lan = await house.member()
    await lan.says(CRIES[Language.VI])
    await lan.next_message()
    await lan.says("/help")  # what follows a reply has been written by now
    await lan.next_message()
    async with house.bot.services.database.reading() as session:
        newest, *_ = await questions.latest(session, kinds=["emergency"], limit=1)
    assert newest.text is None
    assert newest.province_code is None
    assert (newest.asked_at.hour, newest.asked_at.minute) == (0, 0)
    assert (await see(house.bot.services.database, lan.id)).is_empty


async def test_it_is_not_remembered_for_edits_either(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered: list[object] = []
    monkeypatch.setattr(Answered, "remember", lambda *given: remembered.append(given))
    lan = await house.member()
    await lan.says(CRIES[Language.VI])
    await lan.next_message()
    await lan.says("/help")
    await lan.next_message()
    assert remembered == []


async def test_help_comes_without_a_database(tmp_path: Path, language: Language) -> None:
    unusable = tmp_path / "folder.db"
    unusable.mkdir()
    async with opened(tmp_path, DATABASE_URL=f"sqlite:///{unusable}") as broken:
        lan = await broken.member(language)
        await lan.says(CRIES[language])
        assert is_help(await lan.next_message(timeout_seconds=5), broken, language)
        await lan.says("939")
        assert "939" in (await lan.next_message(timeout_seconds=5)).text
        await lan.says("/privacy")
        told = broken.texts(language)(
            "I cannot reach my records at the moment, so nothing was changed. Please try again "
            "in a few minutes. You can go on asking questions."
        )
        assert (await lan.next_message()).text.replace("\u200f", "") == told


async def test_help_comes_where_the_database_breaks_in_the_middle(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as house:
        lan = await house.member()
        await lan.says("đề án 939 là gì")
        await lan.next_message()
        await house.bot.services.database.close()
        shutil.rmtree(tmp_path / "data")
        await lan.says(CRIES[Language.VI])
        assert is_help(await lan.next_message(), house, Language.VI)
