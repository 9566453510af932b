"""Profiles that were taken over, merged or withdrawn; go-betweens."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
rebuild = True

NARROW = ["changed_at", "number", "id", "letters", "name"]


def upgrade() -> None:
    for slot in ("a", "b"):
        _standing(slot)


def _standing(slot: str) -> None:
    table = f"startups_{slot}"
    op.add_column(table, sa.Column("standing", sa.String(length=40), nullable=False, server_default="active"))
    op.add_column(table, sa.Column("merged_into", sa.Uuid(), nullable=True))
    op.drop_index(f"ix_{table}_country_visibility", table)
    op.create_index(f"ix_{table}_country_visibility_standing", table, ["country", "visibility", "standing"])
    op.drop_index(f"ix_{table}_narrow", table)
    op.create_index(f"ix_{table}_narrow", table, ["visibility", "standing", *NARROW])
    op.create_index(f"ix_{table}_merged_into", table, ["merged_into"])


def downgrade() -> None:
    for slot in ("a", "b"):
        table = f"startups_{slot}"
        op.drop_index(f"ix_{table}_merged_into", table)
        op.drop_index(f"ix_{table}_narrow", table)
        op.create_index(f"ix_{table}_narrow", table, ["visibility", *NARROW])
        op.drop_index(f"ix_{table}_country_visibility_standing", table)
        op.create_index(f"ix_{table}_country_visibility", table, ["country", "visibility"])
        op.drop_column(table, "merged_into")
        op.drop_column(table, "standing")
