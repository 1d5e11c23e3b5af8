"""`chihoi announce`: what officers do in chat, for scripts of the province's office.

The bot (or the workers) must be running: it sends, this only writes down what is to be sent.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.announcements import STOPPED, As, actor_of, in_office, refused, shown, watch
from bot.cli.environment import fail
from bot.cli.office import Office, find_place

if TYPE_CHECKING:  # heavy: imported where it is used
    from bot.announcements.announcement import Copy
    from bot.announcements.audience import Audience
    from knowledge.model import Language


def register(program: typer.Typer) -> None:
    """Add `announce`."""
    program.command()(announce)


def announce(
    file: Annotated[
        Path,
        typer.Argument(
            help='Tệp .txt (tiếng Việt) hoặc .json {"vi": "…", "en": "…"} / text or JSON file'
        ),
    ],
    place: Annotated[
        list[str] | None, typer.Option(help="Mã hoặc tên nơi nhận / code or name; VN: cả nước")
    ] = None,
    subject: Annotated[str, typer.Option(help="programmes | credit | events")] = "events",
    lang: Annotated[
        list[str] | None, typer.Option(help="Chỉ người đọc tiếng này / readers of these only")
    ] = None,
    fallback: Annotated[
        str | None, typer.Option(help="Bản gửi cho người đọc tiếng khác / copy for all others")
    ] = None,
    at: Annotated[
        str | None, typer.Option(help="Giờ Việt Nam / Vietnam's time: 2026-11-22T08:00")
    ] = None,
    urgent: Annotated[
        str | None, typer.Option(metavar="REASON", help="Gửi cả ban đêm, vì sao / at night, why")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Chỉ đếm / only count")] = False,
    wait: Annotated[bool, typer.Option(help="Xem cho đến khi xong / watch it to the end")] = False,
    as_: As = 0,
) -> None:
    """Gửi thông báo / send an announcement.

    Exit codes: 0 done or scheduled, 1 not everybody got it, 2 something is missing or wrong,
    3 it waits for a second officer, was paused or cancelled.
    """
    for code in [*(lang or []), *([fallback] if fallback else [])]:
        if code not in ("vi", "en", "id", "ar"):
            fail(f"{code}: vi | en | id | ar")
    copies = _read_copies(file)
    scheduled_at = _read_moment(at) if at else None

    async def run(office: Office) -> int:
        from bot.announcements.announcement import Announcement
        from bot.announcements.audience import Reach
        from bot.announcements.drafts import Confirmed
        from knowledge.model import Language

        actor = await actor_of(office, as_)
        audience = _audience(office, place or ["VN"], subject, lang or [])
        drafts = office.desk.drafts
        draft = await drafts.draft(actor, audience)
        if not isinstance(draft, Announcement):
            return refused(draft)
        written = await drafts.write(
            actor,
            draft.id,
            copies=copies,
            fallback=Language(fallback) if fallback else None,
            urgent_reason=urgent,
            scheduled_at=scheduled_at,
        )
        if not isinstance(written, Announcement):
            return refused(written)
        reach = await drafts.reach(actor, draft.id)
        if not isinstance(reach, Reach):
            return refused(reach)
        readers = ", ".join(f"{code} {n}" for code, n in sorted(reach.by_language.items()))
        typer.echo(
            f"#{draft.id}: {reach.recipients} người nhận / recipients ({readers});"
            f" {reach.minutes:.1f} phút / minutes"
        )
        if dry_run:
            await office.desk.course.cancel(actor, draft.id)
            return 0
        confirmed = await drafts.confirm(actor, draft.id)
        if not isinstance(confirmed, Confirmed):
            await office.desk.course.cancel(actor, draft.id)
            return refused(confirmed)
        if confirmed.needs_approval:
            typer.echo("chờ một cán bộ khác duyệt / a second officer must approve")
            return STOPPED
        typer.echo(f"gửi từ / starts at {shown(confirmed.starts_at)}")
        return await watch(office, actor, draft.id) if wait else 0

    in_office(run)


def _audience(office: Office, places: list[str], subject: str, languages: list[str]) -> "Audience":
    from bot.announcements.audience import Audience, Subject
    from knowledge.model import Language

    if subject not in (Subject.PROGRAMMES, Subject.CREDIT, Subject.EVENTS):
        fail(f"--subject {subject}: programmes | credit | events")
    return Audience(
        frozenset(find_place(office.gazetteer, place) for place in places),
        Subject(subject),
        frozenset(Language(code) for code in languages),
    )


def _read_copies(file: Path) -> "dict[Language, Copy]":
    """Return the copies in *file*: a text, or JSON with a text (or more) for each language."""
    from pydantic import ValidationError

    from bot.announcements.announcement import Copy
    from bot.announcements.json_copies import copies_from_json
    from knowledge.model import MASTER_LANGUAGE

    try:
        text = file.read_text("utf-8")
        if file.suffix != ".json":
            return {MASTER_LANGUAGE: Copy(text.strip())}
        given = json.loads(text)
        full = {code: {"text": it} if isinstance(it, str) else it for code, it in given.items()}
        return copies_from_json(json.dumps(full))
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()
        )
        return fail(f"{file}: {faults}")
    except (OSError, ValueError, AttributeError) as error:
        return fail(f"{file}: {error}")


def _read_moment(text: str) -> datetime:
    from bot.announcements.rules import VIETNAM

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return fail(f"--at {text}: 2026-11-22T08:00")
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
