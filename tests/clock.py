"""A clock that stands still until it is told to move."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@dataclass(slots=True)
class FixedClock:
    """Says what time a test wants it to be."""

    now: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        """Move on by `minutes=11`, `days=1` …"""
        self.now += timedelta(**by)
