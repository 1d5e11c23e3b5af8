"""Members' recent questions, scrubbed and without their askers, as probes for a review."""

from datetime import datetime, timedelta

from bot.storage import Database, DatabaseUnavailableError, questions
from knowledge.editing.probes import Probe

RECENT = timedelta(days=30)
MOST = 1_000
"""Questions asked of both versions; a thousand take about three seconds."""
NOT_ANSWERED = ("none", "clarify")


async def recent_probes(database: Database, *, now: datetime) -> tuple[Probe, ...]:
    """Return the questions of the last 30 days, the newest `MOST`; none in an outage."""
    try:
        async with database.reading() as session:
            kept = await questions.latest(session, limit=MOST)
    except DatabaseUnavailableError:
        return ()
    return tuple(
        Probe(it.text, language=it.language)
        for it in kept
        if it.text and it.asked_at > now - RECENT
    )


async def unanswered_texts(database: Database, *, now: datetime) -> tuple[str, ...]:
    """Return the questions of the last 30 days that were not answered; none in an outage."""
    try:
        async with database.reading() as session:
            kept = await questions.latest(session, kinds=NOT_ANSWERED, limit=MOST)
    except DatabaseUnavailableError:
        return ()
    return tuple(it.text for it in kept if it.text and it.asked_at > now - RECENT)
