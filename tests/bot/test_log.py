"""A secret never reaches the log, whoever writes the line."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.log import configure_logging, remove_secrets
from bot.telegram.request import AiohttpRequest
from tests.conftest import TOKEN, MakeSettings


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level, hook = root.handlers[:], root.level, sys.excepthook
    yield io.StringIO()
    root.handlers[:] = before
    root.setLevel(level)
    sys.excepthook = hook


def configure(make_settings: MakeSettings, log: io.StringIO, **variables: str) -> None:
    configure_logging(make_settings(CHIHOI_LOG_LEVEL="debug", **variables), log)


@pytest.mark.parametrize("form", ["json", "console"])
async def test_a_failing_request_does_not_log_the_token(
    make_settings: MakeSettings, log: io.StringIO, form: str
) -> None:
    configure(make_settings, log, CHIHOI_LOG_FORMAT=form)
    address = "http://127.0.0.1:9"  # nobody listens on "discard"
    request = AiohttpRequest()
    bot = Bot(TOKEN, base_url=f"{address}/bot", request=request, get_updates_request=request)
    with pytest.raises(TelegramError):
        await bot.initialize()
    try:
        await bot.get_me()
    except TelegramError:
        logging.getLogger("bot.somewhere").exception("failed at %s", bot.base_url)
    await bot.shutdown()
    assert "failed at" in log.getvalue()
    assert TOKEN.partition(":")[2] not in log.getvalue()


def test_an_error_that_quotes_the_token_is_scrubbed(
    make_settings: MakeSettings, log: io.StringIO
) -> None:
    configure(make_settings, log)
    error = InvalidToken(f"The token `{TOKEN}` was rejected by the server.")
    logging.getLogger("bot").error("refused", exc_info=error)
    assert "[secret]" in log.getvalue()
    assert TOKEN not in log.getvalue()


def test_a_crash_is_scrubbed_too(make_settings: MakeSettings, log: io.StringIO) -> None:
    configure(make_settings, log)
    error = RuntimeError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    sys.excepthook(RuntimeError, error, None)
    assert "crashed" in log.getvalue()
    assert TOKEN not in log.getvalue()


def test_json_is_one_object_a_line_with_vietnamese_as_it_is(
    make_settings: MakeSettings, log: io.StringIO
) -> None:
    configure(make_settings, log, CHIHOI_LOG_FORMAT="json")
    logging.getLogger("bot.x").warning("chị %d vắng", 5)
    line = json.loads(log.getvalue())
    assert (line["event"], line["level"], line["logger"]) == ("chị 5 vắng", "warning", "bot.x")


def test_libraries_that_log_addresses_are_quiet(
    make_settings: MakeSettings, log: io.StringIO
) -> None:
    configure(make_settings, log)
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot1:a/getMe")
    assert log.getvalue() == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"bot{TOKEN}/sendMessage", "bot[token]/sendMessage"),
        ("postgresql://me:hunter2@host/db", "postgresql://me:[secret]@host/db"),
        ("took 12:34:56", "took 12:34:56"),
    ],
)
def test_what_looks_like_a_secret_goes(line: str, expected: str) -> None:
    assert remove_secrets(line) == expected
