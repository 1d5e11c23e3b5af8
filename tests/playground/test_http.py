"""The HTTP around the methods: encodings, tokens, strangers."""

import asyncio
import sys

import aiohttp
import pytest

from bot.playground import LocalTelegram, Person, Playground
from bot.playground.server import CAST

pytestmark = pytest.mark.asyncio


async def test_json_form_and_query_mean_the_same(telegram: LocalTelegram, lan: Person) -> None:
    url = f"{telegram.api_url}/bot{telegram.token}/sendMessage"
    keyboard = '{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}'
    given = {"chat_id": str(lan.id), "text": "chào", "reply_markup": keyboard}
    form = aiohttp.FormData(given)
    multipart = aiohttp.FormData(given, default_to_multipart=True)
    async with aiohttp.ClientSession() as session:
        answers = [
            await (await session.get(url, params=given)).json(),
            await (await session.post(url, json=given)).json(),
            await (await session.post(url, data=form)).json(),
            await (await session.post(url.replace("sendM", "SENDm"), data=multipart)).json(),
        ]
    assert [answer["ok"] for answer in answers] == [True] * 4
    assert [one.keyboard for one in await lan.everything()] == [[["a"]]] * 4


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        pytest.param("/bot1:wrong/getMe", 401, "Unauthorized", id="token"),
        pytest.param(
            "/bot{token}/sendDance",
            404,
            "Not Found: method sendDance is not played here",
            id="method",
        ),
        pytest.param("/file/bot{token}/none", 404, "Not Found", id="file"),
        pytest.param(
            "/bot{token}/sendMessage?chat_id=1&reply_markup=[",
            400,
            "Bad Request: chat not found",
            id="chat first",
        ),
    ],
)
async def test_refusals_have_telegrams_form(
    telegram: LocalTelegram, path: str, status: int, description: str
) -> None:
    url = telegram.api_url + path.format(token=telegram.token)
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == status
        assert await response.json() == {
            "ok": False,
            "error_code": status,
            "description": description,
        }


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Host": "evil.example"}, id="rebound name"),
        pytest.param({"Origin": "https://evil.example"}, id="foreign page"),
    ],
)
async def test_strangers_are_refused(telegram: LocalTelegram, headers: dict[str, str]) -> None:
    url = f"{telegram.page_url}control/people"
    async with aiohttp.ClientSession(headers=headers) as session, session.get(url) as response:
        assert response.status == 403


async def test_page_runs_only_its_own_scripts(telegram: LocalTelegram) -> None:
    async with aiohttp.ClientSession() as session, session.get(telegram.page_url) as response:
        assert response.status == 200
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy


async def test_server_runs_from_the_command_line() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.playground", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        url = (await process.stdout.readline()).decode().split()[1]
        async with Playground(url) as playground:
            names = [person.first_name for person in await playground.people()]
        assert names == [name for name, _, _ in CAST]
    finally:
        process.terminate()
        await process.communicate()


async def test_event_stream_tells_what_happens(telegram: LocalTelegram, lan: Person) -> None:
    url = f"{telegram.page_url}control/events/stream?after=0"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        lines = [await response.content.readline() for _ in range(2)]
    assert lines[0] == b"id: 1\n"
    assert lines[1].startswith(b"data: {")
