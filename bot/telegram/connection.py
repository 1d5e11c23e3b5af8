"""The bot's line to Telegram: reached with patience, polled or called, left in time."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from telegram.constants import UpdateType
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.context import BotApplication

logger = logging.getLogger(__name__)

POLL_SECONDS = 30
"""How long Telegram may hold a poll that has nothing to tell."""
FIRST_RETRY_SECONDS = 1.0
LONGEST_RETRY_SECONDS = 30.0
STOP_TIMEOUT_SECONDS = 6.0
"""How long handlers may take to end when the bot stops; what is left is abandoned."""
CLOSE_TIMEOUT_SECONDS = 2.0
"""How long telling Telegram what was received may take when the bot stops."""

ALLOWED_UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.CHOSEN_INLINE_RESULT,
    UpdateType.MY_CHAT_MEMBER,
)
"""What Telegram is asked for; a handler for another kind needs a line here."""


@asynccontextmanager
async def running(application: BotApplication) -> AsyncIterator[None]:
    """Reach Telegram, however long it takes, and process updates while inside.

    Raises:
        InvalidToken: Where Telegram does not know the token.
    """
    try:
        await _reach(application)
        await application.start()
        try:
            yield
        finally:
            await _stop(application)
    finally:
        await application.shutdown()
        # Where Telegram was never reached the application does not close what it opened.
        await application.bot.shutdown()


@asynccontextmanager
async def polling(application: BotApplication) -> AsyncIterator[None]:
    """Poll for updates while inside. What came while the bot was away is answered too."""
    updater = application.updater
    if updater is None:
        raise RuntimeError("the application was built without an updater")
    await updater.start_polling(
        timeout=timedelta(seconds=POLL_SECONDS),
        bootstrap_retries=-1,
        allowed_updates=ALLOWED_UPDATES,
        drop_pending_updates=False,
        error_callback=_note_poll_error,
    )
    try:
        yield
    finally:
        try:
            async with asyncio.timeout(CLOSE_TIMEOUT_SECONDS):
                await updater.stop()
        except TimeoutError:
            logger.warning("Telegram not told of the last updates; their claims protect us")


async def set_webhook(application: BotApplication, url: str, secret: str) -> None:
    """Have Telegram call *url* with *secret*; waits until Telegram has agreed."""
    retry_seconds = FIRST_RETRY_SECONDS
    while True:
        try:
            await application.bot.set_webhook(
                url,
                secret_token=secret,
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
            )
        except TelegramError as error:
            retry_seconds = await _wait(error, retry_seconds)
        else:
            return


async def ping(application: BotApplication) -> None:
    """Ask Telegram something harmless."""
    try:
        await application.bot.get_me()
    except TelegramError as error:
        logger.warning("Telegram does not answer: %s", error)


async def _reach(application: BotApplication) -> None:
    retry_seconds = FIRST_RETRY_SECONDS
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            retry_seconds = await _wait(error, retry_seconds)
        else:
            return


async def _wait(error: TelegramError, retry_seconds: float) -> float:
    """Sleep before the next attempt; return how long the one after it waits."""
    if isinstance(error, RetryAfter):
        told = error.retry_after
        pause = told.total_seconds() if isinstance(told, timedelta) else float(told)
    else:
        pause = retry_seconds
    logger.warning("Telegram not reached (%s), trying again in %.0f s", error, pause)
    await asyncio.sleep(pause)
    return min(retry_seconds * 2, LONGEST_RETRY_SECONDS)


async def _stop(application: BotApplication) -> None:
    try:
        async with asyncio.timeout(STOP_TIMEOUT_SECONDS):
            await application.stop()
    except TimeoutError:
        logger.warning("stopped with %d updates in hand", application.update_queue.qsize())


def _note_poll_error(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        logger.error("another process polls with the same token: %s", error)
    else:
        logger.warning("poll failed, trying again: %s", error)
