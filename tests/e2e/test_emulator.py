"""The bot on another maker's Bot API server, so that not only our own idea of it is tested.

The emulator checks requests strictly and keeps no chats. Its bot has no username, and it does
not know `link_preview_options`: both are mended on the way, nothing else is.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

from bot.app import open_bot
from bot.settings import Settings
from handlers import introduce, register
from tests.conftest import TOKEN

pytestmark = pytest.mark.asyncio(loop_scope="session")

LAN = {"id": 5_000_001, "is_bot": False, "first_name": "Lan", "language_code": "vi"}
CHAT = {"id": 5_000_001, "type": "private", "first_name": "Lan"}
PATIENCE_SECONDS = 10.0

Request = dict[str, Any]


@dataclass
class Emulated:
    """The emulator, and what the bot asked of it."""

    emulator: LoBotApiEmulator
    requests: "asyncio.Queue[tuple[str, Request]]" = field(default_factory=asyncio.Queue)
    refused: list[tuple[str, str]] = field(default_factory=list)

    async def gets(self, update: Request) -> None:
        """Let the bot get *update*."""
        await self.emulator.enqueue_update(update, token=TOKEN)

    async def next(self, method: str) -> Request:
        """Return the next request for *method*, passing over others."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                name, request = await self.requests.get()
                if name == method:
                    return request


@asynccontextmanager
async def served(emulated: Emulated) -> AsyncIterator[str]:
    @web.middleware
    async def mend(request: web.Request, handler: Any) -> web.StreamResponse:
        method = request.match_info.get("method", "")
        if method in ("sendMessage", "editMessageText", "answerCallbackQuery"):
            form = dict(await request.post())
            form.pop("link_preview_options", None)
            request._post = form  # type: ignore[assignment]
            emulated.requests.put_nowait((method, form))
        response: web.StreamResponse = await handler(request)
        if isinstance(response, web.Response) and response.status >= 400:
            emulated.refused.append((method, str(response.text)))
        if method == "getMe" and isinstance(response, web.Response):
            answer = json.loads(str(response.text))
            answer["result"]["username"] = "emulated_bot"
            return web.json_response(answer)
        return response

    app = emulated.emulator.app()
    app.middlewares.append(mend)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_a_talk_on_another_server(tmp_path: Path) -> None:
    emulated = Emulated(LoBotApiEmulator())
    async with served(emulated) as address:
        settings = Settings.from_environ(
            {
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": address,
                "CHIHOI_DATA_DIR": str(tmp_path),
                "CHIHOI_PORT": "0",
            }
        )
        async with open_bot(settings, register, introduce=introduce):
            await emulated.gets(message("/start"))
            welcome = await emulated.next("sendMessage")
            keyboard = json.loads(welcome["reply_markup"])["inline_keyboard"]
            await emulated.gets(tap(keyboard[0][0]["callback_data"], 1))
            assert "tiếng Việt" in (await emulated.next("editMessageText"))["text"]
            assert "Chị ở đâu" in (await emulated.next("sendMessage"))["text"]
            await emulated.next("answerCallbackQuery")

            await emulated.gets(message("đề án 939 là gì"))
            answer = await emulated.next("sendMessage")
            assert answer["text"].startswith("<b>Đề án 939")
            keyboard = json.loads(answer["reply_markup"])["inline_keyboard"]
            await emulated.gets(tap(keyboard[0][0]["callback_data"], 3))
            opened = await emulated.next("sendMessage")
            assert json.loads(opened["reply_parameters"])["message_id"] == 3
            await emulated.next("answerCallbackQuery")

            await emulated.gets(message("chồng em đang đánh em, cứu em với"))
            assert "113" in (await emulated.next("sendMessage"))["text"]
    assert [it for it in emulated.refused if it[0] in ("sendMessage", "editMessageText")] == []


def message(text: str) -> Request:
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {
        "message": {
            "message_id": 100,
            "date": 1_795_248_000,
            "from": LAN,
            "chat": CHAT,
            "text": text,
            **({"entities": entities} if text.startswith("/") else {}),
        }
    }


def tap(data: str, message_id: int) -> Request:
    bot = {"id": int(TOKEN.partition(":")[0]), "is_bot": True, "first_name": "Bot"}
    about = {"date": 1_795_248_000, "from": bot, "chat": CHAT, "text": "…"}
    return {
        "callback_query": {
            "id": str(message_id),
            "from": LAN,
            "chat_instance": "1",
            "data": data,
            "message": {"message_id": message_id, **about},
        }
    }
