"""Imports that managers run from a page: their record, and the rows beside the log while they work."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
rebuild = True

Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    for slot in ("a", "b"):
        _record(slot)
    op.create_table(
        "import_jobs",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("incubator", sa.Uuid(), nullable=False),
        sa.Column("account", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("file_name", sa.String(120), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("how", sa.JSON, nullable=False),
        sa.Column("columns", sa.JSON, nullable=False),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("headers", sa.String(64), nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("words", sa.JSON, nullable=False),
        sa.Column("problem", sa.JSON),
        sa.Column("uploaded_at", Instant, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.Column("file_removed_at", Instant),
    )
    op.create_index("import_jobs_incubator", "import_jobs", ["incubator", "uploaded_at"])
    op.create_index("import_jobs_state", "import_jobs", ["state"])
    op.create_table(
        "import_rows",
        sa.Column("job", sa.Uuid(), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("startup", sa.Uuid()),
        sa.Column("alike", sa.Uuid()),
        sa.Column("decision", sa.String(10)),
        sa.Column("version", sa.Integer),
        sa.Column("claimed", sa.String(250)),
        sa.Column("problems", sa.JSON, nullable=False),
        sa.Column("undone", sa.String(20)),
    )
    op.create_index("import_rows_outcome", "import_rows", ["job", "outcome", "number"])


def _record(slot: str) -> None:
    op.create_table(
        f"imports_{slot}",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incubator", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("undone", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.String(length=32), nullable=False),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.Column("undone_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_imports_{slot}_incubator", f"imports_{slot}", ["incubator", "started_at"])


def downgrade() -> None:
    for table in ("import_rows", "import_jobs", "imports_b", "imports_a"):
        op.drop_table(table)
