"""The member as the rest of the bot sees her: a value, whatever the database can tell."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.model import Language


@dataclass(frozen=True, slots=True)
class Member:
    """Who is talking to us."""

    telegram_id: int
    telegram_language: Language
    """The nearest language to that of her Telegram app."""
    language: Language | None = None
    """What she chose; None while she has not."""
    province_code: str | None = None
    commune_code: str | None = None
    consent_at: datetime | None = None
    is_reachable: bool = True
    created_at: datetime | None = None
    """None where no row is kept of her, or it cannot be read now."""
    last_seen_at: datetime | None = None

    @property
    def locale(self) -> Language:
        """The language in which the bot's own sentences are written to her."""
        return self.language or self.telegram_language

    @property
    def home_code(self) -> str | None:
        """Code of the locality she chose: her commune, or only her province."""
        return self.commune_code or self.province_code

    @property
    def is_known(self) -> bool:
        """Whether a row is kept of her."""
        return self.created_at is not None
