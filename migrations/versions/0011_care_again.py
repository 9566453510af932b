"""What was left of caring for profiles: notes of verifications, whom an item is not for, shared limits of programs."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
rebuild = True

Id, Code = sa.Uuid(), sa.String(length=40)
SLOTS = ("a", "b")


def upgrade() -> None:
    for slot in SLOTS:
        op.create_index(f"ix_reports_{slot}_by_at", f"reports_{slot}", ["by", "at"])
        op.add_column(f"todo_{slot}", sa.Column("but", Id, nullable=True))
        op.add_column(f"changes_{slot}", sa.Column("came", Code, nullable=True))
        op.add_column(f"verifications_{slot}", sa.Column("note", sa.Text(), nullable=True))
    op.create_table(
        "api_limits",
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("who"),
    )
    op.create_index("api_limits_minute", "api_limits", ["minute"])


def downgrade() -> None:
    op.drop_table("api_limits")
    for slot in SLOTS:
        op.drop_column(f"verifications_{slot}", "note")
        op.drop_column(f"changes_{slot}", "came")
        op.drop_column(f"todo_{slot}", "but")
        op.drop_index(f"ix_reports_{slot}_by_at", f"reports_{slot}")
