"""Published versions of the knowledge, from which every machine takes what it lacks."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, func, insert, select

from bot.storage.database import Session
from bot.storage.edition_tables import EditionRow


class NumberTakenError(Exception):
    """Somebody else has published a version of this number first."""


async def add(
    session: Session, number: int, *, content: str, record: str, archive: bytes, at: datetime
) -> None:
    """Insert a version; end the session afterwards, whatever comes of it.

    Raises:
        NumberTakenError: Where the number is taken.
    """
    row = {
        "number": number, "content": content, "record": record, "archive": archive,
        "published_at": at,
    }  # fmt: skip
    try:
        await session.exec(insert(EditionRow), params=[row])
    except IntegrityError as error:
        raise NumberTakenError(str(number)) from error


async def newest_number(session: Session) -> int:
    """Return the number of the newest version; 0 where there is none."""
    result = await session.exec(select(func.max(col(EditionRow.number))))
    return result.one() or 0


async def get(session: Session, number: int) -> tuple[str, bytes] | None:
    """Return the record and the archive of a version; None where there is none."""
    row = await session.get(EditionRow, number)
    return None if row is None else (row.record, row.archive)
