"""The log of every message the server accepted: the truth a test of deliveries compares with."""

from collections import Counter
from dataclasses import dataclass, field

from .json_values import JsonObject
from .messages import Message


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted message. `request_number` counts the requests of all methods from 1."""

    number: int
    request_number: int
    at: float
    method: str
    chat_id: int
    message_id: int
    text: str

    def to_json(self) -> JsonObject:
        """Return the entry for the control API; `at` in Unix seconds."""
        return {
            "number": self.number,
            "request_number": self.request_number,
            "at": self.at,
            "method": self.method,
            "chat_id": self.chat_id,
            "message_id": self.message_id,
            "text": self.text,
        }


@dataclass(slots=True)
class Journal:
    """Accepted messages in order (about 300 bytes each), and how requests were answered."""

    entries: list[Accepted] = field(default_factory=list)
    per_chat: Counter[int] = field(default_factory=Counter)
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    """How often each method was answered with each HTTP status; 0 is a reset connection."""
    requests: int = 0

    def begin_request(self) -> int:
        """Count a request and return its number."""
        self.requests += 1
        return self.requests

    def accept(self, method: str, message: Message, *, request_number: int, at: float) -> None:
        """Note that *message* was taken over for delivery, whatever the asker gets to hear."""
        self.entries.append(
            Accepted(
                number=len(self.entries) + 1,
                request_number=request_number,
                at=at,
                method=method,
                chat_id=message.chat.id,
                message_id=message.message_id,
                text=message.content.text.text,
            )
        )
        self.per_chat[message.chat.id] += 1

    def select(
        self, *, after: int = 0, limit: int = 1000, chat_id: int | None = None
    ) -> list[Accepted]:
        """Return up to *limit* entries with a number above *after*, of one chat or of all."""
        found = self.entries[after:] if after else self.entries
        if chat_id is not None:
            found = [entry for entry in found if entry.chat_id == chat_id]
        return found[:limit]

    def summary(self) -> JsonObject:
        """Return totals, and the chats that were sent more than one message."""
        repeated: JsonObject = {str(chat): n for chat, n in self.per_chat.items() if n > 1}
        answers: JsonObject = {
            f"{method} {status}": count for (method, status), count in self.answers.items()
        }
        return {
            "accepted": len(self.entries),
            "recipients": len(self.per_chat),
            "repeated": repeated,
            "requests": self.requests,
            "answers": answers,
        }

    def clear(self) -> None:
        """Start afresh; request numbers go on."""
        self.entries.clear()
        self.per_chat.clear()
        self.answers.clear()
