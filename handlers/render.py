"""From a reply to Telegram's HTML: the only place that composes markup.

Telegram takes 4,096 characters (UTF-16 units, counted without the tags) in one message. A
longer reply is split between blocks where it can be, else between lines, else between words;
every part is whole HTML by itself.
"""

import html
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.replies import Block, Bullet, Heading, Link, Note, Paragraph, Reply
from handlers.direction import isolate_latin, mark_line

MAX_UNITS = 4_000
"""UTF-16 units in one part; the rest up to Telegram's 4,096 is a margin for its own counting."""
_BORDER = 2
"""Most line breaks between two lines."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its text, the tag around it ("" for none), and how far it stands off."""

    text: str
    tag: str = ""
    url: str = ""
    breaks: int = 1
    """Line breaks before it, where it is not the first of a part."""


def render(reply: Reply, *, max_units: int = MAX_UNITS) -> list[str]:
    """Return *reply* as HTML texts, none empty, each within *max_units* without its tags."""
    finish = mark_line if reply.language.is_right_to_left else str
    parts: list[list[_Line]] = [[]]
    used = 0
    for block in _laid_out(reply.blocks):
        lines = [piece for line in block for piece in _pieces(line, finish, max_units)]
        size = sum(units(line.text) + _BORDER for line in lines)
        is_whole_elsewhere = used + size > max_units >= size
        for number, line in enumerate(lines):
            needed = units(line.text) + _BORDER
            is_full = used + needed > max_units or (is_whole_elsewhere and number == 0)
            if is_full and parts[-1]:
                parts.append([])
                used = 0
            parts[-1].append(line)
            used += needed
    return [_html(lines) for lines in parts if lines]


def render_line(text: str, *, is_right_to_left: bool) -> str:
    """Return *text* for where Telegram takes no markup: a button's label, a notice."""
    return isolate_latin(text) if is_right_to_left else text


def units(text: str) -> int:
    """Return the length of *text* as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _laid_out(blocks: Sequence[Block]) -> Iterator[list[_Line]]:
    """Yield the lines of each block that has any."""
    previous: Block | None = None
    for block in blocks:
        lines = [line for line in _lines(block) if line.text]
        if lines:
            breaks = 1 if _belongs_to(block, previous) else 2
            yield [replace(lines[0], breaks=breaks), *lines[1:]]
            previous = block


def _belongs_to(block: Block, previous: Block | None) -> bool:
    """Whether *block* stands right under *previous*: items of a list under their title."""
    match block:
        case Bullet() | Link():
            return isinstance(previous, Bullet | Link | Paragraph)
        case Note():
            return isinstance(previous, Bullet | Link)
        case _:
            return False


def _lines(block: Block) -> list[_Line]:
    match block:
        case Heading(text):
            return [_Line(line, "b") for line in _split(text)]
        case Paragraph(text):
            return [_Line(_with_bullet(line)) for line in _split(text)]
        case Bullet(text):
            return [_Line(_with_bullet(f"- {' '.join(_split(text))}"))]
        case Link(label, url) if url.startswith("tel:"):
            number = url.removeprefix("tel:")
            return [_Line(number if label == number else f"{label}: {number}")]
        case Link(label, url):
            return [_Line(label or url, "a", url)]
        case Note(text):
            return [_Line(line, "i") for line in _split(text)]


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _with_bullet(line: str) -> str:
    return f"• {line[2:].lstrip()}" if line.startswith("- ") else line


def _pieces(line: _Line, finish: Callable[[str], str], max_units: int) -> Iterator[_Line]:
    """Yield *line* finished, in pieces that fit a part, broken between words where it can be."""
    text, breaks = line.text, line.breaks
    while text:
        end = _end_of_piece(text, finish, max_units - _BORDER)
        piece, text = text[:end].rstrip(), text[end:].lstrip()
        yield replace(line, text=finish(piece), breaks=breaks)
        breaks = 1


def _end_of_piece(text: str, finish: Callable[[str], str], max_units: int) -> int:
    end = min(len(text), max_units)
    while (over := units(finish(text[:end])) - max_units) > 0:
        end -= max(1, over // 2)
    if end == len(text):
        return end
    space = text.rfind(" ", 1, end + 1)
    if space > 0:
        return space
    while end > 1 and unicodedata.combining(text[end]):
        end -= 1
    return end


def _html(lines: Sequence[_Line]) -> str:
    parts: list[str] = []
    for line in lines:
        if parts:
            parts.append("\n" * line.breaks)
        escaped = html.escape(line.text, quote=False)
        if line.tag == "a":
            escaped = f'<a href="{html.escape(line.url)}">{escaped}</a>'
        elif line.tag:
            escaped = f"<{line.tag}>{escaped}</{line.tag}>"
        parts.append(escaped)
    return "".join(parts)
