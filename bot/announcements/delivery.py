"""One recipient's copy on its way: what is asked of a messenger, and what it may answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.announcements.announcement import Announcement, Copy
from knowledge.model import Language


@dataclass(frozen=True, slots=True)
class Sent:
    """It stands in the chat."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Blocked:
    """She blocked the bot, deleted her account, or threw it out."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The messenger answered that it will not do it, this one or again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group has another id now; nothing was sent."""

    new_chat_id: int


@dataclass(frozen=True, slots=True)
class TooFast:
    """Nothing was sent; nothing more may be sent in bulk for so long."""

    retry_after_seconds: float


@dataclass(frozen=True, slots=True)
class NotNow:
    """Nothing was sent: the lane was closed before its request left."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """The request never left this machine."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """The request left, and no answer tells what became of it."""

    reason: str


Outcome = Sent | Blocked | Rejected | Migrated | TooFast | NotNow | NotSent | Unclear


@dataclass(frozen=True, slots=True)
class Button:
    """A button under an announcement: a link, or data for the bot."""

    label: str
    url: str | None = None
    callback_data: str | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """What readers of one language are sent."""

    copy: Copy
    buttons: Sequence[Sequence[Button]] = ()

    @property
    def messages(self) -> int:
        """How many messages it is to Telegram's limits."""
        return max(1, len(self.copy.media))


Buttons = Callable[[Announcement, Language], Sequence[Sequence[Button]]]
"""Returns the rows of buttons under an announcement, in the reader's language."""


def no_buttons(_: Announcement, __: Language) -> Sequence[Sequence[Button]]:
    """Return none."""
    return ()


class Messenger(Protocol):
    """Whatever brings a parcel into a chat. It never raises: it answers with an outcome."""

    async def send(self, chat_id: int, parcel: Parcel) -> Outcome:
        """Send *parcel*; on cancellation nobody knows whether it arrived."""
        ...
