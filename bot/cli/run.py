"""`chihoi run`: the bot itself, on Telegram or on the local Telegram."""

import asyncio
import signal
from typing import TYPE_CHECKING

import typer

from bot.cli.environment import fail, read_settings

if TYPE_CHECKING:  # heavy: imported where it is used
    from bot.settings import Settings


def register(program: typer.Typer) -> None:
    """Add `run`."""
    program.command()(run)


def run() -> None:
    """Chạy bot: trên Telegram nếu có TELEGRAM_BOT_TOKEN, không thì trên Telegram giả ở máy này.

    Run the bot: on Telegram with TELEGRAM_BOT_TOKEN, otherwise on a local Telegram.
    """
    from bot.log import configure_logging

    settings = read_settings()
    configure_logging(settings)
    asyncio.run(_serve_until_stopped(settings))


async def _serve_until_stopped(settings: "Settings") -> None:
    """Serve until SIGINT or SIGTERM; then close, which takes ten seconds at most."""
    from telegram.error import InvalidToken

    from bot.web.server import PortTakenError

    serving = asyncio.ensure_future(_serve(settings))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, serving.cancel)
    try:
        await serving
    except asyncio.CancelledError:
        return
    except InvalidToken:
        fail(
            "TELEGRAM_BOT_TOKEN: Telegram không nhận mã này; lấy lại mã từ @BotFather."
            " / Telegram does not know this token; get it again from @BotFather."
        )
    except PortTakenError as error:
        fail(str(error))


async def _serve(settings: "Settings") -> None:
    from bot.app import open_bot
    from bot.local import local_telegram
    from handlers import buttons_under, introduce, notify, register, watch

    if not settings.is_local:
        async with open_bot(
            settings, register, introduce=introduce, buttons=buttons_under, notify=notify,
            watch=watch,
        ):  # fmt: skip
            await asyncio.Event().wait()
        return
    async with (
        local_telegram(settings) as local,
        open_bot(
            local.settings,
            register,
            introduce=introduce,
            buttons=buttons_under,
            notify=notify,
            watch=watch,
            is_new_server=True,
        ),
    ):
        typer.echo(
            f"\n  Mở trang này để trò chuyện với Chị Hội: {local.page_url}"
            f"\n  Open this page to talk with Chị Hội:    {local.page_url}"
            "\n  (Ctrl+C: dừng / stop)\n"
        )
        await asyncio.Event().wait()
