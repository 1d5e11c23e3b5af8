"""Presses on a small base: machines with folders of their own, or sharing one."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.editing.current import (
    answerer_of,
    load_current,
    read_current,
    read_unpublished,
)
from bot.editing.folder import write_folder
from bot.editing.hand import Hand
from bot.editing.preparation import Premises
from bot.editing.press import Press
from bot.editing.shelf import Shelf
from bot.editing.workshop import Examined, Task, examine
from bot.storage import Database
from knowledge.editing.probes import Probe
from knowledge.editing.versions import Versions
from knowledge.localities import Gazetteer
from knowledge.model import Facet, Language
from knowledge.store import KnowledgeStore
from tests.clock import FixedClock
from tests.knowledge.editing.small_base import small_base

GOLDEN = (Probe("vay vốn là gì", topics=frozenset({"vay-von"})),)


async def examined_here(task: Task) -> Examined:
    """What the workshop's process does, in a thread: a process takes two seconds to start."""
    return await asyncio.to_thread(examine, task)


@dataclass
class Machine:
    """One process of the bot, as far as it edits the knowledge."""

    press: Press
    hand: Hand
    store: KnowledgeStore
    versions: Versions
    folder: Path

    def passage(self) -> str:
        """What it tells members of loans."""
        topic = self.store.current.base.topics["vay-von"]
        return topic.passages[Facet.OVERVIEW].text[Language.VI]


OpenMachine = Callable[..., Machine]


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    write_folder(folder, small_base())
    return folder


@pytest.fixture
def shared(sqlite_database: Database) -> Database:
    """A database that several machines share."""
    return sqlite_database


@pytest.fixture
def machine(tmp_path: Path, shipped: Path, clock: FixedClock) -> OpenMachine:
    """Open a machine; those of one name share its folders."""

    def open_machine(
        name: str = "one", database: Database | None = None, versions: Versions | None = None
    ) -> Machine:
        versions = versions or Versions(tmp_path / name / "knowledge")
        gazetteer = Gazetteer.load()
        shelf = Shelf(database, clock) if database is not None else None
        premises = Premises(
            versions,
            tmp_path / name / "models",
            gazetteer,
            clock,
            shelf,
            GOLDEN,
            examined_here,
        )
        current = read_current(versions, read_unpublished(shipped))
        store = KnowledgeStore(answerer_of(load_current(current), gazetteer, premises.models))
        press = Press(store, premises, current)
        return Machine(press, Hand(press, gazetteer, clock), store, versions, shipped)

    return open_machine
