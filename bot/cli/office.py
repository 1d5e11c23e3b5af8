"""`chihoi roles …` and `chihoi audit …`: who may do what, and what was done."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.environment import fail, read_settings

if TYPE_CHECKING:  # heavy: imported where it is used
    from bot.announcements.desk import Desk
    from bot.officers import Officers
    from bot.storage import Database
    from knowledge.localities import Gazetteer, Locality


def register(program: typer.Typer) -> None:
    """Add both groups."""
    roles = typer.Typer(no_args_is_help=True)
    roles.command("list")(list_roles)
    roles.command()(grant)
    roles.command()(revoke)
    program.add_typer(roles, name="roles", help="Cán bộ và quản trị / officers and admins.")
    audit = typer.Typer(no_args_is_help=True)
    audit.command()(verify)
    audit.command("list")(list_acts)
    program.add_typer(audit, name="audit", help="Sổ ghi việc đã làm / the log of what was done.")


@dataclass(frozen=True, slots=True)
class Office:
    """What commands about officers work with."""

    database: "Database"
    gazetteer: "Gazetteer"
    officers: "Officers"
    desk: "Desk"


@asynccontextmanager
async def open_office() -> AsyncIterator[Office]:
    """Yield the database of the settings, opened; end the program where it is away."""
    from bot.announcements.desk import open_desk
    from bot.clock import utc_now
    from bot.officers import Officers
    from bot.storage import Database, DatabaseUnavailableError
    from knowledge.localities import Gazetteer

    settings = read_settings()
    gazetteer = Gazetteer.load()
    database = Database(settings.database_url)
    try:
        await database.open()
        rate = settings.deliveries_per_second
        yield Office(
            database,
            gazetteer,
            Officers(database, gazetteer, utc_now, admin_ids=settings.admin_ids),
            open_desk(database, gazetteer, utc_now, deliveries_per_second=rate),
        )
    except DatabaseUnavailableError as error:
        fail(f"DATABASE_URL: không mở được / cannot be reached: {error}")
    finally:
        await database.close()


def find_place(gazetteer: "Gazetteer", text: str) -> "Locality":
    """Return the locality with a code (`VN`, `38`, `14860`) or of a name that is clear."""
    from knowledge.localities import COUNTRY, Place

    if (found := gazetteer.by_code(text)) is not None:
        return found
    if text.strip().lower() in ("cả nước", "ca nuoc", "vietnam", "việt nam"):
        return COUNTRY
    resolved = gazetteer.resolve(text, expects_place=True)
    if isinstance(resolved, Place):
        return resolved.locality
    choices = resolved.places if resolved is not None else ()
    names = "; ".join(
        f"{place.locality.name}, {place.locality.province} = {place.locality.code}"
        for place in choices
    )
    return fail(f"{text}: {names}?" if names else f"{text}: không có nơi này / no such place")


def list_roles() -> None:
    """Kể hết cán bộ và quản trị viên / list officers and admins."""

    async def run() -> None:
        async with open_office() as office:
            for actor in await office.officers.everyone():
                area = actor.area.name if actor.area else "-"
                typer.echo(f"{actor.telegram_id}\t{actor.role}\t{area}")

    asyncio.run(run())


def grant(
    telegram_id: int,
    role: Annotated[str, typer.Argument(help="officer | admin")],
    area: Annotated[
        str, typer.Option(help="Mã hoặc tên nơi phụ trách; VN là cả nước / code or name; VN")
    ] = "",
) -> None:
    """Cho một người làm cán bộ hoặc quản trị / make somebody an officer or admin."""
    from bot.officers import Done
    from bot.roles import AT_TERMINAL, Role

    if role not in (Role.OFFICER, Role.ADMIN):
        fail(f"{role}: officer | admin")

    async def run() -> None:
        async with open_office() as office:
            place = find_place(office.gazetteer, area) if area else None
            done = await office.officers.grant(AT_TERMINAL, telegram_id, Role(role), place)
            if not isinstance(done, Done):
                fail(_refusal(done))
            typer.echo(f"{telegram_id}\t{done.after.role}\t{place.name if place else '-'}")

    asyncio.run(run())


def revoke(telegram_id: int) -> None:
    """Thôi vai trò của một người / take somebody's role."""
    from bot.officers import Done
    from bot.roles import AT_TERMINAL

    async def run() -> None:
        async with open_office() as office:
            done = await office.officers.revoke(AT_TERMINAL, telegram_id)
            if not isinstance(done, Done):
                fail(_refusal(done))
            typer.echo(f"{telegram_id}\t{done.after.role}")

    asyncio.run(run())


def _refusal(refused: object) -> str:
    return {
        "LastAdmin": "đây là quản trị viên cuối cùng / this is the last admin",
        "SetOutside": "người này đứng trong CHIHOI_ADMINS / she stands in CHIHOI_ADMINS",
        "NoArea": "cán bộ cần --area / an officer needs --area",
        "NoRole": "người này không có vai trò / she has no role",
    }.get(type(refused).__name__, "không được phép / not allowed")


def verify(
    known: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NUMBER:DIGEST",
            help="Dòng đã chép từ nhật ký / a line noted from the program's own log",
        ),
    ] = None,
) -> None:
    """Soát xem sổ có bị sửa, xoá, đảo không / find what was altered, removed or moved."""
    from bot.audit import Fault, Head
    from bot.audit import verify as verify_lines
    from bot.storage import audits

    noted = []
    for one in known or []:
        number, _, digest = one.partition(":")
        if not number.isdigit() or len(digest) != 64:
            fail(f"--known {one}: NUMBER:DIGEST")
        noted.append(Head(int(number), digest))

    async def run() -> None:
        async with open_office() as office, office.database.session() as session:
            head = await audits.lock(session)  # nobody writes a line while we read
            found = await verify_lines(audits.lines(session), head, known=noted)
        if isinstance(found, Fault):
            typer.echo(f"dòng / line {found.number}: {found.reason}", err=True)
            raise typer.Exit(1)
        typer.echo(f"nguyên vẹn / intact: {found.head.number}:{found.head.digest}")

    asyncio.run(run())


def list_acts(
    limit: Annotated[int, typer.Option(help="Bao nhiêu dòng mới nhất / how many, newest")] = 50,
    subject: Annotated[
        str | None, typer.Option(help="Chỉ về việc này / of this only, such as announcement:12")
    ] = None,
) -> None:
    """Kể những việc mới nhất / list what was done lately."""
    from bot.storage import audits

    async def run() -> None:
        async with open_office() as office, office.database.reading() as session:
            for line in await audits.latest(session, limit=limit, subject=subject):
                act = line.act
                moment = line.at.isoformat(timespec="seconds")
                typer.echo(
                    f"{line.number}\t{moment}\t{act.actor_id}\t{act.action}\t{act.subject}"
                    f"\t{act.version or '-'}\t{act.detail}"
                )

    asyncio.run(run())
