"""Questions a member's client asks the bot: a tapped button, a line typed after @bot."""

from dataclasses import dataclass, field

from .errors import QUERY_EXPIRED, BadRequest
from .json_values import JsonObject


@dataclass(slots=True)
class CallbackQuery:
    """A tap on an inline button; `asked_at` in Unix seconds. `answer` is what the bot replied."""

    id: str
    user_id: int
    chat_id: int
    message_id: int
    data: str
    asked_at: float
    answer: JsonObject | None = None


@dataclass(slots=True)
class InlineQuery:
    """What a member typed after the bot's name, and the results she was offered."""

    id: str
    user_id: int
    query: str
    asked_at: float
    results: list[JsonObject] = field(default_factory=list)
    next_offset: str = ""
    is_answered: bool = False


@dataclass(slots=True)
class Queries:
    """The open questions; after `expires_in_seconds` the bot may no longer answer one."""

    expires_in_seconds: float
    callback: dict[str, CallbackQuery] = field(default_factory=dict)
    inline: dict[str, InlineQuery] = field(default_factory=dict)
    asked: int = 0

    def next_id(self) -> str:
        """Return a fresh query id, long as Telegram's are."""
        self.asked += 1
        return str(4_000_000_000_000_000_000 + self.asked)

    def open_callback(self, query_id: str, *, now: float) -> CallbackQuery:
        """Return the callback query the bot may still answer, else refuse."""
        query = self.callback.get(query_id)
        if query is None or now - query.asked_at > self.expires_in_seconds:
            raise BadRequest(QUERY_EXPIRED)
        return query

    def open_inline(self, query_id: str, *, now: float) -> InlineQuery:
        """Return the inline query the bot may still answer, else refuse."""
        query = self.inline.get(query_id)
        if query is None or now - query.asked_at > self.expires_in_seconds:
            raise BadRequest(QUERY_EXPIRED)
        return query
