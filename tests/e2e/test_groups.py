"""Groups: only who speaks to us is answered, and nothing personal."""

import pytest

from knowledge.model import Language
from tests.e2e.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAME = "@chihoi_local_bot"
QUIET = 0.25


async def test_a_mention_is_answered_with_a_quote(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    group = await house.playground.group("Chi hội 3", lan)
    assert NAME in (await lan.next_message()).text  # it says how to ask
    asked = await lan.says(f"{NAME} 939?", chat_id=group)
    answer = await lan.next_message()
    assert answer.chat_id == group
    assert "939" in answer.html.split("</b>")[0]
    assert texts("Whom to see") in answer.labels
    quoted = answer.json["reply_to_message"]
    assert isinstance(quoted, dict)
    assert quoted["message_id"] == asked.message_id


async def test_a_reply_to_us_and_a_command_are_answered_other_talk_is_not(house: House) -> None:
    lan, hoa = await house.member(), await house.member()
    # As an administrator we are shown everything that is said.
    group = await house.playground.group("Chi hội 4", lan, hoa, bot_status="administrator")
    hello = await lan.next_message()
    await hoa.says("mai họp chi hội lúc mấy giờ", chat_id=group)
    await hoa.says("đề án 939 là gì", chat_id=group)
    assert await lan.everything(quiet_seconds=QUIET) == []
    await hoa.says("đề án 939 là gì", chat_id=group, reply_to=hello)
    assert "939" in (await lan.next_message()).text
    await lan.says(f"/topics{NAME}", chat_id=group)
    assert len((await lan.next_message()).labels) >= 8
    await lan.says("/nothing", chat_id=group)
    assert await lan.everything(quiet_seconds=QUIET) == []


@pytest.mark.parametrize("command", ["place", "language", "privacy"])
async def test_what_is_personal_leads_to_the_private_chat(
    house: House, language: Language, command: str
) -> None:
    lan = await house.member(language)
    group = await house.playground.group("Chi hội 5", lan)
    await lan.next_message()
    await lan.says(f"/{command}{NAME}", chat_id=group)
    (button,) = (await lan.next_message()).buttons
    assert button["url"] == f"https://t.me/chihoi_local_bot?start={command}"
    await lan.starts(command)
    assert (await lan.next_message()).chat_id == lan.id


async def test_personal_buttons_in_a_group_open_the_private_chat(house: House) -> None:
    lan, texts = await house.member(), house.texts()
    group = await house.playground.group("Chi hội 6", lan)
    await lan.next_message()
    await lan.says(f"{NAME} hội phụ nữ ở đâu", chat_id=group)
    await lan.next_message()
    await lan.taps(texts("Choose my place"), chat_id=group)
    assert (await lan.next_answer()).url == "https://t.me/chihoi_local_bot?start=place"


async def test_her_own_place_is_not_told_in_a_group(house: House) -> None:
    lan = await house.member()
    await lan.says("/place")
    await lan.next_message()
    await lan.says("hạc thành")
    await lan.next_message()
    group = await house.playground.group("Chi hội 7", lan)
    await lan.next_message()
    await lan.says(f"{NAME} hội phụ nữ ở đâu", chat_id=group)
    assert "Hạc Thành" not in (await lan.next_message()).text


async def test_pictures_in_a_group_are_left_alone(house: House) -> None:
    lan = await house.member()
    group = await house.playground.group("Chi hội 8", lan, bot_status="administrator")
    await lan.next_message()
    await lan.sends_file(b"x", "a.txt", chat_id=group)
    assert await lan.everything(quiet_seconds=QUIET) == []
