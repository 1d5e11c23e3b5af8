"""What is held: seen, given, erased."""

import json

import pytest

from bot.privacy import see
from knowledge.model import Language
from tests.e2e.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_is_held_is_shown_given_and_erased(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says("/place")
    await lan.next_message()
    await lan.says("phường Hạc Thành, Thanh Hoá")
    await lan.next_message()
    await lan.says("/privacy")
    shown = await lan.next_message()
    assert str(lan.id) in shown.text
    assert "Thanh H" in shown.text or "ثانه هوا" in shown.text

    await lan.taps(texts("Download as a file"))
    file = await lan.next_message()
    assert file.kind == "document"
    stored = house.telegram.state.files.by_id[file.file_id]
    exported = json.loads(stored.upload.content)
    assert exported["telegram_id"] == lan.id
    assert exported["member"]["commune_code"] == "14797"

    await lan.taps(texts("Erase everything"))
    asked = await lan.next_edit()
    assert asked.labels == [texts("Yes, erase everything"), texts("No, keep it")]
    await lan.taps(texts("No, keep it"))
    assert (await lan.next_edit()).labels == shown.labels
    assert (await see(house.bot.services.database, lan.id)).member is not None

    await lan.taps(texts("Erase everything"))
    await lan.next_edit()
    await lan.taps(texts("Yes, erase everything"))
    assert "/start" in (await lan.next_edit()).text
    assert (await see(house.bot.services.database, lan.id)).is_empty


async def test_of_who_has_chosen_nothing_nothing_is_held(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says("/privacy")
    shown = await lan.next_message()
    assert texts("Nothing. I do not keep anything that leads to you.") in shown.text
    assert shown.labels == []


async def test_what_was_talked_about_is_shown_too(house: House) -> None:
    lan = await house.member()
    await lan.says("đề án 939 là gì")
    await lan.next_message()
    await lan.says("/privacy")
    assert "Đề án 939" in (await lan.next_message()).text
