import asyncio
from datetime import date
from pathlib import Path

import pytest

from bot.editing import workshop
from bot.editing.archive import pack, unpack
from bot.editing.workshop import Purpose, Task, WorkshopError, examined_aside
from tests.knowledge.editing.small_base import changed, small_base

BASE = small_base()


def task(folder: Path, purpose: Purpose = Purpose.REVIEW) -> Task:
    proposed = changed(BASE, "sources.yaml", "Báo Thử", "Báo Mới")
    return Task(BASE, proposed, date(2026, 11, 21), folder, purpose=purpose)


async def test_a_process_of_its_own_examines_and_stores_the_models(tmp_path: Path) -> None:
    examined = await examined_aside(task(tmp_path))
    assert [it.after for it in examined.review.changes] == ["Báo Mới; 2026-01-02"]
    assert len({it.suffix for it in await asyncio.to_thread(lambda: [*tmp_path.iterdir()])}) == 1


async def test_a_process_that_dies_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "_examine_in_time", _die)
    with pytest.raises(WorkshopError):
        await asyncio.wait_for(examined_aside(task(tmp_path)), 30)


def _die(_: Task) -> None:
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)


def test_an_archive_holds_what_was_packed() -> None:
    assert unpack(pack(BASE)) == BASE
