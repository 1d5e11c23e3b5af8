"""The lane keeps the rate, all of it, and waits as long as it was told."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bot.announcements.lane import Lane, LocalLane, batch_for
from bot.announcements.shared_lane import shared_lane
from tests.postgres import PostgresServer


@pytest.fixture(params=["local", "shared"])
async def lane(request: pytest.FixtureRequest) -> AsyncIterator[Lane]:
    if request.param == "local":
        yield LocalLane(50)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    async with shared_lane(server.new_database(), 50) as opened:
        yield opened


async def moments(lane: Lane, takes: int, weight: int = 5) -> list[float]:
    taken = []
    for _ in range(takes):
        await lane.take(weight)
        taken.append(time.monotonic())
    return taken


async def test_no_second_holds_more_than_its_share(lane: Lane) -> None:
    taken = await moments(lane, 30)
    for first, later in zip(taken, taken[10:], strict=False):
        # Eleven takes of five are more than fifty; a loaded machine wakes us a little late.
        assert later - first > 0.9
    # 29 takes of five after the first, at fifty a second.
    assert taken[-1] - taken[0] > 2.8


async def test_two_who_take_share_one_rate(lane: Lane) -> None:
    began = time.monotonic()
    await asyncio.gather(moments(lane, 10), moments(lane, 10))
    # 100 tokens at 50 a second.
    assert 1.85 < time.monotonic() - began < 2.6


async def test_it_waits_exactly_as_told_whoever_asks(lane: Lane) -> None:
    await lane.take(1)
    began = time.monotonic()
    await lane.close_for(0.6)
    await lane.close_for(0.1)  # a shorter one opens nothing
    await asyncio.gather(lane.take(1), lane.take(1))
    assert 0.58 < time.monotonic() - began < 1.2


@pytest.mark.parametrize(
    ("per_second", "batch"), [(30, 5), (1000, 125), (50, 5), (1, 1), (2, 1), (31, 5), (300, 50)]
)
def test_batches_go_into_the_second_without_rest(per_second: int, batch: int) -> None:
    assert batch_for(per_second) == batch
