"""The press: a proposal is examined aside, published by one assignment, or put back.

What a member's question began with goes on answering it. The order of a publish, with the
lock held: write the version aside, swap it in, ask the canaries, enter it in the database,
move the pointer. Whatever fails before the database has it is undone; from there on every
process, after a kill too, takes it up.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.editing.current import (
    Current,
    laid_over,
    published_since,
    read_current,
)
from bot.editing.exchange import Exchange
from bot.editing.outcomes import (
    Colliding,
    Faulty,
    Proposed,
    Proposing,
    Published,
    Publishing,
    PutBack,
    Unavailable,
    Unchanged,
)
from bot.editing.preparation import Premises, Preparation
from bot.editing.quiet import giving_way
from bot.editing.shelf import Author
from bot.editing.stage import Stage
from bot.editing.workshop import Purpose, WorkshopError
from bot.storage import DatabaseUnavailableError
from bot.storage.editions import NumberTakenError
from knowledge.editing.probes import Probe
from knowledge.editing.proposal import Contents, Proposal
from knowledge.editing.version import Version
from knowledge.editing.versions import DamagedVersionError, LockedError
from knowledge.store import KnowledgeStore

logger = logging.getLogger(__name__)

ATTEMPTS = 4
"""How often a publish begins anew because another machine was first."""

SHIPPED = "kho kiến thức trước lần xuất bản đầu / the base before the first publish"


class _MovedOnError(Exception):
    """Somebody else has published meanwhile: begin anew."""


class Press:
    """Publishes versions of the knowledge; one for each process."""

    def __init__(
        self,
        store: KnowledgeStore,
        premises: Premises,
        started_with: Current,
        *,
        on_swap: Callable[[str, str], None] = lambda _old, _new: None,
    ) -> None:
        """Publish into *store*, which answers from *started_with*.

        *on_swap* is told the old and the new content version.
        """
        self._stage = Stage(store, premises, on_swap)
        self._premises = premises
        self._versions = premises.versions
        self._prepare = Preparation(premises)
        self._exchange = Exchange(premises.versions, premises.shelf)
        self._started_with = started_with
        self._lock = asyncio.Lock()
        self._key = started_with.version.key if started_with.version else ""

    @property
    def is_answering(self) -> bool:
        """Whether there is any knowledge; without it only emergencies are answered."""
        return self._stage.is_answering

    async def current(self) -> Current:
        """Return the files that answer now, and their version."""
        return await asyncio.to_thread(read_current, self._versions, self._started_with)

    async def history(self, limit: int = 20) -> list[Version]:
        """Return what was published, newest first."""
        return await asyncio.to_thread(self._versions.history, limit)

    async def find(self, name: str) -> Version | None:
        """Return the version of that number, key or beginning of a content hash."""
        return await asyncio.to_thread(self._versions.find, name)

    async def files_of(self, name: str) -> dict[str, bytes] | None:
        """Return the files of the version that `find` finds; None where there is none whole."""

        def read() -> dict[str, bytes] | None:
            version = self._versions.find(name)
            try:
                return self._versions.contents(version) if version else None
            except DamagedVersionError:
                return None

        return await asyncio.to_thread(read)

    async def propose(
        self, proposal: Proposal, *, asked: Sequence[Probe] = (), suspect: str = ""
    ) -> Proposing:
        """Return what *proposal* would change, or what is wrong with it; changes nothing.

        *asked* are members' recent questions. With *suspect*, a topic that was given a phrase,
        only what it steals is looked for. Takes ten seconds, in a process of its own.
        """
        current = await self.current()
        laid = await asyncio.to_thread(laid_over, self._versions, proposal, current)
        if isinstance(laid, tuple):
            return Colliding(laid, await self._since(proposal))
        if laid == current.contents:
            return Unchanged()
        purpose = Purpose.THEFT if suspect else Purpose.REVIEW
        try:
            examined = await self._prepare.examined(current, laid, purpose, asked, suspect)
        except WorkshopError as error:
            return Unavailable(str(error))
        if examined.errors:
            return Faulty(examined.errors)
        review = examined.review
        if suspect:
            review = replace(review, fates=examined.stolen)
        return Proposed(proposal, review, examined.warnings)

    async def publish(
        self,
        proposal: Proposal,
        author: Author,
        *,
        why: str = "",
        restores: int = 0,
        accepted: Sequence[str] = (),
    ) -> Publishing:
        """Let *proposal* answer, merged with what was published since it was made.

        *accepted* are golden questions that may go wrong: she has seen them in the review.
        *restores* is the number of the version that it brings back, which no canary stops.
        """
        async with self._lock:
            try:
                for _ in range(ATTEMPTS):
                    await self._follow()
                    try:
                        with giving_way():
                            return await self._publish(proposal, author, why, restores, accepted)
                    except (_MovedOnError, NumberTakenError):
                        continue
            except (WorkshopError, LockedError, DatabaseUnavailableError, OSError) as error:
                logger.warning("publishing failed: %s", error)
                return Unavailable(str(error) or type(error).__name__)
            return Unavailable("others keep publishing")

    async def restore(self, version: Version, author: Author, *, why: str = "") -> Publishing:
        """Bring *version* back as a new one; nothing of the history is lost."""
        current = await self.current()
        try:
            contents = await asyncio.to_thread(self._versions.contents, version)
        except OSError as error:
            return Unavailable(str(error))
        proposal = Proposal.replacing(current.content, current.contents, contents)
        number = version.number
        why = why or f"khôi phục phiên bản {number} / version {number} restored"
        return await self.publish(proposal, author, why=why, restores=number)

    async def follow(self) -> bool:
        """Take up what other processes and machines have published; whether anything was.

        Cheap when nothing was: twenty bytes of a file and a number of a table.
        """
        async with self._lock:
            return await self._follow()

    async def _follow(self) -> bool:
        await self._exchange.level()
        key = await asyncio.to_thread(self._versions.current_key)
        if key == self._key or not key:
            return False
        current = await self.current()
        if current.version is None or current.version.key == self._key:
            return False
        with giving_way():
            self._stage.swap(await self._prepare.answerer(current.contents))
        self._key = current.version.key
        logger.info("version %s was published elsewhere and answers now", self._key)
        return True

    async def _publish(
        self,
        proposal: Proposal,
        author: Author,
        why: str,
        restores: int,
        accepted: Sequence[str],
    ) -> Publishing:
        current = await self.current()
        laid = await asyncio.to_thread(laid_over, self._versions, proposal, current)
        if isinstance(laid, tuple):
            return Colliding(laid, await self._since(proposal))
        if laid == current.contents:
            return Unchanged()
        examined = await self._prepare.examined(current, laid, Purpose.FITTING)
        if examined.errors:
            return Faulty(examined.errors)
        answerer = await self._prepare.answerer(laid)
        is_merged = proposal.parent != current.content
        merged_with = await self._since(proposal) if is_merged else ()
        async with self._exchange.locked():
            if await asyncio.to_thread(self._versions.current_key) != self._key:
                raise _MovedOnError
            await self._begin(current)
            version = await self._next(laid, author, why, restores)
            await asyncio.to_thread(self._versions.write, version, laid)
            async with self._stage.trying(answerer, version, accepted) as trial:
                if not trial.fallen:
                    await self._exchange.enter(version, laid, author)
                    self._key = version.key
                    trial.is_published = True
                    logger.info("version %s published by %s", version.key, author.telegram_id)
        return PutBack(trial.fallen) if trial.fallen else Published(version, merged_with)

    async def _begin(self, current: Current) -> None:
        """Make what answers version 1, where nothing was published yet and it is sound."""
        if current.version is None and self.is_answering:
            author = Author.of_program()
            first = await self._next(current.contents, author, SHIPPED)
            await asyncio.to_thread(self._versions.write, first, current.contents)
            await self._exchange.enter(first, current.contents, author)
            self._key = first.key

    async def _next(
        self, contents: Contents, author: Author, why: str, restores: int = 0
    ) -> Version:
        at = self._premises.clock()
        return await asyncio.to_thread(
            self._versions.next, contents, author=author.name, at=at, why=why, restores=restores
        )

    async def _since(self, proposal: Proposal) -> tuple[Version, ...]:
        return await asyncio.to_thread(published_since, self._versions, proposal)
