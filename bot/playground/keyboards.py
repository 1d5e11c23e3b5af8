"""Keyboards: what Telegram accepts as `reply_markup`, and what it says otherwise."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .errors import BadRequest
from .json_values import Json, JsonObject, WrongShape, as_list, as_object, as_text, json_list

MAX_CALLBACK_DATA_BYTES = 64
MAX_INLINE_BUTTONS = 100

_INLINE_KINDS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_URL = re.compile(r"(?![a-z][a-z0-9+.-]*:/*(?:[?#]|$))\S+", re.I)


class MarkupKind(StrEnum):
    """The four things `reply_markup` can be."""

    INLINE = "inline_keyboard"
    REPLY = "keyboard"
    REMOVE = "remove_keyboard"
    FORCE_REPLY = "force_reply"


@dataclass(frozen=True, slots=True)
class Markup:
    """A checked `reply_markup`; `json` is what the Bot API gives back for it."""

    kind: MarkupKind
    json: JsonObject

    @property
    def rows(self) -> list[list[JsonObject]]:
        """The buttons; empty for markup that has none."""
        if self.kind not in (MarkupKind.INLINE, MarkupKind.REPLY):
            return []
        rows = as_list(self.json[self.kind.value])
        return [[as_object(button) for button in as_list(row)] for row in rows]

    def button(self, label: str) -> JsonObject | None:
        """Return the first button with exactly this *label*, else the first that contains it."""
        buttons = [button for row in self.rows for button in row]
        exact = [button for button in buttons if as_text(button["text"]) == label]
        near = [button for button in buttons if label and label in as_text(button["text"])]
        return next(iter([*exact, *near]), None)


def read_markup(json: Json) -> Markup | None:
    """Return the markup *json* stands for, or None for an empty one.

    Raises `BadRequest` with Telegram's wording.
    """
    if json is None or json in ("", {}):
        return None
    try:
        markup = as_object(json)
    except WrongShape as error:
        raise BadRequest("object expected as reply markup") from error
    if MarkupKind.INLINE in markup:
        rows = _rows(markup[MarkupKind.INLINE], _inline_button)
        if sum(len(row) for row in rows) > MAX_INLINE_BUTTONS:
            raise BadRequest("reply markup is too long")
        json_rows = json_list(json_list(row) for row in rows if row)
        return Markup(MarkupKind.INLINE, {"inline_keyboard": json_rows}) if any(rows) else None
    if MarkupKind.REPLY in markup:
        rows = _rows(markup[MarkupKind.REPLY], _reply_button)
        if not any(rows):
            return None
        json_rows = json_list(json_list(row) for row in rows if row)
        return Markup(MarkupKind.REPLY, {**markup, "keyboard": json_rows})
    for kind in (MarkupKind.REMOVE, MarkupKind.FORCE_REPLY):
        if markup.get(kind):
            return Markup(kind, markup)
    return None


def read_inline_markup(json: Json) -> Markup | None:
    """Return the inline keyboard *json* stands for; other markup cannot be attached to edits."""
    markup = read_markup(json)
    if markup is not None and markup.kind is not MarkupKind.INLINE:
        raise BadRequest("inline keyboard expected")
    return markup


def _rows(json: Json, read_button: Callable[[Json], JsonObject]) -> list[list[JsonObject]]:
    try:
        return [[read_button(button) for button in as_list(row)] for row in as_list(json)]
    except WrongShape as error:
        raise BadRequest("can't parse reply keyboard markup JSON object") from error


def _inline_button(json: Json) -> JsonObject:
    button = as_object(json)
    if not as_text(button.get("text")):
        raise BadRequest("can't parse inline keyboard button: text buttons must be non-empty")
    kinds = [kind for kind in _INLINE_KINDS if kind in button]
    if not kinds:
        raise BadRequest(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(kinds) > 1:
        raise BadRequest(
            "can't parse inline keyboard button: exactly one optional field expected, "
            f"got {' and '.join(kinds)}"
        )
    if "callback_data" in button:
        size = len(as_text(button["callback_data"]).encode("utf-8", "surrogatepass"))
        if not 1 <= size <= MAX_CALLBACK_DATA_BYTES:
            raise BadRequest("BUTTON_DATA_INVALID")
    if "url" in button and not _URL.fullmatch(url := as_text(button["url"])):
        raise BadRequest(f"inline keyboard button URL '{url}' is invalid: URL host is empty")
    return button


def _reply_button(json: Json) -> JsonObject:
    button: JsonObject = {"text": json} if isinstance(json, str) else as_object(json)
    if not as_text(button.get("text")):
        raise BadRequest('can\'t parse keyboard button: Field "text" must be non-empty')
    return button
