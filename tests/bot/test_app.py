"""The whole bot over real HTTP: started, talked to, robbed of its database, stopped."""

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from telegram import Update
from telegram.error import InvalidToken
from telegram.ext import MessageHandler, filters

from bot.app import OpenBot, open_bot
from bot.context import BotApplication, BotContext
from bot.playground import LocalTelegram, Options, Person, Playground
from bot.recognition import Visitor
from bot.storage.questions import KINDS
from bot.telegram import connection
from knowledge.verdicts import Question
from tests.conftest import MakeSettings
from tests.postgres import PostgresServer

DANGER = "chồng em đánh em, cứu em với"


async def answer(update: Update, context: BotContext) -> None:
    """The shortest handler that goes through everything: recognise, ask, note, send."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None or message.text is None:
        return
    services = context.services
    visitor = Visitor(user.id, message.chat_id, user.language_code)
    visit = await services.recognition.recognise(visitor, now=message.date)
    question = Question(message.text, message.date.date())
    verdict = services.knowledge.current.answer(question)
    await services.journal.note(visitor, visit, message.text, verdict, now=message.date)
    services.metrics.count_question(KINDS[type(verdict)], verdict.language)
    await message.reply_text(f"{KINDS[type(verdict)]}: {message.text}")


def register(application: BotApplication) -> None:
    application.add_handler(MessageHandler(filters.TEXT, answer))


class Scene:
    """A bot, its Telegram, and somebody to talk to it."""

    def __init__(self, bot: OpenBot, telegram: LocalTelegram, lan: Person) -> None:
        self.bot = bot
        self.telegram = telegram
        self.lan = lan

    async def ask(self, text: str) -> str:
        await self.lan.says(text)
        return (await self.lan.next_message(timeout_seconds=5)).html

    async def get(self, path: str) -> tuple[int, str]:
        async with (
            aiohttp.ClientSession() as session,
            session.get(self.bot.web_address + path) as response,
        ):
            return response.status, await response.text()


OpenScene = Callable[..., AbstractAsyncContextManager[Scene]]


@pytest.fixture
def no_knowledge(tmp_path: Path) -> str:
    """A knowledge folder with a broken file: emergencies are all that is left."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "broken.yaml").write_text("[", encoding="utf-8")
    return str(folder)


@pytest.fixture
def scene(make_settings: MakeSettings, no_knowledge: str) -> OpenScene:
    @asynccontextmanager
    async def open_scene(**variables: str) -> AsyncIterator[Scene]:
        async with LocalTelegram() as telegram, Playground(telegram.page_url) as playground:
            settings = make_settings(
                TELEGRAM_BOT_TOKEN=telegram.token,
                TELEGRAM_API_URL=telegram.api_url,
                CHIHOI_KNOWLEDGE_DIR=no_knowledge,
                **variables,
            )
            async with open_bot(settings, register) as bot:
                yield Scene(bot, telegram, await playground.person("Lan"))

    return open_scene


async def test_a_message_is_answered_over_polling(scene: OpenScene) -> None:
    async with scene() as stage:
        assert await stage.ask("938 là gì") == "none: 938 là gì"


async def test_it_tells_that_it_lives_and_what_is_missing(scene: OpenScene) -> None:
    async with scene() as stage:
        await stage.ask("xin chào")
        assert await stage.get("/health") == (200, '{"status":"ok"}')
        status, ready = await stage.get("/ready")
        assert (status, ready) == (503, '{"database":true,"knowledge":false,"telegram":true}')
        _, metrics = await stage.get("/metrics")
        assert 'chihoi_questions_total{kind="none",language="vi"} 1.0' in metrics


async def test_a_broken_file_does_not_silence_an_emergency(
    scene: OpenScene, tmp_path: Path
) -> None:
    async with scene() as stage:
        await stage.ask("xin chào")
        for file in (tmp_path / "data").glob("chihoi.db*"):
            size = file.stat().st_size
            with file.open("r+b") as broken:
                broken.write(os.urandom(size))
        assert (await stage.ask(DANGER)).startswith("emergency")
        status, ready = await stage.get("/ready")
        assert (status, '"database":false' in ready) == (503, True)


async def test_a_database_that_is_away_at_the_start_does_not_silence_it(scene: OpenScene) -> None:
    async with scene(DATABASE_URL="postgresql://me:secret@127.0.0.1:9/chihoi") as stage:
        assert (await stage.ask(DANGER)).startswith("emergency")


async def test_a_killed_server_does_not_silence_it(
    scene: OpenScene,
    postgres_to_break: PostgresServer,
) -> None:
    async with scene(DATABASE_URL=postgres_to_break.new_database()) as stage:
        await stage.ask("xin chào")
        postgres_to_break.kill()
        began = time.monotonic()
        assert (await stage.ask(DANGER)).startswith("emergency")
        assert time.monotonic() - began < 4


async def test_the_same_update_twice_has_one_effect(scene: OpenScene) -> None:
    async with scene() as stage:
        await stage.ask("một")
        update = Update.de_json(
            {
                "update_id": 1,
                "message": {
                    "message_id": 99,
                    "date": 1_795_000_000,
                    "text": "hai",
                    "chat": {"id": stage.lan.id, "type": "private", "first_name": "Lan"},
                    "from": {"id": stage.lan.id, "is_bot": False, "first_name": "Lan"},
                },
            },
            stage.bot.application.bot,
        )
        for _ in range(3):
            await stage.bot.application.update_queue.put(update)
        assert (await stage.lan.next_message(timeout_seconds=5)).html == "none: hai"
        await stage.ask("ba")  # had there been a second "hai", it would have come before


async def test_updates_come_by_webhook_too(make_settings: MakeSettings, no_knowledge: str) -> None:
    async with LocalTelegram() as telegram, Playground(telegram.page_url) as playground:
        port = _free_port()
        settings = make_settings(
            TELEGRAM_BOT_TOKEN=telegram.token,
            TELEGRAM_API_URL=telegram.api_url,
            TELEGRAM_WEBHOOK_URL=f"http://127.0.0.1:{port}/telegram",
            TELEGRAM_WEBHOOK_SECRET="a-secret",
            CHIHOI_PORT=str(port),
            CHIHOI_KNOWLEDGE_DIR=no_knowledge,
        )
        async with open_bot(settings, register) as bot:
            stage = Scene(bot, telegram, await playground.person("Lan"))
            assert await stage.ask("938 là gì") == "none: 938 là gì"


async def test_a_token_telegram_does_not_know_ends_the_start(
    make_settings: MakeSettings, no_knowledge: str
) -> None:
    async with LocalTelegram(Options(token="1:other")) as telegram:
        settings = make_settings(
            TELEGRAM_API_URL=telegram.api_url, CHIHOI_KNOWLEDGE_DIR=no_knowledge
        )
        with pytest.raises(InvalidToken):
            async with open_bot(settings, register):
                pass


async def test_it_stops_in_time_though_a_handler_hangs(
    make_settings: MakeSettings, no_knowledge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "STOP_TIMEOUT_SECONDS", 0.2)
    entered = asyncio.Event()

    async def hang(_: Update, __: BotContext) -> None:
        entered.set()
        await asyncio.sleep(3600)

    def register_hang(application: BotApplication) -> None:
        application.add_handler(MessageHandler(filters.TEXT, hang))

    async with LocalTelegram() as telegram, Playground(telegram.page_url) as playground:
        settings = make_settings(
            TELEGRAM_BOT_TOKEN=telegram.token,
            TELEGRAM_API_URL=telegram.api_url,
            CHIHOI_KNOWLEDGE_DIR=no_knowledge,
        )
        async with open_bot(settings, register_hang):
            await (await playground.person("Lan")).says("xin chào")
            await asyncio.wait_for(entered.wait(), 5)
            began = time.monotonic()
        assert time.monotonic() - began < 4


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
