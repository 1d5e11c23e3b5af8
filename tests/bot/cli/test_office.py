"""`chihoi roles`, `audit`, `announce`, `announcements`: what they print, their exit codes."""

import asyncio
import importlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.storage import Database, members
from knowledge.model import Language
from tests.clock import NOW

Chihoi = Callable[..., Result]


@pytest.fixture
def chihoi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chihoi:
    for name in ("TELEGRAM_BOT_TOKEN", "CHIHOI_ADMINS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'one.db'}")
    monkeypatch.chdir(tmp_path)
    program = typer.Typer()
    for group in ("worker", "announce", "announcements", "office"):
        importlib.import_module(f"bot.cli.{group}").register(program)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(program, arguments)

    return run


def test_roles_and_the_log(chihoi: Chihoi) -> None:
    assert chihoi("roles", "grant", "7000000001", "officer").exit_code == 2  # no area
    assert chihoi("roles", "grant", "7000000001", "officer", "--area", "Thanh Hoá").exit_code == 0
    listed = chihoi("roles", "list")
    assert listed.stdout == "7000000001\tofficer\tTỉnh Thanh Hoá\n"
    verified = chihoi("audit", "verify")
    assert (verified.exit_code, "intact: 1:" in verified.stdout) == (0, True)
    digest = verified.stdout.strip().rpartition(":")[2]
    assert chihoi("audit", "verify", "--known", f"1:{digest}").exit_code == 0
    assert chihoi("audit", "verify", "--known", "1:" + "0" * 64).exit_code == 1


async def settle(url: str) -> None:
    database = Database(url)
    await database.open()
    async with database.session() as session:
        for number, language in enumerate((Language.VI, Language.VI, Language.EN)):
            telegram_id = 7_000_000_000 + number
            await members.welcome(session, telegram_id, telegram_language=None, now=NOW)
            await members.choose(session, telegram_id, language)
            await members.settle(session, telegram_id, province_code="38", commune_code=None)
    await database.close()


def test_an_announcement_from_a_script(chihoi: Chihoi, tmp_path: Path) -> None:
    asyncio.run(settle(f"sqlite:///{tmp_path / 'one.db'}"))
    file = tmp_path / "words.json"
    file.write_text(json.dumps({"vi": "Họp chi hội"}), encoding="utf-8")
    counted = chihoi("announce", str(file), "--place", "38", "--dry-run")
    assert (counted.exit_code, "3 người nhận" in counted.stdout) == (0, True)
    missing = chihoi("announce", str(file), "--place", "38")
    assert (missing.exit_code, "MissingLanguages" in missing.stderr) == (2, True)
    done = chihoi("announce", str(file), "--place", "38", "--fallback", "vi", "--urgent", "bão")
    assert done.exit_code == 0, done.stderr
    listed = chihoi("announcements", "list").stdout.splitlines()
    assert [line.split("\t")[1] for line in listed] == ["scheduled", "cancelled", "cancelled"]
    table = chihoi("announcements", "report", "3", "--csv").stdout.splitlines()
    assert table[1:] == [
        "38,Tỉnh Thanh Hoá,Thanh Hoá,en,1,0,0,0,0,0",
        "38,Tỉnh Thanh Hoá,Thanh Hoá,vi,2,0,0,0,0,0",
    ]
    assert chihoi("announcements", "cancel", "3").exit_code == 0
    assert chihoi("announcements", "cancel", "3").exit_code == 2
    assert chihoi("announcements", "cancel", "3", "--as", "5").exit_code == 2


def test_workers_need_postgresql(chihoi: Chihoi) -> None:
    refused = chihoi("worker")
    assert (refused.exit_code, "TELEGRAM_BOT_TOKEN" in refused.stderr) == (2, True)
