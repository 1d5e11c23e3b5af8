"""Officers and admins, the audit log, announcements and their ledger."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade the schema."""
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sqltypes.AutoString(length=24), nullable=False),
        sa.Column("copies", sqltypes.AutoString(), nullable=False),
        sa.Column("fallback", sqltypes.AutoString(length=2), nullable=True),
        sa.Column("audience", sqltypes.AutoString(), nullable=False),
        sa.Column("urgent_reason", sqltypes.AutoString(), nullable=True),
        sa.Column("scheduled_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("approved_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("created_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("changed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("confirmed_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("started_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("finished_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("shards", sa.Integer(), nullable=False),
        sa.Column("failure_run", sa.Integer(), nullable=False),
        sa.Column("notice", sqltypes.AutoString(length=24), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
    )
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_announcement_scheduled_at"), ["scheduled_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_announcement_state"), ["state"], unique=False)

    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("action", sqltypes.AutoString(length=64), nullable=False),
        sa.Column("subject", sqltypes.AutoString(length=128), nullable=False),
        sa.Column("version", sqltypes.AutoString(length=64), nullable=True),
        sa.Column("detail", sqltypes.AutoString(), nullable=False),
        sa.Column("previous", sqltypes.AutoString(length=64), nullable=False),
        sa.Column("digest", sqltypes.AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sqltypes.AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "role",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sqltypes.AutoString(length=16), nullable=False),
        sa.Column("area_code", sqltypes.AutoString(length=16), nullable=True),
        sa.Column("granted_by", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("granted_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", name=op.f("pk_role")),
    )
    op.create_table(
        "unsubscription",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject", sqltypes.AutoString(length=16), nullable=False),
        sa.Column("since", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", "subject", name=op.f("pk_unsubscription")),
    )
    op.create_table(
        "delivery",
        sa.Column("announcement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shard", sa.Integer(), nullable=False),
        sa.Column("language", sqltypes.AutoString(length=2), nullable=False),
        sa.Column("locality_code", sqltypes.AutoString(length=16), nullable=True),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("claim", sqltypes.AutoString(length=16), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("error", sqltypes.AutoString(length=200), nullable=True),
        sa.Column("updated_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("announcement_id", "chat_id", name=op.f("pk_delivery")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delivery_announcement_id"),
            ["announcement_id", "state", "shard"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_delivery_chat_id"), ["chat_id"], unique=False)


def downgrade() -> None:
    """Undo the upgrade."""
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_chat_id"))
        batch_op.drop_index(batch_op.f("ix_delivery_announcement_id"))

    op.drop_table("delivery")
    op.drop_table("unsubscription")
    op.drop_table("role")
    op.drop_table("audit_head")
    op.drop_table("audit")
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_announcement_state"))
        batch_op.drop_index(batch_op.f("ix_announcement_scheduled_at"))

    op.drop_table("announcement")
