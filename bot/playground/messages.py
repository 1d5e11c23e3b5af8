"""Messages: what they can contain, and their form in the Bot API."""

from dataclasses import dataclass, replace

from .entities import NO_TEXT, FormattedText
from .files import StoredFile
from .json_values import Json, JsonObject, json_list
from .keyboards import Markup, MarkupKind
from .people import BotAccount, Chat, User


@dataclass(frozen=True, slots=True)
class Text:
    """A text message; `preview` is the `link_preview_options` it was sent with."""

    text: FormattedText
    preview: JsonObject | None = None

    kind = "text"

    def to_json(self) -> JsonObject:
        """Return the fields this content adds to the Bot API's Message."""
        json: JsonObject = {"text": self.text.text, **_entities("entities", self.text)}
        if self.preview:
            json["link_preview_options"] = self.preview
        return json


@dataclass(frozen=True, slots=True)
class Media:
    """A photo, document, voice message, sticker, video or audio file, with its caption."""

    kind: str
    file: StoredFile
    text: FormattedText = NO_TEXT
    has_spoiler: bool = False
    caption_above: bool = False

    def to_json(self) -> JsonObject:
        """Return the fields this content adds to the Bot API's Message."""
        json: JsonObject = {self.kind: self._file_json()}
        if self.text.text:
            json |= {"caption": self.text.text, **_entities("caption_entities", self.text)}
        if self.has_spoiler:
            json["has_media_spoiler"] = True
        if self.caption_above:
            json["show_caption_above_media"] = True
        return json

    def _file_json(self) -> Json:
        file, upload = self.file, self.file.upload
        described: JsonObject = {
            **file.to_json(),
            "file_name": upload.file_name,
            "mime_type": upload.mime_type,
        }
        match self.kind:
            case "photo":
                size: JsonObject = {"width": file.width, "height": file.height}
                return [file.to_json() | size]
            case "voice":
                return file.to_json() | {"duration": 3, "mime_type": upload.mime_type}
            case "audio":
                return described | {"duration": 3}
            case "video":
                return described | {"duration": 3, "width": 640, "height": 360}
            case "sticker":
                return file.to_json() | _STICKER
            case _:
                return described


_STICKER: JsonObject = {
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "emoji": "👍",
}


@dataclass(frozen=True, slots=True)
class Location:
    """A place on the map."""

    latitude: float
    longitude: float

    kind = "location"
    text = NO_TEXT

    def to_json(self) -> JsonObject:
        """Return the fields this content adds to the Bot API's Message."""
        return {"location": {"latitude": self.latitude, "longitude": self.longitude}}


@dataclass(frozen=True, slots=True)
class Contact:
    """A telephone number with a name; `user_id` when it is the sender's own."""

    phone_number: str
    first_name: str
    user_id: int | None = None

    kind = "contact"
    text = NO_TEXT

    def to_json(self) -> JsonObject:
        """Return the fields this content adds to the Bot API's Message."""
        contact: JsonObject = {"phone_number": self.phone_number, "first_name": self.first_name}
        if self.user_id is not None:
            contact["user_id"] = self.user_id
        return {"contact": contact}


@dataclass(frozen=True, slots=True)
class Service:
    """What Telegram itself writes into a group: who came, who left."""

    json: JsonObject

    kind = "service"
    text = NO_TEXT

    def to_json(self) -> JsonObject:
        """Return the fields this content adds to the Bot API's Message."""
        return self.json


Content = Text | Media | Location | Contact | Service


@dataclass(frozen=True, slots=True)
class Dressing:
    """How a message is sent, whatever it contains; the defaults are a plain message."""

    reply_to: "Message | None" = None
    markup: Markup | None = None
    is_protected: bool = False
    message_thread_id: int | None = None
    media_group_id: str | None = None
    forward_origin: JsonObject | None = None
    via_bot: BotAccount | None = None


PLAIN = Dressing()


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a chat. `date` and `edit_date` are Unix seconds."""

    message_id: int
    chat: Chat
    sender: User | BotAccount
    date: int
    content: Content
    dressing: Dressing = PLAIN
    edit_date: int | None = None

    @property
    def is_from_bot(self) -> bool:
        """Whether the bot may edit it."""
        return isinstance(self.sender, BotAccount)

    @property
    def inline_markup(self) -> Markup | None:
        """The keyboard under the message, if it has one."""
        markup = self.dressing.markup
        return markup if markup is not None and markup.kind is MarkupKind.INLINE else None

    def edited(self, content: Content, markup: Markup | None, *, at: int | None) -> "Message":
        """Return the message with other content; *at* None when only the keyboard changed."""
        dressing = replace(self.dressing, markup=markup)
        return replace(self, content=content, dressing=dressing, edit_date=at or self.edit_date)

    def to_json(self, *, with_reply: bool = True) -> JsonObject:
        """Return the Bot API's Message."""
        dressing = self.dressing
        json: JsonObject = {
            "message_id": self.message_id,
            "from": self.sender.to_json(),
            "chat": self.chat.chat_json(),
            "date": self.date,
        }
        optional: JsonObject = {
            "message_thread_id": dressing.message_thread_id,
            "forward_origin": dressing.forward_origin,
            "via_bot": dressing.via_bot.to_json() if dressing.via_bot else None,
            "edit_date": self.edit_date,
            "has_protected_content": dressing.is_protected or None,
            "media_group_id": dressing.media_group_id,
            "reply_markup": self.inline_markup.json if self.inline_markup else None,
        }
        if with_reply and dressing.reply_to is not None:
            optional["reply_to_message"] = dressing.reply_to.to_json(with_reply=False)
        json |= {name: value for name, value in optional.items() if value is not None}
        return json | self.content.to_json()


def _entities(field: str, formatted: FormattedText) -> JsonObject:
    if not formatted.entities:
        return {}
    return {field: json_list(entity.to_json() for entity in formatted.entities)}
