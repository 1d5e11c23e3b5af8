"""From a folder of YAML files to a `KnowledgeBase`, or to a list of what is wrong.

Nothing is half loaded: with one error anywhere there is no base, and the caller keeps the
one it has. Problems of all files are found in one pass.
"""

import difflib
import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from knowledge import documents as shapes
from knowledge.assemble import assemble
from knowledge.model import Facet, KnowledgeBase, Language
from knowledge.positions import MAX_BYTES, Document, read_document
from knowledge.problems import Problem

CONTENT_FOLDER = Path(__file__).parent / "content"
"""The base that ships with the program."""

IGNORED_FOLDERS = frozenset({"golden"})
"""Folders under the content that are not part of the base."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file that could be read and has the right shape."""

    document: Document
    shape: shapes.Shape


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading: a base, unless there are errors."""

    base: KnowledgeBase | None
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, ReadFile] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems that keep the base from being used."""
        return tuple(problem for problem in self.problems if not problem.is_warning)


def load_base(folder: Path = CONTENT_FOLDER) -> Loaded:
    """Load every YAML file under *folder*."""
    contents, problems = read_folder(folder)
    loaded = load_contents(contents)
    return Loaded(
        loaded.base if not problems else None, (*problems, *loaded.problems), loaded.files
    )


def read_folder(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the YAML files under *folder* by relative name, and those that cannot be read."""
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    if not folder.is_dir():
        detail = {"detail": "không có thư mục này / no such folder"}
        problems.append(Problem(folder.as_posix(), 1, 1, "unreadable", detail))
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        if name.partition("/")[0] in IGNORED_FOLDERS:
            continue
        try:
            with path.open("rb") as file:
                contents[name] = file.read(MAX_BYTES + 1)
        except OSError as error:
            problems.append(Problem(name, 1, 1, "unreadable", {"detail": error.strerror or ""}))
    return contents, problems


def version_of(contents: Mapping[str, bytes]) -> str:
    """Return the version of a base: first 12 hex digits of the SHA-256 over its files."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(name.encode() + b"\0" + contents[name] + b"\0")
    return digest.hexdigest()[:12]


def load_contents(contents: Mapping[str, bytes]) -> Loaded:
    """Load files given as relative name → bytes, as `load_base` does from a folder."""
    files: dict[str, ReadFile] = {}
    problems: list[Problem] = []
    for name in sorted(contents):
        document = read_document(name, contents[name])
        shape = _shape(document) if not document.problems else None
        if shape is not None:
            files[name] = ReadFile(document, shape)
        problems.extend(document.problems)
    base, found = assemble(files.values(), version_of(contents))
    unread = contents.keys() - files.keys()
    problems.extend(it for it in found if not _follows_from(unread, it))
    problems.sort()
    is_usable = all(problem.is_warning for problem in problems)
    return Loaded(base if is_usable else None, tuple(problems), files)


def _follows_from(unread: Set[str], problem: Problem) -> bool:
    """Whether *problem* is only a reference to what stands in a file that could not be read.

    That file's own mistakes are told; every reference to it would bury them.
    """
    match problem.code:
        case "dangling_topic":
            return f"topics/{problem.values['slug']}.yaml" in unread
        case "dangling_source":
            return "sources.yaml" in unread
        case _:
            return False


def _shape(document: Document) -> shapes.Shape | None:
    kind = shapes.kind_of(document.file)
    if kind is None:
        document.problem((), "bad_choice", value=document.file, allowed=_expected_names())
        return None
    if not isinstance(document.content, dict):
        document.problem((), "wrong_shape", expected=f"{kind}: …")
        return None
    try:
        return shapes.SHAPES[kind].model_validate(document.content)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            _note_fault(document, fault["type"], fault["loc"], fault.get("ctx", {}), fault)
        return None


def _note_fault(
    document: Document,
    kind: str,
    location: Sequence[str | int],
    context: Mapping[str, object],
    fault: Mapping[str, object],
) -> None:
    path = tuple(step for step in location if step != "[key]")
    value = str(fault.get("input", ""))[:60]
    match kind:
        case "extra_forbidden":
            parent = document.content
            document.problem(path, "unknown_key", key=path[-1], hint=_hint(path, parent))
        case "missing":
            document.problem(path[:-1], "missing_key", key=path[-1])
        case "bad_date" | "bad_number":
            document.problem(path, kind, value=value)
        case "empty_text" | "no_master":
            document.problem(path, kind)
        case "enum" | "literal_error" | "string_pattern_mismatch":
            allowed = str(context.get("expected", context.get("pattern", "")))
            document.problem(path, "bad_choice", value=value, allowed=allowed)
        case "dict_type" | "model_type" | "list_type" | "string_type":
            document.problem(path, "wrong_shape", expected=_EXPECTED[kind])
        case _:
            document.problem(path, "bad_value", detail=str(fault.get("msg", kind)))


_EXPECTED = {
    "dict_type": "khoá: giá trị (key: value)",
    "model_type": "khoá: giá trị (key: value)",
    "list_type": "- danh sách (a list)",
    "string_type": "một dòng chữ (text)",
}

_KNOWN_KEYS = sorted(
    {name for shape in vars(shapes).values() if isinstance(shape, type)
     and issubclass(shape, shapes.Shape) for name in shape.model_fields}
    | {*Facet, *Language}
)  # fmt: skip


def _hint(path: Sequence[str | int], _: object) -> str:
    """Return ` (… ?)` with the known key most like the last of *path*, or nothing."""
    close = difflib.get_close_matches(str(path[-1]), _KNOWN_KEYS, n=1, cutoff=0.7)
    return f" ({close[0]}?)" if close else ""


def _expected_names() -> str:
    return "topics/*.yaml, figures/*.yaml, contacts/*.yaml, " + ", ".join(
        f"{kind}.yaml" for kind in shapes.SHAPES if kind not in ("topic", "figures")
    )
