"""What waits for people, and how they want to hear of it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
rebuild = True


def upgrade() -> None:
    for slot in ("a", "b"):
        _todo(slot)
        for side in ("proposer", "receiver"):
            op.add_column(f"introductions_{slot}", sa.Column(f"{side}_said", sa.String(length=40), nullable=True))
    # Looked for on every page of somebody who is signed in.
    op.create_index("invitations_email", "invitations", ["email"])
    _letters()


def _todo(slot: str) -> None:
    table = f"todo_{slot}"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("owner_kind", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.Uuid(), nullable=False),
        sa.Column("other", sa.Uuid(), nullable=True),
        sa.Column("since", sa.String(length=32), nullable=False),
        sa.Column("opens_at", sa.String(length=32), nullable=True),
        sa.Column("closes_at", sa.String(length=32), nullable=True),
        sa.Column("params", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{table}_owner", table, ["owner"])
    op.create_index(f"ix_{table}_subject_kind", table, ["subject", "kind"])
    op.create_index(f"ix_{table}_opens_at", table, ["opens_at"])
    op.create_index(f"ix_{table}_other", table, ["other"])


def _letters() -> None:
    """How a person wants to hear, what of a letter's way is kept, and who is at work."""
    instant = sa.DateTime(timezone=True)
    op.add_column("accounts", sa.Column("letters", sa.String(10), nullable=False, server_default="at_once"))
    op.add_column("accounts", sa.Column("digest_on", sa.Date()))
    op.create_index("accounts_letters", "accounts", ["letters", "time_zone"])
    op.add_column("outbox", sa.Column("thread", sa.String(100)))
    op.create_index("outbox_account", "outbox", ["account", "state"])
    op.create_table(
        "heartbeats",
        sa.Column("follower", sa.String(60), primary_key=True),
        sa.Column("beat_at", instant, nullable=False),
    )


def _no_letters() -> None:
    op.drop_table("heartbeats")
    op.drop_index("outbox_account", "outbox")
    op.drop_column("outbox", "thread")
    op.drop_index("accounts_letters", "accounts")
    op.drop_column("accounts", "digest_on")
    op.drop_column("accounts", "letters")


def downgrade() -> None:
    _no_letters()
    op.drop_index("invitations_email", "invitations")
    for slot in ("a", "b"):
        op.drop_table(f"todo_{slot}")
        for side in ("proposer", "receiver"):
            op.drop_column(f"introductions_{slot}", f"{side}_said")
