"""What else breaks: a worker that nobody brings back, the database, the disk, an officer's tap."""

import asyncio
import os
import random
import sqlite3
import time
from pathlib import Path

import pytest

from bot.announcements.announcement import State
from bot.playground import Fault, FaultKind
from tests.faults.stage import AUTHOR, Stage, begin, open_stage, unclear_answers
from tests.postgres import PostgresServer

TAPS = 4

nightly = pytest.mark.skipif(
    "CHIHOI_KILLS" not in os.environ, reason="takes long: only in `make faults`"
)


async def _finished(stage: Stage, announcement_id: int, seconds: float) -> None:
    await stage.until(lambda counts: counts.left == 0, announcement_id, seconds)


@nightly
async def test_a_dead_workers_shards_are_in_other_hands_within_thirty_seconds(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    async with open_stage(postgres.new_database(), tmp_path, per_second=100) as stage:
        await stage.settle(2000)
        # Answers take a while, so that something is in the air when it dies.
        slow = Fault(FaultKind.SLOW, methods=frozenset({"sendMessage"}), delay_seconds=0.3)
        stage.telegram.state.faults.add(slow)
        announcement_id = await stage.announce()
        doomed = stage.start("worker", "--name", "same")
        await stage.until(lambda counts: counts.sent > 50, announcement_id, 40)
        heir = stage.stand_by("worker", "--name", "same")
        await stage.kill(doomed, announcement_id)
        begin(heir)
        died = time.monotonic()
        stage.telegram.state.faults.clear()
        in_the_air = stage.in_the_air
        assert in_the_air > 0
        await stage.until(lambda counts: counts.uncertain == in_the_air, announcement_id, 30)
        print(f"\ntaken over {time.monotonic() - died:.0f} s after the kill")
        await _finished(stage, announcement_id, 60)
        counts = await stage.examine(announcement_id, 2000)
        assert counts.uncertain <= in_the_air


@nightly
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_taps_race_with_kills(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Pause, kill, resume in any order: what is paused stays still, and all is told at the end."""
    url = f"sqlite:///{tmp_path / 'one.db'}"
    if kind == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    command = "run" if kind == "sqlite" else "worker"
    members, chance = 1500, random.Random(5)
    async with open_stage(url, tmp_path, per_second=200) as stage:
        await stage.settle(members)
        announcement_id = await stage.announce()
        process = stage.start(command, DEAD_AFTER="4")
        for number in range(TAPS):
            spare = stage.stand_by(command, DEAD_AFTER="4")
            await stage.moves_on(announcement_id, by=20)
            await asyncio.sleep(chance.uniform(0, 0.2))
            pause = asyncio.create_task(stage.desk.course.pause(AUTHOR, announcement_id))
            if number % 2:
                await pause
            await stage.kill(process, announcement_id)
            await pause
            begin(spare)
            process = spare
            seen = len(stage.telegram.state.journal.entries)
            await asyncio.sleep(2.5)
            assert len(stage.telegram.state.journal.entries) <= seen + 100  # what was in the air
            still = len(stage.telegram.state.journal.entries)
            await asyncio.sleep(0.5)
            assert len(stage.telegram.state.journal.entries) == still
            await stage.desk.course.resume(AUTHOR, announcement_id)
        await _finished(stage, announcement_id, 60)
        counts = await stage.examine(announcement_id, members)
        assert counts.uncertain <= stage.in_the_air


async def test_cancelled_and_killed_it_stays_cancelled(tmp_path: Path) -> None:
    async with open_stage(f"sqlite:///{tmp_path / 'one.db'}", tmp_path, per_second=100) as stage:
        await stage.settle(900)
        announcement_id = await stage.announce()
        process = stage.start("run")
        await stage.until(lambda counts: counts.sent > 50, announcement_id, 40)
        spare = stage.stand_by("run")
        await asyncio.gather(
            stage.desk.course.cancel(AUTHOR, announcement_id),
            stage.kill(process, announcement_id),
        )
        begin(spare)
        await stage.until(lambda counts: counts.sending == 0, announcement_id, 20)
        seen = len(stage.telegram.state.journal.entries)
        await asyncio.sleep(2)
        assert len(stage.telegram.state.journal.entries) == seen
        assert (await stage.announcement(announcement_id)).state is State.CANCELLED


async def test_a_database_that_is_away_for_a_while_costs_nobody_her_copy(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    url = postgres.new_database()
    async with open_stage(url, tmp_path, per_second=100) as stage:
        await stage.settle(1500)
        announcement_id = await stage.announce()
        for _ in range(2):
            stage.start("worker", DEAD_AFTER="4")
        for _ in range(3):
            await stage.moves_on(announcement_id, by=200)
            postgres.disconnect_all(url)
            await asyncio.sleep(1.2)  # our own connections rest for a second, too
        await _finished(stage, announcement_id, 60)
        counts = await stage.examine(announcement_id, 1500)
        # Results waited in memory for the database: nothing is unknown.
        assert counts.sent + counts.uncertain == 1500
        assert counts.uncertain <= 60


@nightly
async def test_a_locked_or_full_disk_stops_sending_and_not_the_truth(tmp_path: Path) -> None:
    """As a full disk does, a writer that never ends fails every write of the bot."""
    file = tmp_path / "one.db"
    async with open_stage(f"sqlite:///{file}", tmp_path, per_second=100) as stage:
        await stage.settle(600)
        announcement_id = await stage.announce()
        stage.start("run")
        await stage.until(lambda counts: counts.sent > 50, announcement_id, 40)
        greedy = sqlite3.connect(file, isolation_level=None)
        greedy.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(1)
        seen = len(stage.telegram.state.journal.entries)
        await asyncio.sleep(7)  # longer than anybody waits for the lock
        assert len(stage.telegram.state.journal.entries) == seen
        greedy.execute("ROLLBACK")
        greedy.close()
        await _finished(stage, announcement_id, 60)
        counts = await stage.examine(announcement_id, 600)
        assert counts.uncertain == 0
        assert unclear_answers(stage.telegram) == 0
