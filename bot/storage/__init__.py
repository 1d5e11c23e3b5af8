"""What is kept: the database, the tables, and one file for each table's queries.

Every query takes a session first and returns values:

    async with database.session() as session:
        await members.choose(session, telegram_id, Language.VI)
"""

from bot.storage.database import Database, DatabaseUnavailableError, Session

__all__ = ["Database", "DatabaseUnavailableError", "Session"]
