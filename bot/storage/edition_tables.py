"""The table of published versions of the knowledge: how machines hand them to each other."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field

from bot.storage.tables import Table


class EditionRow(Table, table=True):
    """A published version, whole. Nothing is altered or deleted."""

    __tablename__ = "edition"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    """Of the version; whoever inserts it first has published it."""
    content: str = Field(max_length=12)
    record: str
    """`knowledge.editing.versions.Version` as JSON."""
    archive: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """Its files, as `bot.editing.archive` packs them."""
    published_at: datetime
