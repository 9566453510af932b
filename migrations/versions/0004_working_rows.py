"""Rows that are not made from the log: drafts, files, invitations, suggestions and what was shown of them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("account", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("saved_at", Instant, nullable=False),
        sa.UniqueConstraint("account", "kind", "subject", name="drafts_account_kind_subject"),
    )
    op.create_table(
        "files",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("media_type", sa.String(80), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("owner", sa.Uuid()),
        sa.Column("stored_at", Instant, nullable=False),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("email", sa.String(320)),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("used_at", Instant),
        sa.Column("revoked_at", Instant),
    )
    op.create_index("invitations_subject", "invitations", ["subject"])
    op.create_table(
        "suggestions",
        sa.Column("startup", sa.Uuid(), primary_key=True),
        sa.Column("other", sa.Uuid(), primary_key=True),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("there", sa.Float, nullable=False),
        sa.Column("back", sa.Float, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("engine", sa.String(40), nullable=False),
    )
    op.create_index("suggestions_startup_score", "suggestions", ["startup", "score"])
    op.create_index("suggestions_other", "suggestions", ["other"])
    op.create_table(
        "suggestions_shown",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("account", sa.Uuid(), nullable=False),
        sa.Column("startup", sa.Uuid(), nullable=False),
        sa.Column("other", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("engine", sa.String(40), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.UniqueConstraint("account", "startup", "other", "rank", "engine", "day", name="suggestions_shown_once"),
    )
    op.create_index("suggestions_shown_startup", "suggestions_shown", ["startup", "day"])


def downgrade() -> None:
    for table in ("suggestions_shown", "suggestions", "invitations", "files", "drafts"):
        op.drop_table(table)
