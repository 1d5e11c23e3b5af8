"""How alembic reaches our tables; it always runs on a connection of `bot.storage.migration`."""

from alembic import context
from sqlalchemy import Connection

import bot.storage.edition_tables
import bot.storage.errand_tables
import bot.storage.office_tables  # noqa: F401  (so that their tables are known)
from bot.storage.tables import Table


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        # SQLite cannot alter a column: alembic copies the table instead.
        render_as_batch=connection.dialect.name == "sqlite",
        # Our connections begin by themselves, so SQLite's DDL is in the transaction too.
        transactional_ddl=True,
        compare_type=True,
        user_module_prefix="sqltypes.",
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
