"""`INSERT … ON CONFLICT`, which both databases know under the same words."""

from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.database import Session
from bot.storage.tables import Table


def upsert(session: Session, table: type[Table]) -> postgresql.Insert | sqlite.Insert:
    """Return an insert into *table* that takes `on_conflict_do_update` and `…_nothing`."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
