"""Tokens, repeated requests and private feeds; the feed of changes, which is made from the log."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
rebuild = True

Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("hint", sa.String(12), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("account", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("organisation", sa.Uuid()),
        sa.Column("scopes", sa.String(200), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("used_on", sa.Date),
        sa.Column("revoked_at", Instant),
    )
    op.create_index("api_tokens_account", "api_tokens", ["account"])
    op.create_index("api_tokens_organisation", "api_tokens", ["organisation"])
    op.create_table(
        "api_repeats",
        sa.Column("token", sa.Uuid(), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("request", sa.String(64), nullable=False),
        sa.Column("lease", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("about", sa.Uuid()),
        sa.Column("status", sa.Integer),
        sa.Column("answer", sa.Text),
        sa.Column("began_at", Instant, nullable=False),
    )
    op.create_index("api_repeats_began_at", "api_repeats", ["began_at"])
    op.create_table(
        "private_feeds",
        sa.Column("account", sa.Uuid(), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", Instant, nullable=False),
    )
    for slot in ("a", "b"):
        _changes(slot)


def _changes(slot: str) -> None:
    """What the feed of changes reads: a line a fact, for those who may know of it."""
    table = f"changes_{slot}"
    op.create_table(
        table,
        sa.Column("event_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("other", sa.Uuid()),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("left", sa.String(40)),
        sa.Column("fields", sa.Text),
        sa.Column("at", sa.String(32), nullable=False),
    )


def downgrade() -> None:
    for table in ("changes_b", "changes_a", "private_feeds", "api_repeats", "api_tokens"):
        op.drop_table(table)
