"""A fresh local Telegram for each test, its people, and a bot whose requests are checked.

`CheckedRequest` holds python-telegram-bot to Bot API as aiogram describes it: what the bot
sends must be a valid call, and what the local Telegram answers a valid result.
"""

from collections.abc import AsyncIterator, Callable
from typing import Any

import aiogram.methods
import pytest
import pytest_asyncio
from pydantic import BaseModel, TypeAdapter
from telegram import Bot
from telegram._utils.types import ODVInput
from telegram.request import HTTPXRequest, RequestData

from bot.playground import LocalTelegram, Person, Playground
from bot.playground.json_values import as_object, parse_json


def method_model(name: str) -> Any:
    """Return aiogram's model of the method *name*."""
    return getattr(aiogram.methods, name[0].upper() + name[1:])


def unknown_fields(value: object) -> list[str]:
    """Return the fields of *value*, at any depth, that aiogram's models do not know."""
    if isinstance(value, list):
        return [name for item in value for name in unknown_fields(item)]
    if not isinstance(value, BaseModel):
        return []
    inner = [name for _, item in value for name in unknown_fields(item)]
    return [f"{type(value).__name__}.{name}" for name in value.model_extra or {}] + inner


class CheckedRequest(HTTPXRequest):
    """PTB's own HTTP client; each exchange is checked on its way."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: ODVInput[float],
        **more_timeouts: ODVInput[float],
    ) -> tuple[int, bytes]:
        if "/file/" in url:
            return await super().do_request(url, method, request_data, *timeouts, **more_timeouts)
        model = method_model(url.rpartition("/")[2])
        given = dict(request_data.parameters) if request_data else {}
        for name in (request_data.multipart_data or {}) if request_data else {}:
            if name in model.model_fields:
                given[name] = f"attach://{name}"
        call = model.model_validate(given)
        assert unknown_fields(call) == []
        status, body = await super().do_request(
            url, method, request_data, *timeouts, **more_timeouts
        )
        if status == 200:
            answer = as_object(parse_json(body))["result"]
            result = TypeAdapter(model.__returning__).validate_python(answer)
            assert unknown_fields(result) == []
        return status, body


def checked_bot(telegram: LocalTelegram) -> Bot:
    """Return a bot on *telegram* whose exchanges are checked."""
    return Bot(
        telegram.token,
        base_url=f"{telegram.api_url}/bot",
        base_file_url=f"{telegram.api_url}/file/bot",
        request=CheckedRequest(),
        get_updates_request=CheckedRequest(),
    )


@pytest.fixture
def connect() -> Callable[[LocalTelegram], Bot]:
    """For tests that set their own Telegram up: `connect(telegram)` is a checked bot on it."""
    return checked_bot


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram() as started:
        yield started


@pytest_asyncio.fixture
async def playground(telegram: LocalTelegram) -> AsyncIterator[Playground]:
    async with Playground(telegram.page_url) as opened:
        yield opened


@pytest_asyncio.fixture
async def lan(playground: Playground) -> Person:
    """A member who has pressed START."""
    person = await playground.person("Lan", language_code="vi")
    await person.starts()
    return person


@pytest_asyncio.fixture
async def bot(telegram: LocalTelegram) -> AsyncIterator[Bot]:
    async with checked_bot(telegram) as opened:
        yield opened
