"""Formatted text: plain text plus entities, counted in UTF-16 code units as Telegram does."""

import re
from dataclasses import dataclass, replace

from .json_values import JsonObject, as_integer, as_object, as_text

_DETECTED = (
    ("url", re.compile(r"(?<![\w@./])(?:(?:https?|tg)://[^\s<>\"«»]+|t\.me/[^\s<>\"«»]+)", re.I)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    ),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d[\d \-]{7,16}\d(?!\w)")),
)
"""What Telegram marks by itself, in order of precedence. Its own rules know more top-level
domains and telephone formats; these cover what the bot and its members write."""

_URL_TAIL = ".,:;!?)]}'\"…"
_KNOWN = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
    }
)


def utf16_length(text: str) -> int:
    """Return the length of *text* in UTF-16 code units: astral characters count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """Return the part of *text* that an entity with *offset* and *length* covers."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


@dataclass(frozen=True, slots=True)
class MessageEntity:
    """A stretch of formatted text; `offset` and `length` in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    @property
    def end(self) -> int:
        """The offset after the last covered code unit."""
        return self.offset + self.length

    def to_json(self) -> JsonObject:
        """Return the Bot API's MessageEntity."""
        json: JsonObject = {"type": self.type, "offset": self.offset, "length": self.length}
        if self.url is not None:
            json["url"] = self.url
        if self.language is not None:
            json["language"] = self.language
        return json


@dataclass(frozen=True, slots=True)
class FormattedText:
    """Text as stored and shown: no markup inside, sorted entities beside it."""

    text: str = ""
    entities: tuple[MessageEntity, ...] = ()

    def trimmed(self) -> "FormattedText":
        """Return it without surrounding blanks; entities are moved, cut or dropped to fit."""
        text = self.text.strip()
        start = utf16_length(self.text[: len(self.text) - len(self.text.lstrip())])
        end = start + utf16_length(text)
        kept = []
        for entity in dict.fromkeys(self.entities):
            first, last = max(entity.offset, start), min(entity.end, end)
            if last > first:
                kept.append(replace(entity, offset=first - start, length=last - first))
        kept.sort(key=lambda entity: (entity.offset, -entity.length))
        return FormattedText(text, tuple(kept))

    def with_detected(self) -> "FormattedText":
        """Return it with links, commands, mentions and the like marked as Telegram marks them.

        What already lies inside code, pre or a link stays as it is.
        """
        if not any(sign in self.text for sign in "/@#+.:"):
            return self
        taken = [
            (entity.offset, entity.end)
            for entity in self.entities
            if entity.type in {"code", "pre", "text_link", "text_mention", *_DETECTED_TYPES}
        ]
        found = list(self.entities)
        for type_, pattern in _DETECTED:
            for match in pattern.finditer(self.text):
                covered = match.group().rstrip(_URL_TAIL) if type_ == "url" else match.group()
                offset = utf16_length(self.text[: match.start()])
                entity = MessageEntity(type_, offset, utf16_length(covered))
                if all(entity.end <= start or entity.offset >= end for start, end in taken):
                    found.append(entity)
                    taken.append((entity.offset, entity.end))
        found.sort(key=lambda entity: (entity.offset, -entity.length))
        return FormattedText(self.text, tuple(found))

    def of_type(self, type_: str) -> list[str]:
        """Return the texts covered by entities of *type_*, in order."""
        return [
            utf16_slice(self.text, entity.offset, entity.length)
            for entity in self.entities
            if entity.type == type_
        ]


NO_TEXT = FormattedText()

_DETECTED_TYPES = frozenset(type_ for type_, _ in _DETECTED)


def entity_from_json(json: JsonObject) -> MessageEntity | None:
    """Return the entity a bot gave by hand, or None when Telegram would ignore it."""
    type_, offset, length = (
        as_text(json.get("type")),
        as_integer(json.get("offset")),
        as_integer(json.get("length")),
    )
    if type_ not in _KNOWN or offset is None or length is None or offset < 0 or length <= 0:
        return None
    url = as_text(json.get("url")) or None
    if type_ == "text_mention":
        url = f"tg://user?id={as_text(as_object(json.get('user')).get('id'))}"
        type_ = "text_link"
    return MessageEntity(type_, offset, length, url, as_text(json.get("language")) or None)
