"""How fast announcements leave, beside what the same HTTP layer does bare; in ratios.

    python -m tests.bench.announcements [--recipients 100000]

1. deliveries a second of one process (claim, send, write down) beside a bare loop that only
   sends, through the same messenger, to a local Telegram in another process;
2. the share of the allowed rate that is used, at 30 a second, with the limits enforced;
3. confirmation and memory by number of recipients;
4. p95 of a reply with and without a broadcast beside it.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import aiohttp
import psutil
from telegram import Bot

from bot.announcements.announcement import Announcement, Copy
from bot.announcements.audience import Audience, Subject
from bot.announcements.courier import Courier
from bot.announcements.delivery import Parcel
from bot.announcements.desk import open_desk
from bot.announcements.dispatch import start_due
from bot.announcements.drafts import Confirmed
from bot.announcements.lane import LocalLane
from bot.announcements.ledger import Ledger
from bot.clock import utc_now
from bot.roles import Actor, Role
from bot.settings import Settings
from bot.storage import Database
from bot.telegram.bulk import bulk_messenger
from bot.telegram.request import AiohttpRequest
from knowledge.localities import COUNTRY, Gazetteer
from knowledge.model import Language
from tests.faults.stage import FIRST_MEMBER, settle_members

AUTHOR, SECOND = Actor(1, Role.OFFICER, COUNTRY), Actor(2, Role.OFFICER, COUNTRY)
TOKEN = "700000001:local-telegram-token"
PARCEL = Parcel(Copy("Họp chi hội chiều nay lúc 15 giờ tại nhà văn hoá"))
GAZETTEER = Gazetteer.load()


class Unlimited(LocalLane):
    """A lane without a limit, to see what the rest can do."""

    async def take(self, messages: int) -> float:
        await asyncio.sleep(0)
        return 0.0


@contextmanager
def server(*arguments: str) -> Iterator[str]:
    """Run a local Telegram in another process; yield its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.playground", "--port", "0", "--journal-only", *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        lines = [process.stdout.readline() for _ in range(3)] if process.stdout else []
        yield lines[1].split()[-1]
    finally:
        process.kill()
        process.wait()


def settings_for(url: str, folder: Path) -> Settings:
    return Settings.from_environ(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": url,
            "CHIHOI_DATA_DIR": str(folder),
        }
    )


async def announce(database: Database) -> tuple[int, float]:
    """Have one confirmed and started; return its id, and the seconds of its confirmation."""
    desk = open_desk(database, GAZETTEER, utc_now, deliveries_per_second=30)
    audience = Audience(frozenset({COUNTRY}), Subject.EVENTS)
    draft = await desk.drafts.draft(AUTHOR, audience)
    assert isinstance(draft, Announcement)
    await desk.drafts.write(
        AUTHOR, draft.id, copies={Language.VI: PARCEL.copy}, fallback=Language.VI,
        urgent_reason="a bench",
    )  # fmt: skip
    began = time.perf_counter()
    confirmed = await desk.drafts.confirm(AUTHOR, draft.id)
    seconds = time.perf_counter() - began
    assert isinstance(confirmed, Confirmed), confirmed
    if confirmed.needs_approval:
        await desk.course.approve(SECOND, draft.id)
    await start_due(database, utc_now)
    return draft.id, seconds


@asynccontextmanager
async def members(number: int, folder: Path) -> AsyncIterator[Database]:
    file = folder / f"{number}-{time.monotonic_ns()}.db"
    database = Database(f"sqlite:///{file}")
    await database.open()
    await settle_members(database, number, is_postgres=False)
    yield database
    await database.close()
    file.unlink()


async def bare_loop(settings: Settings, number: int, side_by_side: int) -> float:
    """Return messages a second of nothing but sending."""
    async with bulk_messenger(settings) as messenger:
        chats = iter(range(FIRST_MEMBER, FIRST_MEMBER + number))

        async def send() -> None:
            for chat_id in chats:
                await messenger.send(chat_id, PARCEL)

        began = time.perf_counter()
        await asyncio.gather(*(send() for _ in range(side_by_side)))
        return number / (time.perf_counter() - began)


