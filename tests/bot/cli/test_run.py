"""`chihoi run` as a process: what it prints, how it stops, how it fails."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROGRAM = "from bot.__main__ import main; main()"
Run = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    started: list[subprocess.Popen[str]] = []
    knowledge = tmp_path / "knowledge"
    knowledge.mkdir()
    (knowledge / "broken.yaml").write_text("[", encoding="utf-8")

    def start(**variables: str) -> subprocess.Popen[str]:
        environ = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("CHIHOI_", "TELEGRAM_", "DATABASE_"))
        }
        defaults = {
            "CHIHOI_PORT": "0",
            "CHIHOI_PLAYGROUND_PORT": "0",
            "CHIHOI_DATA_DIR": str(tmp_path / "data"),
            "CHIHOI_KNOWLEDGE_DIR": str(knowledge),
        }
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "run"],
            env={**environ, "PYTHONPATH": str(ROOT), **defaults, **variables},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def wait_for(process: subprocess.Popen[str], words: str) -> None:
    """Read its output until *words* come."""
    if process.stdout is None:
        raise RuntimeError("started without a pipe")
    for line in process.stdout:
        if words in line:
            return
    pytest.fail(f"ended without saying {words!r}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_without_a_token_it_prints_the_page_and_stops_when_told(
    run: Run, number: signal.Signals
) -> None:
    process = run()
    wait_for(process, "http://127.0.0.1:")
    began = time.monotonic()
    process.send_signal(number)
    _, errors = process.communicate(timeout=15)
    assert process.returncode == 0, errors
    assert time.monotonic() - began < 10
    assert "Traceback" not in errors


def test_it_stops_while_it_still_looks_for_telegram(run: Run) -> None:
    process = run(TELEGRAM_BOT_TOKEN="1:" + "a" * 35, TELEGRAM_API_URL="http://127.0.0.1:9")
    if process.stderr is None:
        raise RuntimeError("started without a pipe")
    for line in process.stderr:
        if "trying again" in line:
            break
    process.terminate()
    _, errors = process.communicate(timeout=15)
    assert process.returncode == 0, errors


def test_wrong_settings_are_told_and_nothing_starts(run: Run) -> None:
    process = run(CHIHOI_PORT="many", CHIHOI_ADMINS="lan")
    _, errors = process.communicate(timeout=15)
    assert process.returncode == 2
    assert "CHIHOI_PORT" in errors
    assert "CHIHOI_ADMINS" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("variable", ["CHIHOI_PORT", "CHIHOI_PLAYGROUND_PORT"])
def test_a_port_in_use_is_told_with_its_variable(run: Run, variable: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = run(**{variable: str(taken.getsockname()[1])})
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert f" {variable} " in errors
    assert "Traceback" not in errors


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from bot import __main__; from bot.cli import run, database\n"
        "heavy = {'telegram', 'sqlalchemy', 'uvicorn', 'numpy', 'starlette', 'aiohttp'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
