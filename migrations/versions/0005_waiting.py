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
    # Looked for on every page of somebody who is signed in.
    op.create_index("invitations_email", "invitations", ["email"])


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


def downgrade() -> None:
    op.drop_index("invitations_email", "invitations")
    for slot in ("a", "b"):
        op.drop_table(f"todo_{slot}")
