"""What happened in the chats, as a numbered stream: for the page and for waiting tests."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

from .json_values import JsonObject


class EventKind(StrEnum):
    """What an event tells."""

    MESSAGE = "message"
    EDIT = "edit"
    DELETE = "delete"
    CALLBACK_ANSWER = "callback_answer"
    TYPING = "typing"
    INLINE_RESULTS = "inline_results"
    CHAT = "chat"
    """A person, a group, the bot's name, its commands or a keyboard changed: read them again."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `chat_id` is the chat it concerns, 0 if none."""

    number: int
    kind: EventKind
    chat_id: int
    content: JsonObject

    def to_json(self) -> JsonObject:
        """Return the event for the control API."""
        return {
            "number": self.number,
            "kind": self.kind.value,
            "chat_id": self.chat_id,
            **self.content,
        }


@dataclass(slots=True)
class Events:
    """The last few thousand events; older ones are forgotten."""

    last_number: int = 0
    is_closed: bool = False
    _recent: deque[Event] = field(default_factory=lambda: deque(maxlen=5000))
    _waiting: set[asyncio.Future[None]] = field(default_factory=set)

    def emit(self, kind: EventKind, chat_id: int, content: JsonObject | None = None) -> None:
        """Add an event and wake everyone who waits."""
        self.last_number += 1
        self._recent.append(Event(self.last_number, kind, chat_id, content or {}))
        self._wake()

    def after(self, number: int) -> list[Event]:
        """Return the events later than *number* that are still remembered."""
        if number >= self.last_number:
            return []
        return [event for event in self._recent if event.number > number]

    async def wait_after(self, number: int, *, timeout_seconds: float) -> list[Event]:
        """Return the events later than *number*, waiting for the first; empty on time-out."""
        if self.last_number > number or self.is_closed:
            return self.after(number)
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout(timeout_seconds):
                await future
        except TimeoutError:
            return []
        finally:
            self._waiting.discard(future)
        return self.after(number)

    def close(self) -> None:
        """Let everyone who waits go home: the server stops."""
        self.is_closed = True
        self._wake()

    def _wake(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