async def delivered(settings: Settings, folder: Path, number: int, lane: LocalLane) -> float:
    """Return deliveries a second with claims and results."""
    async with members(number, folder) as database, bulk_messenger(settings) as messenger:
        announcement_id, _ = await announce(database)
        ledger = Ledger(database, GAZETTEER, utc_now)
        courier = Courier(ledger, messenger, lane, utc_now)
        began = time.perf_counter()
        await courier.run(announcement_id)
        return number / (time.perf_counter() - began)


async def throughput(folder: Path, number: int) -> None:
    bare, ours = [], []
    for _ in range(3):
        with server() as url:
            settings = settings_for(url, folder)
            bare.append(await bare_loop(settings, number, 256))
            ours.append(await delivered(settings, folder, number, Unlimited(1000)))
    ratio = statistics.median(o / b for o, b in zip(ours, bare, strict=True))
    print(
        f"one process      {statistics.median(ours):6.0f} deliveries/s, a bare loop"
        f" {statistics.median(bare):6.0f}/s: ratio {ratio:.2f} (aim 0.8)"
    )


async def share_of_the_rate(folder: Path, seconds: int) -> None:
    with server("--limits") as url:
        settings = settings_for(url, folder)
        number = 30 * seconds
        async with members(number, folder) as database, bulk_messenger(settings) as messenger:
            announcement_id, _ = await announce(database)
            ledger = Ledger(database, GAZETTEER, utc_now)
            courier = Courier(ledger, messenger, LocalLane(30), utc_now)
            began = time.perf_counter()
            await courier.run(announcement_id)
            took = time.perf_counter() - began
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{url}/control/journal/summary") as got,
        ):
            refused = (await got.json())["answers"].get("sendMessage 429", 0)
    used = (number - LocalLane(30).batch) / took / 30  # the first batch leaves at once
    print(f"limits enforced  {used:6.1%} of 30/s used over {took:.0f} s, {refused} refused (429)")


async def confirmation(folder: Path, number: int) -> None:
    process = psutil.Process(os.getpid())
    async with members(number, folder) as database:
        before = process.memory_info().rss
        _, seconds = await announce(database)
        grown = (process.memory_info().rss - before) / 2**20
    print(f"confirming       {number:>9,} recipients in {seconds:6.2f} s, memory +{grown:.1f} MiB")


async def replies(folder: Path, seconds: int) -> None:
    """Measure sendMessage of the replies' own bot, alone and beside a broadcast at 30/s."""
    with server() as url:
        settings = settings_for(url, folder)
        request = AiohttpRequest()
        bot = Bot(TOKEN, base_url=f"{url}/bot", request=request, get_updates_request=request)
        await request.initialize()

        async def p95() -> float:
            taken = []
            ends = time.perf_counter() + seconds
            while time.perf_counter() < ends:
                began = time.perf_counter()
                await bot.send_message(1, "Chào chị")
                taken.append(time.perf_counter() - began)
                await asyncio.sleep(0.01)
            return statistics.quantiles(taken, n=20)[-1] * 1000

        async with (
            members(30 * (seconds + 5), folder) as database,
            bulk_messenger(settings) as messenger,
        ):
            announcement_id, _ = await announce(database)
            ledger = Ledger(database, GAZETTEER, utc_now)
            courier = Courier(ledger, messenger, LocalLane(30), utc_now)
            before = await p95()
            broadcast = asyncio.create_task(courier.run(announcement_id))
            beside = await p95()
            assert not broadcast.done()
            broadcast.cancel()
            await asyncio.wait([broadcast])
            after = await p95()
        await request.shutdown()
    alone = (before + after) / 2
    print(
        f"replies          p95 {alone:.1f} ms alone, {beside:.1f} ms beside a broadcast:"
        f" ratio {beside / alone:.2f}"
    )


async def main(recipients: int, seconds: int) -> None:
    with tempfile.TemporaryDirectory(prefix="chihoi-bench-") as name:
        folder = Path(name)
        await throughput(folder, min(recipients, 5000))
        await share_of_the_rate(folder, seconds)
        await replies(folder, seconds)
        number = 10_000
        while number <= recipients:
            await confirmation(folder, number)
            number *= 10


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=20)
    given = parser.parse_args()
    asyncio.run(main(given.recipients, given.seconds))
