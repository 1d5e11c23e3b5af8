"""The webhook lets in Telegram alone, and only what Telegram sends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from telegram import Bot, Update

from bot.metrics import Metrics
from bot.web import webhook
from bot.web.server import PortTakenError, serve_http
from bot.web.webhook import MAX_BODY_BYTES, SECRET_HEADER, Webhook
from tests.conftest import TOKEN

SECRET = "a-secret_1"
UPDATE = {"update_id": 7}


class Caller:
    """Calls the webhook as Telegram would, or as somebody else."""

    def __init__(self, address: str, queue: asyncio.Queue[object]) -> None:
        self.address = address
        self.queue = queue

    async def post(self, body: bytes | dict[str, int], secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        given = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.address, headers=headers, **given) as response,
        ):
            assert await response.read() == b""
            return response.status


@asynccontextmanager
async def serving(room: int = 10) -> AsyncIterator[Caller]:
    queue: asyncio.Queue[object] = asyncio.Queue(room)
    route = Webhook(Bot(TOKEN), queue, SECRET, Metrics()).route("/telegram")
    async with serve_http([route], host="127.0.0.1", port=0) as address:
        yield Caller(f"{address}/telegram", queue)


async def test_an_update_with_the_secret_gets_in() -> None:
    async with serving() as caller:
        assert await caller.post(UPDATE) == 200
        update = caller.queue.get_nowait()
    assert isinstance(update, Update)
    assert update.update_id == 7


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET.upper(), "bí"])
async def test_without_the_secret_nothing_gets_in_and_nothing_is_told(
    secret: str | None,
) -> None:
    async with serving() as caller:
        assert await caller.post(UPDATE, secret) == 401
        assert caller.queue.empty()


async def test_a_body_too_long_is_refused() -> None:
    async with serving() as caller:
        assert await caller.post(b" " * (MAX_BODY_BYTES + 1)) == 413
        assert caller.queue.empty()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b'{"message": {}}', b"\xff\xfe"])
async def test_what_is_no_update_is_refused(body: bytes) -> None:
    async with serving() as caller:
        assert await caller.post(body) == 400
        assert caller.queue.empty()


async def test_without_room_telegram_is_asked_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(webhook, "PUT_TIMEOUT_SECONDS", 0.05)
    async with serving(room=1) as caller:
        assert await caller.post(UPDATE) == 200
        assert await caller.post(UPDATE) == 503


async def test_a_port_in_use_is_told_with_the_variable_that_sets_it() -> None:
    async with serve_http([], host="127.0.0.1", port=0) as address:
        port = int(address.rpartition(":")[2])
        with pytest.raises(PortTakenError, match="CHIHOI_PORT"):
            async with serve_http([], host="127.0.0.1", port=port):
                pass
