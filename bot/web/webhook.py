"""Telegram's webhook: updates pushed to us instead of polled."""

import asyncio
import hmac
import json
import logging

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update

from bot.metrics import Metrics

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
MAX_BODY_BYTES = 1_000_000
"""Updates are a few kilobytes; Telegram documents no limit."""
PUT_TIMEOUT_SECONDS = 10.0
"""How long a call waits for room before Telegram is asked to come again."""


class Webhook:
    """Takes updates for one bot and puts them into its queue."""

    def __init__(
        self, bot: Bot, queue: asyncio.Queue[object], secret: str, metrics: Metrics
    ) -> None:
        """Take only calls that carry *secret*."""
        self._bot = bot
        self._queue = queue
        self._secret = secret.encode()
        self._metrics = metrics

    def route(self, path: str) -> Route:
        """Return the route to serve."""
        return Route(path, self._receive, methods=["POST"])

    async def _receive(self, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return self._refuse("secret", 401)
        body = await _read(request)
        if body is None:
            return self._refuse("size", 413)
        try:
            update = Update.de_json(json.loads(body), self._bot)
        except (ValueError, KeyError, TypeError, AttributeError):
            # Not what Telegram sends. An update we cannot read would come again for ever.
            return self._refuse("body", 400)
        try:
            async with asyncio.timeout(PUT_TIMEOUT_SECONDS):
                await self._queue.put(update)
        except TimeoutError:
            logger.warning("no room for update %d, asked for it again", update.update_id)
            return Response(status_code=503)
        return Response()

    def _refuse(self, reason: str, status: int) -> Response:
        self._metrics.webhook_refusals.labels(reason).inc()
        return Response(status_code=status)


async def _read(request: Request) -> bytes | None:
    """The body; None where it is longer than allowed, however long it says it is."""
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > MAX_BODY_BYTES:
                return None
            parts.append(part)
    except ClientDisconnect:
        return None
    return b"".join(parts)
