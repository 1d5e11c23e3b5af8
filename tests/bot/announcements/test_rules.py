"""Quiet hours, lateness, four eyes: Vietnam's clock is seven hours before UTC."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.announcements import rules


def at(hour: int, minute: int = 0) -> datetime:
    """A moment of 21 November 2026 by Vietnam's clock, in UTC."""
    return datetime(2026, 11, 21, hour, minute, tzinfo=rules.VIETNAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (at(6, 59), True), (at(7), False), (at(12), False), (at(20, 59), False), (at(21), True),
        (at(23, 59), True), (at(0), True),
    ],
)  # fmt: skip
def test_quiet_hours(moment: datetime, quiet: bool) -> None:
    assert rules.is_quiet(moment) is quiet


def test_what_would_disturb_the_night_waits_for_seven_in_the_morning() -> None:
    assert rules.starts_at(at(22), is_urgent=False) == at(7) + timedelta(days=1)
    assert rules.starts_at(at(3), is_urgent=False) == at(7)
    assert rules.starts_at(at(22), is_urgent=True) == at(22)
    assert rules.starts_at(at(15), is_urgent=False) == at(15)


def test_late_is_two_hours() -> None:
    assert not rules.is_too_late(at(8), now=at(10))
    assert rules.is_too_late(at(8), now=at(10, 1))


def test_a_thousand_recipients_need_no_second_officer() -> None:
    assert not rules.needs_approval(1000)
    assert rules.needs_approval(1001)


@pytest.mark.parametrize(
    ("recipients", "shards"), [(0, 1), (999, 1), (1000, 2), (8000, 16), (1_000_000, 16)]
)
def test_shards(recipients: int, shards: int) -> None:
    assert rules.shards_for(recipients) == shards
