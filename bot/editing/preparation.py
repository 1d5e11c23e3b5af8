"""What a publish needs beforehand: a draft examined, and what would answer from it, fitted."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.clock import Clock
from bot.editing.current import Current, answerer_of, load_current
from bot.editing.shelf import Shelf
from bot.editing.workshop import Examined, Purpose, Task, examined_aside
from bot.i18n import VIETNAM_TIME
from knowledge.answer import Answerer
from knowledge.editing.probes import Probe
from knowledge.editing.proposal import Contents
from knowledge.editing.versions import Versions
from knowledge.loader import Loaded
from knowledge.localities import Gazetteer
from knowledge.search.stored import is_stored


@dataclass(frozen=True, slots=True)
class Premises:
    """What the press works with: where things are, and what time it is."""

    versions: Versions
    models: Path
    gazetteer: Gazetteer
    clock: Clock
    shelf: Shelf | None = None
    """None: the versions stay on this machine."""
    golden: tuple[Probe, ...] = ()
    examine: Callable[[Task], Awaitable[Examined]] = examined_aside


class Preparation:
    """Does the heavy part in a process of its own, and the light part in a thread."""

    def __init__(self, premises: Premises) -> None:
        """Work with *premises*."""
        self._premises = premises

    async def examined(
        self,
        current: Current,
        laid: Contents,
        purpose: Purpose,
        asked: Sequence[Probe] = (),
        suspect: str = "",
    ) -> Examined:
        """Return what came of examining *laid* beside *current*; see `workshop`.

        Raises:
            WorkshopError: Where the process died or took too long.
        """
        premises = self._premises
        task = Task(
            current.contents,
            laid,
            self.today(),
            premises.models,
            asked,
            premises.golden,
            purpose,
            suspect,
        )
        return await premises.examine(task)

    async def answerer(self, contents: Contents) -> Answerer:
        """Return the answerer of *contents*; where its models are missing a process fits them."""
        loaded = await asyncio.to_thread(load_current, Current(contents, ""))
        if not await asyncio.to_thread(self._is_fitted, loaded):
            await self.examined(Current(contents, ""), contents, Purpose.FITTING)
        return await asyncio.to_thread(
            answerer_of, loaded, self._premises.gazetteer, self._premises.models
        )

    def _is_fitted(self, loaded: Loaded) -> bool:
        return loaded.base is None or is_stored(loaded.base, self._premises.models)

    def today(self) -> date:
        """Return the day it is in Vietnam."""
        return self._premises.clock().astimezone(VIETNAM_TIME).date()
