"""Telling of an outage once a minute, however often it is met."""

import logging
import time

REPORT_EVERY_SECONDS = 60.0


class OutageLog:
    """Logs the first outage at once, and then at most one line a minute with their number."""

    def __init__(self, logger: logging.Logger, consequence: str) -> None:
        """Log to *logger*; *consequence* says what is done without the database."""
        self._logger = logger
        self._consequence = consequence
        self._met = 0
        self._reported_at = -REPORT_EVERY_SECONDS

    def note(self, error: Exception) -> None:
        """Count an outage, and log it if a minute has passed since the last line."""
        self._met += 1
        now = time.monotonic()
        if now - self._reported_at < REPORT_EVERY_SECONDS:
            return
        reason = str(error) or type(error).__name__
        self._logger.warning(
            "database unavailable (%s), met %d times: %s", reason, self._met, self._consequence
        )
        self._reported_at, self._met = now, 0
