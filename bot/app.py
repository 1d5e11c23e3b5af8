"""The bot as a whole: built, opened, serving, closed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from starlette.routing import BaseRoute
from telegram.ext import ApplicationBuilder, ContextTypes

from bot.announcements.announcement import Notice
from bot.announcements.delivery import Buttons, no_buttons
from bot.clock import Clock, utc_now
from bot.context import BotApplication, BotContext, BotData
from bot.delivering import delivering
from bot.maintenance import Maintenance
from bot.opening import open_services
from bot.services import Services
from bot.settings import Settings
from bot.telegram.claims import Claims
from bot.telegram.concurrency import QUEUE_FACTOR, OrderedByChat, UpdateQueue
from bot.telegram.connection import ping, polling, running, set_webhook
from bot.telegram.request import AiohttpRequest
from bot.web.health import health_routes
from bot.web.server import serve_http
from bot.web.webhook import Webhook

logger = logging.getLogger(__name__)

Register = Callable[[BotApplication], None]
"""Adds every handler to an application, in order."""
Introduce = Callable[[BotApplication], Awaitable[None]]
"""Tells Telegram what the bot offers (commands, descriptions), once it is running."""
Notify = Callable[[BotApplication, Notice], Awaitable[None]]
"""Tells officers and admins what happened to an announcement by itself."""
Watch = Callable[[BotApplication], Awaitable[None]]
"""Brings what shows the progress of announcements up to date; called every second."""

QUIET_SECONDS = 60.0
"""After so long without an answer from Telegram it is asked whether it is there."""


@dataclass(frozen=True, slots=True)
class OpenBot:
    """A bot that serves."""

    application: BotApplication
    services: Services
    web_address: str
    """Where `/health`, `/ready`, `/metrics` and the webhook are."""


@dataclass(frozen=True, slots=True)
class _Built:
    application: BotApplication
    requests: tuple[AiohttpRequest, AiohttpRequest]
    """For calls, and for polls."""
    claims: Claims

    def reached_seconds_ago(self) -> float | None:
        """Seconds since Telegram last answered anything; None where it never did."""
        ages = [request.reached_seconds_ago for request in self.requests]
        return min((age for age in ages if age is not None), default=None)


@asynccontextmanager
async def open_bot(
    settings: Settings,
    register: Register,
    *,
    introduce: Introduce | None = None,
    buttons: Buttons = no_buttons,
    notify: Notify | None = None,
    watch: Watch | None = None,
    is_new_server: bool = False,
    clock: Clock = utc_now,
) -> AsyncIterator[OpenBot]:
    """Serve members while inside; close everything on leaving, within ten seconds.

    *settings* must have a token. *buttons* go under announcements; *notify* hears what
    happens to them by itself; *watch* shows how far they are. *is_new_server* says that
    Telegram's server has forgotten everything since the last start, as the local one does: it
    numbers its updates anew.
    `/health` answers from the first moment; Telegram and the database may come later.

    Raises:
        telegram.error.InvalidToken: Where Telegram does not know the token.
        bot.web.server.PortTakenError: Where the port is in use.
    """
    async with AsyncExitStack() as stack:
        bell = asyncio.Event()
        services = await stack.enter_async_context(
            open_services(settings, clock=clock, wake=bell.set)
        )
        built = build(settings, services)
        register(built.application)
        stack.push_async_callback(built.claims.close)
        if is_new_server:
            await built.claims.begin_anew()
        address = await stack.enter_async_context(
            serve_http(_routes(settings, services, built), host=settings.host, port=settings.port)
        )
        logger.info("listening on %s", address)
        await stack.enter_async_context(_maintained(settings, services, built))
        await stack.enter_async_context(_following(services))
        await stack.enter_async_context(running(built.application))
        if settings.webhook_url and settings.webhook_secret:
            secret = settings.webhook_secret.get_secret_value()
            await set_webhook(built.application, settings.webhook_url, secret)
        else:
            await stack.enter_async_context(polling(built.application))
        tell = None if notify is None else partial(notify, built.application)
        await stack.enter_async_context(
            delivering(
                settings,
                services,
                bell=bell,
                buttons=buttons,
                notify=tell,
                watch=None if watch is None else partial(watch, built.application),
            )
        )
        if introduce is not None:
            built.application.create_task(introduce(built.application), name="introduce")
        logger.info("serving as bot %d", built.application.bot.id)
        yield OpenBot(built.application, services, address)


def build(settings: Settings, services: Services) -> _Built:
    """Return an application for *settings* that has no handlers yet and is not started.

    Raises:
        ValueError: Where *settings* have no token.
    """
    if settings.bot_token is None:
        raise ValueError("settings without a token: start the local Telegram first")
    token = settings.bot_token.get_secret_value()
    calls, polls = AiohttpRequest(), AiohttpRequest(connections=2)
    claims = Claims(services.database, int(token.partition(":")[0]), services.clock)
    metrics = services.metrics
    order = OrderedByChat(chats=settings.concurrent_chats, claim=claims.claim, metrics=metrics)
    application: BotApplication = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        .request(calls)
        .get_updates_request(polls)
        .context_types(ContextTypes(context=BotContext, bot_data=BotData))
        .concurrent_updates(order)
        .update_queue(UpdateQueue(settings.concurrent_chats * QUEUE_FACTOR, metrics))
        .job_queue(None)
        .build()
    )
    application.bot_data.services = services
    return _Built(application, (calls, polls), claims)


def _routes(settings: Settings, services: Services, built: _Built) -> list[BaseRoute]:
    routes: list[BaseRoute] = [*health_routes(services, built.reached_seconds_ago)]
    if settings.webhook_url and settings.webhook_secret:
        webhook = Webhook(
            built.application.bot,
            built.application.update_queue,
            settings.webhook_secret.get_secret_value(),
            services.metrics,
        )
        routes.append(webhook.route(urlsplit(settings.webhook_url).path or "/"))
    return routes


@asynccontextmanager
async def _maintained(
    settings: Settings, services: Services, built: _Built
) -> AsyncIterator[None]:
    async def ask_telegram() -> None:
        seconds_ago = built.reached_seconds_ago()
        if seconds_ago is None or seconds_ago > QUIET_SECONDS:
            await ping(built.application)

    maintenance = Maintenance(
        services.database,
        services.clock,
        question_days=settings.question_days,
        ping=ask_telegram,
    )
    task = asyncio.create_task(maintenance.run(), name="maintenance")
    task.add_done_callback(_note_end)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def _following(services: Services) -> AsyncIterator[None]:
    """Take up knowledge that is published or edited elsewhere."""
    task = asyncio.create_task(services.editing.following.run(), name="following")
    task.add_done_callback(_note_end)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _note_end(task: asyncio.Task[None]) -> None:
    """Such a task ends only when cancelled; anything else is a mistake of ours."""
    if not task.cancelled() and (error := task.exception()) is not None:
        logger.critical("%s ended and does nothing any more", task.get_name(), exc_info=error)
