"""Mistakes, changes of mind, restarts and lost connections: told with the remedy, nothing lost."""

import pytest

from bot.announcements.announcement import State
from bot.playground import LocalTelegram, Person, Playground
from bot.playground.inbox import Inbox
from knowledge.model import Language
from tests.clock import FixedClock
from tests.e2e.house import House, serving
from tests.e2e.office import PNG, confirm, latest, member_of, officer, whole, write_draft

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_cannot_be_announced_is_told_and_asked_for_again(office: House) -> None:
    lan, texts = await officer(office, "15607"), office.texts()
    await lan.says("/announce")
    await lan.next_message()
    await lan.sends_location(19.8, 105.7)
    assert (
        texts(
            "This I cannot announce. Please send a text, a photo, a video, a file, or a voice "
            "message; a place or a poll only as a link in a text."
        )
        == (await lan.next_message()).text
    )
    await lan.sends_file(PNG, "a.png", kind="photo", caption="Họp chi hội. " * 80)
    assert "1.024" in (await lan.next_message()).text
    await lan.says("Họp lúc 8 giờ")
    assert texts("Send them the Vietnamese »") in (await lan.next_message()).labels


async def test_a_text_about_danger_is_kept_and_the_hotlines_are_shown(office: House) -> None:
    lan, texts = await officer(office, "15382"), office.texts()
    await lan.says("/announce")
    await lan.next_message()
    await lan.says("Chồng tôi đánh tôi, tôi muốn chết")
    assert texts("Send them the Vietnamese »") in (await lan.next_message()).labels
    assert "11" in (await lan.next_message()).text
    assert (await latest(office, lan)).copies[Language.VI].text.startswith("Chồng tôi")


async def test_an_empty_audience_is_told_and_has_no_button_to_send(office: House) -> None:
    lan, texts = await officer(office, "14812"), office.texts()
    draft = await write_draft(office, lan)
    assert "⚠️" in draft.text
    assert not any(label.startswith("✅") for label in draft.labels)
    assert texts("Places") in draft.labels


async def test_times_that_cannot_be_are_told(office: House) -> None:
    code = "16591"
    lan, texts = await officer(office, code), office.texts()
    await member_of(office, code)
    await write_draft(office, lan)
    await lan.taps(texts("Time"))
    await lan.next_edit()
    for typed, answer in (
        ("hôm nào đó", texts("I do not understand this time. Please write it like 20:30, or "
                             "25/11 8:00.")),
        ("8:00", texts("{moment} has passed already. Please write a later time, with the day if "
                       "it is not today.", moment="21/11/2026 08:00")),
        ("21/5/2027 8:00", texts("It can be planned 90 days ahead at most. Please choose an "
                                 "earlier day.")),
    ):  # fmt: skip
        await lan.says(typed)
        assert (await lan.next_message()).text == answer
    await lan.says("mai 7h")
    assert "22/11/2026 07:00" in (await lan.next_message()).text
    await lan.taps(texts("Delete the draft"))
    await lan.next_edit()
    await lan.taps(texts("Yes, delete it"))
    await lan.next_edit()
    assert (await latest(office, lan)).state is State.CANCELLED


async def test_places_are_named_one_by_one_and_only_in_her_area(office: House) -> None:
    lan, texts = await officer(office, "38"), office.texts()
    await lan.says("/announce")
    await lan.next_message()
    await lan.says("Họp tỉnh")
    await lan.next_message()
    await lan.taps(texts("Send them the Vietnamese »"))
    await lan.next_edit()
    await lan.says("phường Hạc Thành\nPhú Thọ")
    outside = await lan.next_message()
    assert "Phú Thọ" in outside.text
    chosen = await lan.next_message()
    assert "Hạc Thành" in chosen.text
    assert texts("All of {area}", area="Tỉnh Thanh Hoá") in chosen.labels
    draft = await latest(office, lan)
    assert [place.code for place in draft.audience.places] == ["14797"]


async def test_another_command_lays_the_draft_aside_and_announce_goes_on(office: House) -> None:
    lan, texts = await officer(office, "15178"), office.texts()
    await lan.says("/announce")
    await lan.next_message()
    await lan.says("Họp lúc 8 giờ")
    await lan.next_message()
    await lan.says("/help")
    number = (await latest(office, lan)).id
    kept = texts("Draft no. {number} is kept. To go on with it: /announce", number=number)
    assert (await lan.next_message()).text == kept
    await lan.next_message()
    await lan.says("đề án 939 là gì")
    assert "939" in (await lan.next_message()).text
    await lan.says("/announce")
    assert texts("Go on with it") in (await lan.next_message()).labels
    await lan.taps(texts("Go on with it"))
    assert texts("Draft no. {number}", number=number) in (await lan.next_edit()).text


async def test_the_same_answer_twice_changes_nothing(office: House) -> None:
    """Her phone lost the network between two steps: the update comes twice, she taps twice."""
    code = "15142"
    lan, mai = await officer(office, code), await member_of(office, code)
    await write_draft(office, lan)
    shown = next(label for label in lan.last.labels if label.startswith("✅"))
    await lan.taps(shown)
    asked = await lan.next_edit()
    yes = next(str(b["callback_data"]) for b in asked.buttons if ":co:" in str(b))
    for _ in range(3):
        await office.tap_data(lan, asked, yes)
    await mai.next_message(timeout_seconds=10)
    assert await mai.everything(quiet_seconds=1.5) == []


async def test_a_restart_between_two_steps(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The process is another one, and the next message is still the answer."""
    code, folder, clock = "15127", tmp_path_factory.mktemp("restart"), FixedClock()
    async with LocalTelegram() as telegram:
        async with serving(telegram, folder, clock) as house:
            lan, _ = await officer(house, code), await member_of(house, code)
            texts = house.texts()
            await lan.says("/announce")
            await lan.next_message()
        clock.advance(hours=2)
        async with serving(telegram, folder, clock) as house, Playground(telegram.page_url) as new:
            lan = Person(lan.id, lan.first_name, Inbox(new, lan.id, lan.inbox.seen_event))
            await lan.says("Họp lúc 8 giờ")
            assert texts("Send them the Vietnamese »") in (await lan.next_message()).labels
            await lan.taps(texts("Send them the Vietnamese »"))
            await lan.next_edit()
            await lan.taps(texts("Programmes and policies"))
            await whole(house, lan)
            await confirm(house, lan)
            assert (await latest(house, lan)).copies[Language.VI].text == "Họp lúc 8 giờ"
