"""`chihoi ask --batch` on one core: questions a second, start, memory.

    python -m tests.bench.batch

Each line is a process of its own with a data folder of its own. The floor is what Python
takes to read the same rows and write the same answers, and to do nothing else.
"""

import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.loader import CONTENT_FOLDER, load_base
from knowledge.search.matcher import labelled_phrases
from tests.bench.ground import GOLDEN
from tests.bench.tables import print_machine, print_table, share

REPEATS = 8
"""How often the golden questions are asked, so that the start weighs little."""
FEWER_PHRASES = 5_000
PHRASES = ("phrases", "aliases")
MIB = 1024

_FLOOR = (
    "import json, sys\n"
    "answers = [json.loads(line) for line in open(sys.argv[2], encoding='utf-8')]\n"
    "for number, line in enumerate(open(sys.argv[1], encoding='utf-8')):\n"
    "    json.loads(line)\n"
    "    answer = json.dumps(answers[number % len(answers)], ensure_ascii=False)\n"
    "    sys.stdout.write(answer + '\\n')\n"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    wall_seconds: float
    cpu_seconds: float
    mebibytes: float
    """Most memory it ever held."""


def main() -> None:
    print_machine()
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        lines = GOLDEN.read_text("utf-8").splitlines()
        one, many = here / "one.jsonl", here / "many.jsonl"
        one.write_text(lines[0] + "\n", "utf-8")
        many.write_text("\n".join(lines * REPEATS) + "\n", "utf-8")
        starts, rates = [], []
        for content in (CONTENT_FOLDER, _thinned(here / "thinned")):
            name = f"{_phrase_count(content):,} phrases"
            data = here / f"data-{content.name}"
            fresh = _ask(one, content, data)
            stored = min(
                (_ask(one, content, data) for _ in range(2)), key=lambda it: it.cpu_seconds
            )
            full = _ask(many, content, data, output=here / "answers.jsonl")
            starts += [_start_row(f"{name}, fitted anew", fresh)]
            starts += [_start_row(f"{name}, stored models", stored)]
            rates.append((name, full, stored))
        count = len(lines) * REPEATS
        floor = _run([sys.executable, "-c", _FLOOR, str(many), str(here / "answers.jsonl")], {})
        _print(count, starts, rates, floor)


def _print(
    count: int,
    starts: Sequence[Sequence[object]],
    rates: Sequence[tuple[str, Run, Run]],
    floor: Run,
) -> None:
    columns = ("Start with one question", "wall, s", "CPU, s", "peak MiB")
    print_table("Load and fit", columns, starts)
    per_floor = count / floor.cpu_seconds
    rows = []
    for name, full, start in rates:
        after = count / (full.cpu_seconds - start.cpu_seconds)
        whole = f"{count / full.cpu_seconds:.0f}"
        rows.append(
            (name, whole, f"{after:.0f}", share(after, per_floor), f"{full.mebibytes:.0f}")
        )
    rows.append(("only JSON in and out", f"{per_floor:.0f}", "", "", f"{floor.mebibytes:.0f}"))
    heads = ("", "questions/s, whole process", "after start", "of the floor", "peak MiB")
    print_table(f"{count:,} questions in one batch, by processor time", heads, rows)


def _start_row(name: str, run: Run) -> tuple[str, str, str, str]:
    wall, cpu = f"{run.wall_seconds:.2f}", f"{run.cpu_seconds:.2f}"
    return name, wall, cpu, f"{run.mebibytes:.0f}"


def _ask(questions: Path, content: Path, data: Path, output: Path | None = None) -> Run:
    environ = {"CHIHOI_DATA_DIR": str(data), "CHIHOI_KNOWLEDGE_DIR": str(content)}
    command = [sys.executable, "-m", "bot", "ask", "--batch", str(questions)]
    return _run(command, environ, output)


def _run(command: Sequence[str], environ: dict[str, str], output: Path | None = None) -> Run:
    """Run *command* on one core where the system can, and wait for it."""
    with (output or Path(os.devnull)).open("wb") as out:
        begun = time.monotonic()
        process = subprocess.Popen(command, env={**os.environ, **environ}, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    cpu = usage.ru_utime + usage.ru_stime
    return Run(wall, cpu, usage.ru_maxrss / MIB)


def _phrase_count(content: Path) -> int:
    base = load_base(content).base
    if base is None:
        raise SystemExit(f"the knowledge in {content} has errors")
    return sum(1 for _ in labelled_phrases(base))


def _thinned(folder: Path) -> Path:
    """Return a copy of the base with about `FEWER_PHRASES` phrases left."""
    kept = min(1.0, FEWER_PHRASES / _phrase_count(CONTENT_FOLDER))
    for path in CONTENT_FOLDER.rglob("*.yaml"):
        content = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
        target = folder / path.relative_to(CONTENT_FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        thinned = _thin(content, kept)
        text = yaml.dump(
            thinned, Dumper=yaml.CSafeDumper, allow_unicode=True, default_style='"', width=10**6
        )
        target.write_text(text, "utf-8")
    return folder


def _thin(content: object, kept: float) -> object:
    if isinstance(content, list):
        return [_thin(item, kept) for item in content]
    if not isinstance(content, dict):
        return content
    return {
        key: _fewer(value, kept) if key in PHRASES else _thin(value, kept)
        for key, value in content.items()
    }


def _fewer(by_language: object, kept: float) -> object:
    """Keep the first of each language's phrases, as if no more had been written."""
    if not isinstance(by_language, dict):
        return by_language
    return {
        language: some[: math.ceil(kept * len(some))] if isinstance(some, list) else some
        for language, some in by_language.items()
    }


if __name__ == "__main__":
    main()
