"""Versions of the knowledge on disk: each a whole folder, and a pointer to the one in use.

    versions/0007-ab12cd34ef56/…yaml   the files, as they were sent; read-only
    versions/0007-ab12cd34ef56/version.json   who, when, why, after which version
    current                            the name of the folder in use
    lock                               held while a version is published

A folder is written under another name, renamed when whole, and only then named by `current`,
which is itself replaced by a rename: a process killed at any step leaves the old version or
the new one in use, whole. A folder that `current` does not lead to, through the parents, was
never published; the next publish removes it. Nothing published is ever deleted; files that a
publish does not change are links to those of its parent.
"""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from knowledge.editing.proposal import Contents
from knowledge.editing.version import Version
from knowledge.loader import read_folder, version_of

LOCK_SECONDS = 30.0
"""How long a publish waits for another one; one takes about a second."""

_RECORD = "version.json"
_CURRENT = "current"

Step = Callable[[str], None]
"""Called before each change on disk, with its name: tests end the process there."""


class DamagedVersionError(OSError):
    """A version's files are not those that were published."""


class LockedError(TimeoutError):
    """Somebody else has been publishing for too long."""


def _no_step(_: str) -> None:
    return


class Versions:
    """The versions in one folder, shared by all processes of a machine."""

    def __init__(self, folder: Path, *, step: Step = _no_step) -> None:
        """Keep them under *folder*, which is made by the first publish."""
        self._folder = folder
        self._step = step

    def current_key(self) -> str:
        """Return the name of the version in use, or nothing; as cheap as reading 20 bytes."""
        try:
            return (self._folder / _CURRENT).read_text("utf-8").strip()
        except FileNotFoundError:
            return ""

    def current(self) -> Version | None:
        """Return the version in use; None where nothing was published yet.

        Raises:
            DamagedVersionError: Where its record cannot be read.
        """
        key = self.current_key()
        return self._record(key) if key else None

    def contents(self, version: Version) -> dict[str, bytes]:
        """Return the files of *version*.

        Raises:
            DamagedVersionError: Where they are not those that were published.
        """
        contents, problems = read_folder(self._home(version.key))
        if problems or version_of(contents) != version.content:
            raise DamagedVersionError(f"version {version.key} was changed on disk")
        return contents

    def history(self, limit: int = 50) -> list[Version]:
        """Return the published versions, newest first, as far back as they can be read."""
        found: list[Version] = []
        version = self.current()
        numbers = self._keys_by_number()
        while version is not None and len(found) < limit:
            found.append(version)
            key = numbers.get(version.parent)
            try:
                version = self._record(key) if key else None
            except DamagedVersionError:
                break
        return found

    def find(self, name: str) -> Version | None:
        """Return the published version of that number, key or beginning of a content hash."""
        name = name.strip().lower()
        for version in self.history(limit=100_000):
            if name in (str(version.number), version.key):
                return version
            if len(name) >= 4 and version.content.startswith(name):
                return version
        return None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock against every other process and thread; a killed holder frees it.

        Raises:
            LockedError: After `LOCK_SECONDS`.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as file:
            until = time.monotonic() + LOCK_SECONDS
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() > until:
                        raise LockedError("another publish is under way") from error
                    time.sleep(0.02)
            yield

    def next(
        self, contents: Contents, *, author: str, at: datetime, why: str, restores: int = 0
    ) -> Version:
        """Return the version that *contents* would be; nothing is written. Needs the lock."""
        parent = self.current()
        number = parent.number + 1 if parent else 1
        after = parent.number if parent else 0
        return Version(number, version_of(contents), after, author, at, why, restores)

    def write(self, version: Version, contents: Contents) -> None:
        """Write *version*, which is `next` or another machine's, aside. Needs the lock."""
        parent = self.current()
        self._clear(parent.number + 1 if parent else 1)
        aside = self._folder / "versions" / f".new-{secrets.token_hex(6)}"
        aside.mkdir(parents=True)
        before = self._home(parent.key) if parent else None
        for name, data in sorted(contents.items()):
            self._step(f"write {name}")
            self._write(aside / name, data, before / name if before else None)
        self._step("record")
        self._write(aside / _RECORD, version.as_json().encode(), None)
        for folder in {aside, *(it.parent for it in aside.rglob("*"))}:
            _sync(folder)
        self._step("rename")
        aside.rename(self._home(version.key))
        _sync(self._folder / "versions")

    def use(self, version: Version) -> None:
        """Let *version*, which was written, be the current one. Needs the lock."""
        aside = self._folder / f".current-{secrets.token_hex(6)}"
        self._step("write pointer")
        self._write(aside, f"{version.key}\n".encode(), None)
        self._step("move pointer")
        aside.rename(self._folder / _CURRENT)
        self._step("moved")
        _sync(self._folder)

    def discard(self, version: Version) -> None:
        """Remove *version*, which was written and not used. Needs the lock."""
        if version.key != self.current_key():
            shutil.rmtree(self._home(version.key), ignore_errors=True)

    def _home(self, key: str) -> Path:
        return self._folder / "versions" / key

    def _record(self, key: str) -> Version:
        try:
            return Version.from_json((self._home(key) / _RECORD).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise DamagedVersionError(f"version {key} cannot be read: {error}") from error

    def _keys_by_number(self) -> dict[int, str]:
        folder = self._folder / "versions"
        names = [it.name for it in folder.iterdir()] if folder.is_dir() else []
        return {
            int(name.partition("-")[0]): name for name in names if name.partition("-")[0].isdigit()
        }

    def _clear(self, number: int) -> None:
        """Remove what a killed publish left: half-written folders and unused versions."""
        folder = self._folder / "versions"
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            head = path.name.partition("-")[0]
            if path.name.startswith(".new-") or (head.isdigit() and int(head) >= number):
                self._step(f"clear {path.name}")
                shutil.rmtree(path, ignore_errors=True)
        for path in self._folder.glob(".current-*"):
            path.unlink(missing_ok=True)

    def _write(self, path: Path, data: bytes, twin: Path | None) -> None:
        """Write *data*, or link to *twin* where that holds the same."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if twin is not None and twin.is_file() and twin.read_bytes() == data:
            try:
                os.link(twin, path)
            except OSError:  # a file system without links, or too many: then a copy
                pass
            else:
                return
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o444)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
