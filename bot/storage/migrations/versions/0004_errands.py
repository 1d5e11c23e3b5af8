"""Errands of officers, cards that are kept up to date, the topic under an announcement."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade the schema."""
    op.create_table(
        "errand",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("step", sqltypes.AutoString(length=16), nullable=False),
        sa.Column("announcement_id", sa.Integer(), nullable=True),
        sa.Column("argument", sqltypes.AutoString(length=64), nullable=False),
        sa.Column("album", sqltypes.AutoString(length=64), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", name=op.f("pk_errand")),
    )
    op.create_table(
        "card",
        sa.Column("announcement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("edited_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("announcement_id", "chat_id", name=op.f("pk_card")),
    )
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("topic", sqltypes.AutoString(length=64), nullable=True))


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.drop_column("topic")
    op.drop_table("card")
    op.drop_table("errand")
