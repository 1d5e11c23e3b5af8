"""What all tests share: two databases, settings, and a clock that stands still."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.storage import Database
from tests.clock import FixedClock
from tests.postgres import PostgresServer

os.environ["PTB_TIMEDELTA"] = "true"  # else reading RetryAfter.retry_after warns

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


MakeSettings = Callable[..., Settings]


@pytest.fixture
def make_settings(tmp_path: Path) -> MakeSettings:
    """Settings in a folder of the test's own, on a free port; pass variables by their names."""

    def make(**variables: str) -> Settings:
        return Settings.from_environ(
            {
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "CHIHOI_DATA_DIR": str(tmp_path / "data"),
                "CHIHOI_PORT": "0",
                **variables,
            }
        )

    return make


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture
def postgres_to_break() -> Iterator[PostgresServer]:
    """A server that a test may kill."""
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database of either kind."""
    database = Database(database_url)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
async def sqlite_database(tmp_path: Path) -> AsyncIterator[Database]:
    """An open database, for tests in which its kind does not matter."""
    database = Database(f"sqlite:///{tmp_path / 'one.db'}")
    await database.open()
    yield database
    await database.close()
