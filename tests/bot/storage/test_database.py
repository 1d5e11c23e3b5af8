"""Sessions commit or leave nothing; an outage is one kind of error, and it ends."""

import asyncio
import os
import time
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage import Database, DatabaseUnavailableError, members
from bot.storage.engines import read_url
from bot.storage.tables import MemberRow
from tests.clock import NOW
from tests.postgres import PostgresServer


async def welcome(database: Database, person: int = 1) -> None:
    async with database.session() as session:
        await members.welcome(session, person, telegram_language="vi", now=NOW)


async def welcome_halfway(database: Database) -> None:
    async with database.session() as session:
        await members.welcome(session, 1, telegram_language="vi", now=NOW)
        raise RuntimeError("halfway")


async def until_reachable(database: Database) -> None:
    async with asyncio.timeout(5):
        while not await database.is_reachable():  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def is_known(database: Database, person: int = 1) -> bool:
    async with database.reading() as session:
        return await members.find(session, person) is not None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("sqlite:///data/x.db", "sqlite+aiosqlite:///data/x.db"),
        ("sqlite:////srv/x.db", "sqlite+aiosqlite:////srv/x.db"),
        ("sqlite+pysqlite:///x.db", "sqlite+aiosqlite:///x.db"),
        ("postgres://me:a@host/db", "postgresql+psycopg://me:a@host/db"),
        ("postgresql://me:a@host:1/db", "postgresql+psycopg://me:a@host:1/db"),
        ("postgresql+asyncpg://me:a@host/db", "postgresql+psycopg://me:a@host/db"),
    ],
)
def test_the_usual_forms_of_addresses_are_understood(given: str, expected: str) -> None:
    assert read_url(given).render_as_string(hide_password=False) == expected


async def test_a_session_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError, match="halfway"):
        await welcome_halfway(database)
    assert not await is_known(database)


async def test_our_own_mistakes_are_not_taken_for_an_outage(database: Database) -> None:
    await welcome(database)
    with pytest.raises(IntegrityError):
        async with database.session() as session:
            session.add(MemberRow(telegram_id=1, created_at=NOW, last_seen_at=NOW))
    assert await is_known(database)


async def test_many_at_once_wait_for_each_other(database: Database) -> None:
    await asyncio.gather(*(welcome(database, person) for person in range(1, 101)))
    assert all(await asyncio.gather(*(is_known(database, person) for person in range(1, 101))))


async def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    await welcome(database)
    async with database.session() as session:
        await members.lose(session, 1)
        assert await asyncio.wait_for(is_known(database), 0.5)


async def test_it_must_be_opened_first(database_url: str) -> None:
    with pytest.raises(DatabaseUnavailableError):
        async with Database(database_url).session():
            pass


async def test_a_broken_file_is_an_outage_and_not_a_crash(tmp_path: Path) -> None:
    file = tmp_path / "test.db"
    database = Database(f"sqlite:///{file}")
    await database.open()
    await welcome(database)
    for suffix in ("", "-wal", "-shm"):
        with file.with_name(file.name + suffix).open("r+b") as broken:
            size = broken.seek(0, os.SEEK_END)
            broken.seek(0)
            broken.write(b"\xde\xad\xbe\xef" * (size // 4))
    for _ in range(3):
        with pytest.raises(DatabaseUnavailableError):
            await is_known(database)
    assert not await database.is_reachable()
    await database.close()


async def test_a_file_that_is_no_database_is_an_outage_at_the_start(tmp_path: Path) -> None:
    file = tmp_path / "test.db"
    file.write_bytes(b"these are somebody's notes, not a database" * 100)
    database = Database(f"sqlite:///{file}")
    with pytest.raises(DatabaseUnavailableError, match="not a database"):
        await database.open()
    await database.close()


async def test_a_killed_server_is_an_outage_told_at_once(
    postgres_to_break: PostgresServer,
) -> None:
    database = Database(postgres_to_break.new_database())
    await database.open()
    await welcome(database)
    postgres_to_break.kill()
    began = time.monotonic()
    for _ in range(20):
        with pytest.raises(DatabaseUnavailableError):
            await is_known(database)
    assert time.monotonic() - began < 2
    await database.close()


async def test_after_an_outage_it_works_again(postgres: PostgresServer) -> None:
    address = postgres.new_database()
    database = Database(address)
    await database.open()
    await welcome(database)
    postgres.disconnect_all(address)
    await until_reachable(database)
    assert await is_known(database)
    await database.close()


async def test_an_error_does_not_tell_the_password() -> None:
    database = Database("postgresql://me:hunter2@127.0.0.1:9/db")
    with pytest.raises(DatabaseUnavailableError) as caught:
        await database.open()
    assert "hunter2" not in str(caught.value)
    await database.close()
