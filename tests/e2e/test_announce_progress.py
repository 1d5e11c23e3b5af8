"""An announcement on its way: one card, kept up to date; paused, ended; what happens by itself."""

from pathlib import Path

import pytest

from bot.announcements.announcement import State
from bot.playground import Fault, FaultKind
from tests.e2e.house import House, opened
from tests.e2e.office import confirm, latest, member_of, officer, settled, write_draft
from tests.postgres import PostgresServer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_card_is_edited_and_the_announcement_paused_and_resumed(office: House) -> None:
    code, texts = "15058", office.texts()
    lan, mai = await officer(office, code), await member_of(office, code)
    office.telegram.state.faults.add(
        Fault(
            FaultKind.TOO_MANY_REQUESTS,
            times=1,
            methods=frozenset({"sendMessage"}),
            chat_ids=frozenset({mai.id}),
            retry_after_seconds=2,
        )
    )
    await write_draft(office, lan)
    await settled(lan)
    await confirm(office, lan)
    pause = f"⏸ {texts('Pause')}"
    card = await lan.next_edit(timeout_seconds=10)
    while pause not in card.labels:
        office.clock.advance(seconds=4)
        card = await lan.next_edit()
    assert "░" in card.text
    await lan.taps(pause)
    while texts("paused") not in (edit := await lan.next_edit()).text:
        pass
    assert edit.message_id == card.message_id
    await lan.taps(texts("End it …"))
    await lan.next_edit()
    await lan.taps(texts("« Back"))
    assert f"▶️ {texts('Go on')}" in (await lan.next_edit()).labels
    assert await mai.everything(quiet_seconds=2.5) == []
    await lan.taps(f"▶️ {texts('Go on')}")
    await lan.next_edit()
    office.clock.advance(seconds=2)  # a chat takes one message a second
    assert (await mai.next_message(timeout_seconds=10)).text == "Họp chi hội lúc 8 giờ"
    assert texts("Sent: {number}", number=1) in (await lan.next_message(timeout_seconds=10)).text
    office.clock.advance(seconds=4)
    while texts("finished") not in (edit := await lan.next_edit()).text:
        pass
    assert edit.message_id == card.message_id


async def test_who_surely_did_not_get_it_gets_it_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as house:
        code, texts = "15058", house.texts()
        lan, mai = await officer(house, code), await member_of(house, code)
        await write_draft(house, lan)
        fault = Fault(FaultKind.BAD_REQUEST, times=1, chat_ids=frozenset({mai.id}))
        house.telegram.state.faults.add(fault)
        await confirm(house, lan)
        told = await lan.next_message(timeout_seconds=10)
        assert texts("Failed, surely not there: {number}", number=1) in told.text
        house.clock.advance(seconds=4)
        await lan.taps(texts("Send to those who surely did not get it"))
        assert (await mai.next_message(timeout_seconds=10)).text == "Họp chi hội lúc 8 giờ"


async def test_one_missed_while_the_bot_was_down_is_asked_about(tmp_path: Path) -> None:
    async with opened(tmp_path) as house:
        code, texts = "15058", house.texts()
        lan, mai = await officer(house, code), await member_of(house, code)
        await write_draft(house, lan)
        await lan.taps(texts("Time"))
        await lan.next_edit()
        await lan.says("16:00")
        await confirm(house, lan, await lan.next_message())
        await settled(lan)
        house.clock.advance(hours=4)
        asked = await lan.next_message(timeout_seconds=10)
        number = (await latest(house, lan)).id
        assert str(number) in asked.text
        await lan.taps(texts("Send it now"))
        assert (await mai.next_message(timeout_seconds=10)).text == "Họp chi hội lúc 8 giờ"


async def test_the_same_on_postgresql(tmp_path: Path, postgres: PostgresServer) -> None:
    code = "15058"
    async with opened(tmp_path, DATABASE_URL=postgres.new_database()) as house:
        lan, mai = await officer(house, code), await member_of(house, code)
        await write_draft(house, lan)
        await confirm(house, lan)
        assert (await mai.next_message(timeout_seconds=15)).text == "Họp chi hội lúc 8 giờ"
        assert (await latest(house, lan)).state in (State.RUNNING, State.FINISHED)
