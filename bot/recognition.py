"""Who is talking to us, and what about: read from the database, or guessed without it."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.batching import Batcher
from bot.dialogue import NEW_DIALOGUE, Dialogue
from bot.errand import Errand
from bot.i18n import choose_language
from bot.member import Member
from bot.outages import OutageLog
from bot.storage import Database, DatabaseUnavailableError, conversations, errands, members

logger = logging.getLogger(__name__)

LOOKUP_TIMEOUT_SECONDS = 0.5
"""How long a member may wait for her row before she is answered without it."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What an update itself tells of the person who caused it."""

    telegram_id: int
    chat_id: int
    """The chat it happened in; the person's own id where there is none (inline mode)."""
    telegram_language: str | None = None
    """The IETF code of her Telegram app."""

    @property
    def asker(self) -> tuple[int, int]:
        """The chat and the person, as the storage functions take them."""
        return self.chat_id, self.telegram_id


@dataclass(frozen=True, slots=True)
class Visit:
    """A person recognised."""

    member: Member
    dialogue: Dialogue
    errand: Errand | None = None
    """What an officer or admin is in the middle of."""
    is_degraded: bool = False
    """True where the database was silent: the member is a guess, and nothing can be kept."""


class Recognition:
    """Looks people up. It never fails: an emergency must be answered without a database."""

    def __init__(
        self, database: Database, *, timeout_seconds: float = LOOKUP_TIMEOUT_SECONDS
    ) -> None:
        """Look people up in *database*, each for at most *timeout_seconds*."""
        self._database = database
        self._timeout_seconds = timeout_seconds
        self._look_up = Batcher(self._look_up_together)
        self._outages = OutageLog(logger, "members are answered as strangers")

    async def recognise(self, visitor: Visitor, *, now: datetime) -> Visit:
        """Return who *visitor* is; a stranger in the language of her app where unknown.

        A known member who was not seen for an hour, or was unreachable, is noted as here.
        """
        try:
            async with asyncio.timeout(self._timeout_seconds):
                member, dialogue, errand = await self._look_up((visitor, now))
        except (TimeoutError, DatabaseUnavailableError) as error:
            self._outages.note(error)
            return Visit(_stranger(visitor), NEW_DIALOGUE, is_degraded=True)
        if member is None:
            return Visit(_stranger(visitor), dialogue, errand)
        if _is_news(member, now):
            await self._touch(visitor, now)
        return Visit(member, dialogue, errand)

    async def _look_up_together(
        self, visitors: Sequence[tuple[Visitor, datetime]]
    ) -> Sequence[tuple[Member | None, Dialogue, Errand | None]]:
        people = {visitor.telegram_id for visitor, _ in visitors}
        askers = {visitor.asker for visitor, _ in visitors}
        latest = max(now for _, now in visitors)
        async with (
            asyncio.timeout(self._timeout_seconds),
            self._database.reading() as session,
        ):
            known = await members.find_many(session, people)
            talks = await conversations.find_many(session, askers, now=latest)
            busy = await errands.find_many(session, people)
        return [
            (
                known.get(visitor.telegram_id),
                talks.get(visitor.asker, NEW_DIALOGUE),
                busy.get(visitor.telegram_id),
            )
            for visitor, _ in visitors
        ]

    async def _touch(self, visitor: Visitor, now: datetime) -> None:
        try:
            async with asyncio.timeout(self._timeout_seconds), self._database.session() as session:
                await members.touch(session, visitor.telegram_id, now=now)
        except (TimeoutError, DatabaseUnavailableError) as error:
            self._outages.note(error)  # her next message does it


def _stranger(visitor: Visitor) -> Member:
    return Member(visitor.telegram_id, choose_language(visitor.telegram_language))


def _is_news(member: Member, now: datetime) -> bool:
    seen_at = member.last_seen_at
    return not member.is_reachable or (seen_at is not None and now - seen_at > members.SEEN_EVERY)
