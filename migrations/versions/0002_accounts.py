"""People, the links mailed to them, attempts; mail that waits, and the mailbox of development."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("email_key", sa.String(320), nullable=False, unique=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("password_hash", sa.String(300), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("time_zone", sa.String(60), nullable=False),
        sa.Column("phone", sa.String(20)),
        sa.Column("whatsapp", sa.String(20)),
        sa.Column("telegram", sa.String(40)),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.CheckConstraint("email_key = lower(email_key)", name="accounts_email_key_folded"),
    )
    op.create_table(
        "account_tokens",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("account", sa.Uuid(), sa.ForeignKey("accounts.id", ondelete="CASCADE")),
        sa.Column("email_key", sa.String(320)),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("used_at", Instant),
    )
    op.create_index("account_tokens_account", "account_tokens", ["account"])
    op.create_index("account_tokens_email_key", "account_tokens", ["email_key"])
    op.create_index("account_tokens_expires_at", "account_tokens", ["expires_at"])
    op.create_table(
        "account_throttles",
        sa.Column("scope", sa.String(20), primary_key=True),
        sa.Column("subject", sa.String(64), primary_key=True),
        sa.Column("began", sa.Integer, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_index("account_throttles_began", "account_throttles", ["began"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("account", sa.Uuid()),
        sa.Column("email", sa.String(320)),
        sa.Column("language", sa.String(10)),
        sa.Column("params", sa.JSON, nullable=False),
        sa.Column("path", sa.String(500)),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("lease", sa.Uuid()),
        sa.Column("leased_until", Instant),
        sa.Column("done_at", Instant),
        sa.Column("failure", sa.String(120)),
    )
    op.create_index("outbox_waiting", "outbox", ["state", "due_at"])
    op.create_table(
        "mailbox",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("sent_at", Instant, nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("html", sa.Text, nullable=False),
    )
    op.create_index("mailbox_sent_at", "mailbox", ["sent_at"])


def downgrade() -> None:
    for table in ("mailbox", "outbox", "account_throttles", "account_tokens", "accounts"):
        op.drop_table(table)
