"""`chihoi ask` as a person or a script calls it."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.ask import register
from bot.i18n import Catalogs
from bot.terminal import Terminal
from knowledge.answer import Answerer
from knowledge.localities import Gazetteer
from tests.clock import FixedClock

runner = CliRunner()
program = typer.Typer()
register(program)


@pytest.fixture
def without_knowledge(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal with an empty base: what is tested here is how rows are read."""
    gazetteer = Gazetteer.load()
    today = FixedClock()().date()
    terminal = Terminal(Answerer.without_knowledge(gazetteer), Catalogs.load(), gazetteer, today)
    monkeypatch.setattr(Terminal, "open", lambda: terminal)


@pytest.mark.usefixtures("without_knowledge")
class TestBatch:
    def test_a_bad_line_is_named_and_spoils_no_other(self, tmp_path: Path) -> None:
        file = tmp_path / "questions.jsonl"
        lines = [
            b'\xef\xbb\xbf{"id": "1", "q": "xin chao"}',
            b"{broken",
            b"[]",
            b"",
            b'{"id": "5"}',
            b"\xff\xfe",
            b'{"id": "7", "q": "xin chao", "lang": "fr"}',
            b'{"id": "8", "q": "xin chao"}',
        ]
        file.write_bytes(b"\n".join(lines))
        result = runner.invoke(program, ["ask", "--batch", str(file)])
        assert [json.loads(it)["id"] for it in result.stdout.splitlines()] == ["1", "8"]
        named = [it.split(":")[1] for it in result.stderr.splitlines()]
        assert named == ["2", "3", "5", "6", "7"]
        assert result.exit_code == 2

    def test_no_lines_give_no_lines(self) -> None:
        result = runner.invoke(program, ["ask", "--batch", "-"], input="")
        assert (result.stdout, result.exit_code) == ("", 0)


def test_a_language_there_is_not_is_refused() -> None:
    result = runner.invoke(program, ["ask", "xin chao", "--lang", "fr"])
    assert result.exit_code == 2
    assert "vi, en, id, ar" in result.output
