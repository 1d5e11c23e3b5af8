"""What can be made to go wrong, and what the journal then says."""

import time
from collections.abc import Callable

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.playground import (
    Fault,
    FaultKind,
    Limits,
    LocalTelegram,
    Options,
    Person,
    Playground,
    Rate,
)
from bot.playground.faults import Faults
from bot.playground.limits import FloodControl

Connect = Callable[[LocalTelegram], Bot]

pytestmark = pytest.mark.asyncio


async def test_flood_wait_is_answered_once(bot: Bot, lan: Person, playground: Playground) -> None:
    await playground.add_fault("429", times=1, retry_after_seconds=7)
    with pytest.raises(RetryAfter, match=r"Retry in (7|0:00:07)"):
        await bot.send_message(lan.id, "a")
    await bot.send_message(lan.id, "b")
    assert [entry["text"] for entry in await playground.accepted()] == ["b"]


@pytest.mark.parametrize(
    ("kind", "error"), [("403", Forbidden), ("400", BadRequest), ("500", NetworkError)]
)
async def test_refusals(
    bot: Bot, lan: Person, playground: Playground, kind: str, error: type[Exception]
) -> None:
    await playground.add_fault(kind, times=1, chat_ids=[lan.id])
    with pytest.raises(error):
        await bot.send_message(lan.id, "a")
    assert (await playground.summary())["accepted"] == 0


async def test_reset_before_the_message_is_taken(
    bot: Bot, lan: Person, playground: Playground
) -> None:
    await playground.add_fault("reset_before", times=1)
    with pytest.raises(NetworkError):
        await bot.send_message(lan.id, "a")
    assert await playground.accepted() == []


async def test_reset_after_the_message_is_taken(
    bot: Bot, lan: Person, playground: Playground
) -> None:
    await playground.add_fault("reset_after", times=1)
    with pytest.raises(NetworkError):
        await bot.send_message(lan.id, "a")
    (entry,) = await playground.accepted()
    assert (entry["chat_id"], entry["text"], entry["method"]) == (lan.id, "a", "sendMessage")
    assert (await lan.next_message()).text == "a"


async def test_slow_answer_comes_too_late(bot: Bot, lan: Person, playground: Playground) -> None:
    await playground.add_fault("slow", times=1, delay_seconds=0.5)
    began_at = time.monotonic()
    with pytest.raises(TimedOut):
        await bot.send_message(lan.id, "a", read_timeout=0.1)
    assert time.monotonic() - began_at < 0.5
    assert (await playground.summary())["accepted"] == 1


async def test_faults_spare_other_methods_and_can_be_cleared(
    bot: Bot, lan: Person, playground: Playground
) -> None:
    await playground.add_fault("500")
    assert (await bot.get_me()).username == "chihoi_local_bot"
    await playground.clear_faults()
    await bot.send_message(lan.id, "a")


async def test_chance_is_repeatable() -> None:
    def hits(seed: int) -> list[bool]:
        faults = Faults()
        faults.add(Fault(FaultKind.SERVER_ERROR, probability=0.3, seed=seed))
        return [faults.draw("sendMessage", 1) is not None for _ in range(1000)]

    assert hits(1) == hits(1)
    assert hits(1) != hits(2)
    assert 250 < sum(hits(1)) < 350


async def test_flood_control_counts_in_sliding_windows() -> None:
    flood = FloodControl(Limits(overall=Rate(3, 1.0), private_chat=Rate(1, 1.0)))

    def admit(chat_id: int, now: float) -> int | None:
        return flood.admit(chat_id, messages=1, is_paid=False, now=now)

    assert [admit(1, 0.0), admit(1, 0.5), admit(2, 0.5), admit(3, 0.5)] == [None, 1, None, None]
    assert admit(4, 0.9) == 1  # three messages since -0.1
    assert admit(4, 1.0) is None  # the first one is a second old


async def test_flood_control_over_http(connect: Connect) -> None:
    options = Options(limits=Limits(group=Rate(1, 60.0)))
    async with LocalTelegram(options) as telegram, Playground(telegram.page_url) as playground:
        lan = await playground.person("Lan")
        group = await playground.group("Chi hội 5", lan)
        async with connect(telegram) as bot:
            await bot.send_message(group, "a")
            with pytest.raises(RetryAfter, match="Flood control exceeded"):
                await bot.send_message(group, "b")
            await playground.ask("PUT", "limits", {})
            await bot.send_message(group, "c")


async def test_journal_only_mode_takes_any_recipient(connect: Connect) -> None:
    options = Options(keeps_history=False)
    async with LocalTelegram(options) as telegram, Playground(telegram.page_url) as playground:
        blocked = await playground.person("Mai", id=77)
        await blocked.starts()
        await blocked.blocks()
        async with connect(telegram) as bot:
            for chat_id in (1, 2, 2):
                await bot.send_message(chat_id, "Họp")
            with pytest.raises(Forbidden):
                await bot.send_message(77, "Họp")
        summary = await playground.summary()
        assert (summary["accepted"], summary["recipients"]) == (3, 2)
        assert summary["repeated"] == {"2": 2}
        assert telegram.state.conversations.get(1) is None
