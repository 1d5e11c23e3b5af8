"""Faults on order: what a bot must survive, switched on by a test or by hand."""

import random
from dataclasses import dataclass, field
from enum import StrEnum

from .errors import BLOCKED, BadRequest, BotApiError, Forbidden, TooManyRequests
from .json_values import (
    JsonObject,
    as_integer,
    as_integers,
    as_number,
    as_text,
    as_texts,
    json_list,
)

SENDING = frozenset(
    {
        "sendMessage",
        "sendPhoto",
        "sendDocument",
        "sendVoice",
        "sendMediaGroup",
        "sendLocation",
        "copyMessage",
        "copyMessages",
        "forwardMessage",
        "forwardMessages",
        "sendContact",
        "sendAudio",
        "sendVideo",
        "sendSticker",
    }
)
"""The methods that bring new messages into a chat."""


class FaultKind(StrEnum):
    """What goes wrong."""

    TOO_MANY_REQUESTS = "429"
    FORBIDDEN = "403"
    BAD_REQUEST = "400"
    SERVER_ERROR = "500"
    RESET_BEFORE = "reset_before"
    """The connection is reset and the request is not carried out."""
    RESET_AFTER = "reset_after"
    """The request is carried out, then the connection is reset without an answer."""
    SLOW = "slow"
    """The request is carried out at once, the answer comes `delay_seconds` later."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault for matching requests.

    It hits the next `times` of them (None: no end), each with `probability`. `methods` empty
    means every method; `chat_ids` empty means every chat.
    """

    kind: FaultKind
    times: int | None = None
    probability: float = 1.0
    seed: int = 0
    methods: frozenset[str] = SENDING
    chat_ids: frozenset[int] = frozenset()
    retry_after_seconds: int = 1
    delay_seconds: float = 1.0
    description: str = ""

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Say whether a request may be hit by this fault."""
        return (not self.methods or method in self.methods) and (
            not self.chat_ids or chat_id in self.chat_ids
        )

    def error(self) -> BotApiError | None:
        """Return the refusal to answer with; None for faults of the connection."""
        match self.kind:
            case FaultKind.TOO_MANY_REQUESTS:
                return TooManyRequests(self.retry_after_seconds)
            case FaultKind.FORBIDDEN:
                return Forbidden(self.description or BLOCKED)
            case FaultKind.BAD_REQUEST:
                return BadRequest(self.description or "the local Telegram was told to refuse")
            case FaultKind.SERVER_ERROR:
                return BotApiError(500, self.description or "Internal Server Error")
            case FaultKind.RESET_BEFORE | FaultKind.RESET_AFTER | FaultKind.SLOW:
                return None

    def to_json(self) -> JsonObject:
        """Return the fault as the control API takes and shows it."""
        return {
            "kind": self.kind.value,
            "times": self.times,
            "probability": self.probability,
            "seed": self.seed,
            "methods": json_list(sorted(self.methods)),
            "chat_ids": json_list(sorted(self.chat_ids)),
            "retry_after_seconds": self.retry_after_seconds,
            "delay_seconds": self.delay_seconds,
            "description": self.description,
        }


def fault_from_json(json: JsonObject) -> Fault:
    """Return the fault the control API was given; raise `ValueError` for an unknown kind."""
    probability, delay = as_number(json.get("probability")), as_number(json.get("delay_seconds"))
    return Fault(
        kind=FaultKind(as_text(json.get("kind"))),
        times=as_integer(json.get("times")),
        probability=1.0 if probability is None else probability,
        seed=as_integer(json.get("seed")) or 0,
        methods=frozenset(as_texts(json["methods"])) if "methods" in json else SENDING,
        chat_ids=frozenset(as_integers(json.get("chat_ids") or [])),
        retry_after_seconds=as_integer(json.get("retry_after_seconds")) or 1,
        delay_seconds=1.0 if delay is None else delay,
        description=as_text(json.get("description")),
    )


@dataclass(slots=True)
class _Armed:
    fault: Fault
    left: int | None
    chance: random.Random


@dataclass(slots=True)
class Faults:
    """The faults that are switched on; of several that match a request, the oldest hits."""

    _armed: list[_Armed] = field(default_factory=list)
    hits: int = 0

    def add(self, fault: Fault) -> None:
        """Switch *fault* on."""
        chance = random.Random(fault.seed)  # noqa: S311 - repeatable tests, no secrets
        self._armed.append(_Armed(fault, fault.times, chance))

    def clear(self) -> None:
        """Switch all faults off."""
        self._armed.clear()

    def active(self) -> list[Fault]:
        """Return the faults that can still hit."""
        return [armed.fault for armed in self._armed]

    def draw(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault that hits this request, if any, and use it up by one."""
        for armed in self._armed:
            fault = armed.fault
            if not fault.matches(method, chat_id) or armed.chance.random() >= fault.probability:
                continue
            self.hits += 1
            if armed.left is not None:
                armed.left -= 1
                if armed.left <= 0:
                    self._armed.remove(armed)
            return fault
        return None
