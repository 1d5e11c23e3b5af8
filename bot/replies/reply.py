"""A reply: blocks of text and rows of buttons, without any channel's markup."""

from dataclasses import dataclass

from bot.replies.office_steps import OfficeStep
from bot.replies.steps import Step
from knowledge.model import Facet, Language


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a reply or of a part of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; may hold line breaks, and lines that begin with `- `."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address that can be opened or dialled (`https:`, `tel:`)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: source, date, a caution."""

    text: str


Block = Heading | Paragraph | Bullet | Link | Note


@dataclass(frozen=True, slots=True)
class OpenFacet:
    """Show one facet of a topic."""

    topic: str
    facet: Facet


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """Show a topic from its beginning."""

    topic: str


@dataclass(frozen=True, slots=True)
class ShowTopics:
    """Show the menu of all topics."""


@dataclass(frozen=True, slots=True)
class ChoosePlace:
    """Answer the question again for this place."""

    code: str
    """Code of a `knowledge.localities.Locality`."""


@dataclass(frozen=True, slots=True)
class SetPlace:
    """Begin choosing the member's own place."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Say whether an answer helped."""

    is_helpful: bool


@dataclass(frozen=True, slots=True)
class AskOfficer:
    """Hand the question to an officer of the member's place."""


@dataclass(frozen=True, slots=True)
class ShowOffice:
    """Show the office of the member's place, or of the country where none is set."""


@dataclass(frozen=True, slots=True)
class EraseTrace:
    """Remove this exchange from the chat, on both sides."""


Action = (
    OpenFacet
    | OpenTopic
    | ShowTopics
    | ShowOffice
    | ChoosePlace
    | SetPlace
    | Rate
    | AskOfficer
    | EraseTrace
    | Step
    | OfficeStep
)


@dataclass(frozen=True, slots=True)
class Button:
    """A labelled action under a reply."""

    label: str
    action: Action


@dataclass(frozen=True, slots=True)
class Reply:
    """All of one message; a channel may split it where it is too long."""

    language: Language
    blocks: tuple[Block, ...]
    rows: tuple[tuple[Button, ...], ...] = ()


def plain(reply: Reply) -> str:
    """Return the reply as plain text, as a terminal or the batch mode shows it."""
    parts: list[str] = []
    previous: Block | None = None
    for block in reply.blocks:
        match block:
            case Heading(text) | Paragraph(text) | Note(text):
                line = text
            case Bullet(text):
                line = f"• {text}"
            case Link(label, url):
                target = url.removeprefix("tel:")
                line = target if label == target else f"{label}: {target}"
        glued = isinstance(block, Bullet | Link) and isinstance(previous, Bullet | Link)
        parts.append(("\n" if glued else "\n\n") + line if parts else line)
        previous = block
    return "".join(parts)
