"""One chat's updates run in order, different chats side by side, each update once."""

import asyncio
from datetime import UTC, datetime

import pytest
from telegram import Chat, InlineQuery, Message, Update, User

from bot.metrics import Metrics
from bot.telegram.concurrency import OrderedByChat, UpdateQueue

LAN = User(7_000_000_002, "Lan", is_bot=False)


def message(update_id: int, chat_id: int) -> Update:
    chat = Chat(chat_id, Chat.PRIVATE)
    return Update(update_id, message=Message(update_id, datetime.now(UTC), chat))


async def grant(_: int) -> bool:
    return True


def order(*, chats: int = 64) -> OrderedByChat:
    return OrderedByChat(chats=chats, claim=grant, metrics=Metrics())


async def test_updates_of_one_chat_run_in_order() -> None:
    processor, done = order(), list[int]()

    async def work(number: int) -> None:
        await asyncio.sleep(0.02 if number == 0 else 0)
        done.append(number)

    await asyncio.gather(
        *(processor.process_update(message(number, 1), work(number)) for number in range(20))
    )
    assert done == list(range(20))


async def test_a_slow_chat_keeps_nobody_waiting() -> None:
    processor, release = order(), asyncio.Event()
    slow = [
        asyncio.ensure_future(processor.process_update(message(n, 1), release.wait()))
        for n in range(10)
    ]
    await asyncio.sleep(0)
    await asyncio.wait_for(processor.process_update(message(99, 2), asyncio.sleep(0)), 1)
    release.set()
    await asyncio.gather(*slow)


async def test_no_more_chats_run_than_allowed() -> None:
    processor, running, most = order(chats=3), 0, 0

    async def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.001)
        running -= 1

    await asyncio.gather(*(processor.process_update(message(n, n), work()) for n in range(20)))
    assert most == 3


async def test_inline_queries_wait_for_their_own_person_only() -> None:
    processor, release = order(), asyncio.Event()
    talk = asyncio.ensure_future(processor.process_update(message(1, 5), release.wait()))
    await asyncio.sleep(0)
    query = Update(2, inline_query=InlineQuery("q", LAN, "938", ""))
    await asyncio.wait_for(processor.process_update(query, asyncio.sleep(0)), 1)
    release.set()
    await talk


async def test_what_is_not_granted_does_not_run() -> None:
    ran: list[int] = []

    async def work(number: int) -> None:
        ran.append(number)

    async def grant_even(update_id: int) -> bool:
        return update_id % 2 == 0

    processor = OrderedByChat(chats=4, claim=grant_even, metrics=Metrics())
    await asyncio.gather(*(processor.process_update(message(n, 1), work(n)) for n in range(4)))
    assert ran == [0, 2]


async def test_a_failure_lets_the_next_one_run_and_leaves_nothing_behind() -> None:
    processor, done = order(), list[int]()

    async def fail() -> None:
        raise RuntimeError("broken")

    async def work() -> None:
        done.append(1)

    with pytest.raises(RuntimeError, match="broken"):
        await processor.process_update(message(1, 1), fail())
    await processor.process_update(message(2, 1), work())
    assert done == [1]
    assert not processor._turns


async def test_the_queue_lets_in_no_more_than_is_done() -> None:
    queue = UpdateQueue(2, Metrics())
    await queue.put("a")
    await queue.put("b")
    third = asyncio.ensure_future(queue.put("c"))
    assert await queue.get() == "a"  # taken, yet not done: a task may hold it
    await asyncio.sleep(0)
    assert not third.done()
    queue.task_done()
    await asyncio.wait_for(third, 1)
