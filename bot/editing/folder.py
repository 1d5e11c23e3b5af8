"""A folder of YAML files that is edited outside the bot (CHIHOI_KNOWLEDGE_DIR), kept alike.

What somebody saves there is checked, merged and published as if an admin had sent it; what is
published from the chat is written back there, file by file. A folder with errors changes
nothing: the version before goes on answering, and `problems` tells why.

The folder is polled (names, sizes and times of some forty files take a third of a
millisecond): that works on every file system, network ones too.
"""

import asyncio
import json
import logging
import os
from pathlib import Path

from bot.editing.current import Current
from bot.editing.outcomes import Colliding, Faulty, Published, PutBack, Unavailable, Unchanged
from bot.editing.press import Press
from bot.editing.shelf import Author
from knowledge.editing.proposal import Contents, Proposal
from knowledge.loader import load_contents, read_folder, version_of

logger = logging.getLogger(__name__)

AUTHOR = Author(0, "CHIHOI_KNOWLEDGE_DIR")
PROBLEMS_SHOWN = 20

Fingerprint = frozenset[tuple[str, int, int]]


class EditedFolder:
    """One such folder. `look` now and then; it acts when the files have come to rest."""

    def __init__(self, folder: Path, press: Press, state: Path) -> None:
        """Follow *folder*; *state* is the file that remembers which version it was last."""
        self._folder = folder
        self._press = press
        self._state = state
        self._seen: Fingerprint = frozenset()
        self._done: Fingerprint | None = None
        self._done_content = ""
        self.problems: tuple[str, ...] = ()
        """Why the folder, as it is now, does not answer; in English, a line each."""

    async def look(self) -> None:
        """Publish the folder, or write it, where the two differ and the folder is at rest."""
        fingerprint = await asyncio.to_thread(_fingerprint, self._folder)
        is_at_rest = fingerprint == self._seen
        self._seen = fingerprint
        if not is_at_rest:
            return
        current = await self._press.current()
        if fingerprint == self._done and current.content == self._done_content:
            return
        await self._level(current)
        self._done = await asyncio.to_thread(_fingerprint, self._folder)
        self._done_content = (await self._press.current()).content

    async def _level(self, current: Current) -> None:
        contents, unreadable = await asyncio.to_thread(read_folder, self._folder)
        if unreadable:
            self._tell([it.line_for() for it in unreadable])
            return
        content = await asyncio.to_thread(version_of, contents)
        if content == current.content:
            if self._press.is_answering:
                self._remember(content)
                self._tell([])
            else:
                loaded = await asyncio.to_thread(load_contents, contents)
                self._tell([it.line_for() for it in loaded.errors])
            return
        last = self._remembered()
        if await self._is_only_behind(contents, current, last):
            await asyncio.to_thread(write_folder, self._folder, current.contents)
            self._remember(current.content)
            self._tell([])
            return
        await self._publish(contents, current, last)

    async def _publish(self, contents: Contents, current: Current, last: str) -> None:
        base = await self._files_of(last)
        if base is None:  # nobody knows what it was: what stands there now is what is meant
            proposal = Proposal.replacing(current.content, current.contents, contents)
        else:
            proposal = Proposal.replacing(last, base, contents)
        why = f"đã sửa trong thư mục {self._folder.name} / edited in the folder"
        match await self._press.publish(proposal, AUTHOR, why=why):
            case Published(version=version):
                published = (await self._press.current()).contents
                await asyncio.to_thread(write_folder, self._folder, published)
                self._remember(version.content)
                self._tell([])
            case Unchanged():
                await asyncio.to_thread(write_folder, self._folder, current.contents)
                self._remember(current.content)
                self._tell([])
            case Faulty(errors=errors):
                self._tell([it.problem.line_for() for it in errors])
            case Colliding(collisions=collisions):
                self._tell([f"{it.file}: {it.path}: changed in the chat too" for it in collisions])
            case PutBack(fallen=fallen):
                self._tell([f"no longer answered rightly: {it.probe.text}" for it in fallen])
            case Unavailable(reason=reason):
                self._tell([reason])

    async def _is_only_behind(self, contents: Contents, current: Current, last: str) -> bool:
        """Whether every file is one of the last version or of the current one.

        Then nobody has edited it: something was published elsewhere, and writing it back has
        not begun or was broken off.
        """
        before = await self._files_of(last)
        if before is None:
            return False
        return all(
            data in (before.get(name), current.contents.get(name))
            for name, data in contents.items()
        ) and all(name in contents or name not in current.contents for name in before)

    async def _files_of(self, content: str) -> dict[str, bytes] | None:
        current = await self._press.current()
        if content == current.content:
            return dict(current.contents)
        return await self._press.files_of(content) if content else None

    def _tell(self, problems: list[str]) -> None:
        if problems and tuple(problems) != self.problems:
            logger.error(
                "the knowledge folder is not used as it is now: %s",
                "; ".join(problems[:PROBLEMS_SHOWN]),
            )
        self.problems = tuple(problems)

    def _remembered(self) -> str:
        try:
            noted = json.loads(self._state.read_text("utf-8"))
            return str(noted["content"]) if noted["folder"] == str(self._folder) else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _remember(self, content: str) -> None:
        self._state.parent.mkdir(parents=True, exist_ok=True)
        _replace(
            self._state, json.dumps({"folder": str(self._folder), "content": content}).encode()
        )


def write_folder(folder: Path, contents: Contents) -> None:
    """Make the YAML files under *folder* those of *contents*, each replaced by a rename."""
    there, _ = read_folder(folder)
    for name, data in contents.items():
        if there.get(name) != data:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data)
    for name in there.keys() - contents.keys():
        (folder / name).unlink(missing_ok=True)


def _replace(path: Path, data: bytes) -> None:
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(data)
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    aside.replace(path)


def _fingerprint(folder: Path) -> Fingerprint:
    found = set()
    for path in folder.rglob("*.yaml"):
        try:
            state = path.stat()
        except OSError:
            continue
        found.add((str(path), state.st_mtime_ns, state.st_size))
    return frozenset(found)
