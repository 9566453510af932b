"""Judging: judges, rounds, conflicts, assignments, scorecards, publications; ties are filled from older events."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
rebuild = True

Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Id, Code, Moment = sa.Uuid(), sa.String(length=40), sa.String(length=32)
SLOTS = ("a", "b")


def upgrade() -> None:
    for slot in SLOTS:
        _judges(slot)
        _judge_conflicts(slot)
        _mentors(slot)
        _judging_rounds(slot)
        _assignments(slot)
        _scorecards(slot)
        _scorecard_past(slot)
        _publications(slot)
        _ties(slot)
        _judging_chain(slot)
        op.create_table(
            f"judging_salts_{slot}",
            sa.Column("hackathon", Id, nullable=False),
            sa.Column("salt", Id, nullable=False),
            sa.PrimaryKeyConstraint("hackathon"),
        )
    _judging_jobs()


def _judges(slot: str) -> None:
    table = f"judges_{slot}"
    op.create_table(
        table,
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("judge", Id, nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("link", Id, nullable=True),
        sa.Column("invited_at", Moment, nullable=False),
        sa.Column("entered_at", Moment, nullable=True),
        sa.Column("left_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("hackathon", "judge"),
    )
    op.create_index(f"ix_{table}_judge", table, ["judge"])


def _judge_conflicts(slot: str) -> None:
    table = f"judge_conflicts_{slot}"
    op.create_table(
        table,
        sa.Column("judge", Id, nullable=False),
        sa.Column("project", Id, nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("judge", "project"),
    )
    op.create_index(f"ix_{table}_hackathon", table, ["hackathon"])


def _mentors(slot: str) -> None:
    table = f"mentors_{slot}"
    op.create_table(
        table,
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("mentor", Id, nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("until", Moment, nullable=True),
        sa.PrimaryKeyConstraint("hackathon", "mentor"),
    )
    op.create_index(f"ix_{table}_mentor", table, ["mentor"])


def _judging_rounds(slot: str) -> None:
    table = f"judging_rounds_{slot}"
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("method", Code, nullable=True),
        sa.Column("rules_agreed", sa.Text(), nullable=False),
        sa.Column("judges", sa.Text(), nullable=False),
        sa.Column("projects", sa.Text(), nullable=False),
        sa.Column("pitches", sa.Text(), nullable=False),
        sa.Column("frozen_at", Moment, nullable=True),
        sa.Column("ranking", sa.Text(), nullable=False),
        sa.Column("computed", sa.String(length=64), nullable=True),
        sa.Column("departs", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("published", sa.Integer(), nullable=False),
        sa.Column("feedback", sa.Boolean(), nullable=False),
        sa.Column("revealed", sa.Integer(), nullable=True),
        sa.Column("opened_at", Moment, nullable=True),
        sa.Column("closed_at", Moment, nullable=True),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{table}_hackathon_number", table, ["hackathon", "number"])


def _assignments(slot: str) -> None:
    table = f"assignments_{slot}"
    op.create_table(
        table,
        sa.Column("round", Id, nullable=False),
        sa.Column("judge", Id, nullable=False),
        sa.Column("project", Id, nullable=False),
        sa.Column("how", Code, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("code", Code, nullable=True),
        sa.Column("withdrawn_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("round", "judge", "project"),
    )
    op.create_index(f"ix_{table}_judge_withdrawn_at", table, ["judge", "withdrawn_at"])


def _scorecards(slot: str) -> None:
    table = f"scorecards_{slot}"
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("round", Id, nullable=False),
        sa.Column("judge", Id, nullable=False),
        sa.Column("project", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("before", Code, nullable=False),
        sa.Column("scores", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("paper", sa.Boolean(), nullable=False),
        sa.Column("code", Code, nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("submitted_at", Moment, nullable=True),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{table}_judge_round", table, ["judge", "round"])
    op.create_index(f"ix_{table}_project", table, ["project"])
    op.create_index(f"ix_{table}_round_state", table, ["round", "state"])


def _scorecard_past(slot: str) -> None:
    table = f"scorecard_past_{slot}"
    op.create_table(
        table,
        sa.Column("card", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("round", Id, nullable=False),
        sa.Column("judge", Id, nullable=False),
        sa.Column("project", Id, nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("scores", sa.Text(), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("until", Moment, nullable=True),
        sa.PrimaryKeyConstraint("card", "version"),
    )
    op.create_index(f"ix_{table}_round_since", table, ["round", "since"])


def _publications(slot: str) -> None:
    table = f"publications_{slot}"
    op.create_table(
        table,
        sa.Column("round", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("method", Code, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("prizes", sa.Text(), nullable=False),
        sa.Column("departs", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("round", "number"),
    )
    op.create_index(f"ix_{table}_hackathon", table, ["hackathon"])


def _ties(slot: str) -> None:
    table = f"ties_{slot}"
    op.create_table(
        table,
        sa.Column("kind", Code, nullable=False),
        sa.Column("one", Id, nullable=False),
        sa.Column("other", Id, nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("until", Moment, nullable=True),
        sa.PrimaryKeyConstraint("kind", "one", "other", "since"),
    )
    op.create_index(f"ix_{table}_kind_other", table, ["kind", "other"])


def _judging_chain(slot: str) -> None:
    table = f"judging_chain_{slot}"
    op.create_table(
        table,
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event_id", Number, nullable=False),
        sa.Column("card", Id, nullable=True),
        sa.Column("round", Id, nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("hackathon", "number"),
    )
    op.create_index(f"ix_{table}_card", table, ["card"])


def _judging_jobs() -> None:
    op.create_table(
        "judging_jobs",
        sa.Column("id", Id, nullable=False),
        sa.Column("round", Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("asked_by", Id, nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("question", name="judging_jobs_question"),
    )
    op.create_index("judging_jobs_state", "judging_jobs", ["state", "asked_at"])
    op.create_index("judging_jobs_round", "judging_jobs", ["round", "kind", "digest"])
