"""The house stands as CONTRIBUTING draws it: imports point down, without circles, and every
third party has its own door. Read from the syntax trees, not from what happens to run."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("knowledge", "bot", "handlers")

MAY_IMPORT: Mapping[str, frozenset[str]] = {
    "knowledge": frozenset(),
    "bot": frozenset({"knowledge"}),
    "handlers": frozenset({"knowledge", "bot"}),
}
"""Room → the rooms below it."""

PLUG = ("bot.__main__", "bot.cli.")
"""The command line plugs everything together: it alone may import upwards."""

DOORS: Mapping[str, tuple[str, ...]] = {
    "telegram": (
        "handlers.",
        "bot.telegram.",
        "bot.web.webhook",
        "bot.app",
        "bot.context",
        "bot.cli.run",
    ),
    "sqlmodel": ("bot.storage.",),
    "sqlalchemy": ("bot.storage.",),
    "alembic": ("bot.storage.", "bot.cli.database"),
    "rapidfuzz": ("knowledge.localities.",),
    "yaml": ("knowledge.positions", "knowledge.editing.nodes"),
    "openpyxl": ("knowledge.editing.sheets",),
    "pydantic_settings": ("bot.settings",),
    "aiohttp": ("bot.telegram.", "bot.playground."),
    "starlette": ("bot.web.", "bot.app"),
    "uvicorn": ("bot.web.",),
    "jinja2": ("bot.playground.", "bot.editing.report"),
    "babel": ("bot.i18n", "bot.playground."),
    "prometheus_client": ("bot.metrics", "bot.web."),
    "structlog": ("bot.log", "bot.local"),
    "typer": ("bot.cli.", "bot.__main__"),
    "rich": ("bot.cli.",),
    "procrastinate": ("bot.announcements.workers",),
    "pyrate_limiter": ("bot.announcements.lane", "bot.announcements.shared_lane"),
    "psycopg": ("bot.announcements.workers", "bot.announcements.shared_lane"),
    "psycopg_pool": ("bot.announcements.workers", "bot.announcements.shared_lane"),
    "vietnamadminunits": ("knowledge.localities.compile",),
}
"""Third party → the modules (or packages, with a dot) that may import it."""

NOWHERE_IN_KNOWLEDGE = ("socket", "urllib", "http", "asyncio", "sqlite3", "telegram", "sqlalchemy")
"""The answering core is pure: no network, no database, no event loop."""


RUN_BY_HAND = ("knowledge.localities.compile",)
"""Scripts that make data files; nothing imports them."""


@dataclass(frozen=True)
class Import:
    """One import statement of a module."""

    importer: str
    imported: str
    line: int
    is_deferred: bool
    """Inside a function, or for type checkers only: makes no circle at run time."""


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def _imports() -> tuple[Import, ...]:
    found: list[Import] = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            found.extend(_imports_of(path))
    return tuple(found)


def _imports_of(path: Path) -> Iterator[Import]:
    importer = _module(path)
    tree = ast.parse(path.read_text("utf-8"))
    deferred = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = _package(path, node.level)
            module = ".".join(part for part in (package, node.module) if part)
            names = [module, *(f"{module}.{alias.name}" for alias in node.names)]
        for name in names:
            yield Import(importer, name, getattr(node, "lineno", 0), id(node) in deferred)


def _package(path: Path, level: int) -> str:
    """Return the package that a relative import of *level* dots starts from, or nothing."""
    if not level:
        return ""
    return ".".join(path.relative_to(ROOT).parts[:-level])


def _stands_behind(module: str, doors: tuple[str, ...]) -> bool:
    return any(
        module == door or (door.endswith(".") and f"{module}.".startswith(door)) for door in doors
    )


def test_imports_point_down() -> None:
    wrong = [
        f"{it.importer}:{it.line} imports {it.imported}"
        for it in _imports()
        for room in [it.importer.partition(".")[0]]
        for target in [it.imported.partition(".")[0]]
        if target in ROOMS and target != room and target not in MAY_IMPORT[room]
        if not _stands_behind(it.importer, PLUG)
    ]
    assert wrong == []


@pytest.mark.parametrize("third_party", sorted(DOORS))
def test_third_party_has_one_door(third_party: str) -> None:
    wrong = [
        f"{it.importer}:{it.line}"
        for it in _imports()
        if it.imported.partition(".")[0] == third_party
        if not _stands_behind(it.importer, DOORS[third_party])
    ]
    assert wrong == []


def test_knowledge_is_pure() -> None:
    wrong = [
        f"{it.importer}:{it.line} imports {it.imported}"
        for it in _imports()
        if it.importer.startswith("knowledge") and it.importer not in RUN_BY_HAND
        if it.imported.partition(".")[0] in NOWHERE_IN_KNOWLEDGE
    ]
    assert wrong == []


def test_environment_is_read_in_one_place() -> None:
    readers = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            text = path.read_text("utf-8")
            if "os.environ" in text or "os.getenv" in text or "getenv(" in text:
                readers.add(_module(path))
    assert {it for it in readers if not _stands_behind(it, (*PLUG, "bot.terminal"))} == set()


def test_there_are_no_circles() -> None:
    modules = {it.importer for it in _imports()}
    below: dict[str, set[str]] = defaultdict(set)
    for it in _imports():
        if it.is_deferred:
            continue
        target = it.imported if it.imported in modules else None
        # `from package import name` loads the package; a package's own face is not a circle.
        if target and target != it.importer and not it.importer.startswith(f"{target}."):
            below[it.importer].add(target)
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail[trail.index(module) :], module))
        if module in done:
            return
        for target in sorted(below[module]):
            visit(target, (*trail, module))
        done.add(module)

    for module in sorted(modules):
        visit(module, ())


def test_no_file_carries_a_path_of_a_machine() -> None:
    homes = tuple(f"/{name}/" for name in ("home", "root", "Users"))
    wrong = [
        str(path.relative_to(ROOT))
        for room in (*ROOMS, "locales")
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".yaml", ".po", ".toml", ".html", ".js", ".css", ".json"}
        if any(home in path.read_text("utf-8") for home in homes)
    ]
    assert wrong == []
