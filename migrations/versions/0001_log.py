"""The log: events in a hash chain, claims, snapshots, positions, keys of personal texts, the slot of read models."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Big = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", Big, primary_key=True, autoincrement=False),
        sa.Column("originator_id", sa.Uuid(), nullable=False),
        sa.Column("originator_version", Big, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("recorded_at", Big, nullable=False),
        sa.Column("prev_hash", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("originator_id", "originator_version", name="events_originator_id_originator_version_key"),
    )
    log_head = op.create_table(
        "log_head",
        sa.Column("one", sa.Integer, sa.CheckConstraint("one = 1"), primary_key=True, autoincrement=False),
        sa.Column("last_id", Big, nullable=False),
        sa.Column("entries", Big, nullable=False),
        sa.Column("recorded_at", Big, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("value", sa.String(320), primary_key=True),
        sa.Column("owner", sa.Uuid(), nullable=False),
    )
    op.create_table(
        "snapshots",
        sa.Column("originator_id", sa.Uuid(), primary_key=True),
        sa.Column("originator_version", Big, primary_key=True),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "positions",
        sa.Column("follower", sa.String(80), primary_key=True),
        sa.Column("position", Big, nullable=False),
        sa.Column("stopped_at", Big),
        sa.Column("stopped_on", Big),
        sa.Column("error", sa.Text),
    )
    op.create_table(
        "personal_keys",
        sa.Column("subject", sa.Uuid(), primary_key=True),
        sa.Column("wrapped", sa.LargeBinary),
    )
    slot = op.create_table(
        "read_model_slot",
        sa.Column("one", sa.Integer, sa.CheckConstraint("one = 1"), primary_key=True, autoincrement=False),
        sa.Column("slot", sa.String(1), nullable=False),
        sa.Column("builder", sa.Uuid()),
    )
    op.bulk_insert(log_head, [{"one": 1, "last_id": 0, "entries": 0, "recorded_at": 0, "hash": bytes(32)}])
    op.bulk_insert(slot, [{"one": 1, "slot": "a", "builder": None}])
