"""`chihoi worker`: delivers announcements beside the bot, on PostgreSQL."""

import asyncio
import signal
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.environment import fail, read_settings

if TYPE_CHECKING:  # heavy: imported where it is used
    from bot.settings import Settings


def register(program: typer.Typer) -> None:
    """Add `worker`."""
    program.command()(worker)


def worker(
    name: Annotated[
        str, typer.Option(help="Tên trong nhật ký / its name in the log", show_default=False)
    ] = "",
) -> None:
    """Gửi thông báo cùng bot; chạy bao nhiêu cũng được / deliver announcements, side by side."""
    from bot.log import configure_logging

    settings = read_settings()
    if settings.is_local:
        fail("Cần TELEGRAM_BOT_TOKEN. / TELEGRAM_BOT_TOKEN is needed.")
    if not settings.is_shared:
        fail(
            "Nhiều tiến trình cần PostgreSQL: đặt DATABASE_URL. Với SQLite, bot tự gửi."
            " / Several processes need PostgreSQL: set DATABASE_URL. On SQLite the bot delivers."
        )
    configure_logging(settings)
    asyncio.run(_work_until_stopped(settings, name or socket.gethostname()))


async def _work_until_stopped(settings: "Settings", name: str) -> None:
    """Work until SIGINT or SIGTERM; then let what is in the air land, for some seconds."""
    working = asyncio.ensure_future(_work(settings, name))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, working.cancel)
    try:
        await working
    except asyncio.CancelledError:
        return


async def _work(settings: "Settings", name: str) -> None:
    from bot.clock import utc_now
    from bot.delivering import work
    from bot.storage import Database
    from handlers import buttons_under
    from knowledge.localities import Gazetteer

    gazetteer = await asyncio.to_thread(Gazetteer.load)
    database = Database(settings.database_url)
    try:
        await work(settings, database, gazetteer, utc_now, name=name, buttons=buttons_under)
    finally:
        await database.close()
