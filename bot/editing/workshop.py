"""The heavy work of an edit, in a process of its own: loading, checking, fitting, comparing.

It takes some ten seconds of one core. In a thread it would hold the interpreter for up to
5 ms at a time, and now and then longer; in a process the bot's loop does not feel it. The
fitted models go to the models folder, where whoever answers next finds them.
"""

import asyncio
import multiprocessing
import signal
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from pathlib import Path

from knowledge.answer import Answerer
from knowledge.editing.carets import Excerpt, excerpt
from knowledge.editing.fates import Fate, stolen_by
from knowledge.editing.probes import Probe
from knowledge.editing.proposal import Contents, draft_of
from knowledge.editing.review import Review, review
from knowledge.loader import load_contents
from knowledge.localities import Gazetteer
from knowledge.model import EMPTY_BASE

TIMEOUT_SECONDS = 180
"""After this long the work is given up; it takes about 20 s on a slow core."""


class WorkshopError(Exception):
    """The process died or took too long; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of examining a draft."""

    errors: tuple[Excerpt, ...] = ()
    """What keeps it from being published; then there is no review."""
    warnings: tuple[Excerpt, ...] = ()
    """In the files that change, otherwise in none."""
    review: Review = field(default_factory=Review)
    stolen: tuple[Fate, ...] = ()
    """Phrases that `suspect` takes from other topics."""


class Purpose(Enum):
    """What is wanted of a draft."""

    REVIEW = auto()
    """Everything that would change."""
    THEFT = auto()
    """Only which phrases a topic would take from others."""
    FITTING = auto()
    """Only that it can be used, and its models, stored."""


@dataclass(frozen=True, slots=True)
class Task:
    """A draft to be examined."""

    current: Contents
    proposed: Contents
    today: date
    models_folder: Path
    asked: Sequence[Probe] = ()
    golden: Sequence[Probe] = ()
    purpose: Purpose = Purpose.REVIEW
    suspect: str = ""
    """Slug of the topic that was given a phrase, for `THEFT`."""


def examine(task: Task) -> Examined:
    """Load, check, fit and compare; runs anywhere, takes ten seconds."""
    gazetteer = Gazetteer.load()
    draft = draft_of(task.proposed, task.today, gazetteer)
    if draft.errors or draft.loaded.base is None:
        return Examined(tuple(excerpt(it, draft.contents) for it in draft.errors))
    changed = {it for it, data in task.proposed.items() if task.current.get(it) != data}
    warnings = tuple(excerpt(it, draft.contents) for it in draft.warnings_in(changed))
    new = Answerer.build(draft.loaded.base, gazetteer, task.models_folder)
    if task.purpose is Purpose.FITTING:
        return Examined(warnings=warnings)
    before = load_contents(task.current).base or EMPTY_BASE
    old = Answerer.build(before, gazetteer, task.models_folder)
    if task.purpose is Purpose.THEFT:
        return Examined(warnings=warnings, stolen=stolen_by(old, new, task.suspect))
    seen = review(old, new, asked=task.asked, golden=task.golden, today=task.today)
    return Examined(warnings=warnings, review=seen)


async def examined_aside(task: Task) -> Examined:
    """Return what `examine` returns, done by a process that ends with it.

    Raises:
        WorkshopError: Where the process dies or takes longer than `TIMEOUT_SECONDS`.
    """

    def wait() -> Examined:
        # In a thread: starting a process takes longer than the loop may stand still.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
            try:
                return pool.submit(_examine_in_time, task).result()
            except BrokenProcessPool as error:
                raise WorkshopError("the process died or took too long") from error

    return await asyncio.to_thread(wait)


def _examine_in_time(task: Task) -> Examined:
    signal.alarm(TIMEOUT_SECONDS)  # ends the process
    return examine(task)
