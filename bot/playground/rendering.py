"""Formatted text as HTML for the page and for tests: built from entities, never passed through.

The tags are those of Telegram's own HTML, so a test can compare what a member sees with what
the bot wrote: `<b> <i> <u> <s> <tg-spoiler> <code> <pre> <blockquote> <a>`.
"""

import html
import re

from .entities import FormattedText, MessageEntity, utf16_slice

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}
_SAFE_SCHEME = re.compile(r"(?:https?|tg|mailto|tel):", re.I)


def render_html(formatted: FormattedText) -> str:
    """Return *formatted* as HTML that is safe to insert: only known tags, all text escaped.

    Entities that cross are closed and opened again, so the result is always well formed.
    Newlines stay newlines (the page shows them with `white-space: pre-wrap`).
    """
    return "".join(_render(formatted.text, formatted.entities))


def _render(text: str, entities: tuple[MessageEntity, ...]) -> list[str]:
    units = text.encode("utf-16-le", "surrogatepass")
    borders = sorted({0, len(units) // 2, *_borders(entities)})
    parts: list[str] = []
    open_entities: list[MessageEntity] = []
    for start, end in zip(borders, [*borders[1:], len(units) // 2], strict=True):
        reopened = _close_ended(parts, open_entities, start)
        starting = [entity for entity in entities if entity.offset == start]
        for entity in [*reopened, *starting]:
            parts.append(_start_tag(entity, text))
            open_entities.append(entity)
        piece = units[2 * start : 2 * end].decode("utf-16-le", "replace")
        parts.append(html.escape(piece, quote=False))
    _close_ended(parts, open_entities, len(units) // 2 + 1)
    return parts


def _borders(entities: tuple[MessageEntity, ...]) -> set[int]:
    return {border for entity in entities for border in (entity.offset, entity.end)}


def _close_ended(
    parts: list[str], open_entities: list[MessageEntity], position: int
) -> list[MessageEntity]:
    """Close what ends at *position*; return what had to be closed too early, outermost first."""
    first_ended = next(
        (i for i, entity in enumerate(open_entities) if entity.end <= position), None
    )
    if first_ended is None:
        return []
    closed = open_entities[first_ended:]
    del open_entities[first_ended:]
    parts.extend(_end_tag(entity) for entity in reversed(closed))
    return [entity for entity in closed if entity.end > position]


def _start_tag(entity: MessageEntity, text: str) -> str:
    covered = utf16_slice(text, entity.offset, entity.length)
    match entity.type:
        case "expandable_blockquote":
            return "<blockquote expandable>"
        case "pre" if entity.language:
            return f'<pre><code class="language-{html.escape(entity.language)}">'
        case "pre":
            return "<pre>"
        case "text_link":
            return _link(entity.url or covered)
        case "url":
            return _link(covered)
        case "email":
            return _link(f"mailto:{covered}")
        case "phone_number":
            return _link(f"tel:{covered.replace(' ', '')}")
        case "bot_command" | "mention" | "hashtag":
            return f'<a data-{entity.type.replace("_", "-")}="{html.escape(covered)}">'
        case type_ if type_ in _TAGS:
            return f"<{_TAGS[type_]}>"
        case _:
            return "<span>"


def _end_tag(entity: MessageEntity) -> str:
    match entity.type:
        case "expandable_blockquote":
            return "</blockquote>"
        case "pre":
            return "</code></pre>" if entity.language else "</pre>"
        case (
            "text_link" | "url" | "email" | "phone_number" | "bot_command" | "mention" | "hashtag"
        ):
            return "</a>"
        case type_ if type_ in _TAGS:
            return f"</{_TAGS[type_]}>"
        case _:
            return "</span>"


def _link(url: str) -> str:
    address = url if _SAFE_SCHEME.match(url) else f"https://{url}"
    return f'<a href="{html.escape(address)}">'
