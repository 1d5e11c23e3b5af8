"""Roles in the chat: given, taken, never from the last admin; the commands follow at once."""

import pytest

from bot.roles import Role
from knowledge.model import Language
from tests.e2e.house import House
from tests.e2e.office import actor, admin, officer, settled

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_officer_is_named_by_a_forwarded_message_and_taken_back(office: House) -> None:
    boss, mai, texts = await admin(office), await office.member(), office.texts()
    word = await mai.starts()
    await settled(mai)
    await boss.says("/roles")
    await boss.next_message()
    await boss.taps(texts("Give somebody a role"))
    await boss.next_edit()
    await boss.forwards(word)
    assert str(mai.id) in (await boss.next_message()).text
    await boss.taps(texts("Officer of a place …"))
    await boss.next_edit()
    await boss.says("xã Xyzzy")
    await boss.next_message()
    await boss.says("phường Hạc Thành")
    await boss.taps((await boss.next_message()).labels[0])
    shown = await boss.next_edit()
    assert texts("Take her role …") in shown.labels
    made = await actor(office, mai)
    assert (made.role, made.area.code if made.area else None) == (Role.OFFICER, "14797")
    assert "/announce" in (await mai.next_message()).text
    assert list(await mai.commands())[:2] == ["announce", "announcements"]

    await boss.taps(texts("Take her role …"))
    await boss.next_edit()
    await boss.taps(texts("Yes, take it"))
    await boss.next_edit()
    assert (await actor(office, mai)).role is Role.MEMBER
    assert "announce" not in await mai.commands()


@pytest.mark.parametrize("language", [Language.EN], ids=["en"])
async def test_by_number_or_contact_and_what_tells_nothing(
    office: House, language: Language
) -> None:
    boss, mai, texts = await admin(office), await office.member(language), office.texts()
    await boss.says("/roles")
    await boss.next_message()
    await boss.taps(texts("Give somebody a role"))
    await boss.next_edit()
    await boss.sends_location(19.8, 105.7)
    assert texts("From this I cannot tell who she is.") in (await boss.next_message()).text
    await boss.says(str(mai.id))
    await boss.next_message()
    await boss.taps(texts("Admin"))
    await boss.next_edit()
    assert (await actor(office, mai)).is_admin
    await office.bot.services.officers.revoke(await actor(office, boss), mai.id)


async def test_the_last_admin_stays(office: House) -> None:
    boss, texts = await admin(office), office.texts()
    officers = office.bot.services.officers
    for one in await officers.everyone():
        if one.is_admin and one.telegram_id != boss.id:
            await officers.revoke(await actor(office, boss), one.telegram_id)
    await settled(boss)
    await boss.says("/help")
    message = await boss.next_message()
    await office.tap_data(boss, message, f"1vi:ro:{boss.id}:rv")
    told = texts("She is the last admin. Please name another admin first.")
    assert (await boss.next_answer()).text == told
    assert (await actor(office, boss)).is_admin


async def test_an_officer_who_chooses_a_language_keeps_her_commands(office: House) -> None:
    lan = await officer(office, "14797")
    await lan.says("/language")
    await lan.next_message()
    await lan.taps("English")
    await lan.next_edit()
    await settled(lan)
    english = office.texts(Language.EN)
    assert (await lan.commands())["announce"] == english("Write an announcement")
