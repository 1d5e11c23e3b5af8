"""What goes wrong: told in her language, logged once, and the next message works."""

import asyncio
import logging

import pytest

from bot.playground import NothingCame
from bot.storage import members
from knowledge.model import Language
from tests.e2e.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "đề án 939 là gì"
SORRY = "Something went wrong on my side, and it has been noted. Please try once more in a moment."


class Broken(RuntimeError):
    """A mistake of ours."""


def fail(*_: object) -> None:
    raise Broken


async def test_a_handler_that_fails_says_so_and_the_next_message_works(
    house: House,
    language: Language,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    lan = await house.member(language)
    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr("handlers.ask.consider", fail)
        await lan.says(QUESTION)
        assert (await lan.next_message()).text.strip("\u200f") == house.texts(language)(SORRY)
    logged = [record for record in caplog.records if record.name == "handlers.failures"]
    assert len(logged) == 1
    assert QUESTION not in caplog.text
    await lan.says(QUESTION)
    assert "939" in (await lan.next_message()).text


async def test_she_is_told_in_the_language_she_chose(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = await house.member(Language.EN)
    await lan.says("/language")
    await lan.next_message()
    await lan.taps("Bahasa Indonesia")
    await lan.next_edit()
    with monkeypatch.context() as broken:
        broken.setattr("handlers.ask.consider", fail)
        await lan.says(QUESTION)
        assert (await lan.next_message()).text == house.texts(Language.ID)(SORRY)


async def test_a_button_that_fails_is_answered(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan, texts = await house.member(), house.texts()
    await lan.says("/topics")
    menu = await lan.next_message()
    with monkeypatch.context() as broken:
        broken.setattr("handlers.topics.group_menu", fail)
        await lan.taps(menu.labels[0])
        answer = await lan.next_answer()
    assert answer.is_alert
    assert answer.text == texts(SORRY)
    await lan.taps(menu.labels[0])
    assert (await lan.next_edit()).labels


async def test_who_cannot_be_recognised_is_told_in_the_language_of_her_app(
    house: House, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = await house.member(language)
    with monkeypatch.context() as broken:
        broken.setattr("bot.recognition.Recognition.recognise", fail)
        await lan.says(QUESTION)
        assert (await lan.next_message()).text.strip("\u200f") == house.texts(language)(SORRY)


async def test_a_cry_for_help_is_answered_even_then(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = await house.member()
    with monkeypatch.context() as broken:
        broken.setattr("bot.recognition.Recognition.recognise", fail)
        await lan.says("chồng em đang đánh em, cứu em với")
        assert "113" in (await lan.next_message()).text


async def test_a_flood_is_waited_for(house: House) -> None:
    lan = await house.member()
    await house.playground.add_fault(
        "429", methods=["sendMessage"], chat_ids=[lan.id], times=1, retry_after_seconds=1
    )
    await lan.says(QUESTION)
    assert "939" in (await lan.next_message()).text


async def test_what_may_have_arrived_is_not_sent_twice(house: House) -> None:
    lan = await house.member()
    await house.playground.add_fault(
        "reset_after", methods=["sendMessage"], chat_ids=[lan.id], times=1
    )
    await lan.says(QUESTION)
    assert "939" in (await lan.next_message()).text
    assert await lan.everything(quiet_seconds=0.2) == []


async def test_who_blocks_us_is_marked_and_welcome_back(house: House) -> None:
    lan = await house.member()
    await lan.starts()
    await lan.next_message()
    await lan.taps("Tiếng Việt")
    await lan.next_message()
    await lan.blocks()
    assert await _becomes_unreachable(house, lan.id)
    await lan.unblocks()
    await lan.says(QUESTION)
    await lan.next_message()
    assert await _is_reachable(house, lan.id)


async def test_who_is_gone_when_the_answer_comes_is_marked(house: House) -> None:
    lan = await house.member()
    await lan.starts()
    await lan.next_message()
    await lan.taps("Tiếng Việt")
    await lan.next_message()
    await house.playground.add_fault("403", methods=["sendMessage"], chat_ids=[lan.id], times=1)
    await lan.says(QUESTION)
    assert await _becomes_unreachable(house, lan.id)


async def test_the_same_update_twice_has_no_second_effect(house: House) -> None:
    lan = await house.member()
    updates = house.telegram.state.updates
    await lan.says(QUESTION)
    await lan.next_message()
    updates.next_update_id -= 1  # Telegram hands the same update out again
    await lan.says(QUESTION)
    with pytest.raises(NothingCame):
        await lan.next_message(timeout_seconds=0.3)
    await lan.says(QUESTION)
    assert "939" in (await lan.next_message()).text


async def test_two_members_at_once_get_each_their_own(house: House) -> None:
    lan, sari = await house.member(), await house.member(Language.ID)
    for _ in range(5):
        await asyncio.gather(lan.says("đề án 939 là gì"), sari.says("apa itu proyek 938"))
        to_lan, to_sari = await asyncio.gather(lan.next_message(), sari.next_message())
        assert "939" in to_lan.text
        assert "938" in to_sari.text


async def _becomes_unreachable(house: House, telegram_id: int) -> bool:
    """Whether it is noted within three seconds: nothing that she could see tells when."""
    for _ in range(60):
        if not await _is_reachable(house, telegram_id):
            return True
        await asyncio.sleep(0.05)
    return False


async def _is_reachable(house: House, telegram_id: int) -> bool:
    async with house.bot.services.database.reading() as session:
        member = await members.find(session, telegram_id)
    assert member is not None
    return member.is_reachable
