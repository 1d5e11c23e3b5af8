"""What an announcement is: its state, its text in each language, its media, its counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.announcements.audience import Audience
from knowledge.model import Language


class State(StrEnum):
    """Where an announcement stands.

    draft → awaiting_approval → scheduled → running ⇄ paused → finished, and from all of them
    but the last to cancelled. `awaiting_decision`: its time passed while nobody could send.
    """

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting_approval"
    SCHEDULED = "scheduled"
    AWAITING_DECISION = "awaiting_decision"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FINISHED = "finished"

    @property
    def is_over(self) -> bool:
        """Whether nothing more leaves unless an officer asks for it."""
        return self in (State.CANCELLED, State.FINISHED)


class DeliveryState(StrEnum):
    """Where one recipient's copy stands."""

    PENDING = "pending"
    SENDING = "sending"
    """Its request may have left."""
    SENT = "sent"
    BLOCKED = "blocked"
    """She blocked the bot, deleted her account, or threw it out of the group."""
    FAILED = "failed"
    """Telegram refused it: it surely did not arrive."""
    UNCERTAIN = "uncertain"
    """It may have arrived: never sent again unless an officer says so."""


class MediaKind(StrEnum):
    """What can be sent with a text."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    VOICE = "voice"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True)
class Entity:
    """Formatting of a stretch of text, as the Bot API's MessageEntity gives it.

    *offset* and *length* count UTF-16 units. *extra* is what some types carry besides:
    `url`, `language`, `custom_emoji_id`.
    """

    type: str
    offset: int
    length: int
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that Telegram already has."""

    kind: MediaKind
    file_id: str


@dataclass(frozen=True, slots=True)
class Copy:
    """What readers of one language get: a text, a file with a caption, or an album."""

    text: str = ""
    entities: tuple[Entity, ...] = ()
    media: tuple[Medium, ...] = ()
    """None: a text. One: a file with *text* as its caption. Two to ten: an album, which
    Telegram lets carry no buttons."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """An announcement as it is kept. It is changed through `Desk` only."""

    id: int
    state: State
    copies: Mapping[Language, Copy]
    fallback: Language | None
    """Whose copy readers get whose language has none; None: there must be one for each."""
    audience: Audience
    urgent_reason: str | None
    """Why it may disturb the night; None where it is not urgent."""
    scheduled_at: datetime | None
    created_by: int
    approved_by: int | None
    created_at: datetime
    changed_at: datetime
    confirmed_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    recipients: int
    """How many were frozen when it was confirmed; 0 before."""
    topic: str | None = None
    """Slug of the topic that a button under it opens; None: no such button."""

    @property
    def is_urgent(self) -> bool:
        """Whether it may be sent at night, to all but those who want nothing at all."""
        return self.urgent_reason is not None

    def copy_for(self, language: Language) -> Copy | None:
        """Return what a reader of *language* gets; None where there is nothing for her."""
        if language in self.copies:
            return self.copies[language]
        return self.copies.get(self.fallback) if self.fallback else None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many deliveries are in each state."""

    pending: int = 0
    sending: int = 0
    sent: int = 0
    blocked: int = 0
    failed: int = 0
    uncertain: int = 0

    @property
    def total(self) -> int:
        """All recipients."""
        return self.left + self.done

    @property
    def done(self) -> int:
        """Those with an end state."""
        return self.sent + self.blocked + self.failed + self.uncertain

    @property
    def left(self) -> int:
        """Those still to be sent, or on their way."""
        return self.pending + self.sending


class NoticeKind(StrEnum):
    """What happens by itself and people must be told of."""

    PAUSED_BY_FAILURES = "paused_by_failures"
    """Too many failures in a row: tell the author and the admins."""
    MISSED = "missed"
    """Its time passed while the bot was down: ask the author (`Desk.decide`)."""
    FINISHED = "finished"
    """All are done: show the author the report."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell about an announcement; each is handed out once."""

    kind: NoticeKind
    announcement: Announcement
