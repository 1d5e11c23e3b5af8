"""Actions of the menus and of the member's own settings, beside those under answers."""

from dataclasses import dataclass

from knowledge.model import Language


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Show the topics of one group of the menu."""

    key: str


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Talk to her in this language from now on."""

    language: Language
    is_first: bool = False
    """Whether she has just begun: then she is asked for her place next."""


@dataclass(frozen=True, slots=True)
class SkipLanguage:
    """Keep the language of her app, and go on to the place."""


@dataclass(frozen=True, slots=True)
class SkipPlace:
    """Keep no place, and begin."""


@dataclass(frozen=True, slots=True)
class ListProvinces:
    """Show a page of the provinces."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ListCommunes:
    """Show a page of a province's communes."""

    province_code: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class KeepPlace:
    """Keep this locality as hers."""

    code: str


@dataclass(frozen=True, slots=True)
class ForgetPlace:
    """Forget her locality."""


@dataclass(frozen=True, slots=True)
class ShareLocation:
    """Let her send where she is instead of a name."""


@dataclass(frozen=True, slots=True)
class ShowPrivacy:
    """Show what is held about her."""


@dataclass(frozen=True, slots=True)
class ExportData:
    """Send what is held about her as a file."""


@dataclass(frozen=True, slots=True)
class EraseData:
    """Erase what is held about her, once she has confirmed it."""

    is_confirmed: bool = False


Step = (
    OpenGroup
    | ChooseLanguage
    | SkipLanguage
    | SkipPlace
    | ListProvinces
    | ListCommunes
    | KeepPlace
    | ForgetPlace
    | ShareLocation
    | ShowPrivacy
    | ExportData
    | EraseData
)
