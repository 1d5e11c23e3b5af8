"""The queue of updates, and the long poll that empties it.

The webhook (`webhook.py`) empties the same queue: what was not confirmed by one way of delivery
is still there for the other, as on Telegram.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from .errors import OTHER_POLL, Conflict
from .json_values import JsonObject

UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Update types a bot gets only when it names them in `allowed_updates`."""


@dataclass(frozen=True, slots=True)
class Update:
    """One update; `chat_id` orders webhook deliveries (0 for inline queries)."""

    update_id: int
    type: str
    chat_id: int
    content: JsonObject

    def to_json(self) -> JsonObject:
        """Return the Bot API's Update."""
        return {"update_id": self.update_id, self.type: self.content}


@dataclass(slots=True)
class Updates:
    """Updates not yet confirmed by the bot, oldest first."""

    next_update_id: int = 100_000_001
    allowed: frozenset[str] = frozenset()
    pending: deque[Update] = field(default_factory=deque)
    on_put: Callable[[Update], None] | None = None
    """Called with each new update while a webhook is set."""
    _poll: asyncio.Future[None] | None = None

    def put(self, type_: str, content: JsonObject, *, chat_id: int = 0) -> int | None:
        """Queue an update and return its id; None if the bot does not want this type.

        As on Telegram, `allowed_updates` counts at the moment the update arises.
        """
        wanted = type_ in self.allowed if self.allowed else type_ not in UNASKED
        if not wanted:
            return None
        update = Update(self.next_update_id, type_, chat_id, content)
        self.next_update_id += 1
        self.pending.append(update)
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        if self.on_put is not None:
            self.on_put(update)
        return update.update_id

    def allow(self, types: list[str]) -> None:
        """Set `allowed_updates`; an empty list means the default set."""
        self.allowed = frozenset(types)

    def confirm(self, offset: int) -> None:
        """Forget all updates before *offset*; a negative one keeps that many of the newest."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
            return
        while self.pending and self.pending[0].update_id < offset:
            self.pending.popleft()

    def take(self, update: Update) -> None:
        """Forget one *update*: the webhook has delivered it."""
        if update in self.pending:
            self.pending.remove(update)

    def clear(self) -> None:
        """Forget everything (`drop_pending_updates`)."""
        self.pending.clear()

    async def poll(self, offset: int, *, limit: int, timeout_seconds: float) -> list[Update]:
        """Return up to *limit* updates from *offset* on, waiting if there are none.

        A poll that is still waiting when another begins ends with 409, as on Telegram.
        """
        self.interrupt(OTHER_POLL)
        self.confirm(offset)
        if not self.pending and timeout_seconds > 0:
            self._poll = poll = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(timeout_seconds):
                    await poll
            except TimeoutError:
                return []
            finally:
                if self._poll is poll:
                    self._poll = None
        return list(islice(self.pending, limit))

    def interrupt(self, reason: str | None) -> None:
        """End a waiting poll: with 409 and *reason*, or quietly when *reason* is None."""
        poll, self._poll = self._poll, None
        if poll is None or poll.done():
            return
        if reason is None:
            poll.set_result(None)
        else:
            poll.set_exception(Conflict(reason))
