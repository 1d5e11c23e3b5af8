"""Run the local Telegram by itself: `python -m bot.playground`."""

import argparse
import asyncio
import contextlib
import sys
from dataclasses import replace

from .limits import NO_LIMITS, TELEGRAM_LIMITS
from .server import LocalTelegram
from .state import Options


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """Return the settings given on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bot.playground", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--token", default=Options().token, help="the bot's token here")
    parser.add_argument("--username", default=Options().username, help="the bot's @name")
    parser.add_argument("--name", default=Options().first_name, help="the bot's shown name")
    parser.add_argument("--limits", action="store_true", help="enforce Telegram's flood limits")
    parser.add_argument(
        "--journal-only",
        action="store_true",
        help="take any chat id and keep only the log of messages: for very many recipients",
    )
    return parser.parse_args(arguments)


async def serve(arguments: argparse.Namespace) -> None:
    """Run until the process is stopped."""
    options = replace(
        Options(),
        token=str(arguments.token),
        username=str(arguments.username),
        first_name=str(arguments.name),
        keeps_history=not arguments.journal_only,
        limits=TELEGRAM_LIMITS if arguments.limits else NO_LIMITS,
    )
    async with LocalTelegram(options, port=int(arguments.port)) as telegram:
        telegram.invite()
        sys.stdout.write(f"page   {telegram.page_url}\nBot API {telegram.api_url}\n")
        sys.stdout.write(f"token  {telegram.token}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(read_arguments(sys.argv[1:])))
