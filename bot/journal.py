"""What is written down after a question: the one place that decides it."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.batching import Batcher
from bot.dialogue import Dialogue
from bot.outages import OutageLog
from bot.recognition import Visit, Visitor
from bot.storage import Database, DatabaseUnavailableError, conversations, pendings, questions
from knowledge.verdicts import Found, LocalOffice, Unclear, Urgent, Verdict

logger = logging.getLogger(__name__)

WRITE_TIMEOUT_SECONDS = 1.0
"""How long a reply may wait for its question to be written down."""


@dataclass(frozen=True, slots=True)
class Noted:
    """The keys of what was written down, for the buttons under the reply."""

    question_key: str | None = None
    """For 👍/👎; None where nothing could be kept, and for emergencies."""
    pending_key: str | None = None
    """For buttons that answer the same question again; None where none is waiting."""


NOTHING = Noted()


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is written for one update."""

    asker: conversations.Asker
    now: datetime
    question: questions.AskedQuestion | None = None
    pending: pendings.PendingQuestion | None = None
    dialogue: Dialogue | None = None


class Journal:
    """Writes down questions and where talks have got to. It never fails."""

    def __init__(
        self, database: Database, *, timeout_seconds: float = WRITE_TIMEOUT_SECONDS
    ) -> None:
        """Write to *database*, each entry for at most *timeout_seconds*."""
        self._database = database
        self._timeout_seconds = timeout_seconds
        self._write = Batcher(self._write_together)
        self._outages = OutageLog(logger, "questions are not kept")

    async def note(
        self, visitor: Visitor, visit: Visit, text: str, verdict: Verdict, *, now: datetime
    ) -> Noted:
        """Write down a question before its reply is sent, as far as may be kept.

        Of an emergency nothing leads to the person or the chat. A passage found becomes the
        talk's topic; a question that is asked back about waits for an hour.
        """
        province = visit.member.province_code
        question = questions.keepable(text, verdict, now=now, province_code=province)
        entry = _Entry(visitor.asker, now, question)
        match verdict:
            case Urgent():
                await self._attempt(entry)
                return NOTHING
            case Found(topic=topic, facet=facet):
                entry = replace(entry, dialogue=Dialogue(topic.slug, facet))
            case Unclear() | LocalOffice(place=None):
                pending = pendings.waiting(
                    text,
                    asker=visitor.asker,
                    language=verdict.language,
                    dialogue=visit.dialogue,
                    now=now,
                )
                entry = replace(entry, pending=pending)
            case _:
                pass
        if not await self._attempt(entry):
            return NOTHING
        return Noted(question.key, entry.pending.key if entry.pending else None)

    async def turn(self, visitor: Visitor, dialogue: Dialogue, *, now: datetime) -> bool:
        """Set where the talk has got to, after a button; return False in an outage."""
        return await self._attempt(_Entry(visitor.asker, now, dialogue=dialogue))

    async def _attempt(self, entry: _Entry) -> bool:
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return await self._write(entry)
        except (TimeoutError, DatabaseUnavailableError) as error:
            self._outages.note(error)
            return False

    async def _write_together(self, entries: Sequence[_Entry]) -> Sequence[bool]:
        asked = [entry.question for entry in entries if entry.question]
        waiting = [entry.pending for entry in entries if entry.pending]
        talks = {entry.asker: entry.dialogue for entry in entries if entry.dialogue}
        async with asyncio.timeout(self._timeout_seconds), self._database.session() as session:
            if asked:
                await questions.add(session, asked)
            if waiting:
                await pendings.add(session, waiting)
            if talks:
                now = max(entry.now for entry in entries)
                await conversations.keep_many(session, talks, now=now)
        return [True] * len(entries)
