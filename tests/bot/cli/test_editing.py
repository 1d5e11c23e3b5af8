from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import editing, knowledge
from bot.editing.folder import write_folder
from tests.knowledge.editing.small_base import changed, small_base

BASE = small_base()
LOAN = "topics/vay-von.yaml"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    write_folder(tmp_path / "base", BASE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHIHOI_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CHIHOI_KNOWLEDGE_DIR", str(tmp_path / "base"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    made = typer.Typer()
    knowledge.register(made)
    editing.register(made)
    return made


def run(program: typer.Typer, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(program, ["knowledge", *arguments])
    return result.exit_code, result.output


def test_an_edit_from_the_first_look_to_the_way_back(program: typer.Typer, tmp_path: Path) -> None:
    file = tmp_path / "vay-von.yaml"
    file.write_bytes(changed(BASE, LOAN, "checked_on: 2026-11-01  #", "checked_on: nay  #")[LOAN])
    code, said = run(program, "publish", str(file), "--yes")
    assert (code, said.splitlines()[:3]) == (
        1,
        [
            "topics/vay-von.yaml:6:5: “nay” không phải ngày",
            "    checked_on: nay  # đã xem",
            "    ^",
        ],
    )
    file.write_bytes(changed(BASE, LOAN, "hộ nghèo làm ăn", "mọi hộ")[LOAN])
    code, said = run(program, "publish", str(file), "--yes", "--why", "mở rộng")
    assert (code, "đã xuất bản phiên bản 0002-" in said) == (0, True)
    code, said = run(program, "rollback", "1", "--lang", "en")
    assert (code, "published version 0003-" in said) == (0, True)
    code, said = run(program, "history")
    assert [line.split("\t")[0] for line in said.splitlines()] == ["3", "2", "1"]
    assert "mở rộng" in said
    assert run(program, "report", "--out", "page.html")[0] == 0
    assert "<h1>" in (tmp_path / "page.html").read_text("utf-8")
    assert run(program, "rollback", "9")[0] == 2


def test_a_whole_folder_is_compared_without_changing_anything(
    program: typer.Typer, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    write_folder(other, changed(BASE, "signposts.yaml", "công an tỉnh", "công an xã"))
    code, said = run(program, "diff", str(other), "--lang", "en", "--out", "all.txt")
    assert code == 0
    assert "~ signpost passport · line · Vietnamese" in said
    assert "công an xã" in (tmp_path / "all.txt").read_text("utf-8")
    assert run(program, "history") == (0, "")
