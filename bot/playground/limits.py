"""Flood control: how many messages Telegram takes in a stretch of time."""

import math
from collections import deque
from dataclasses import dataclass, field

from .json_values import Json, JsonObject, as_list, as_number


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `messages` in any `seconds`."""

    messages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Which rates are enforced; None is no limit."""

    overall: Rate | None = None
    paid: Rate | None = None
    """In place of `overall` for requests with `allow_paid_broadcast`."""
    private_chat: Rate | None = None
    group: Rate | None = None

    def to_json(self) -> JsonObject:
        """Return the limits for the control API, each as `[messages, seconds]` or null."""
        rates = {
            "overall": self.overall,
            "paid": self.paid,
            "private_chat": self.private_chat,
            "group": self.group,
        }
        return {
            name: [rate.messages, rate.seconds] if rate else None for name, rate in rates.items()
        }


NO_LIMITS = Limits()
TELEGRAM_LIMITS = Limits(
    overall=Rate(30, 1.0), paid=Rate(1000, 1.0), private_chat=Rate(1, 1.0), group=Rate(20, 60.0)
)
"""The limits of Telegram's FAQ. It tolerates short bursts in a chat; this does not."""


def limits_from_json(json: JsonObject) -> Limits:
    """Return the limits the control API was given; what is missing is no limit."""

    def rate(value: Json) -> Rate | None:
        if value is None:
            return None
        messages, seconds = (as_number(number) for number in as_list(value))
        return Rate(int(messages or 1), seconds or 1.0)

    return Limits(
        overall=rate(json.get("overall")),
        paid=rate(json.get("paid")),
        private_chat=rate(json.get("private_chat")),
        group=rate(json.get("group")),
    )


@dataclass(slots=True)
class FloodControl:
    """Counts messages in sliding windows; remembers nothing where there is no limit."""

    limits: Limits = NO_LIMITS
    _overall: deque[float] = field(default_factory=deque)
    _chats: dict[int, deque[float]] = field(default_factory=dict)

    def admit(self, chat_id: int, *, messages: int, is_paid: bool, now: float) -> int | None:
        """Take *messages* for *chat_id*, or return the seconds to wait (`retry_after`).

        A refused request does not count against the limits.
        """
        overall = self.limits.paid if is_paid and self.limits.paid else self.limits.overall
        per_chat = self.limits.group if chat_id < 0 else self.limits.private_chat
        windows = [(overall, self._overall)]
        if per_chat is not None:
            windows.append((per_chat, self._chats.setdefault(chat_id, deque())))
        waits = [_wait(rate, window, messages, now) for rate, window in windows if rate]
        if any(wait > 0 for wait in waits):
            return max(1, math.ceil(max(waits)))
        for rate, window in windows:
            if rate is not None:
                window.extend([now] * messages)
        return None


def _wait(rate: Rate, window: deque[float], messages: int, now: float) -> float:
    while window and window[0] <= now - rate.seconds:
        window.popleft()
    surplus = len(window) + min(messages, rate.messages) - rate.messages
    return window[surplus - 1] + rate.seconds - now if surplus > 0 else 0.0
