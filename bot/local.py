"""The bot on its local Telegram: same program, another server, a database of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.playground import LocalTelegram
from bot.settings import Settings
from bot.web.server import PortTakenError


@dataclass(frozen=True, slots=True)
class Local:
    """A local Telegram that listens."""

    settings: Settings
    """Those given, with the local Telegram's token, address and admins."""
    page_url: str


@asynccontextmanager
async def local_telegram(settings: Settings) -> AsyncIterator[Local]:
    """Run a local Telegram while inside, with people of every role to play.

    It forgets everything when it ends, and counts people and updates from the beginning at
    the next start; so the bot's own local file, if that is used, begins anew as well.
    """
    telegram = LocalTelegram(port=settings.playground_port)
    async with _listening(telegram, settings.playground_port):
        if settings.database is None:
            _forget(settings.local_database)
        people = telegram.invite()
        admins = {person.id for person in people if person.role == "admin"}
        yield Local(
            settings.model_copy(
                update={
                    "bot_token": SecretStr(telegram.token),
                    "telegram_api_url": telegram.api_url,
                    "database": SecretStr(settings.database_url),
                    "admin_ids": settings.admin_ids | admins,
                }
            ),
            telegram.page_url,
        )


@asynccontextmanager
async def _listening(telegram: LocalTelegram, port: int) -> AsyncIterator[None]:
    try:
        await telegram.start()
    except OSError as error:
        raise PortTakenError("127.0.0.1", port, "CHIHOI_PLAYGROUND_PORT") from error
    try:
        yield
    finally:
        await telegram.stop()


def _forget(file: Path) -> None:
    """Delete a SQLite database with what belongs to it."""
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
