"""Telegram's `parse_mode=HTML`, with its tags, its leniencies and its complaints.

Follows `parse_html` of TDLib: offsets in complaints are bytes of the UTF-8 source, end tags may
be empty (`</>`), unknown `&names;` stay as they are, and an unknown attribute is skipped.
"""

import re
from dataclasses import dataclass, field

from .entities import FormattedText, MessageEntity, utf16_length

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(
    r"&(?:(lt|gt|amp|quot)(?![A-Za-z])|#(\d{1,7}(?!\d)|x[0-9a-fA-F]{1,6}(?![0-9a-fA-F])));?"
)
_NAME_TOKEN = re.compile(r"[0-9A-Za-z.\-]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
_SPACES = re.compile(r"\s*")
_TAG_NAME = re.compile(r"[^\s>]*")


class UnparsableMarkup(ValueError):
    """The markup is refused; the message is what follows "can't parse entities: "."""


def parse_html(source: str) -> FormattedText:
    """Return *source* without its tags, and the entities they stood for.

    Raises `UnparsableMarkup` for unknown, unclosed or crossed tags.
    """
    return _Parser(source).parse()


def _decode(match: re.Match[str]) -> str:
    if match.group(1):
        return _NAMED[match.group(1)]
    digits = match.group(2)
    code = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return match.group()
    return chr(code)


@dataclass(slots=True)
class _OpenTag:
    name: str
    offset: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parser:
    source: str
    position: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    open_tags: list[_OpenTag] = field(default_factory=list)
    entities: list[MessageEntity] = field(default_factory=list)

    def parse(self) -> FormattedText:
        while self.position < len(self.source):
            tag_at = self.source.find("<", self.position)
            end = len(self.source) if tag_at < 0 else tag_at
            self._take(self.source[self.position : end])
            self.position = end
            if tag_at >= 0:
                self._read_tag()
        if self.open_tags:
            raise UnparsableMarkup(
                f'Can\'t find end tag corresponding to start tag "{self.open_tags[-1].name}"'
            )
        self.entities.sort(key=lambda entity: (entity.offset, -entity.length))
        return FormattedText("".join(self.text), tuple(self.entities))

    def _take(self, raw: str) -> None:
        plain = _REFERENCE.sub(_decode, raw)
        self.text.append(plain)
        self.length += utf16_length(plain)

    def _byte_offset(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.position)
        found = match.group() if match else ""
        self.position += len(found)
        return found

    def _next(self) -> str:
        return self.source[self.position : self.position + 1]

    def _read_tag(self) -> None:
        begin = self.position
        self.position += 1
        if self._next() == "/":
            self.position += 1
            self._close_tag(begin)
        else:
            self._open_tag(begin)

    def _open_tag(self, begin: int) -> None:
        at = self._byte_offset(begin)
        name = self._match(_TAG_NAME).lower()
        if not self._next():
            raise UnparsableMarkup(f"Unclosed start tag at byte offset {at}")
        if name not in _TYPES:
            raise UnparsableMarkup(f'Unsupported start tag "{name}" at byte offset {at}')
        attributes: dict[str, str] = {}
        self._match(_SPACES)
        while self._next() not in (">", ""):
            attribute, value = self._read_attribute(name, begin)
            attributes[attribute] = value
            self._match(_SPACES)
        if not self._next():
            raise UnparsableMarkup(f"Unclosed start tag at byte offset {at}")
        self.position += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise UnparsableMarkup(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        self.open_tags.append(_OpenTag(name, self.length, attributes))

    def _read_attribute(self, tag: str, begin: int) -> tuple[str, str]:
        at = self._byte_offset(begin)
        name = self._match(_ATTRIBUTE_NAME).lower()
        if not name:
            raise UnparsableMarkup(f'Empty attribute name in the tag "{tag}" at byte offset {at}')
        self._match(_SPACES)
        if self._next() != "=":
            return name, ""
        self.position += 1
        self._match(_SPACES)
        quote = self._next()
        if quote not in ("'", '"'):
            token_begin = self.position
            value = self._match(_NAME_TOKEN).lower()
            if not (self._next().isspace() or self._next() == ">"):
                raise UnparsableMarkup(
                    f"Unexpected end of name token at byte offset {self._byte_offset(token_begin)}"
                )
            return name, value
        end = self.source.find(quote, self.position + 1)
        if end < 0:
            raise UnparsableMarkup(f"Unclosed start tag at byte offset {at}")
        value = _REFERENCE.sub(_decode, self.source[self.position + 1 : end])
        self.position = end + 1
        return name, value

    def _close_tag(self, begin: int) -> None:
        at = self._byte_offset(begin)
        if not self.open_tags:
            raise UnparsableMarkup(f"Unexpected end tag at byte offset {at}")
        name = self._match(_TAG_NAME).lower()
        self._match(_SPACES)
        if self._next() != ">":
            raise UnparsableMarkup(f"Unclosed end tag at byte offset {at}")
        self.position += 1
        tag = self.open_tags.pop()
        if name and name != tag.name:
            raise UnparsableMarkup(
                f'Unmatched end tag at byte offset {at}, expected "</{tag.name}>", '
                f'found "</{name}>"'
            )
        if self.length > tag.offset and (entity := self._entity(tag)):
            self.entities.append(entity)

    def _entity(self, tag: _OpenTag) -> MessageEntity | None:
        type_, length = _TYPES[tag.name], self.length - tag.offset
        match tag.name:
            case "a":
                url = tag.attributes.get("href") or self._text_since(tag.offset)
                return MessageEntity(type_, tag.offset, length, url=url) if _is_url(url) else None
            case "code":
                if not self.open_tags or self.open_tags[-1].name != "pre":
                    return MessageEntity(type_, tag.offset, length)
                css_class = tag.attributes.get("class", "")
                if css_class.startswith("language-"):
                    self.open_tags[-1].attributes["language"] = css_class.removeprefix("language-")
                return None
            case "pre":
                language = tag.attributes.get("language")
                return MessageEntity(type_, tag.offset, length, language=language)
            case "blockquote" if "expandable" in tag.attributes:
                return MessageEntity("expandable_blockquote", tag.offset, length)
            case "tg-emoji":
                return None
            case _:
                return MessageEntity(type_, tag.offset, length)

    def _text_since(self, offset: int) -> str:
        units = "".join(self.text).encode("utf-16-le", "surrogatepass")
        return units[2 * offset :].decode("utf-16-le", "replace")


def _is_url(url: str) -> bool:
    return bool(re.match(r"(?:https?|tg|mailto|tel|ton)[:/]|[\w-]+(?:\.[\w-]+)+", url, re.I))
