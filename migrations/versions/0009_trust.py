"""Reports, verifications, suspensions and confirmations."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
rebuild = True

Id, Code, Moment = sa.Uuid(), sa.String(length=40), sa.String(length=32)
SLOTS = ("a", "b")
FRESHNESS = ("confirmed_at", "asked", "ask_at", "stale")


def upgrade() -> None:
    for slot in SLOTS:
        _startups(f"startups_{slot}")
        for part in ("message", "answer"):
            op.add_column(f"introductions_{slot}", sa.Column(f"{part}_removed", Id, nullable=True))
        _verifications(f"verifications_{slot}")
        _reports(f"reports_{slot}")
        _decisions(f"decisions_{slot}")
        op.create_table(
            f"suspended_accounts_{slot}",
            sa.Column("account", Id, nullable=False),
            sa.Column("decision", Id, nullable=False),
            sa.Column("reason", Code, nullable=False),
            sa.Column("until", Moment, nullable=True),
            sa.Column("since", Moment, nullable=False),
            sa.PrimaryKeyConstraint("account", "decision"),
        )


def _startups(table: str) -> None:
    op.add_column(table, sa.Column("confirmed_at", Moment, nullable=True))
    op.add_column(table, sa.Column("asked", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(table, sa.Column("ask_at", Moment, nullable=True))
    op.add_column(table, sa.Column("stale", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(f"ix_{table}_asked_ask_at", table, ["asked", "ask_at"])


def _verifications(table: str) -> None:
    op.create_table(
        table,
        sa.Column("subject", Id, nullable=False),
        sa.Column("verifier", Id, nullable=False),
        sa.Column("what", Code, nullable=False),
        sa.Column("office", sa.String(length=2), nullable=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("valid_until", Moment, nullable=False),
        sa.PrimaryKeyConstraint("subject", "verifier", "what"),
    )
    op.create_index(f"ix_{table}_verifier", table, ["verifier"])


def _reports(table: str) -> None:
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        sa.Column("kind", Code, nullable=False),
        sa.Column("about", Id, nullable=False),
        sa.Column("part", Code, nullable=True),
        sa.Column("startup", Id, nullable=True),
        sa.Column("about_version", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("reason", Code, nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("decision", Id, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{table}_open_at", table, ["open", "at"])
    op.create_index(f"ix_{table}_about", table, ["about"])


def _decisions(table: str) -> None:
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        sa.Column("kind", Code, nullable=False),
        sa.Column("about", Id, nullable=False),
        sa.Column("part", Code, nullable=True),
        sa.Column("startup", Id, nullable=True),
        sa.Column("person", Id, nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("reports", sa.Text(), nullable=False),
        sa.Column("measure", Code, nullable=False),
        sa.Column("reason", Code, nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("until", Moment, nullable=True),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("appeal", Code, nullable=True),
        sa.Column("appeal_text", sa.Text(), nullable=True),
        sa.Column("appealed_by", sa.String(length=80), nullable=True),
        sa.Column("appealed_at", Moment, nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answer_record", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.String(length=80), nullable=True),
        sa.Column("answered_at", Moment, nullable=True),
        sa.Column("ended", Code, nullable=True),
        sa.Column("ended_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    for columns in (["about"], ["startup"], ["in_force", "until"], ["appeal"], ["at"]):
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def downgrade() -> None:
    for slot in SLOTS:
        for table in ("suspended_accounts", "decisions", "reports", "verifications"):
            op.drop_table(f"{table}_{slot}")
        for part in ("message", "answer"):
            op.drop_column(f"introductions_{slot}", f"{part}_removed")
        op.drop_index(f"ix_startups_{slot}_asked_ask_at", f"startups_{slot}")
        for column in FRESHNESS:
            op.drop_column(f"startups_{slot}", column)
