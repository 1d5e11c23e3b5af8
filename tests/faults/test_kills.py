"""Killed at random points, in bad weather: everybody once, nobody twice, nobody skipped.

Every recipient ends in exactly one of sent, blocked, failed, uncertain; the server saw nobody
twice; and no more are uncertain than were on their way at the kills or went unanswered.

`make test` kills a few times; `make faults` (CHIHOI_KILLS=200) many times.
"""

import asyncio
import os
import random
import subprocess
import time
from pathlib import Path

import pytest

from bot.announcements.announcement import Counts
from tests.faults.stage import Stage, begin, open_stage, unclear_answers, weather
from tests.postgres import PostgresServer

KILLS = int(os.environ.get("CHIHOI_KILLS", "20"))
PER_SECOND = 120
PER_SECOND_TOGETHER = 300
"""Two workers wait for a dead one's shard; meanwhile there must be enough to do elsewhere."""


async def _brew(stage: Stage, members: int) -> int:
    await stage.settle(members)
    for fault in weather(seed=members):
        stage.telegram.state.faults.add(fault)
    return await stage.announce()


async def _report(stage: Stage, announcement_id: int, members: int, began: float) -> Counts:
    counts = await stage.examine(announcement_id, members)
    unclear = unclear_answers(stage.telegram)
    print(
        f"\n{stage.database_url.partition(':')[0]:<10} {stage.kills} kills,"
        f" {time.monotonic() - began:.0f} s: {members} recipients = {counts.sent} sent"
        f" + {counts.blocked} blocked + {counts.failed} failed + {counts.uncertain} uncertain"
        f" (at most {stage.in_the_air} in the air at kills + {unclear} unanswered);"
        f" twice 0, skipped 0"
    )
    assert counts.uncertain <= stage.in_the_air + unclear
    return counts


async def test_a_single_process_killed_again_and_again(tmp_path: Path) -> None:
    kills = KILLS * 3 // 5
    members = 80 * kills
    chance = random.Random(kills)
    began = time.monotonic()
    async with open_stage(
        f"sqlite:///{tmp_path / 'one.db'}", tmp_path, per_second=PER_SECOND
    ) as stage:
        announcement_id = await _brew(stage, members)
        spare = stage.stand_by("run")
        for _ in range(kills):
            process, spare = spare, stage.stand_by("run")
            begin(process)
            await stage.moves_on(announcement_id, by=1)
            await asyncio.sleep(chance.uniform(0, 0.5))
            await stage.kill(process, announcement_id)
            if (await stage.counts(announcement_id)).left == 0:
                break
        begin(spare)
        await stage.until(lambda counts: counts.left == 0, announcement_id, 60 + members / 100)
        await _report(stage, announcement_id, members, began)


async def test_two_workers_killed_in_turn(tmp_path: Path, postgres: PostgresServer) -> None:
    kills = KILLS - KILLS * 3 // 5
    members = 300 * kills
    chance = random.Random(kills)
    began = time.monotonic()
    async with open_stage(
        postgres.new_database(), tmp_path, per_second=PER_SECOND_TOGETHER
    ) as stage:
        announcement_id = await _brew(stage, members)

        def stand_by() -> subprocess.Popen[bytes]:
            return stage.stand_by("worker", "--name", "same", DEAD_AFTER="4")

        begin(stage.stand_by("run"))
        workers = [stand_by() for _ in range(2)]
        for worker in workers:
            begin(worker)
        for number in range(kills):
            spare = stand_by()
            await stage.moves_on(announcement_id, by=20)
            await asyncio.sleep(chance.uniform(0, 0.5))
            await stage.kill(workers[number % 2], announcement_id)
            workers[number % 2] = spare
            begin(spare)
            if (await stage.counts(announcement_id)).left == 0:
                break
        await stage.until(lambda counts: counts.left == 0, announcement_id, 60 + members / 100)
        await _report(stage, announcement_id, members, began)


@pytest.fixture(autouse=True)
def _no_half_measures() -> None:
    """The arithmetic above needs at least a kill of each kind."""
    assert KILLS >= 5
