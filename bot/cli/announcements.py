"""`chihoi announcements …`: list, follow and steer announcements, for scripts."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.office import Office, open_office

if TYPE_CHECKING:  # heavy: imported where it is used
    from bot.announcements.announcement import Announcement
    from bot.announcements.refusals import Refused
    from bot.roles import Actor

LEFT_SOME = 1
"""Exit code: sent, but not to all of them."""
STOPPED = 3
"""Exit code: it waits for a second officer, was paused or cancelled."""

As = Annotated[
    int, typer.Option("--as", help="Số Telegram của cán bộ / an officer's id; 0: this terminal")
]


def register(program: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True)
    group.command("list")(list_all)
    group.command()(show)
    for name in ("pause", "resume", "cancel", "repeat-failed", "repeat-uncertain"):
        group.command(name)(_course(name))
    group.command()(report)
    program.add_typer(group, name="announcements", help="Các thông báo / the announcements.")


def list_all(as_: As = 0) -> None:
    """Kể các thông báo, mới nhất trước / list them, newest first."""

    async def run(office: Office) -> int:
        for one in await office.desk.reports.latest(await actor_of(office, as_), limit=50):
            typer.echo(_line(one))
        return 0

    in_office(run)


def show(announcement_id: int, wait: bool = False, as_: As = 0) -> None:
    """Xem một thông báo và đã gửi đến đâu / show one, and how far it has got."""

    async def run(office: Office) -> int:
        from bot.announcements.reports import Progress

        actor = await actor_of(office, as_)
        if wait:
            return await watch(office, actor, announcement_id)
        progress = await office.desk.reports.progress(actor, announcement_id)
        if not isinstance(progress, Progress):
            return refused(progress)
        typer.echo(_line(progress.announcement))
        for language, copy in progress.announcement.copies.items():
            typer.echo(f"[{language}] {copy.text}")
        typer.echo(str(progress.counts))
        return 0

    in_office(run)


def report(
    announcement_id: int,
    csv: Annotated[bool, typer.Option("--csv", help="Dạng CSV / as CSV")] = False,
    as_: As = 0,
) -> None:
    """Kết quả theo nơi và tiếng / what became of it, by place and language."""

    async def run(office: Office) -> int:
        from bot.announcements.reports import Report, table

        found = await office.desk.reports.report(await actor_of(office, as_), announcement_id)
        if not isinstance(found, Report):
            return refused(found)
        if csv:
            for line in table(found, office.gazetteer):
                typer.echo(line, nl=False)
        else:
            typer.echo(_line(found.announcement))
            typer.echo(str(found.counts))
        return 0

    in_office(run)


def _course(name: str) -> Callable[..., None]:
    def command(announcement_id: int, as_: As = 0) -> None:
        from bot.announcements.announcement import Announcement

        async def run(office: Office) -> int:
            course = office.desk.course
            act: Callable[[Actor, int], Awaitable[Announcement | int | Refused]]
            act = {
                "pause": course.pause,
                "resume": course.resume,
                "cancel": course.cancel,
                "repeat-failed": course.repeat_failed,
                "repeat-uncertain": course.repeat_uncertain,
            }[name]
            done = await act(await actor_of(office, as_), announcement_id)
            if isinstance(done, int):
                typer.echo(f"#{announcement_id}: {done}")
                return 0
            if not isinstance(done, Announcement):
                return refused(done)
            typer.echo(_line(done))
            return 0

        in_office(run)

    command.__doc__ = {
        "pause": "Tạm dừng / let nothing more leave for now.",
        "resume": "Gửi tiếp / go on.",
        "cancel": "Huỷ hẳn / end it for good.",
        "repeat-failed": "Gửi lại cho người chắc chắn chưa nhận / to who surely did not get it.",
        "repeat-uncertain": "Gửi lại cho người chưa rõ, có thể trùng / to who may have got it.",
    }[name]
    return command


async def watch(office: Office, actor: "Actor", announcement_id: int) -> int:
    """Show a progress bar until it is over; return the exit code."""
    from rich.progress import Progress as Bar

    from bot.announcements.announcement import State
    from bot.announcements.reports import Progress

    going = (State.SCHEDULED, State.RUNNING, State.AWAITING_APPROVAL)
    with Bar() as bar:
        task = bar.add_task(f"#{announcement_id}", total=None)
        while True:
            progress = await office.desk.reports.progress(actor, announcement_id)
            if not isinstance(progress, Progress):
                return refused(progress)
            counts, state = progress.counts, progress.announcement.state
            bar.update(
                task, total=counts.total, completed=counts.done,
                description=f"#{announcement_id} {state}",
            )  # fmt: skip
            if state not in going:
                break
            await asyncio.sleep(0.5)
    typer.echo(str(counts))
    if state is not State.FINISHED:
        return STOPPED
    return LEFT_SOME if counts.failed or counts.uncertain else 0


def in_office(run: Callable[[Office], Awaitable[int]]) -> None:
    """Open the office, *run*, and end the program with the exit code it returns."""

    async def opened() -> int:
        async with open_office() as office:
            return await run(office)

    if code := asyncio.run(opened()):
        raise typer.Exit(code)


async def actor_of(office: Office, telegram_id: int) -> "Actor":
    """Return who acts: an officer by her id, or whoever sits at this terminal."""
    from bot.roles import AT_TERMINAL, TERMINAL

    if telegram_id == TERMINAL:
        return AT_TERMINAL
    return await office.officers.actor(telegram_id)


def refused(refusal: object) -> int:
    """Tell why it was not done, and return the exit code."""
    reasons = {
        "NotAllowed": "không được phép ở nơi này / not allowed there",
        "Unknown": "không có thông báo này / no such announcement",
        "NobodyToReach": "không có người nhận / nobody to reach",
    }
    typer.echo(reasons.get(type(refusal).__name__, str(refusal)), err=True)
    return 2


def shown(moment: datetime) -> str:
    """Return *moment* in Vietnam's time."""
    from bot.announcements.rules import VIETNAM

    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def _line(one: "Announcement") -> str:
    places = ", ".join(sorted(place.name for place in one.audience.places))
    when = shown(one.scheduled_at) if one.scheduled_at else "-"
    return f"#{one.id}\t{one.state}\t{when}\t{one.recipients}\t{places}"
