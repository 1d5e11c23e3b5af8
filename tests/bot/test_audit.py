"""The audit log tells of every line that was altered, removed, moved or cut off."""

import asyncio

import pytest
from sqlalchemy import text

from bot.audit import Fault, Head, Intact, verify
from bot.storage import Database, audits
from tests.clock import NOW


async def write(database: Database, acts: int) -> None:
    for number in range(acts):
        async with database.session() as session:
            await audits.record(
                session, 7_000_000_000 + number, "role.grant", f"member:{number}", now=NOW,
                detail={"role": "officer", "area": "38", "note": "Xã Hạc Thành"},
            )  # fmt: skip


async def examine(database: Database, *known: Head) -> Intact | Fault:
    async with database.session() as session:
        head = await audits.lock(session)
        return await verify(audits.lines(session), head, known=known)


async def tamper(database: Database, *statements: str) -> None:
    async with database.session() as session:
        connection = await session.connection()
        for statement in statements:
            await connection.execute(text(statement))


async def test_an_untouched_log_is_intact(database: Database) -> None:
    assert await examine(database) == Intact(Head())
    await write(database, 5)
    found = await examine(database)
    assert isinstance(found, Intact)
    assert found.head.number == 5


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET actor_id = 1 WHERE number = 3", Fault(3, "altered")),
        ("UPDATE audit SET action = 'x' WHERE number = 3", Fault(3, "altered")),
        ("UPDATE audit SET subject = 'x' WHERE number = 3", Fault(3, "altered")),
        ("UPDATE audit SET version = 'x' WHERE number = 3", Fault(3, "altered")),
        ("UPDATE audit SET detail = '{}' WHERE number = 1", Fault(1, "altered")),
        ("UPDATE audit SET previous = digest WHERE number = 2", Fault(2, "altered")),
        ("UPDATE audit SET digest = previous WHERE number = 5", Fault(5, "altered")),
        ("UPDATE audit SET at = '2026-11-20 08:00:00.000000' WHERE number = 4",
         Fault(4, "altered")),
        ("DELETE FROM audit WHERE number = 1", Fault(1, "missing")),
        ("DELETE FROM audit WHERE number = 3", Fault(3, "missing")),
        ("DELETE FROM audit WHERE number > 3", Fault(4, "cut")),
        ("DELETE FROM audit", Fault(1, "cut")),
        ("DELETE FROM audit_head", Fault(5, "altered")),
    ],
)  # fmt: skip
async def test_what_was_done_to_it_shows(database: Database, statement: str, fault: Fault) -> None:
    await write(database, 5)
    if "postgres" in str(database._url):
        statement = statement.replace("00:00.000000'", "00:00.000000+00'")
    await tamper(database, statement)
    assert await examine(database) == fault


async def test_lines_that_changed_places_show(database: Database) -> None:
    await write(database, 5)
    await tamper(
        database,
        "UPDATE audit SET number = 99 WHERE number = 2",
        "UPDATE audit SET number = 2 WHERE number = 3",
        "UPDATE audit SET number = 3 WHERE number = 99",
    )
    assert await examine(database) == Fault(2, "altered")


async def test_a_log_written_anew_is_told_by_a_digest_noted_elsewhere(database: Database) -> None:
    await write(database, 3)
    async with database.reading() as session:
        noted = await audits.head(session)
    await tamper(database, "DELETE FROM audit", "DELETE FROM audit_head")
    await write(database, 2)
    assert isinstance(await examine(database), Intact)
    assert await examine(database, noted) == Fault(3, "cut")
    await write(database, 4)
    async with database.reading() as session:
        lines = await audits.latest(session)
    assert lines[0].number == 6
    # The same acts at the same moment by the same people are the same lines: alter one.
    await tamper(database, "DELETE FROM audit", "DELETE FROM audit_head")
    async with database.session() as session:
        for _ in range(4):
            await audits.record(session, 1, "role.grant", "member:1", now=NOW)
    assert await examine(database, noted) == Fault(3, "rewritten")


async def test_many_writers_at_once_make_one_chain(database: Database) -> None:
    await asyncio.gather(*(write(database, 5) for _ in range(8)))
    found = await examine(database)
    assert isinstance(found, Intact)
    assert found.head.number == 40


async def test_an_act_that_failed_leaves_no_line(database: Database) -> None:
    async def break_off() -> None:
        async with database.session() as session:
            await audits.record(session, 1, "role.grant", "member:1", now=NOW)
            raise RuntimeError("broken off")

    with pytest.raises(RuntimeError):
        await break_off()
    assert await examine(database) == Intact(Head())
