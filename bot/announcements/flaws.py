"""What Telegram or a reader would not take: a draft looked over before anybody is counted."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.announcements.announcement import Announcement, Copy, MediaKind
from bot.announcements.refusals import Flaw
from bot.announcements.rules import LONGEST_AHEAD
from knowledge.model import Language

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LARGEST_ALBUM = 10
_TOGETHER = frozenset({MediaKind.PHOTO, MediaKind.VIDEO})
_GRACE = timedelta(minutes=1)
"""A time chosen "now" has passed by the moment it is confirmed."""


def flaws_of(
    announcement: Announcement, *, now: datetime
) -> tuple[tuple[Flaw, Language | None], ...]:
    """Return everything that keeps *announcement* from being confirmed; empty is good."""
    return tuple(_flaws(announcement, now))


def flaws_of_copy(copy: Copy) -> list[Flaw]:
    """Return what is wrong with one language's copy."""
    found = []
    length = len(copy.text.encode("utf-16-le")) // 2  # Telegram counts UTF-16 units
    if not copy.text.strip() and not copy.media:
        found.append(Flaw.NO_COPY)
    if length > (LONGEST_CAPTION if copy.media else LONGEST_TEXT):
        found.append(Flaw.TOO_LONG)
    if len(copy.media) > LARGEST_ALBUM:
        found.append(Flaw.ALBUM_SIZE)
    kinds = {medium.kind for medium in copy.media}
    if len(copy.media) > 1 and (MediaKind.VOICE in kinds or not _fit(kinds)):
        found.append(Flaw.ALBUM_KINDS)
    return found


def _flaws(announcement: Announcement, now: datetime) -> Iterator[tuple[Flaw, Language | None]]:
    if not announcement.copies:
        yield Flaw.NO_COPY, None
    for language, copy in announcement.copies.items():
        for flaw in flaws_of_copy(copy):
            yield flaw, language
    if announcement.urgent_reason is not None and not announcement.urgent_reason.strip():
        yield Flaw.NO_REASON, None
    if announcement.scheduled_at is not None:
        if announcement.scheduled_at < now - _GRACE:
            yield Flaw.IN_THE_PAST, None
        if announcement.scheduled_at > now + LONGEST_AHEAD:
            yield Flaw.TOO_FAR_AHEAD, None


def _fit(kinds: set[MediaKind]) -> bool:
    return kinds <= _TOGETHER or len(kinds) == 1
