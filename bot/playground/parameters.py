"""The parameters of one Bot API request, whichever way they travelled.

Query string, JSON, urlencoded and multipart give the same `Parameters`: in forms, structures
arrive as JSON inside a string.
"""

from dataclasses import dataclass, field

from .entities import FormattedText, entity_from_json, utf16_length
from .errors import BadRequest
from .files import Upload
from .html_text import UnparsableMarkup, parse_html
from .json_values import (
    Json,
    JsonObject,
    WrongShape,
    as_flag,
    as_integer,
    as_number,
    as_object,
    as_objects,
    as_text,
    parse_json,
)

MAX_TEXT_LENGTH = 4096
MAX_CAPTION_LENGTH = 1024


@dataclass(frozen=True, slots=True)
class Parameters:
    """Typed access to a request's parameters; refusals carry Telegram's wording."""

    values: JsonObject = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the parameter as text, empty when missing."""
        return as_text(self.values.get(name))

    def integer(self, name: str) -> int | None:
        """Return the parameter as an integer, None when missing or no integer."""
        return as_integer(self.values.get(name))

    def number(self, name: str) -> float | None:
        """Return the parameter as a float, None when missing or no number."""
        return as_number(self.values.get(name))

    def flag(self, name: str) -> bool:
        """Return the parameter as a truth value, false when missing."""
        return as_flag(self.values.get(name))

    def structure(self, name: str) -> Json:
        """Return the parameter as JSON, parsed if it came inside a string; None when missing."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return parse_json(value)
        except WrongShape as error:
            raise BadRequest(f"can't parse {name.replace('_', ' ')} JSON object") from error

    def object(self, name: str) -> JsonObject:
        """Return the parameter as a JSON object, empty when missing."""
        value = self.structure(name)
        try:
            return {} if value is None else as_object(value)
        except WrongShape as error:
            raise BadRequest(f"can't parse {name.replace('_', ' ')}: {error}") from error

    def objects(self, name: str) -> list[JsonObject]:
        """Return the parameter as a list of JSON objects, empty when missing."""
        value = self.structure(name)
        try:
            return [] if value is None else as_objects(value)
        except WrongShape as error:
            raise BadRequest(f"can't parse {name.replace('_', ' ')}: {error}") from error

    def message_id(self, name: str = "message_id") -> int:
        """Return the message identifier; it must be there."""
        message_id = self.integer(name)
        if message_id is None:
            raise BadRequest("message identifier is not specified")
        return message_id

    def has(self, name: str) -> bool:
        """Say whether the parameter was given at all."""
        return name in self.values or name in self.uploads

    def message_text(self) -> FormattedText:
        """Return `text` parsed; empty or over 4,096 characters is refused."""
        text = self.formatted("text", entities="entities")
        if not text.text:
            raise BadRequest("message text is empty")
        if utf16_length(text.text) > MAX_TEXT_LENGTH:
            raise BadRequest("message is too long")
        return text

    def caption(self) -> FormattedText:
        """Return `caption` parsed, possibly empty; over 1,024 characters is refused."""
        caption = self.formatted("caption", entities="caption_entities")
        if utf16_length(caption.text) > MAX_CAPTION_LENGTH:
            raise BadRequest("message caption is too long")
        return caption

    def formatted(self, name: str, *, entities: str) -> FormattedText:
        """Return parameter *name* as formatted text, by `parse_mode` or given *entities*."""
        text, parse_mode = self.text(name), self.text("parse_mode").lower()
        if parse_mode == "html":
            try:
                return parse_html(text).trimmed().with_detected()
            except UnparsableMarkup as error:
                raise BadRequest(f"can't parse entities: {error}") from error
        if parse_mode:
            raise BadRequest("unsupported parse_mode")
        given = [entity_from_json(entity) for entity in self.objects(entities)]
        kept = tuple(entity for entity in given if entity is not None)
        return FormattedText(text, kept).trimmed().with_detected()

    def part(self, values: JsonObject) -> "Parameters":
        """Return parameters of a nested object (InputMedia …) that shares these uploads."""
        return Parameters(values, self.uploads)
