"""Moments as officers type them: "20:30", "25/11 8:00", "mai 7h", "8h30 tối nay"."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta

from bot.announcements.rules import LONGEST_AHEAD, VIETNAM

_CLOCK = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s*(?:(?::|h|g(?:io)?\b)\s*(\d{2})?(?:\s*(?:phut|p)\b)?|(?=\s*(?:am|pm)\b))"
    r"\s*(ruoi)?",
)
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?(?![\d/])")
_DAYS_AHEAD = {
    "hom nay": 0, "nay": 0, "today": 0, "hari ini": 0, "اليوم": 0,
    "ngay mai": 1, "mai": 1, "tomorrow": 1, "besok": 1, "غدا": 1,
    "ngay kia": 2, "ngay mot": 2, "mot": 2, "kia": 2, "lusa": 2,
}  # fmt: skip
_AFTERNOON = re.compile(r"\b(chieu|toi|dem|pm|sore|malam)\b|مساء")


def read_moment(text: str, *, now: datetime) -> datetime | None:
    """Return the moment in UTC that *text* names in Vietnam's time; None where it names none.

    It may lie in the past: "8:00" is today's, whatever time it is. A day without a year is
    this year's, or next year's where only that can still be scheduled.
    """
    typed = _plain(text)
    day_typed = _DAY.search(typed)
    rest = typed if day_typed is None else typed.replace(day_typed.group(), " ", 1)
    clock = _clock(rest)
    if clock is None:
        return None
    today = now.astimezone(VIETNAM).date()
    if day_typed is None:
        day: date | None = today + timedelta(days=_days_ahead(rest))
    else:
        day = _day(day_typed, today)
    return None if day is None else datetime.combine(day, clock, VIETNAM).astimezone(UTC)


def is_only_moment(text: str) -> bool:
    """Whether *text* says nothing but a moment, so that nothing else can be meant by it."""
    rest = _AFTERNOON.sub(" ", _CLOCK.sub(" ", _DAY.sub(" ", _plain(text))))
    for words in (*_DAYS_AHEAD, "luc", "ngay", "gio", "sang", "trua", "at", "jam"):
        rest = re.sub(rf"(?<!\w){words}(?!\w)", " ", rest)
    return not any(c.isalpha() for c in rest)


def _clock(typed: str) -> time | None:
    found = _CLOCK.search(typed)
    if found is None:
        return None
    hour = int(found.group(1))
    minute = 30 if found.group(3) else int(found.group(2) or 0)
    if hour < 12 and _AFTERNOON.search(typed):
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _days_ahead(typed: str) -> int:
    for words, days in _DAYS_AHEAD.items():
        if re.search(rf"(?<!\w){words}(?!\w)", typed):
            return days
    return 0


def _day(found: re.Match[str], today: date) -> date | None:
    number, month, year = (int(part) if part else 0 for part in found.groups())
    try:
        day = date(year or today.year, month, number)
        if not year and day < today and day.replace(year=day.year + 1) <= today + LONGEST_AHEAD:
            return day.replace(year=day.year + 1)
    except ValueError:
        return None
    return day


def _plain(text: str) -> str:
    """Return *text* in lower case, without marks, with Western digits."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    letters = (c for c in decomposed if not unicodedata.combining(c))
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in letters)
