"""A stage for crashes: a local Telegram, an announcement, and real processes to be killed.

The processes are `chihoi run` and `chihoi worker` as anybody starts them; only the knowledge is
left out, so that they start quickly.
"""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text

from bot.announcements.announcement import Announcement, Copy, Counts, DeliveryState
from bot.announcements.audience import Audience, Subject
from bot.announcements.desk import Desk, open_desk
from bot.announcements.drafts import Confirmed
from bot.clock import utc_now
from bot.playground import Fault, FaultKind, LocalTelegram, Options
from bot.roles import Actor, Role
from bot.storage import Database, deliveries
from knowledge.localities import COUNTRY, Gazetteer
from knowledge.model import Language

ROOT = Path(__file__).parents[2]
AUTHOR = Actor(1_000_001, Role.OFFICER, COUNTRY)
SECOND = Actor(1_000_002, Role.OFFICER, COUNTRY)
FIRST_MEMBER = 6_000_000_000
"""Beyond 32 bits, as newer accounts are."""

_PROGRAM = """
import os, sys
import bot.app, bot.delivering, bot.announcements.shared_lane, bot.announcements.workers, handlers
from bot.__main__ import main
if "DEAD_AFTER" in os.environ:
    bot.announcements.workers.DEAD_AFTER_SECONDS = float(os.environ["DEAD_AFTER"])
    bot.announcements.workers.HEARTBEAT_SECONDS = float(os.environ["DEAD_AFTER"]) / 4
sys.stdin.readline()
main()
"""
"""All is imported before the word to begin comes, so that a spare can stand by."""

_BYTECODE = Path(tempfile.gettempdir()) / f"chihoi-faults-bytecode-{os.getuid()}"
"""Compiled once, however the tests were started: a process must be up in a second."""


