"""The bots that `echo` runs, each as a process of its own, until SIGTERM.

python -m tests.bench.echo_bots KIND API_URL TOKEN DATA_FOLDER [PROFILE_FILE]
"""

import asyncio
import cProfile
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.app import open_bot
from bot.settings import Settings
from bot.telegram.request import AiohttpRequest
from handlers import register

CONCURRENT = 256


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send back what came."""
    if update.message is not None and update.message.text is not None:
        await context.bot.send_message(update.message.chat_id, update.message.text)


@asynccontextmanager
async def _echo_bot(kind: str, api_url: str, token: str) -> AsyncIterator[None]:
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder().token(token).base_url(f"{api_url}/bot").job_queue(None)
    )
    if kind == "aiohttp":
        builder = builder.request(AiohttpRequest()).get_updates_request(
            AiohttpRequest(connections=2)
        )
        builder = builder.concurrent_updates(CONCURRENT)
    application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    if application.updater is None:
        raise RuntimeError("no updater")
    async with application:
        await application.start()
        await application.updater.start_polling()
        yield
        await application.updater.stop()
        await application.stop()


@asynccontextmanager
async def _our_bot(api_url: str, token: str, folder: str) -> AsyncIterator[None]:
    settings = Settings.from_environ(
        {
            "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_URL": api_url,
            "CHIHOI_DATA_DIR": folder,
            "CHIHOI_PORT": "0",
        }
    )
    async with open_bot(settings, register):
        yield


async def _serve(kind: str, api_url: str, token: str, folder: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    bot = _our_bot(api_url, token, folder) if kind == "ours" else _echo_bot(kind, api_url, token)
    async with bot:
        await stop.wait()


def main(arguments: list[str]) -> None:
    os.environ["PTB_TIMEDELTA"] = "true"
    logging.basicConfig(level=logging.WARNING)
    kind, api_url, token, folder, *profile = arguments
    serving = _serve(kind, api_url, token, folder)
    if not profile:
        asyncio.run(serving)
        return
    profiler = cProfile.Profile()
    profiler.runcall(asyncio.run, serving)
    profiler.dump_stats(Path(profile[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
