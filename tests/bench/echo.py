"""From update to reply over HTTP: the whole bot beside bots that only echo.

    python -m tests.bench.echo [--profile FILE]

One local Telegram in a process of its own, afresh for each bot. The updates lie ready when
a bot starts; what counts is the time from its first reply to its last, by the server's clock.
Two free cores are needed for that, one for the server and one for the bot; where others
work on the machine too, the column by processor time is the one to trust.
"""

import argparse
import asyncio
import os
import pstats
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import aiohttp

from tests.bench.ground import GOLDEN, read_rows
from tests.bench.tables import print_machine, print_table, times

UPDATES = 2_000
PEOPLE = 200
ROUNDS = 2
"""Each bot runs so often, in turns; the best round counts, for the machine is shared."""
LIMIT_SECONDS = 90.0
KINDS = {
    "httpx": "python-telegram-bot, bare echo (httpx, one by one)",
    "aiohttp": "python-telegram-bot, echo on our request (aiohttp, 256 at once)",
    "ours": "Chị Hội, all handlers",
}


@dataclass(frozen=True, slots=True)
class Round:
    """What one run of one bot gave."""

    replies: int
    per_second: float
    cpu_milliseconds: float
    """Processor time of the bot's process a reply."""


@dataclass(frozen=True, slots=True)
class Server:
    """A local Telegram in another process."""

    api_url: str
    token: str


@contextmanager
def _server() -> Iterator[Server]:
    command = [sys.executable, "-m", "bot.playground", "--port", "0", "--journal-only"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        lines = [process.stdout.readline() for _ in range(3)] if process.stdout else []
        _page, api_url, token = (line.split()[-1] for line in lines)
        yield Server(api_url, token)
    finally:
        process.terminate()
        process.wait()


async def _inject(session: aiohttp.ClientSession) -> None:
    """Let people write, each several questions, before any bot is there."""
    people = []
    for number in range(PEOPLE):
        person = {"first_name": f"Chị {number}", "language_code": "vi", "has_started": True}
        async with session.post("/control/people", json=person) as response:
            people.append((await response.json())["id"])
    rows = [str(row["q"]) for row in read_rows(GOLDEN) if not row.get("context") and row.get("q")]
    questions = cycle(rows)
    sends = [
        session.post(f"/control/people/{people[n % PEOPLE]}/messages", json={"text": question})
        for n, question in zip(range(UPDATES), questions, strict=False)
    ]
    for send in sends:
        async with send as response:
            response.raise_for_status()


async def _answered(session: aiohttp.ClientSession, process: int) -> Round:
    """Wait until all are answered, or none has been for five seconds."""
    deadline = time.monotonic() + LIMIT_SECONDS
    count, cpu_at_first, counted_at_first = 0, 0.0, 0
    quiet_since = time.monotonic() + LIMIT_SECONDS
    while count < UPDATES and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
        async with session.get("/control/journal/summary") as response:
            latest = int((await response.json())["accepted"])
        if latest and not counted_at_first:
            cpu_at_first, counted_at_first = _cpu_seconds(process), latest
        if latest > count:
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since > 5:
            break
        count = latest
    cpu = _cpu_seconds(process) - cpu_at_first
    async with session.get("/control/journal", params={"limit": str(2 * UPDATES)}) as response:
        moments = sorted(float(entry["at"]) for entry in await response.json())
    if len(moments) < 2:
        return Round(len(moments), 0.0, 0.0)
    rate = (len(moments) - 1) / (moments[-1] - moments[0])
    return Round(len(moments), rate, 1000 * cpu / max(1, count - counted_at_first))


def _cpu_seconds(process: int) -> float:
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _round(kind: str, folder: Path, profile: str | None) -> Round:
    with _server() as server:
        async with aiohttp.ClientSession(server.api_url) as session:
            await _inject(session)
            arguments = [kind, server.api_url, server.token, str(folder)]
            arguments += [profile] if profile and kind == "ours" else []
            command = [sys.executable, "-m", "tests.bench.echo_bots", *arguments]
            process = await asyncio.create_subprocess_exec(*command)
            try:
                return await _answered(session, process.pid)
            finally:
                # Only a profile needs an orderly end; what is still in hand then is in its way.
                process.send_signal(signal.SIGTERM if profile else signal.SIGKILL)
                await process.wait()


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.echo")
    parser.add_argument("--profile", help="profile our bot into this file (slows it)")
    profile: str | None = parser.parse_args(arguments).profile
    print_machine()
    best: dict[str, Round] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1 if profile else ROUNDS):
            for kind in ["ours"] if profile else KINDS:
                data = Path(folder) / f"{kind}-{number}"
                models = Path(folder) / "models"
                data.mkdir()
                models.mkdir(exist_ok=True)
                (data / "models").symlink_to(models)  # fitted once, not in every round
                found = asyncio.run(_round(kind, data, profile))
                if kind not in best or found.per_second > best[kind].per_second:
                    best[kind] = found
    if profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(35)
        return
    bare = best["httpx"]
    rows = [
        (
            KINDS[kind],
            f"{it.replies:,} of {UPDATES:,}",
            f"{it.per_second:.0f}",
            times(it.per_second, bare.per_second),
            f"{it.cpu_milliseconds:.2f}",
            times(bare.cpu_milliseconds, it.cpu_milliseconds),
        )
        for kind, it in best.items()
    ]
    rate, cost = "replies a second", "CPU ms a reply"
    columns = ("", "replies", rate, "to the bare echo", cost, "replies a CPU second, to it")
    print_table(f"Update to reply over HTTP, {PEOPLE} people", columns, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