@dataclass(slots=True)
class Stage:
    """What the tests of this folder work with."""

    telegram: LocalTelegram
    database: Database
    database_url: str
    folder: Path
    desk: Desk
    per_second: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    in_the_air: int = 0
    """Deliveries that were on their way at the kills, all together."""
    kills: int = 0

    # ── processes ────────────────────────────────────────────────────────────────────────

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
        """Start `chihoi` with *arguments*."""
        process = self.stand_by(*arguments, **variables)
        begin(process)
        return process

    def stand_by(self, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
        """Prepare `chihoi` with *arguments*; `begin` lets it start."""
        environ = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("CHIHOI_", "TELEGRAM_", "DATABASE_", "PYTHON"))
        }
        knowledge = self.folder / "knowledge"
        knowledge.mkdir(exist_ok=True)
        (knowledge / "broken.yaml").write_text("[", encoding="utf-8")
        ours = {
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(_BYTECODE),
            "PTB_TIMEDELTA": "true",
            "CHIHOI_PORT": "0",
            "CHIHOI_DATA_DIR": str(self.folder),
            "CHIHOI_KNOWLEDGE_DIR": str(knowledge),
            "CHIHOI_BULK_PER_SECOND": str(self.per_second),
            "CHIHOI_OWN_WORKER": "false",
            "DATABASE_URL": self.database_url,
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.api_url,
        }
        with (self.folder / "processes.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, *arguments],
                env={**environ, **ours, **variables},
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    async def kill(self, process: subprocess.Popen[bytes], announcement_id: int) -> None:
        """Kill it at once, and count what was on its way."""
        process.send_signal(signal.SIGKILL)
        if process.stdin is not None:
            process.stdin.close()
        await asyncio.to_thread(process.wait)
        self.processes.remove(process)
        self.kills += 1
        self.in_the_air += (await self.counts(announcement_id)).sending

    async def stop_all(self) -> None:
        for process in self.processes:
            process.kill()
            if process.stdin is not None:
                process.stdin.close()
        for process in self.processes:
            await asyncio.to_thread(process.wait)
        self.processes.clear()

    def log(self) -> str:
        return (self.folder / "processes.log").read_text("utf-8", errors="replace")

    # ── people and announcements ─────────────────────────────────────────────────────────

    async def settle(self, members: int) -> None:
        """Let so many members live in one commune."""
        await settle_members(self.database, members, is_postgres="postgres" in self.database_url)

    async def announce(self, words: str = "Họp chi hội chiều nay") -> int:
        """Have one written, confirmed and, where needed, approved; return its id."""
        audience = Audience(frozenset({COUNTRY}), Subject.EVENTS)
        drafts = self.desk.drafts
        draft = await drafts.draft(AUTHOR, audience)
        assert isinstance(draft, Announcement)
        await drafts.write(
            AUTHOR,
            draft.id,
            copies={Language.VI: Copy(words)},
            fallback=Language.VI,
            urgent_reason="tests run at night too",
        )
        confirmed = await drafts.confirm(AUTHOR, draft.id)
        assert isinstance(confirmed, Confirmed), confirmed
        if confirmed.needs_approval:
            assert isinstance(await self.desk.course.approve(SECOND, draft.id), Confirmed)
        return draft.id

    async def announcement(self, announcement_id: int) -> Announcement:
        found = await self.desk.reports.see(AUTHOR, announcement_id)
        assert isinstance(found, Announcement)
        return found

    async def counts(self, announcement_id: int) -> Counts:
        async with self.database.reading() as session:
            return await deliveries.counts(session, announcement_id)

    async def until(
        self, holds: Callable[[Counts], bool], announcement_id: int, seconds: float
    ) -> Counts:
        """Wait until the counts are so."""
        deadline = time.monotonic() + seconds
        while True:
            counts = await self.counts(announcement_id)
            if holds(counts):
                return counts
            if time.monotonic() > deadline:
                raise AssertionError(f"not in {seconds} s: {counts}\n{self.log()[-3000:]}")
            await asyncio.sleep(0.05)

    async def moves_on(self, announcement_id: int, *, by: int) -> None:
        """Wait until *by* more are done, or all are."""
        wanted = (await self.counts(announcement_id)).done + by
        await self.until(
            lambda counts: counts.done >= wanted or counts.left == 0, announcement_id, 40
        )

    # ── the truth ────────────────────────────────────────────────────────────────────────

    async def examine(self, announcement_id: int, members: int) -> Counts:
        """Hold the ledger against the server's journal; see this folder's promise."""
        counts = await self.counts(announcement_id)
        everybody = {FIRST_MEMBER + number for number in range(members)}
        received = Counter(
            entry.chat_id
            for entry in self.telegram.state.journal.entries
            if entry.chat_id in everybody  # officers are told of its end
        )
        states: dict[int, DeliveryState] = {}
        async with self.database.reading() as session:
            for row in await deliveries.page(
                session, announcement_id, after=None, limit=members + 1
            ):
                states[row.chat_id] = row.state
        assert counts.left == 0, counts
        assert set(states) == everybody
        assert {chat: n for chat, n in received.items() if n > 1} == {}
        sent = {chat for chat, state in states.items() if state is DeliveryState.SENT}
        refused = {
            chat
            for chat, state in states.items()
            if state in (DeliveryState.BLOCKED, DeliveryState.FAILED)
        }
        assert sent <= set(received)
        assert not refused & set(received)
        # Whoever got it is sent or uncertain, and nobody else can have got it.
        assert set(received) - sent == {
            chat for chat in received if states[chat] is DeliveryState.UNCERTAIN
        }
        return counts


async def settle_members(database: Database, number: int, *, is_postgres: bool) -> None:
    """Write *number* members, some thousand at a time."""
    moment = "CAST(:moment AS timestamptz)" if is_postgres else ":moment"
    statement = text(
        "INSERT INTO member (telegram_id, language, province_code, commune_code,"
        " is_reachable, created_at, last_seen_at) VALUES (:telegram_id, :language,"
        f" :province_code, :commune_code, true, {moment}, {moment})"
    )
    for first in range(0, number, 10_000):
        rows = [
            {
                "telegram_id": FIRST_MEMBER + one,
                "language": ("vi", "en", "id", "ar")[one % 4],
                "province_code": "38",
                "commune_code": "14758",
                "moment": "2026-01-01 00:00:00.000000",
            }
            for one in range(first, min(first + 10_000, number))
        ]
        async with database.session() as session:
            connection = await session.connection()
            await connection.execute(statement, rows)


def begin(process: subprocess.Popen[bytes]) -> None:
    """Let a process that stands by start."""
    if process.stdin is None:
        raise RuntimeError("started without a pipe")
    process.stdin.write(b"\n")
    process.stdin.flush()


@asynccontextmanager
async def open_stage(database_url: str, folder: Path, *, per_second: int) -> AsyncIterator[Stage]:
    """Yield a stage on an empty database; every process is gone afterwards."""
    database = Database(database_url)
    await database.open()
    desk = open_desk(database, Gazetteer.load(), utc_now, deliveries_per_second=per_second)
    async with LocalTelegram(Options(keeps_history=False)) as telegram:
        stage = Stage(telegram, database, database_url, folder, desk, per_second)
        try:
            yield stage
        finally:
            await stage.stop_all()
            await database.close()


def weather(seed: int) -> Sequence[Fault]:
    """All that can go wrong on the way, a little of each."""
    sending = frozenset({"sendMessage"})
    kinds = (
        (FaultKind.TOO_MANY_REQUESTS, 0.002),
        (FaultKind.FORBIDDEN, 0.02),
        (FaultKind.BAD_REQUEST, 0.01),
        (FaultKind.SERVER_ERROR, 0.01),
        (FaultKind.RESET_BEFORE, 0.01),
        (FaultKind.RESET_AFTER, 0.01),
        (FaultKind.SLOW, 0.05),
    )
    return [
        Fault(kind, probability=chance, seed=seed + number, methods=sending, delay_seconds=0.4)
        for number, (kind, chance) in enumerate(kinds)
    ]


def unclear_answers(telegram: LocalTelegram) -> int:
    """How many requests the server left without an answer that tells."""
    answers = telegram.state.journal.answers
    return answers["sendMessage", 0] + answers["sendMessage", 500]
