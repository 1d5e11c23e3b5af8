"""What the editing commands do and say, apart from the terminal."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import assert_never

from bot.editing.asked import recent_probes, unanswered_texts
from bot.editing.house import Opened
from bot.editing.outcomes import (
    Colliding,
    Faulty,
    Proposed,
    Proposing,
    Published,
    Publishing,
    PutBack,
    Refused,
    Unavailable,
    Unchanged,
)
from bot.editing.report import health_page
from bot.editing.shelf import Author
from bot.i18n import VIETNAM_TIME
from bot.storage import Database
from knowledge.editing.health import health_of
from knowledge.editing.office_results import rows_as_text
from knowledge.editing.proposal import Proposal
from knowledge.editing.uploads import Upload
from knowledge.loader import read_folder
from knowledge.localities import Gazetteer
from knowledge.model import Language

AUTHOR = Author(0, "chihoi (máy chủ / server)")
SHOWN = 120
"""Characters shown of a text that collides."""


@dataclass(frozen=True, slots=True)
class Editor:
    """An admin at the terminal."""

    opened: Opened
    database: Database
    gazetteer: Gazetteer
    language: Language
    now: datetime

    async def propose(self, paths: Sequence[Path]) -> Proposing:
        """Return what a folder (as the whole base) or some files would change."""
        editing = self.opened.editing
        asked = await recent_probes(self.database, now=self.now)
        if len(paths) == 1 and paths[0].is_dir():
            contents, unreadable = read_folder(paths[0])
            if unreadable:
                return Refused(unreadable[0])
            current = await editing.press.current()
            proposal = Proposal.replacing(current.content, current.contents, contents)
            return await editing.press.propose(proposal, asked=asked)
        uploads = [
            Upload(f"{path.parent.name}/{path.name}", path.read_bytes())
            for path in paths
            if path.is_file()
        ]
        return await editing.hand.files(uploads, asked=asked)

    async def publish(self, proposing: Proposing, why: str) -> str:
        """Publish what was proposed and say what came of it."""
        if not isinstance(proposing, Proposed):
            return self._say("không có gì để xuất bản", "there is nothing to publish")
        outcome = await self.opened.editing.press.publish(proposing.proposal, AUTHOR, why=why)
        return self.outcome(outcome)

    async def history(self, limit: int) -> list[str]:
        """Return a line a version."""
        return [
            f"{it.number}\t{it.content}\t{it.at.astimezone(VIETNAM_TIME):%d/%m/%Y %H:%M}"
            f"\t{it.author}\t{it.why}"
            for it in await self.opened.editing.press.history(limit)
        ]

    async def restore(self, name: str, why: str) -> str | None:
        """Bring a version back; None where there is none of that name."""
        press = self.opened.editing.press
        version = await press.find(name)
        if version is None:
            return None
        return self.outcome(await press.restore(version, AUTHOR, why=why))

    async def page(self) -> str:
        """Return the review page."""
        base = self.opened.store.current.base
        unanswered = await unanswered_texts(self.database, now=self.now)
        today = self.now.astimezone(VIETNAM_TIME).date()
        health = health_of(base, today, self.gazetteer, unanswered=unanswered)
        return health_page(health, self.language)

    async def sheet(self, file: Path, source: str) -> tuple[list[str], Proposing | None]:
        """Return a line for each row of a sheet, and what publishing it would change."""
        upload = Upload(file.name, await asyncio.to_thread(file.read_bytes))
        taken = await self.opened.editing.hand.sheet(upload, source=source)
        lines = [it.line_for(self.language) for it in taken.imported.problems]
        lines += rows_as_text(taken.imported.results, self.language).splitlines()
        return lines, taken.proposing

    def told(self, proposing: Proposing) -> tuple[list[str], bool]:
        """Return the lines that tell a proposal, and whether it can be published."""
        match proposing:
            case Proposed():
                lines = [it.text(self.language) for it in proposing.warnings]
                for section in proposing.review.sections(self.language):
                    lines += ["", section.title, *(f"  {it}" for it in section.shown)]
                    if section.hidden:
                        more = self._say("dòng nữa (--out TỆP)", "more (--out FILE)")
                        lines.append(f"  … {section.hidden} {more}")
                return lines, True
            case Faulty(errors=errors):
                return [f"{it.text(self.language)}\n" for it in errors], False
            case Refused(problem=problem):
                return [problem.line_for(self.language)], False
            case Unchanged() | Colliding() | Unavailable():
                return [self.outcome(proposing)], False
            case _:
                assert_never(proposing)

    def whole(self, proposing: Proposing) -> str:
        """Return all of a review, for a file."""
        return proposing.review.as_file(self.language) if isinstance(proposing, Proposed) else ""

    def outcome(self, outcome: Publishing) -> str:
        """Return what came of publishing."""
        match outcome:
            case Published(version=version, merged_with=others):
                said = self._say("đã xuất bản phiên bản", "published version")
                merged = self._say("gộp với", "merged with")
                with_others = f" ({merged} {', '.join(it.key for it in others)})" if others else ""
                return f"✓ {said} {version.key}{with_others}"
            case PutBack(fallen=fallen):
                said = self._say(
                    "đã đưa bản cũ trở lại, vì các câu đang đúng thành sai",
                    "put back, for questions that were right went wrong",
                )
                return "\n".join([f"✗ {said}:", *(f"  “{it.probe.text}”" for it in fallen)])
            case Faulty(errors=errors):
                return "\n".join(it.text(self.language) for it in errors)
            case Unchanged():
                return self._say("không có gì thay đổi", "nothing would change")
            case Colliding(collisions=collisions):
                said = self._say(
                    "người khác vừa sửa cùng chỗ; sửa lại trên bản mới rồi gửi lại",
                    "somebody changed the same places meanwhile; edit the new version and send"
                    " it again",
                )
                lines = [f"✗ {said}:"]
                for it in collisions:
                    lines.append(f"  {it.file}: {it.path}")
                    lines.append(f"    < {it.theirs[:SHOWN]}")
                    lines.append(f"    > {it.ours[:SHOWN]}")
                return "\n".join(lines)
            case Unavailable(reason=reason):
                said = self._say("chưa làm được, chưa có gì thay đổi", "not done, nothing changed")
                return f"✗ {said}: {reason}"
            case _:
                assert_never(outcome)

    def _say(self, vietnamese: str, english: str) -> str:
        return vietnamese if self.language is Language.VI else english
