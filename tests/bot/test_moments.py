"""Times as officers type them."""

from datetime import UTC, datetime

import pytest

from bot.announcements.moments import is_only_moment, read_moment
from bot.announcements.rules import VIETNAM

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)  # 15:00 in Vietnam


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("20:30", "2026-11-21 20:30"),
        ("20h", "2026-11-21 20:00"),
        ("8:00", "2026-11-21 08:00"),  # has passed: told, not moved
        ("25/11 8:00", "2026-11-25 08:00"),
        ("mai 7h", "2026-11-22 07:00"),
        ("7 giờ rưỡi sáng mai", "2026-11-22 07:30"),
        ("8h30 tối nay", "2026-11-21 20:30"),
        ("25-11-2026 lúc 8:00", "2026-11-25 08:00"),
        ("05/01 9h", "2027-01-05 09:00"),  # next year's: within 90 days
        ("8 pm tomorrow", "2026-11-22 20:00"),
        ("besok 7:00", "2026-11-22 07:00"),
        ("غدا ٧:٣٠", "2026-11-22 07:30"),
    ],
)
def test_a_moment_is_read(typed: str, moment: str) -> None:
    read = read_moment(typed, now=NOW)
    assert read is not None
    assert f"{read.astimezone(VIETNAM):%Y-%m-%d %H:%M}" == moment
    assert is_only_moment(typed)


@pytest.mark.parametrize("typed", ["", "abc", "8", "31/2 8h", "25:00", "sáng mai", "25/11"])
def test_what_is_none_is_not_guessed(typed: str) -> None:
    assert read_moment(typed, now=NOW) is None


@pytest.mark.parametrize("typed", ["8h tối nay tôi tự tử", "mai 7h họp", "cứu tôi 20:30"])
def test_more_than_a_moment_is_noticed(typed: str) -> None:
    assert not is_only_moment(typed)
