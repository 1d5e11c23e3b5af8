"""What the Bot API answers when it refuses, in Telegram's own words.

The wordings follow the open source Bot API server (tdlib/telegram-bot-api) and TDLib: libraries
and bots tell cases apart by these sentences, so they matter to the letter.
"""


class BotApiError(Exception):
    """A refusal: becomes `{"ok": false, "error_code": …, "description": …}`.

    `retry_after_seconds` is set for 429 only.
    """

    def __init__(
        self, error_code: int, description: str, *, retry_after_seconds: int | None = None
    ) -> None:
        """Refuse with *description*, prefix included."""
        super().__init__(description)
        self.error_code = error_code
        self.description = description
        self.retry_after_seconds = retry_after_seconds


class BadRequest(BotApiError):
    """400: the request itself is wrong and will stay wrong when repeated."""

    def __init__(self, reason: str) -> None:
        """Refuse for *reason*, which follows the prefix."""
        super().__init__(400, f"Bad Request: {reason}")


class Forbidden(BotApiError):
    """403: the member or the group does not let the bot in."""

    def __init__(self, reason: str) -> None:
        """Refuse for *reason*, which follows the prefix."""
        super().__init__(403, f"Forbidden: {reason}")


class Conflict(BotApiError):
    """409: two askers for updates, or polling while a webhook is set."""

    def __init__(self, reason: str) -> None:
        """Refuse for *reason*, which follows the prefix."""
        super().__init__(409, f"Conflict: {reason}")


class TooManyRequests(BotApiError):
    """429: flood control; the same request may be repeated after the wait."""

    def __init__(self, retry_after_seconds: int) -> None:
        """Refuse until *retry_after_seconds* have passed."""
        super().__init__(
            429,
            f"Too Many Requests: retry after {retry_after_seconds}",
            retry_after_seconds=retry_after_seconds,
        )


CHAT_NOT_FOUND = "chat not found"
BLOCKED = "bot was blocked by the user"
DEACTIVATED = "user is deactivated"
NOT_STARTED = "bot can't initiate conversation with a user"
KICKED = "bot was kicked from the supergroup chat"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
QUERY_EXPIRED = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
