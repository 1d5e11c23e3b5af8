"""When an announcement may go out, and who must look at it first. Pure; every number named."""

from datetime import UTC, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""The country has one time and never moves its clocks."""
QUIET_FROM = time(21, 0)
QUIET_UNTIL = time(7, 0)
"""Nobody is disturbed between these, Vietnam's time, unless it is urgent."""

FOUR_EYES_ABOVE = 1000
"""Recipients above which a second officer approves: about the members of one commune's Union,
so that what leaves one's own commune is read twice."""

LATE_AT_MOST = timedelta(hours=2)
"""How late a scheduled announcement may start by itself after an outage."""

FAILURE_BUDGET = 25
"""Failed or uncertain deliveries in a row, without one that was sent, after which an
announcement pauses itself: a broken copy is noticed within a second, and about one recipient
in a hundred refusing does not come near it (0.01 to the power of 25)."""

LONGEST_AHEAD = timedelta(days=90)
"""How far ahead an announcement can be scheduled."""


def is_quiet(moment: datetime) -> bool:
    """Whether *moment* (aware) lies in the quiet hours."""
    clock = moment.astimezone(VIETNAM).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def quiet_until(moment: datetime) -> datetime:
    """Return the end of the quiet hours that *moment* lies in, in UTC."""
    local = moment.astimezone(VIETNAM)
    day = local.date() + timedelta(days=1 if local.time() >= QUIET_FROM else 0)
    return datetime.combine(day, QUIET_UNTIL, VIETNAM).astimezone(UTC)


def starts_at(wanted: datetime, *, is_urgent: bool) -> datetime:
    """Return when something wanted at *wanted* starts: at once, or after the quiet hours."""
    return quiet_until(wanted) if is_quiet(wanted) and not is_urgent else wanted


def needs_approval(recipients: int) -> bool:
    """Whether a second officer must approve."""
    return recipients > FOUR_EYES_ABOVE


def is_too_late(scheduled_at: datetime, *, now: datetime) -> bool:
    """Whether an officer must be asked before it still goes out."""
    return now - scheduled_at > LATE_AT_MOST


def shards_for(recipients: int) -> int:
    """Return into how many parts recipients are divided: at most 16, of 500 or more."""
    return max(1, min(16, recipients // 500))
