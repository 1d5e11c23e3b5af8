"""`chihoi knowledge diff|publish|history|rollback|report|import-contacts`: editing by files.

The commands join the group of `bot.cli.knowledge`, which must be registered first. A bot that
runs beside them takes up what they publish within a second or two.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.environment import fail, read_settings

if TYPE_CHECKING:  # heavy: imported where it is used
    from bot.cli.editing_words import Editor
    from bot.editing.outcomes import Proposing

Paths = Annotated[
    list[Path],
    typer.Argument(
        help="Một thư mục (thay cả kho), hoặc các tệp .yaml, .zip / a folder, or files",
        exists=True,
    ),
]
Why = Annotated[str, typer.Option(help="Vì sao, ghi vào lịch sử / why, for the history")]
Yes = Annotated[bool, typer.Option("--yes", help="Không hỏi lại / do not ask again")]
Lang = Annotated[str, typer.Option(help="vi hoặc en / vi or en")]
Out = Annotated[Path | None, typer.Option(help="Ghi đầy đủ ra tệp / write all of it to a file")]


def register(program: typer.Typer) -> None:
    """Add the commands to the group `knowledge`."""
    groups = {it.name: it.typer_instance for it in program.registered_groups}
    group = groups["knowledge"]
    if group is None:
        raise LookupError("the group `knowledge` is registered without its commands")
    group.command()(diff)
    group.command()(publish)
    group.command()(history)
    group.command()(rollback)
    group.command()(report)
    group.command("import-contacts")(import_contacts)


def diff(paths: Paths, lang: Lang = "vi", out: Out = None) -> None:
    """Xem các tệp sẽ làm thay đổi những gì / show what files would change; changes nothing."""

    async def work() -> None:
        async with _editor(lang) as editor:
            proposing = await editor.propose(paths)
            _show(editor, proposing, out)

    asyncio.run(work())


def publish(paths: Paths, why: Why = "", lang: Lang = "vi", yes: Yes = False) -> None:
    """Xuất bản các tệp sau khi xem lại / publish files after a last look."""

    async def work() -> None:
        async with _editor(lang) as editor:
            proposing = await editor.propose(paths)
            _show(editor, proposing, None)
            _confirm(yes)
            typer.echo(await editor.publish(proposing, why))

    asyncio.run(work())


def history(
    limit: Annotated[int, typer.Option(help="Bao nhiêu phiên bản / how many versions")] = 20,
) -> None:
    """Kể các phiên bản đã xuất bản, mới nhất ở trên / list the versions, newest first."""

    async def work() -> None:
        async with _editor("vi") as editor:
            for line in await editor.history(limit):
                typer.echo(line)

    asyncio.run(work())


def rollback(
    version: Annotated[str, typer.Argument(help="Số hoặc mã phiên bản / number or hash")],
    why: Why = "",
    lang: Lang = "vi",
) -> None:
    """Đưa một phiên bản cũ trở lại, thành phiên bản mới / bring an earlier version back."""

    async def work() -> None:
        async with _editor(lang) as editor:
            said = await editor.restore(version, why)
            if said is None:
                fail(f"không có phiên bản “{version}” / there is no version “{version}”")
            typer.echo(said)

    asyncio.run(work())


def report(
    out: Annotated[Path, typer.Option(help="Tệp HTML / the HTML file")] = Path("report.html"),
    lang: Lang = "vi",
) -> None:
    """Ghi trang HTML những việc cần làm với kho kiến thức / write the review page."""

    async def work() -> None:
        async with _editor(lang) as editor:
            page = await editor.page()
            await asyncio.to_thread(out.write_text, page, "utf-8")
            typer.echo(str(out))

    asyncio.run(work())


def import_contacts(
    file: Annotated[Path, typer.Argument(help="Bảng .csv hoặc .xlsx / a sheet", exists=True)],
    source: Annotated[str, typer.Option(help="Nguồn, cho dòng không ghi / the source")] = "",
    why: Why = "",
    lang: Lang = "vi",
    yes: Yes = False,
) -> None:
    """Nhập danh bạ từ bảng tính, kể từng dòng / import offices from a sheet, row by row."""

    async def work() -> None:
        async with _editor(lang) as editor:
            lines, proposing = await editor.sheet(file, source)
            for line in lines:
                typer.echo(line)
            if proposing is None:
                raise typer.Exit(1)
            _show(editor, proposing, None)
            _confirm(yes)
            reason = why or f"nhập danh bạ / contacts from {file.name}"
            typer.echo(await editor.publish(proposing, reason))

    asyncio.run(work())


def _show(editor: "Editor", proposing: "Proposing", out: Path | None) -> None:
    """Print a proposal; end the program where it cannot be published."""
    lines, is_good = editor.told(proposing)
    for line in lines:
        typer.echo(line)
    if out is not None and is_good:
        out.write_text(editor.whole(proposing), "utf-8")
    if not is_good:
        raise typer.Exit(1)


def _confirm(yes: bool) -> None:
    if not yes and not typer.confirm("Xuất bản? / Publish?"):
        raise typer.Exit(1)


@asynccontextmanager
async def _editor(lang: str) -> AsyncIterator["Editor"]:
    """Open the press on the folders and the database of the settings."""
    from bot.cli.editing_words import Editor
    from bot.clock import utc_now
    from bot.editing.house import open_editing
    from bot.i18n import choose_language
    from bot.storage import Database, DatabaseUnavailableError
    from knowledge.localities import Gazetteer

    settings = read_settings()
    database = Database(settings.database_url)
    try:
        settings.data_folder.mkdir(parents=True, exist_ok=True)
        await database.open()
        gazetteer = Gazetteer.load()
        opened = await open_editing(settings, gazetteer, utc_now, database=database)
        await opened.editing.press.follow()
        now: datetime = utc_now()
        yield Editor(opened, database, gazetteer, choose_language(lang), now)
    except DatabaseUnavailableError as error:
        fail(f"cơ sở dữ liệu không trả lời / the database does not answer: {error}")
    finally:
        await database.close()
