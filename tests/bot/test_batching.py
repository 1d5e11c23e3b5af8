"""Everybody gets her own result, in as few batches as there can be."""

import asyncio
from collections.abc import Sequence

import pytest

from bot import batching
from bot.batching import Batcher


class Doubler:
    """Doubles numbers, remembers the batches, and fails on -1."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    async def __call__(self, items: Sequence[int]) -> Sequence[int]:
        self.batches.append(list(items))
        await asyncio.sleep(0.01)
        if -1 in items:
            raise ValueError("unlucky")
        return [2 * item for item in items]


async def test_who_asks_alone_does_not_wait_for_others() -> None:
    doubler = Doubler()
    assert await Batcher(doubler)(1) == 2
    assert doubler.batches == [[1]]


async def test_who_asks_meanwhile_goes_into_the_next_batch() -> None:
    doubler = Doubler()
    double = Batcher(doubler)
    first = asyncio.ensure_future(double(1))
    await asyncio.sleep(0.001)
    rest = await asyncio.gather(*(double(number) for number in range(2, 50)))
    assert await first == 2
    assert rest == [2 * number for number in range(2, 50)]
    assert doubler.batches == [[1], list(range(2, 50))]


async def test_no_batch_is_longer_than_a_statement_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batching, "MOST_AT_ONCE", 10)
    doubler = Doubler()
    double = Batcher(doubler)
    await asyncio.gather(*(double(number) for number in range(14, 39)))
    assert [len(batch) for batch in doubler.batches] == [10, 10, 5]


async def test_a_failure_reaches_all_of_its_batch_and_nobody_else() -> None:
    double = Batcher(Doubler())
    results = await asyncio.gather(double(1), double(-1), return_exceptions=True)
    assert [type(result) for result in results] == [ValueError, ValueError]
    assert await double(2) == 4


async def test_who_gives_up_does_not_disturb_the_others() -> None:
    double = Batcher(Doubler())
    impatient = asyncio.ensure_future(double(1))
    patient = asyncio.ensure_future(double(2))
    await asyncio.sleep(0.001)
    impatient.cancel()
    assert await patient == 4
    assert impatient.cancelled()


async def test_closing_waits_for_what_is_on_its_way() -> None:
    double = Batcher(Doubler())
    asked = asyncio.ensure_future(double(1))
    await asyncio.sleep(0.001)
    await double.close()
    assert await asked == 2
