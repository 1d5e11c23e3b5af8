"""A local Telegram: a server on 127.0.0.1 that speaks the Bot API, with a chat page.

For officers who rehearse, and for tests that play members. The bot talks HTTP to it and cannot
tell it from Telegram; it knows nothing of the bot and imports nothing of it.

    async with LocalTelegram() as telegram:
        # python-telegram-bot: base_url=f"{telegram.api_url}/bot",
        #                      base_file_url=f"{telegram.api_url}/file/bot", token=telegram.token
        # by hand: open telegram.page_url in a browser
        async with Playground(telegram.page_url) as playground:
            lan = await playground.person("Lan", language_code="vi")
            await lan.starts()
            print((await lan.next_message(timeout_seconds=5)).html)

From a terminal: `python -m bot.playground --port 8081`.

State is in memory. `Options` sets the token, limits and the mode for very many recipients;
`faults.Fault` says what can be made to go wrong; `client` holds the people for tests.
"""

from .client import NothingCame, Person, Playground, Refused, SeenAnswer, SeenMessage
from .faults import Fault, FaultKind
from .limits import NO_LIMITS, TELEGRAM_LIMITS, Limits, Rate
from .server import LocalTelegram
from .state import Options

__all__ = [
    "NO_LIMITS",
    "TELEGRAM_LIMITS",
    "Fault",
    "FaultKind",
    "Limits",
    "LocalTelegram",
    "NothingCame",
    "Options",
    "Person",
    "Playground",
    "Rate",
    "Refused",
    "SeenAnswer",
    "SeenMessage",
]
