"""Delivery of updates to the bot's own HTTP server."""

import asyncio
import contextlib
import logging
import re
import time
from collections import deque
from dataclasses import dataclass, field

import aiohttp

from .errors import BadRequest
from .json_values import JsonObject, dump_json, json_list
from .updates import Update, Updates

logger = logging.getLogger(__name__)

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TIMEOUT = aiohttp.ClientTimeout(total=30)
_MAX_RETRY_IN_SECONDS = 60.0


@dataclass(slots=True)
class Webhook:
    """Posts every pending update to `url`; silent while `url` is empty.

    Updates of one chat go in order, one at a time; different chats go side by side, at most
    `max_connections`. A failed one is repeated after `retry_in_seconds`, doubling each time.
    """

    updates: Updates
    retry_in_seconds: float = 1.0
    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_at: int | None = None
    last_error: str = ""
    _queues: dict[int, deque[Update]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _session: aiohttp.ClientSession | None = None
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(40))

    async def set(self, url: str, *, secret_token: str = "", max_connections: int = 40) -> None:
        """Deliver to *url* from now on, what is pending first."""
        if not re.match(r"https?://[^/\s]+", url):
            raise BadRequest("bad webhook: invalid webhook URL specified")
        if secret_token and not _SECRET.fullmatch(secret_token):
            raise BadRequest("secret token contains unallowed characters")
        await self.stop()
        self.url, self.secret_token = url, secret_token
        self.max_connections = max_connections
        self.last_error_at, self.last_error = None, ""
        self._slots = asyncio.Semaphore(max_connections)
        self._session = aiohttp.ClientSession(timeout=_TIMEOUT)
        self.updates.on_put = self._enqueue
        for update in self.updates.pending:
            self._enqueue(update)

    async def stop(self) -> None:
        """Deliver no more; what is not confirmed stays pending."""
        self.url = self.secret_token = ""
        self.updates.on_put = None
        tasks, self._tasks = self._tasks, set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._queues.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def info(self) -> JsonObject:
        """Return the Bot API's WebhookInfo."""
        json: JsonObject = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending),
        }
        if self.url:
            json["max_connections"] = self.max_connections
            json["ip_address"] = "127.0.0.1"
        if self.last_error_at is not None:
            json["last_error_date"] = self.last_error_at
            json["last_error_message"] = self.last_error
        if self.updates.allowed:
            json["allowed_updates"] = json_list(sorted(self.updates.allowed))
        return json

    def _enqueue(self, update: Update) -> None:
        queue = self._queues.get(update.chat_id)
        if queue is not None:
            queue.append(update)
            return
        queue = self._queues[update.chat_id] = deque([update])
        task = asyncio.get_running_loop().create_task(self._deliver_chat(update.chat_id, queue))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_chat(self, chat_id: int, queue: deque[Update]) -> None:
        while queue:
            await self._deliver(queue[0])
            queue.popleft()
        if self._queues.get(chat_id) is queue:
            del self._queues[chat_id]

    async def _deliver(self, update: Update) -> None:
        retry_in_seconds = self.retry_in_seconds
        while True:
            async with self._slots:
                failure = await self._post(update)
            if failure is None:
                self.updates.take(update)
                return
            logger.info("webhook: update %d not delivered: %s", update.update_id, failure)
            self.last_error_at, self.last_error = int(time.time()), failure
            await asyncio.sleep(retry_in_seconds)
            retry_in_seconds = min(2 * retry_in_seconds, _MAX_RETRY_IN_SECONDS)

    async def _post(self, update: Update) -> str | None:
        """Post *update* once; return what went wrong, or None."""
        if self._session is None:
            return "Webhook was removed"
        headers = {"Content-Type": "application/json"}
        if self.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret_token
        body = dump_json(update.to_json())
        try:
            async with self._session.post(self.url, data=body, headers=headers) as response:
                with contextlib.suppress(aiohttp.ClientError):
                    await response.read()
                if response.ok:
                    return None
                return (
                    "Wrong response from the webhook: "
                    f"{response.status} {response.reason or ''}".rstrip()
                )
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError as error:
            return f"Connection failed: {type(error).__name__}"
