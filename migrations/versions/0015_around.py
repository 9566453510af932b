"""Around a hackathon: questions, their answers, announcements and who they went to."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
rebuild = True

Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Id, Code, Moment = sa.Uuid(), sa.String(length=40), sa.String(length=32)
SLOTS = ("a", "b")


def upgrade() -> None:
    for slot in SLOTS:
        _questions(slot)
        _answers(slot)
        _announcements(slot)
        _readers(slot)


def _questions(slot: str) -> None:
    table = f"hackathon_questions_{slot}"
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("account", Id, nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("answered_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{table}_hackathon_number", table, ["hackathon", "number"])
    op.create_index(f"ix_{table}_account_hackathon", table, ["account", "hackathon"])


def _answers(slot: str) -> None:
    op.create_table(
        f"hackathon_answers_{slot}",
        sa.Column("question", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("question", "number"),
    )


def _announcements(slot: str) -> None:
    table = f"announcements_{slot}"
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("group", Code, nullable=False),
        sa.Column("track", Code, nullable=True),
        sa.Column("state", Code, nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("due_at", Moment, nullable=True),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("sent_at", Moment, nullable=True),
        sa.Column("readers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{table}_hackathon_number", table, ["hackathon", "number"])
    op.create_index(f"ix_{table}_state_due_at", table, ["state", "due_at"])


def _readers(slot: str) -> None:
    table = f"announcement_readers_{slot}"
    op.create_table(
        table,
        sa.Column("announcement", Id, nullable=False),
        sa.Column("account", Id, nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.PrimaryKeyConstraint("announcement", "account"),
    )
    op.create_index(f"ix_{table}_account_hackathon", table, ["account", "hackathon"])
