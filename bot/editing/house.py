"""Everything for editing, opened together: what answers, the press, the hand, who follows."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.editing.current import (
    VERSIONS_FOLDER,
    answerer_of,
    golden_probes,
    load_current,
    read_current,
    read_unpublished,
)
from bot.editing.folder import EditedFolder
from bot.editing.following import Following
from bot.editing.hand import Hand
from bot.editing.preparation import Premises
from bot.editing.press import Press
from bot.editing.shelf import Shelf
from bot.settings import PACKAGED_KNOWLEDGE, Settings
from bot.storage import Database
from knowledge.editing.versions import Versions
from knowledge.localities import Gazetteer
from knowledge.store import KnowledgeStore

FOLDER_STATE = "edited-folder.json"


@dataclass(frozen=True, slots=True)
class Editing:
    """What handlers and commands use to edit the knowledge."""

    press: Press
    hand: Hand
    following: Following


@dataclass(frozen=True, slots=True)
class Opened:
    """The knowledge that answers, and the means to change it."""

    store: KnowledgeStore
    editing: Editing


async def open_editing(
    settings: Settings,
    gazetteer: Gazetteer,
    clock: Clock,
    *,
    database: Database | None = None,
    on_swap: Callable[[str, str], None] = lambda _old, _new: None,
) -> Opened:
    """Load what answers (seconds, where its models are not stored yet) and open the press.

    Published versions are in `CHIHOI_DATA_DIR/knowledge`, and with a *database* also there.
    While nothing is published the shipped base answers, or the folder CHIHOI_KNOWLEDGE_DIR
    names, which is followed for as long as the bot runs.
    """
    folder: Path = settings.knowledge_folder
    versions = Versions(settings.data_folder / VERSIONS_FOLDER)
    models = settings.data_folder / "models"
    unpublished = await asyncio.to_thread(read_unpublished, folder)
    current = await asyncio.to_thread(read_current, versions, unpublished)
    loaded = await asyncio.to_thread(load_current, current)
    answerer = await asyncio.to_thread(answerer_of, loaded, gazetteer, models)
    store = KnowledgeStore(answerer)
    shelf = Shelf(database, clock) if database is not None else None
    golden = await asyncio.to_thread(golden_probes, folder)
    premises = Premises(versions, models, gazetteer, clock, shelf, golden)
    press = Press(store, premises, current, on_swap=on_swap)
    edited = None
    if folder != PACKAGED_KNOWLEDGE:
        edited = EditedFolder(folder, press, settings.data_folder / FOLDER_STATE)
    following = Following(press, edited)
    return Opened(store, Editing(press, Hand(press, gazetteer, clock), following))
