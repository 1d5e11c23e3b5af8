"""What the bot did in a person's sight, kept in order until a test asks for it."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from .json_values import Json, JsonObject, as_flag, as_integer, as_object, as_objects, as_text
from .seen import NothingCame, SeenAnswer, SeenMessage, read_message

Item = TypeVar("Item")


class Connection(Protocol):
    """The way to the control API."""

    async def ask(
        self, method: str, path: str, json: JsonObject | None = None, **form: str | bytes
    ) -> Json:
        """Send a request to `/control/…` and return its JSON."""
        ...


@dataclass(slots=True)
class Inbox:
    """The bot's messages, edits, deletions and answers for one person, by kind."""

    connection: Connection
    user_id: int
    seen_event: int = 0
    messages: deque[SeenMessage] = field(default_factory=deque)
    edits: deque[SeenMessage] = field(default_factory=deque)
    deletions: deque[int] = field(default_factory=deque)
    answers: deque[SeenAnswer] = field(default_factory=deque)
    results: deque[JsonObject] = field(default_factory=deque)
    last: SeenMessage | None = None
    """The message given out last, with later edits; None again when it was deleted."""

    async def next(self, items: deque[Item], what: str, *, timeout_seconds: float) -> Item:
        """Return the first of *items*, waiting for it; raise `NothingCame` after the time."""
        deadline = asyncio.get_running_loop().time() + timeout_seconds
        await self.fetch(wait_seconds=0)
        while not items:
            left_seconds = deadline - asyncio.get_running_loop().time()
            if left_seconds <= 0:
                raise NothingCame(f"no {what} for {self.user_id} in {timeout_seconds} s")
            await self.fetch(wait_seconds=left_seconds)
        return items.popleft()

    async def fetch(self, *, wait_seconds: float) -> int:
        """Sort in what happened since the last time, waiting for the first; return how many."""
        path = f"events?user_id={self.user_id}&after={self.seen_event}&wait_seconds={wait_seconds}"
        events = as_objects(await self.connection.ask("GET", path))
        for event in events:
            self.seen_event = as_integer(event["number"]) or self.seen_event
            self._sort_in(event)
        return len(events)

    def _sort_in(self, event: JsonObject) -> None:
        chat_id = as_integer(event["chat_id"]) or 0
        match event["kind"]:
            case "message" if as_flag(event["is_from_bot"]):
                self.messages.append(read_message(event))
            case "edit" if as_flag(event["is_from_bot"]):
                self._take_edit(read_message(event))
            case "delete":
                self.deletions.append(as_integer(event["message_id"]) or 0)
                if self.last is not None and self.last.message_id == self.deletions[-1]:
                    self.last = None
            case "callback_answer" if event["user_id"] == self.user_id:
                self.answers.append(_read_answer(event))
            case "inline_results" if chat_id == self.user_id:
                self.results.append(event)
            case _:
                pass

    def _take_edit(self, message: SeenMessage) -> None:
        self.edits.append(message)
        if self.last is not None and self.last.message_id == message.message_id:
            self.last = message


def _read_answer(event: JsonObject) -> SeenAnswer:
    answer = as_object(event["answer"])
    return SeenAnswer(
        query_id=as_text(event["query_id"]),
        text=as_text(answer["text"]),
        is_alert=as_flag(answer["show_alert"]),
        url=as_text(answer["url"]),
    )
