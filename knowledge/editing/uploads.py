"""What an admin sends: YAML files, or a zip of them, given their places in the base.

A file's place follows from its name, never from its path: whatever a zip says, the result
is `topics/<name>.yaml`, `figures/…`, `contacts/…` or one of the few files of fixed name. A path
that climbs out is refused all the same, so that she learns that the zip is not hers.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge import documents as shapes
from knowledge.positions import MAX_BYTES, read_document
from knowledge.problems import Problem

MAX_FILES = 50
"""Files in one proposal; the whole base has about 40."""
MAX_ZIP_BYTES = 4 * 1_048_576
"""Size of a zip before unpacking; the whole base takes 0.4 MB zipped."""

FIXED_NAMES = tuple(f"{kind}.yaml" for kind in shapes.SHAPES if kind not in ("topic", "figures"))

FOLDERS = ("topics", "figures", "contacts")
"""Folders of the base, each with one kind of file."""

_STEM = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_COPY = re.compile(r"\s*\(\d+\)$|\s+-\s+copy$", re.IGNORECASE)
"""What telephones and computers add to a file that is downloaded twice."""
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it was sent."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Files by their place in the base; empty where something is wrong."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def unpack(uploads: Sequence[Upload], known: Collection[str]) -> Unpacked:
    """Return what *uploads* hold, each file at its place, or everything that is wrong.

    *known* are the names of the base's files: `vay.yaml` without a folder goes where the base
    has it; what is new goes where its keys say.
    """
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    parts = [it for upload in uploads for it in _parts(upload, problems)]
    if len(parts) > MAX_FILES:
        values = {"count": len(parts), "limit": MAX_FILES}
        return Unpacked(problems=(Problem(_shown(parts[0].name), 1, 1, "too_many_files", values),))
    for part in parts:
        name = _place(part, known, problems)
        if name is None:
            continue
        if len(part.data) > MAX_BYTES:
            size = len(part.data) // 1024
            problems.append(Problem(name, 1, 1, "too_large", {"size": size}))
        elif files.get(name, part.data) != part.data:
            problems.append(Problem(name, 1, 1, "same_file_twice"))
        files[name] = part.data
    if not files and not problems:
        problems.append(Problem(_shown(uploads[0].name) if uploads else "?", 1, 1, "no_files"))
    return Unpacked({}, tuple(sorted(problems))) if problems else Unpacked(files)


def _parts(upload: Upload, problems: list[Problem]) -> Iterator[Upload]:
    if not (upload.name.lower().endswith(".zip") or upload.data[:4] == b"PK\x03\x04"):
        yield upload
        return
    name = _shown(upload.name)
    if len(upload.data) > MAX_ZIP_BYTES:
        problems.append(Problem(name, 1, 1, "too_large", {"size": len(upload.data) // 1024}))
        return
    try:
        yield from _unzipped(upload, problems)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        ValueError,
        EOFError,
        OSError,
    ) as error:  # what zipfile raises for damaged, encrypted and exotic archives
        detail = " ".join(str(error).split())[:_SHOWN] or type(error).__name__
        problems.append(Problem(name, 1, 1, "bad_zip", {"detail": detail}))


def _unzipped(upload: Upload, problems: list[Problem]) -> Iterator[Upload]:
    """Yield the files of a zip; at most one byte more than allowed is unpacked of each."""
    with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
        entries = [it for it in archive.infolist() if not it.is_dir() and not _is_litter(it)]
        if len(entries) > MAX_FILES:
            values = {"count": len(entries), "limit": MAX_FILES}
            problems.append(Problem(_shown(upload.name), 1, 1, "too_many_files", values))
            return
        for entry in entries:
            if _climbs(entry.filename) or stat.S_ISLNK(entry.external_attr >> 16):
                value = _shown(entry.filename)
                problems.append(
                    Problem(_shown(upload.name), 1, 1, "path_outside", {"value": value})
                )
                continue
            with archive.open(entry) as file:
                yield Upload(entry.filename, file.read(MAX_BYTES + 1))


def _is_litter(entry: zipfile.ZipInfo) -> bool:
    parts = re.split(r"[/\\]", entry.filename)
    return "__MACOSX" in parts or parts[-1].startswith(".") or parts[-1] == "Thumbs.db"


def _climbs(path: str) -> bool:
    parts = re.split(r"[/\\]", path)
    return (
        path.startswith(("/", "\\"))
        or ".." in parts
        or ":" in parts[0]
        or any(ord(c) < 32 for c in path)
    )


def _place(part: Upload, known: Collection[str], problems: list[Problem]) -> str | None:
    """Return the part's place in the base; note why it has none."""
    shown = _shown(part.name)
    if _climbs(part.name):
        problems.append(Problem(shown, 1, 1, "path_outside", {"value": shown}))
        return None
    *folders, base = re.split(r"[/\\]", part.name)
    stem, dot, suffix = base.rpartition(".")
    if not dot or suffix.lower() not in ("yaml", "yml"):
        problems.append(Problem(shown, 1, 1, "not_yaml", {"value": shown}))
        return None
    stem = _COPY.sub("", stem)
    name = f"{stem}.yaml"
    if _STEM.fullmatch(stem) is not None:
        if folders and folders[-1] in FOLDERS:
            return f"{folders[-1]}/{name}"
        if name in FIXED_NAMES:
            return name
        at_home = [it for it in known if it.rpartition("/")[2] == name]
        if len(at_home) == 1:
            return at_home[0]
        if (folder := _folder_by_keys(name, part.data)) is not None:
            return f"{folder}/{name}"
    values = {"value": shown, "allowed": ", ".join(FIXED_NAMES)}
    problems.append(Problem(shown, 1, 1, "bad_name", values))
    return None


def _folder_by_keys(name: str, data: bytes) -> str | None:
    content = read_document(name, data).content
    if not isinstance(content, dict):
        return None
    keys = {"facets": "topics", "figures": "figures", "offices": "contacts"}
    return next((folder for key, folder in keys.items() if key in content), None)


def _shown(name: str) -> str:
    """Return *name* fit to be shown: one line, not too long."""
    return "".join(c if c.isprintable() else "?" for c in name)[:_SHOWN] or "?"
