"""What a person has in front of her: messages and answers, read from the control API."""

from dataclasses import dataclass

from .json_values import JsonObject, as_flag, as_integer, as_list, as_object, as_objects, as_text


class NothingCame(AssertionError):
    """The awaited message, edit or answer did not come in time."""


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message as a person sees it. `text` is the caption of a file.

    `keyboard` holds the labels of the buttons it came with, inline or reply, row by row.
    `json` is the Bot API's Message.
    """

    message_id: int
    chat_id: int
    is_from_bot: bool
    kind: str
    text: str
    html: str
    keyboard: list[list[str]]
    buttons: list[JsonObject]
    json: JsonObject

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons, in reading order."""
        return [label for row in self.keyboard for label in row]

    @property
    def is_edited(self) -> bool:
        """Whether it carries the "edited" mark."""
        return "edit_date" in self.json

    @property
    def file_id(self) -> str:
        """The identifier of its file, empty if it has none."""
        media = self.json.get(self.kind)
        found = as_object(media[-1]) if isinstance(media, list) else media
        return as_text(found.get("file_id")) if isinstance(found, dict) else ""


@dataclass(frozen=True, slots=True)
class SeenAnswer:
    """What the bot answered to a tap: a short notice, or an alert."""

    query_id: str
    text: str
    is_alert: bool
    url: str


def read_message(json: JsonObject) -> SeenMessage:
    """Return the message of an event or of a chat's history."""
    message = as_object(json["message"])
    markup = json.get("markup")
    rows: list[list[JsonObject]] = []
    if isinstance(markup, dict):
        given = as_list(markup.get("inline_keyboard") or markup.get("keyboard") or [])
        rows = [as_objects(row) for row in given]
    return SeenMessage(
        message_id=as_integer(message["message_id"]) or 0,
        chat_id=as_integer(as_object(message["chat"])["id"]) or 0,
        is_from_bot=as_flag(json["is_from_bot"]),
        kind=as_text(json["content"]),
        text=as_text(message.get("text") or message.get("caption")),
        html=as_text(json["html"]),
        keyboard=[[as_text(button["text"]) for button in row] for row in rows],
        buttons=[button for row in rows for button in row],
        json=message,
    )
