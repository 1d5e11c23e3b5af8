"""The courier: takes deliveries up, sends them, and writes down what became of each.

    take tokens → claim (committed as `sending`) → send side by side → write down

The number of deliveries in the air is bounded, and with it what a crash can leave uncertain.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.announcements import rules
from bot.announcements.announcement import Announcement, DeliveryState, State
from bot.announcements.delivery import (
    Blocked,
    Buttons,
    Messenger,
    Migrated,
    NotNow,
    NotSent,
    Outcome,
    Parcel,
    Rejected,
    Sent,
    TooFast,
    Unclear,
    no_buttons,
)
from bot.announcements.lane import Departures, Lane
from bot.announcements.ledger import Ledger
from bot.clock import Clock
from bot.storage import DatabaseUnavailableError
from bot.storage.deliveries import Claimed, Result
from knowledge.model import Language

logger = logging.getLogger(__name__)

FEWEST_IN_THE_AIR = 32
MOST_IN_THE_AIR = 512
"""Requests under way at a time: two seconds' worth, within these bounds."""
LONGEST_REST_SECONDS = 30.0
"""The longest pause between attempts while Telegram cannot be reached."""
DRAIN_SECONDS = 3.0
"""How long requests under way may take to end when the program is stopped."""
LOOK_AGAIN_SECONDS = 0.25
"""How soon chats that were written to a moment ago are looked at again."""


@dataclass(slots=True)
class _Round:
    """One call of `run`: what it sends, and what it has in the air."""

    announcement: Announcement
    parcels: dict[Language, Parcel | None]
    messages: int
    """The most messages that one delivery is."""
    tasks: set[asyncio.Task[None]] = field(default_factory=set)


