"""The stage: what answers now, and a new version that answers on trial."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.editing.preparation import Premises
from bot.editing.quiet import quietly
from bot.i18n import VIETNAM_TIME
from knowledge.answer import Answerer
from knowledge.editing.probes import Fallen, canaries
from knowledge.editing.version import Version
from knowledge.model import EMPTY_BASE
from knowledge.store import KnowledgeStore


@dataclass(slots=True)
class Trial:
    """A version that answers already; unless `is_published` is set, it is put back."""

    fallen: tuple[Fallen, ...] = ()
    """Questions that it answers wrongly, and the one before rightly."""
    is_published: bool = False


class Stage:
    """Swaps answerers by one assignment; whoever has begun with one ends with it."""

    def __init__(
        self, store: KnowledgeStore, premises: Premises, on_swap: Callable[[str, str], None]
    ) -> None:
        """Swap in *store*; *on_swap* is told the old and the new content version."""
        self._store = store
        self._premises = premises
        self._on_swap = on_swap

    @property
    def is_answering(self) -> bool:
        """Whether there is any knowledge; without it only emergencies are answered."""
        return self._store.current.base is not EMPTY_BASE

    def swap(self, answerer: Answerer) -> Answerer:
        """Let *answerer* answer; return the one before."""
        replaced = self._store.swap(answerer)
        self._on_swap(replaced.base.version, answerer.base.version)
        return replaced

    @asynccontextmanager
    async def trying(
        self, answerer: Answerer, version: Version, accepted: Collection[str]
    ) -> AsyncIterator[Trial]:
        """Let *answerer* answer and ask it the canaries; put the old one back at the end.

        Unless the caller has published *version*, which is on disk. No canary stops what
        restores an earlier version.
        """
        old = self.swap(answerer)
        trial = Trial()
        try:
            if not version.restores:
                golden = self._premises.golden
                today = self._premises.clock().astimezone(VIETNAM_TIME).date()

                def ask() -> tuple[Fallen, ...]:
                    with quietly():
                        return canaries(old, answerer, golden, today, accepted=accepted)

                trial.fallen = await asyncio.to_thread(ask)
            yield trial
        finally:
            if not trial.is_published:
                self.swap(old)
                self._premises.versions.discard(version)
