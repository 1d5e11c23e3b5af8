"""Errors tell whether a request may have arrived; files and time-outs work over real HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.telegram.request import AiohttpRequest, NotSentError
from tests.conftest import TOKEN

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
CHAT = {"id": 1, "type": "private"}
MESSAGE = {"ok": True, "result": {"message_id": 1, "date": 0, "chat": CHAT}}


class Line(NamedTuple):
    """A bot, and the request it calls a server with."""

    bot: Bot
    request: AiohttpRequest


@asynccontextmanager
async def line_to(
    answer: Answer, *, read_timeout_seconds: float = 5.0, connections: int = 8
) -> AsyncIterator[Line]:
    app = web.Application(client_max_size=10_000_000)
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    try:
        async with line_to_port(port, read_timeout_seconds, connections) as line:
            yield line
    finally:
        await runner.cleanup()


@asynccontextmanager
async def line_to_port(
    port: int, read_timeout_seconds: float = 5.0, connections: int = 8
) -> AsyncIterator[Line]:
    request = AiohttpRequest(
        connections=connections,
        connect_timeout_seconds=0.5,
        read_timeout_seconds=read_timeout_seconds,
    )
    await request.initialize()
    bot = Bot(TOKEN, base_url=f"http://127.0.0.1:{port}/bot", request=request)
    try:
        yield Line(bot, request)
    finally:
        await request.shutdown()


async def accept(_: web.Request) -> web.StreamResponse:
    return web.json_response(MESSAGE)


async def test_a_message_arrives_as_written() -> None:
    seen: dict[str, str] = {}

    async def answer(request: web.Request) -> web.StreamResponse:
        seen.update({name: str(value) for name, value in (await request.post()).items()})
        return web.json_response(MESSAGE)

    async with line_to(answer) as line:
        message = await line.bot.send_message(1, "Chị hỏi gì ạ? & <b>")
    assert message.message_id == 1
    assert seen == {"chat_id": "1", "text": "Chị hỏi gì ạ? & <b>"}


async def test_a_refused_connection_never_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    async with line_to_port(port) as line:
        with pytest.raises(NotSentError):
            await line.bot.send_message(1, "x")


async def test_an_unknown_host_never_left() -> None:
    async with line_to_port(1) as line:
        bot = Bot(TOKEN, base_url="http://nowhere.invalid/bot", request=line.request)
        with pytest.raises(NotSentError):
            await bot.send_message(1, "x")


async def test_waiting_for_a_free_connection_never_left() -> None:
    release = asyncio.Event()

    async def hold(_: web.Request) -> web.StreamResponse:
        await release.wait()
        return web.json_response(MESSAGE)

    async with line_to(hold, connections=1) as line:
        first = asyncio.ensure_future(line.bot.send_message(1, "first"))
        await asyncio.sleep(0.05)
        with pytest.raises(NotSentError):
            await line.bot.send_message(2, "second", connect_timeout=0.05, pool_timeout=0.05)
        release.set()
        await first


async def test_a_silent_server_may_have_taken_it() -> None:
    async def sleep(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(5)
        return web.json_response(MESSAGE)

    async with line_to(sleep, read_timeout_seconds=0.1) as line:
        with pytest.raises(TimedOut):
            await line.bot.send_message(1, "x")


async def test_a_broken_connection_may_have_delivered_it() -> None:
    async def hang_up(request: web.Request) -> web.StreamResponse:
        await request.read()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async with line_to(hang_up) as line:
        with pytest.raises(NetworkError) as caught:
            await line.bot.send_message(1, "x")
    assert type(caught.value) is NetworkError


async def test_an_answer_cut_short_may_have_been_a_success() -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b'{"ok": true')
        if request.transport is not None:
            request.transport.close()
        return response

    async with line_to(cut) as line:
        with pytest.raises(NetworkError) as caught:
            await line.bot.send_message(1, "x")
    assert not isinstance(caught.value, NotSentError | BadRequest)


@pytest.mark.parametrize(
    ("status", "parameters", "error"),
    [
        (400, {}, BadRequest),
        (403, {}, Forbidden),
        (429, {"retry_after": 3}, RetryAfter),
        (502, {}, NetworkError),
    ],
)
async def test_what_telegram_refuses_keeps_its_kind(
    status: int, parameters: dict[str, int], error: type[Exception]
) -> None:
    async def refuse(_: web.Request) -> web.StreamResponse:
        body = {"ok": False, "description": "no", "parameters": parameters}
        return web.json_response(body, status=status)

    async with line_to(refuse) as line:
        with pytest.raises(error) as caught:
            await line.bot.send_message(1, "x")
    assert type(caught.value) is error


async def test_files_go_as_parts_with_their_names() -> None:
    seen: list[tuple[str, bytes, str]] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        form = await request.post()
        part = next(value for value in form.values() if isinstance(value, web.FileField))
        seen.append((part.filename, part.file.read(), part.content_type))
        assert form["caption"] == "Dữ liệu của chị"
        return web.json_response(MESSAGE)

    async with line_to(answer) as line:
        file = InputFile(b'{"a": 1}', filename="dữ liệu.json")
        await line.bot.send_document(1, file, caption="Dữ liệu của chị")
    assert seen == [("dữ liệu.json", b'{"a": 1}', "application/json")]


async def test_a_poll_may_last_longer_than_a_call() -> None:
    async def hold(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.3)
        return web.json_response({"ok": True, "result": []})

    async with line_to(hold, read_timeout_seconds=0.1) as line:
        bot = Bot(
            TOKEN,
            base_url=str(line.bot.base_url).removesuffix(TOKEN),
            request=line.request,
            get_updates_request=line.request,
        )
        assert await bot.get_updates(timeout=1) == ()


async def test_it_tells_how_long_ago_telegram_answered() -> None:
    async with line_to(accept) as line:
        assert line.request.reached_seconds_ago is None
        await line.bot.send_message(1, "x")
        assert line.request.reached_seconds_ago == pytest.approx(0, abs=1)


async def test_no_error_names_the_address_for_it_holds_the_token() -> None:
    async with line_to_port(1) as line:
        with pytest.raises(NotSentError) as caught:
            await line.bot.send_message(1, "x")
    assert TOKEN not in str(caught.value)


async def test_before_it_is_opened_and_after_it_is_closed_nothing_is_sent() -> None:
    request = AiohttpRequest()
    bot = Bot(TOKEN, request=request, get_updates_request=request)
    with pytest.raises(NotSentError):
        await bot.send_message(1, "x")
    await request.initialize()
    await request.shutdown()
    with pytest.raises(NotSentError):
        await bot.send_message(1, "x")
