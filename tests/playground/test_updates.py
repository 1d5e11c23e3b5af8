"""How updates reach the bot: long polling and webhook."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from bot.playground import LocalTelegram, Options, Person, Playground

Connect = Callable[[LocalTelegram], Bot]

pytestmark = pytest.mark.asyncio


async def test_offset_confirms_what_came_before(bot: Bot, lan: Person) -> None:
    await lan.says("hai")
    first, second = await bot.get_updates()
    assert await bot.get_updates(offset=second.update_id) == (second,)
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    assert first.update_id + 1 == second.update_id


async def test_negative_offset_keeps_the_newest(bot: Bot, lan: Person) -> None:
    await lan.says("hai")
    await lan.says("ba")
    assert [one.message and one.message.text for one in await bot.get_updates(offset=-1)] == ["ba"]


async def test_poll_waits_for_the_next_update(bot: Bot, lan: Person) -> None:
    (start,) = await bot.get_updates()
    poll = asyncio.create_task(bot.get_updates(offset=start.update_id + 1, timeout=5))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await lan.says("đây")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "đây"


async def test_second_poll_ends_the_first(bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot.get_updates(timeout=5))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    second.cancel()


async def test_only_allowed_updates_arise(bot: Bot, lan: Person) -> None:
    await bot.get_updates(offset=-1, allowed_updates=["my_chat_member"])
    await lan.says("không ai thấy")
    await lan.blocks()
    assert [one.my_chat_member is not None for one in await bot.get_updates()][1:] == [True]


class Receiver:
    """The bot's own HTTP server: remembers what is posted, refuses the first few."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals
        self.secrets: list[str | None] = []
        self.received: asyncio.Queue[str] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.refusals > 0:
            self.refusals -= 1
            return web.Response(status=500)
        update = await request.json()
        await self.received.put(update["message"]["text"])
        return web.Response()


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, str]]:
    receiver = Receiver(refusals=2)
    app = web.Application()
    app.add_routes([web.post("/updates", receiver.take)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield receiver, f"http://127.0.0.1:{runner.addresses[0][1]}/updates"
    await runner.cleanup()


async def test_webhook_delivers_in_order_with_secret_and_retries(
    connect: Connect,
    receiver: tuple[Receiver, str],
) -> None:
    bot_server, url = receiver
    options = Options(webhook_retry_in_seconds=0.01)
    async with LocalTelegram(options) as telegram, Playground(telegram.page_url) as playground:
        lan = await playground.person("Lan")
        await lan.says("một")
        async with connect(telegram) as bot:
            await bot.set_webhook(url, secret_token="s3cret", max_connections=5)
            await lan.says("hai")
            got = [await asyncio.wait_for(bot_server.received.get(), 5) for _ in range(2)]
            assert got == ["một", "hai"]
            assert bot_server.secrets == ["s3cret"] * 4  # two refused, two taken
            info = await bot.get_webhook_info()
            assert info.last_error_message == (
                "Wrong response from the webhook: 500 Internal Server Error"
            )
            with pytest.raises(Conflict, match="can't use getUpdates method while webhook"):
                await bot.get_updates()
            await bot.delete_webhook()
            await lan.says("ba")
            assert [one.message and one.message.text for one in await bot.get_updates()] == ["ba"]


async def test_unreachable_webhook_keeps_updates_for_later(bot: Bot, lan: Person) -> None:
    await bot.set_webhook("http://127.0.0.1:9/closed")
    await asyncio.sleep(0.05)
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (1, "Connection refused")
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1


async def test_secret_of_strange_characters_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="unallowed characters"):
        await bot.set_webhook("http://127.0.0.1:9/", secret_token="mật")
