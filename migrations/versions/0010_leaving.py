"""Erasure of people: an account that is being erased is closed first."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("accounts", sa.Column("closed_at", sa.DateTime(timezone=True)))
    op.create_index("accounts_closed", "accounts", ["closed_at"])
