"""What a place is: today's localities, the units before 2025-07-01, and what became of them."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.localities.foreign import shown_name


class Level(StrEnum):
    """How large a place is. Districts exist only among former units."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Locality:
    """A place of today: the country, one of 34 provinces or of 3,321 communes."""

    level: Level
    kind: str
    """Tỉnh, Thành phố, Xã, Phường or Đặc khu; "" for the country."""
    short: str
    """The name without its kind: "Hạc Thành", "Phú Thọ"."""
    province: str
    """Short name of the province it lies in, its own if it is one; "" for the country."""
    code: str
    """The statistics office's number (two digits for a province, five for a commune); "VN"."""
    latitude: float
    longitude: float

    @property
    def name(self) -> str:
        """The official name: "Phường Hạc Thành", "Tỉnh Phú Thọ", "Thành phố Huế"."""
        return f"{self.kind} {self.short}" if self.kind else self.short

    def shown(self, language: str) -> str:
        """Return the name as readers of *language* (vi, en, id, ar) know it."""
        return self.name if language == "vi" else shown_name(self.kind, self.short, language)


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A province, district or commune that ended, or was made anew, by 2025-07-01."""

    level: Level
    kind: str
    short: str
    province: str
    """Short name of the province it lay in then."""
    district: str | None
    """Full name of the district a commune lay in; None for provinces and districts."""
    became: tuple[Locality, ...]
    """Today's province for a province; today's communes for others, the main one first."""
    today: Locality
    """Today's province of the place."""

    @property
    def name(self) -> str:
        """The official name then: "Huyện Như Xuân", "Phường Lạc Đạo"."""
        return f"{self.kind} {self.short}"

    @property
    def is_split(self) -> bool:
        """Whether a commune went to several communes of today."""
        return self.level is Level.COMMUNE and len(self.became) > 1

    def shown(self, language: str) -> str:
        """Return the name as readers of *language* (vi, en, id, ar) know it."""
        return self.name if language == "vi" else shown_name(self.kind, self.short, language)


@dataclass(frozen=True, slots=True)
class Place:
    """One locality of today, and the old name it was called by, if it was."""

    locality: Locality
    former: FormerUnit | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Places a question could be about, the most plausible first, 1 to 3; ask which."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place found in a text."""

    first: int
    """Index of its first word (of `words_of(text)`), the unit word included."""
    last: int
    """Index behind its last word."""
    places: tuple[Place, ...]
    """What it can mean, the most plausible first; never empty."""
    is_certain: bool
    """Whether the text alone settles that a place is meant, and which."""
    unit_word: str | None
    """The unit word typed with it in Vietnamese without marks ("xa", "huyen"), or None."""
    is_marked: bool
    """Whether any word of the name carried marks that agree."""


COUNTRY = Locality(Level.COUNTRY, "", "Việt Nam", "", "VN", 16.0, 107.8)
