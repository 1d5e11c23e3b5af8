"""Deliveries: each outcome, each crash, each brake, against a ledger on either database."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping

import pytest

from bot.announcements.announcement import Counts, DeliveryState, NoticeKind, State
from bot.announcements.courier import Courier
from bot.announcements.delivery import (
    Blocked,
    Migrated,
    NotSent,
    Outcome,
    Parcel,
    Rejected,
    Sent,
    TooFast,
    Unclear,
)
from bot.announcements.dispatch import finish_done
from bot.announcements.lane import LocalLane
from bot.announcements.ledger import Ledger
from bot.announcements.rules import FAILURE_BUDGET
from bot.recognition import Recognition, Visitor
from bot.storage import announcements, deliveries, members
from bot.storage.deliveries import Result
from knowledge.model import Language
from tests.bot.announcements.office import AUTHOR, FIRST, GAZETTEER, OF_COUNTRY, Scene
from tests.clock import NOW

Script = Mapping[int, list[Outcome]]


class ScriptedMessenger:
    """Answers each chat by its script, then with `Sent`; remembers whom it was asked for."""

    def __init__(self, script: Script | None = None, *, seconds: float = 0.0) -> None:
        self.script = {chat: list(outcomes) for chat, outcomes in (script or {}).items()}
        self.asked: list[int] = []
        self.seconds = seconds
        self.on_send: Callable[[int], None] = lambda chat_id: None
        self.twentieth = asyncio.Event()

    async def send(self, chat_id: int, parcel: Parcel) -> Outcome:
        self.asked.append(chat_id)
        self.on_send(chat_id)
        if len(self.asked) >= 20:
            self.twentieth.set()
        await asyncio.sleep(self.seconds)
        outcomes = self.script.get(chat_id)
        return outcomes.pop(0) if outcomes else Sent(message_id=len(self.asked))


def courier(scene: Scene, messenger: ScriptedMessenger, per_second: int = 1000) -> Courier:
    ledger = Ledger(scene.database, GAZETTEER, scene.clock)
    return Courier(ledger, messenger, LocalLane(per_second), scene.clock)


async def counts(scene: Scene, announcement_id: int) -> Counts:
    async with scene.database.reading() as session:
        return await deliveries.counts(session, announcement_id)


async def states(scene: Scene, announcement_id: int) -> dict[int, DeliveryState]:
    async with scene.database.reading() as session:
        page = await deliveries.page(session, announcement_id, after=None, limit=10_000)
    return {row.chat_id: row.state for row in page}


async def test_everybody_gets_it_once_and_then_it_is_finished(scene: Scene) -> None:
    everybody = await scene.settle(40)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger()
    await courier(scene, messenger).run(announcement_id)
    assert Counter(messenger.asked) == Counter(everybody)
    assert await counts(scene, announcement_id) == Counts(sent=40)
    assert await finish_done(scene.database, scene.clock, announcement_id)
    assert await scene.state(announcement_id) is State.FINISHED
    (notice,) = await scene.desk.reports.take_notices()
    assert notice.kind is NoticeKind.FINISHED


async def test_each_outcome_has_its_end_state(scene: Scene) -> None:
    blocked, rejected, unclear, fine = await scene.settle(4)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger(
        {
            blocked: [Blocked("bot was blocked by the user")],
            rejected: [Rejected("chat not found")],
            unclear: [Unclear("no answer in 10 s")],
        }
    )
    await courier(scene, messenger).run(announcement_id)
    assert await states(scene, announcement_id) == {
        blocked: DeliveryState.BLOCKED,
        rejected: DeliveryState.FAILED,
        unclear: DeliveryState.UNCERTAIN,
        fine: DeliveryState.SENT,
    }
    assert len(messenger.asked) == 4


async def test_who_blocked_is_unreachable_until_she_writes_again(scene: Scene) -> None:
    (lan,) = await scene.settle(1)
    announcement_id = await scene.running()
    await courier(scene, ScriptedMessenger({lan: [Blocked("blocked")]})).run(announcement_id)

    async def is_reachable() -> bool:
        async with scene.database.reading() as session:
            found = await members.find(session, lan)
        return found is not None and found.is_reachable

    assert not await is_reachable()
    recognition = Recognition(scene.database, timeout_seconds=5)
    await recognition.recognise(Visitor(lan, lan), now=NOW)
    assert await is_reachable()


async def test_too_fast_waits_as_told_loses_nobody_and_repeats_nobody(scene: Scene) -> None:
    everybody = await scene.settle(30)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger({everybody[3]: [TooFast(0.6)]})
    told_at = 0.0
    after: list[float] = []

    def note(chat_id: int) -> None:
        nonlocal told_at
        if chat_id == everybody[3] and not told_at:
            told_at = time.monotonic()
        elif told_at:
            after.append(time.monotonic() - told_at)
        scene.clock.advance(seconds=2)  # the chat has rested for its second attempt

    messenger.on_send = note
    await courier(scene, messenger, per_second=30).run(announcement_id)
    assert await counts(scene, announcement_id) == Counts(sent=30)
    assert Counter(messenger.asked) == Counter([*everybody, everybody[3]])
    # Those of the same batch were on their way already; all others waited.
    assert all(waited < 0.2 or waited > 0.58 for waited in after)
    assert sum(waited > 0.58 for waited in after) >= 20


async def test_what_never_left_is_tried_again_with_patience(scene: Scene) -> None:
    (lan,) = await scene.settle(1)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger({lan: [NotSent("refused")]})
    messenger.on_send = lambda _: scene.clock.advance(seconds=2)
    began = time.monotonic()
    await courier(scene, messenger).run(announcement_id)
    assert await counts(scene, announcement_id) == Counts(sent=1)
    assert messenger.asked == [lan, lan]
    assert time.monotonic() - began > 0.9  # the first rest is a second


async def test_a_group_is_followed_to_its_new_id(scene: Scene) -> None:
    (group,) = await scene.settle(1, first=-100_500)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger({group: [Migrated(-100_777)]})
    await courier(scene, messenger).run(announcement_id)
    assert messenger.asked == [group, -100_777]
    assert await states(scene, announcement_id) == {-100_777: DeliveryState.SENT}


async def test_a_run_of_failures_pauses_it_and_tells(scene: Scene) -> None:
    everybody = await scene.settle(FAILURE_BUDGET * 4)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger({chat: [Rejected("no rights")] for chat in everybody})
    await courier(scene, messenger, per_second=30).run(announcement_id)
    assert await scene.state(announcement_id) is State.PAUSED
    assert FAILURE_BUDGET <= len(messenger.asked) < FAILURE_BUDGET * 4
    (notice,) = await scene.desk.reports.take_notices()
    assert (notice.kind, notice.announcement.id) == (
        NoticeKind.PAUSED_BY_FAILURES,
        announcement_id,
    )


async def test_failures_between_successes_pause_nothing(scene: Scene) -> None:
    everybody = await scene.settle(FAILURE_BUDGET * 3)
    announcement_id = await scene.running()
    script: Script = {chat: [Blocked("blocked")] for chat in everybody if chat % 3}
    await courier(scene, ScriptedMessenger(script), per_second=30).run(announcement_id)
    assert await counts(scene, announcement_id) == Counts(sent=25, blocked=50)


@pytest.mark.parametrize("act", ["pause", "cancel"])
async def test_after_a_brake_nothing_more_leaves(scene: Scene, act: str) -> None:
    await scene.settle(200)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger(seconds=0.02)
    running = asyncio.create_task(courier(scene, messenger, 120).run(announcement_id))
    await asyncio.wait_for(messenger.twentieth.wait(), 5)
    await getattr(scene.desk.course, act)(AUTHOR, announcement_id)
    asked = len(messenger.asked)
    await asyncio.wait_for(running, 5)
    # What was claimed before the brake may still be on its way to the messenger: one batch.
    assert len(messenger.asked) <= asked + 20
    assert (await counts(scene, announcement_id)).sending == 0
    assert (await counts(scene, announcement_id)).pending > 0


async def test_resumed_it_goes_on_with_the_others(scene: Scene) -> None:
    everybody = await scene.settle(30)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger()
    one = courier(scene, messenger, per_second=30)
    await one.run(announcement_id, is_over=lambda: len(messenger.asked) >= 10)
    await scene.desk.course.pause(AUTHOR, announcement_id)
    await one.run(announcement_id)
    assert len(messenger.asked) < 30
    await scene.desk.course.resume(AUTHOR, announcement_id)
    await one.run(announcement_id)
    assert Counter(messenger.asked) == Counter(everybody)


async def test_the_quiet_hours_stop_it_on_its_way(scene: Scene) -> None:
    await scene.settle(30)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger()
    messenger.on_send = lambda _: scene.clock.advance(hours=1)
    await courier(scene, messenger, per_second=30).run(announcement_id)
    assert len(messenger.asked) <= 15
    assert await scene.state(announcement_id) is State.RUNNING


async def test_several_couriers_never_take_the_same(scene: Scene) -> None:
    everybody = await scene.settle(150)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger(seconds=0.005)
    await asyncio.gather(*(courier(scene, messenger).run(announcement_id) for _ in range(4)))
    assert Counter(messenger.asked) == Counter(everybody)
    assert await counts(scene, announcement_id) == Counts(sent=150)


async def test_what_a_dead_worker_left_is_uncertain_and_not_sent_again(scene: Scene) -> None:
    everybody = await scene.settle(10)
    announcement_id = await scene.running()
    async with scene.database.session() as session:
        taken = await deliveries.claim(session, announcement_id, "dead", most=4, now=NOW)
    ledger = Ledger(scene.database, GAZETTEER, scene.clock)
    assert await ledger.give_up(announcement_id) == 4
    messenger = ScriptedMessenger()
    await courier(scene, messenger).run(announcement_id)
    lost = {one.chat_id for one in taken}
    assert set(messenger.asked) == set(everybody) - lost
    assert await counts(scene, announcement_id) == Counts(sent=6, uncertain=4)
    assert await finish_done(scene.database, scene.clock, announcement_id)
    # Only when an officer says so.
    scene.clock.advance(seconds=5)
    assert await scene.desk.course.repeat_uncertain(AUTHOR, announcement_id) == 4
    await courier(scene, messenger).run(announcement_id)
    assert Counter(messenger.asked) == Counter(everybody)


async def test_a_worker_that_was_only_thought_dead_tells_the_truth(scene: Scene) -> None:
    await scene.settle(3)
    announcement_id = await scene.running()
    async with scene.database.session() as session:
        taken = await deliveries.claim(session, announcement_id, "slow", most=3, now=NOW)
    ledger = Ledger(scene.database, GAZETTEER, scene.clock)
    await ledger.give_up(announcement_id)
    sent, refused, late = (one.chat_id for one in taken)
    await ledger.write_down(announcement_id, "slow", Result(sent, DeliveryState.SENT, 7))
    await ledger.write_down(announcement_id, "slow", Result(refused, DeliveryState.PENDING))
    await scene.desk.course.repeat_uncertain(AUTHOR, announcement_id)
    await ledger.write_down(announcement_id, "slow", Result(late, DeliveryState.SENT, 8))
    assert await states(scene, announcement_id) == {
        sent: DeliveryState.SENT,
        refused: DeliveryState.PENDING,
        late: DeliveryState.PENDING,  # an officer has said "again": that stands
    }


async def test_only_the_failed_are_sent_again(scene: Scene) -> None:
    failed, *others = await scene.settle(5)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger({failed: [Rejected("try later")]})
    await courier(scene, messenger).run(announcement_id)
    await finish_done(scene.database, scene.clock, announcement_id)
    assert await scene.desk.course.repeat_failed(OF_COUNTRY, announcement_id) == 1
    assert await scene.state(announcement_id) is State.RUNNING
    scene.clock.advance(seconds=5)
    await courier(scene, messenger).run(announcement_id)
    assert Counter(messenger.asked) == Counter([failed, failed, *others])
    assert await counts(scene, announcement_id) == Counts(sent=5)


async def test_two_announcements_leave_a_second_between_them_in_a_chat(scene: Scene) -> None:
    await scene.settle(1)
    first, second = await scene.running(), await scene.running()
    messenger = ScriptedMessenger()
    one = courier(scene, messenger)
    await one.run(first)
    waiting = asyncio.create_task(one.run(second))
    await asyncio.sleep(0.4)
    assert messenger.asked == [FIRST]
    scene.clock.advance(seconds=1.5)
    await asyncio.wait_for(waiting, 5)
    assert messenger.asked == [FIRST, FIRST]


async def test_a_clock_set_back_holds_nobody_up(scene: Scene) -> None:
    await scene.settle(1)
    first, second = await scene.running(), await scene.running()
    messenger = ScriptedMessenger()
    await courier(scene, messenger).run(first)
    scene.clock.advance(hours=-3)
    await asyncio.wait_for(courier(scene, messenger).run(second), 5)
    assert messenger.asked == [FIRST, FIRST]


async def test_a_group_takes_twenty_a_minute(scene: Scene) -> None:
    (group,) = await scene.settle(1, first=-100_500)
    many = [await scene.running() for _ in range(21)]
    messenger = ScriptedMessenger()
    one = courier(scene, messenger)
    for announcement_id in many[:20]:
        await one.run(announcement_id)
    waiting = asyncio.create_task(one.run(many[20]))
    await asyncio.sleep(0.4)
    assert len(messenger.asked) == 20
    scene.clock.advance(seconds=61)
    await asyncio.wait_for(waiting, 5)
    assert messenger.asked == [group] * 21


async def test_stopped_in_time_it_lets_land_what_flies(scene: Scene) -> None:
    await scene.settle(100)
    announcement_id = await scene.running()
    messenger = ScriptedMessenger(seconds=0.1)
    running = asyncio.create_task(courier(scene, messenger, 120).run(announcement_id))
    await asyncio.wait_for(messenger.twentieth.wait(), 5)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await asyncio.sleep(0.1)  # the last batch of results is written by its own task
    found = await counts(scene, announcement_id)
    assert found.sending == 0
    assert found.sent == len(messenger.asked)


async def test_readers_without_a_copy_fail_and_are_not_sent_something_else(
    scene: Scene,
) -> None:
    await scene.settle(1, language=Language.EN)
    announcement_id = await scene.running()
    async with scene.database.session() as session:  # as if the row had been damaged
        await announcements.move(
            session, announcement_id, {State.RUNNING}, State.RUNNING, now=NOW,
            values={"fallback": None},
        )  # fmt: skip
    messenger = ScriptedMessenger()
    await courier(scene, messenger).run(announcement_id)
    assert messenger.asked == []
    assert await counts(scene, announcement_id) == Counts(failed=1)
