"""Results: publications, votes, certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _for_judges()
    _votes_and_certificates()
    _papers()


def _for_judges() -> None:
    """Guests who judge, their links, what they have typed; the help queue of teams."""
    moment, code, short = sa.DateTime(timezone=True), sa.String(length=40), sa.String(length=32)
    op.create_table(
        "guests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("letters", sa.String(length=10), server_default="at_once", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "judge_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("judge", sa.Uuid(), nullable=False),
        sa.Column("hackathon", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("revoked_at", moment, nullable=True),
        sa.Column("used_at", moment, nullable=True),
        sa.Column("asked_name", sa.String(length=100), nullable=True),
        sa.Column("asked_email", sa.String(length=320), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("judge_links_hackathon", "judge_links", ["hackathon", "judge"])
    op.create_index("judge_links_judge", "judge_links", ["judge"])
    op.create_table(
        "mentors_asked",
        sa.Column("invitation", sa.Uuid(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("invitation"),
    )
    op.create_table(
        "scorecard_drafts",
        sa.Column("round", sa.Uuid(), nullable=False),
        sa.Column("judge", sa.Uuid(), nullable=False),
        sa.Column("project", sa.Uuid(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("saved_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("round", "judge", "project"),
    )
    op.create_index("scorecard_drafts_judge", "scorecard_drafts", ["judge"])
    for slot in ("a", "b"):
        table = f"help_requests_{slot}"
        op.create_table(
            table,
            sa.Column("id", sa.Uuid(), nullable=False),
            sa.Column("hackathon", sa.Uuid(), nullable=False),
            sa.Column("team", sa.Uuid(), nullable=False),
            sa.Column("asked_by", sa.Uuid(), nullable=False),
            sa.Column("topic", code, nullable=True),
            sa.Column("text", sa.Text(), nullable=True),
            sa.Column("state", code, nullable=False),
            sa.Column("mentor", sa.Uuid(), nullable=True),
            sa.Column("asked_at", short, nullable=False),
            sa.Column("taken_at", short, nullable=True),
            sa.Column("ended_at", short, nullable=True),
            sa.PrimaryKeyConstraint("id"),
        )
        op.create_index(f"ix_{table}_hackathon_state", table, ["hackathon", "state"])
        op.create_index(f"ix_{table}_team", table, ["team"])


def _votes_and_certificates() -> None:
    identity, code, short = sa.Uuid(), sa.String(length=40), sa.String(length=32)
    for slot in ("a", "b"):
        votes = f"votes_{slot}"
        op.create_table(
            votes,
            sa.Column("hackathon", identity, nullable=False),
            sa.Column("account", identity, nullable=False),
            sa.Column("project", identity, nullable=False),
            sa.Column("at", short, nullable=False),
            sa.PrimaryKeyConstraint("hackathon", "account"),
        )
        op.create_index(f"ix_{votes}_hackathon_project", votes, ["hackathon", "project"])
        op.create_index(f"ix_{votes}_account", votes, ["account"])
        table = f"certificates_{slot}"
        op.create_table(
            table,
            sa.Column("id", identity, nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
            sa.Column("hackathon", identity, nullable=False),
            sa.Column("account", identity, nullable=False),
            sa.Column("role", code, nullable=False),
            sa.Column("prize", code, nullable=True),
            sa.Column("team", identity, nullable=True),
            sa.Column("code", sa.String(length=20), nullable=False),
            sa.Column("state", code, nullable=False),
            sa.Column("revoked", code, nullable=True),
            sa.Column("why", sa.Text(), nullable=True),
            sa.Column("issued_at", short, nullable=False),
            sa.Column("changed_at", short, nullable=False),
            sa.PrimaryKeyConstraint("id"),
        )
        op.create_index(f"ix_{table}_hackathon_role", table, ["hackathon", "role"])
        op.create_index(f"ix_{table}_account", table, ["account"])
        op.create_index(f"ix_{table}_code", table, ["code"])


def _papers() -> None:
    """Certificates, badges and score sheets that were asked for, and what was drawn."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("begun_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("question", name="papers_question"),
    )
    op.create_index("papers_state", "papers", ["state", "asked_at"])
    op.create_index("papers_subject", "papers", ["subject"])
