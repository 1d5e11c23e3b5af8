"""Actions of officers and admins, and what members do with announcements."""

from dataclasses import dataclass
from enum import StrEnum

from bot.announcements.audience import Subject


class DraftAct(StrEnum):
    """What the author does with her draft; the values stand in buttons for good."""

    GO_ON = "go"
    COPY = "cp"
    """Write the copy in the language of the argument."""
    LANGUAGES = "la"
    FALLBACK = "fb"
    """Send the Vietnamese to readers whose language has no copy."""
    NO_FALLBACK = "nf"
    PLACES = "pl"
    ADD_PLACE = "pa"
    WHOLE_AREA = "pw"
    PLACES_DONE = "pd"
    SUBJECTS = "su"
    SUBJECT = "sj"
    READERS = "re"
    """Choose languages of readers; with an argument, switch that one."""
    TOPICS = "tg"
    TOPIC = "to"
    """Put a button to the topic of the argument under it; without one, take it away."""
    WHEN = "wh"
    NOW = "no"
    URGENT = "ur"
    NOT_URGENT = "nu"
    PREVIEW = "pv"
    ASK_CONFIRM = "ac"
    CONFIRM = "co"
    """The argument is the stamp of what she saw."""
    LAY_ASIDE = "as"
    ASK_DELETE = "ad"
    DELETE = "de"


class CourseAct(StrEnum):
    """What officers and admins do with what is confirmed."""

    SHOW = "sh"
    LOOK = "lo"
    """See each language's copy as its readers do."""
    APPROVE = "ap"
    SEND_BACK = "sb"
    TAKE_BACK = "tb"
    PAUSE = "pa"
    RESUME = "re"
    ASK_CANCEL = "ac"
    CANCEL = "ca"
    SEND_LATE = "sl"
    DROP = "dr"
    REPORT = "rp"
    TABLE = "tc"
    REPEAT_FAILED = "rf"
    ASK_REPEAT_UNCERTAIN = "au"
    REPEAT_UNCERTAIN = "ru"


class RoleAct(StrEnum):
    """What an admin does with somebody's role."""

    SHOW = "sh"
    AREA = "ar"
    """Make her an officer: where?"""
    OFFICER = "of"
    """Make her officer of the place of the argument."""
    ADMIN = "ad"
    ASK_REVOKE = "aq"
    REVOKE = "rv"


@dataclass(frozen=True, slots=True)
class NewDraft:
    """Begin an announcement, whatever else lies unfinished."""


@dataclass(frozen=True, slots=True)
class OnDraft:
    """Something done with a draft."""

    announcement_id: int
    act: DraftAct
    argument: str = ""


@dataclass(frozen=True, slots=True)
class ListAnnouncements:
    """Show the latest announcements."""


@dataclass(frozen=True, slots=True)
class OnCourse:
    """Something done with an announcement on its way."""

    announcement_id: int
    act: CourseAct
    argument: str = ""


@dataclass(frozen=True, slots=True)
class ListRoles:
    """Show a page of the officers and admins."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class AddRole:
    """Ask who shall get a role."""


@dataclass(frozen=True, slots=True)
class OnRole:
    """Something done with one person's role."""

    telegram_id: int
    act: RoleAct
    argument: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """Let her have this subject no more, with one tap under an announcement."""

    subject: Subject
    is_listed: bool = False
    """Whether it was tapped in `/subscriptions`, which is then shown anew."""


@dataclass(frozen=True, slots=True)
class SignOn:
    """Let her have this subject again."""

    subject: Subject
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class UrgentOnly:
    """Let her have urgent announcements only."""


@dataclass(frozen=True, slots=True)
class GetHelp:
    """Show whom to see about an announcement: for its topic, else the office of her place."""

    topic: str = ""


OfficeStep = (
    NewDraft
    | OnDraft
    | ListAnnouncements
    | OnCourse
    | ListRoles
    | AddRole
    | OnRole
    | SignOff
    | SignOn
    | UrgentOnly
    | GetHelp
)