class Courier:
    """Delivers. One for a process; several rounds may go on at the same time."""

    def __init__(
        self,
        ledger: Ledger,
        messenger: Messenger,
        lane: Lane,
        clock: Clock,
        *,
        buttons: Buttons = no_buttons,
    ) -> None:
        """Write to *ledger*, send with *messenger* at the pace of *lane*."""
        self._ledger = ledger
        self._messenger = messenger
        self._lane = lane
        self._clock = clock
        self._buttons = buttons
        self._departures = Departures(lane.per_second)
        self._air = asyncio.Semaphore(
            max(FEWEST_IN_THE_AIR, min(MOST_IN_THE_AIR, 2 * lane.per_second))
        )
        self._rest_seconds = 0.0
        self._rests_until = 0.0

    async def run(
        self,
        announcement_id: int,
        *,
        shard: int | None = None,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        """Deliver what is pending (of one shard, or all) until nothing is, or *is_over*.

        Ends early where the announcement does not run (any more), or where the quiet hours
        have begun. On return nothing of this call is in the air.
        """
        found = await self._ledger.find(announcement_id)
        if found is None or found.state is not State.RUNNING:
            return
        parcels = {language: self._parcel(found, language) for language in Language}
        messages = max((parcel.messages for parcel in parcels.values() if parcel), default=1)
        going = _Round(found, parcels, messages)
        try:
            while not is_over() and not self._must_be_quiet(found):
                if not await self._deliver_some(going, shard):
                    break
        finally:
            await _drain(going.tasks)

    async def _deliver_some(self, going: _Round, shard: int | None) -> bool:
        """Send the next batch on its way; return False where there is nothing to send."""
        await asyncio.sleep(max(0.0, self._rests_until - time.monotonic()))
        number = max(1, self._lane.batch // going.messages)
        for _ in range(number):
            await self._air.acquire()
        free = number
        try:
            leaves_at = await self._lane.take(number * going.messages)
            claim_key, claimed = await self._ledger.claim(
                going.announcement.id, most=number, shard=shard
            )
            for delivery in claimed:
                task = asyncio.create_task(self._deliver(going, claim_key, delivery, leaves_at))
                going.tasks.add(task)
                task.add_done_callback(going.tasks.discard)
                task.add_done_callback(self._land)
                free -= 1
        except DatabaseUnavailableError as error:
            logger.warning("ledger out of reach, trying again: %s", error)
            await asyncio.sleep(1.0)
            return True
        finally:
            for _ in range(free):
                self._air.release()
        if claimed:
            return True
        return await self._wait_for_more(going, shard)

    async def _wait_for_more(self, going: _Round, shard: int | None) -> bool:
        """Whether something only has to wait: for its chat, or for ours in the air to return."""
        if going.tasks:
            await asyncio.wait(going.tasks, timeout=LOOK_AGAIN_SECONDS)
            return True
        if not await self._ledger.has_more(going.announcement.id, shard):
            return False
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
        return True

    def _land(self, task: asyncio.Task[None]) -> None:
        self._air.release()
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("a delivery broke off, it is uncertain", exc_info=error)

    async def _deliver(
        self, going: _Round, claim_key: str, delivery: Claimed, leaves_at: float
    ) -> None:
        await asyncio.sleep(max(0.0, leaves_at - time.monotonic()))
        for _ in range(going.messages):
            await self._departures.leave()
        outcome = await self._send(going, delivery)
        await self._obey(outcome)
        announcement_id, chat_id = going.announcement.id, delivery.chat_id
        if isinstance(outcome, Migrated):
            await self._ledger.follow(announcement_id, claim_key, chat_id, outcome.new_chat_id)
            return
        await self._ledger.write_down(announcement_id, claim_key, _result(chat_id, outcome))

    async def _send(self, going: _Round, delivery: Claimed) -> Outcome:
        parcel = going.parcels[delivery.language]
        if parcel is None:
            return Rejected(f"no copy in {delivery.language}")
        if self._lane.is_closed:  # it was claimed just before the lane was closed
            return NotNow()
        return await self._messenger.send(delivery.chat_id, parcel)

    async def _obey(self, outcome: Outcome) -> None:
        """Wait as told, or a little longer each time where Telegram cannot be reached."""
        match outcome:
            case TooFast(seconds):
                logger.info("Telegram tells the bulk lane to wait %g s", seconds)
                await self._lane.close_for(seconds)
            case NotSent(reason):
                if time.monotonic() >= self._rests_until:  # not once for each in the air
                    self._rest_seconds = min(
                        max(1.0, self._rest_seconds * 2), LONGEST_REST_SECONDS
                    )
                    self._rests_until = time.monotonic() + self._rest_seconds
                    logger.warning(
                        "Telegram out of reach (%s), resting %g s", reason, self._rest_seconds
                    )
            case Sent():
                self._rest_seconds = 0.0
            case _:
                pass

    def _parcel(self, announcement: Announcement, language: Language) -> Parcel | None:
        copy = announcement.copy_for(language)
        if copy is None:
            return None
        return Parcel(copy, self._buttons(announcement, language))

    def _must_be_quiet(self, announcement: Announcement) -> bool:
        return rules.is_quiet(self._clock()) and not announcement.is_urgent


def _result(chat_id: int, outcome: Outcome) -> Result:
    match outcome:
        case Sent(message_id):
            return Result(chat_id, DeliveryState.SENT, message_id)
        case Blocked(reason):
            return Result(chat_id, DeliveryState.BLOCKED, error=reason)
        case Rejected(reason):
            return Result(chat_id, DeliveryState.FAILED, error=reason)
        case Unclear(reason):
            return Result(chat_id, DeliveryState.UNCERTAIN, error=reason)
        case TooFast() | NotNow() | NotSent() | Migrated():
            return Result(chat_id, DeliveryState.PENDING)


async def _drain(tasks: set[asyncio.Task[None]]) -> None:
    """Wait for what is in the air; where we are being stopped, not for long."""
    waiting = set(tasks)
    if not waiting:
        return
    try:
        await asyncio.wait(waiting)
    except asyncio.CancelledError:
        await asyncio.wait(waiting, timeout=DRAIN_SECONDS)
        for task in waiting:
            task.cancel()  # stays `sending`: whoever comes next calls it uncertain
        raise
