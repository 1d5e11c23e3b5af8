"""How long the loop stands still while the knowledge is reviewed, published and restored.

Run it on a quiet machine: `pytest tests/bench/test_editing_pause.py --override-ini addopts="" -s`
"""

import asyncio
import time
from pathlib import Path

from bot.editing.house import open_editing
from bot.editing.outcomes import Proposed, Published
from bot.editing.shelf import Author
from bot.storage import Database
from knowledge.editing.uploads import Upload
from knowledge.localities import Gazetteer
from tests.clock import FixedClock
from tests.conftest import MakeSettings

TOPIC = "topics/gia-nhap-hoi.yaml"
LONGEST_MS = 10.0


class Pauses:
    """Wakes every millisecond and notes how late it was."""

    def __init__(self) -> None:
        self._late: list[float] = []

    async def watch(self) -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.001)
            self._late.append((time.perf_counter() - begun) * 1000 - 1)

    def told(self, what: str, seconds: float) -> float:
        longest, self._late = max(self._late), []
        print(f"\n{what}: {seconds:.1f} s, longest pause {longest:.1f} ms")
        return longest


async def test_the_loop_hardly_pauses(
    make_settings: MakeSettings, sqlite_database: Database, tmp_path: Path
) -> None:
    settings = make_settings()
    gazetteer = await asyncio.to_thread(Gazetteer.load)
    opened = await open_editing(settings, gazetteer, FixedClock(), database=sqlite_database)
    press, hand = opened.editing.press, opened.editing.hand
    data = (await press.current()).contents[TOPIC]
    edited = data.replace("Nam giới".encode(), "Đàn ông".encode())
    pauses = Pauses()
    watching = asyncio.create_task(pauses.watch())
    await asyncio.sleep(2)
    pauses.told("nothing", 2)
    begun = time.monotonic()
    proposed = await hand.files([Upload("gia-nhap-hoi.yaml", edited)])
    assert isinstance(proposed, Proposed)
    longest = [pauses.told("review", time.monotonic() - begun)]
    begun = time.monotonic()
    assert isinstance(await press.publish(proposed.proposal, Author(1, "Lan")), Published)
    longest.append(pauses.told("publish", time.monotonic() - begun))
    begun = time.monotonic()
    first = await press.find("1")
    assert first is not None
    assert isinstance(await press.restore(first, Author(1, "Lan")), Published)
    longest.append(pauses.told("restore", time.monotonic() - begun))
    watching.cancel()
    assert max(longest) <= LONGEST_MS
