"""Hackathons: what is announced, who takes part, teams and projects."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

Id, Code, Moment = sa.Uuid(), sa.String(length=40), sa.String(length=32)
Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
SLOTS = ("a", "b")


def upgrade() -> None:
    for slot in SLOTS:
        _hackathons(slot)
        _beside_hackathons(slot)


def _hackathons(slot: str) -> None:
    table = f"hackathons_{slot}"
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("form", Code, nullable=True),
        sa.Column("zone", sa.String(length=60), nullable=True),
        sa.Column("sort_name", sa.String(length=160), nullable=False),
        sa.Column("setup", sa.Text(), nullable=False),
        sa.Column("versions", sa.Text(), nullable=False),
        sa.Column("starts", Moment, nullable=True),
        sa.Column("ends", Moment, nullable=True),
        sa.Column("next_at", Moment, nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("announced_at", Moment, nullable=True),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("slug"),
    )
    op.create_index(f"ix_{table}_shown_starts", table, ["shown", "starts"])
    op.create_index(f"ix_{table}_next_at", table, ["next_at"])


def _beside_hackathons(slot: str) -> None:
    hosts = f"hackathon_hosts_{slot}"
    op.create_table(
        hosts,
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("incubator", Id, nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("agreed", sa.String(length=64), nullable=True),
        sa.Column("since", Moment, nullable=False),
        sa.PrimaryKeyConstraint("hackathon", "incubator"),
    )
    op.create_index(f"ix_{hosts}_incubator_state", hosts, ["incubator", "state"])
    people = f"hackathon_people_{slot}"
    op.create_table(
        people,
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("account", Id, nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.PrimaryKeyConstraint("hackathon", "account"),
    )
    op.create_index(f"ix_{people}_account", people, ["account"])
    invitations = f"hackathon_invitations_{slot}"
    op.create_table(
        invitations,
        sa.Column("invitation", Id, nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.PrimaryKeyConstraint("invitation"),
    )
    op.create_index(f"ix_{invitations}_hackathon", invitations, ["hackathon"])
    op.create_table(
        f"hackathon_phases_{slot}",
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("phase", Code, nullable=False),
        sa.Column("opens", Moment, nullable=True),
        sa.Column("closes", Moment, nullable=True),
        sa.Column("hand", Code, nullable=True),
        sa.Column("opened_at", Moment, nullable=True),
        sa.Column("closed_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("hackathon", "phase"),
    )
    changes = f"hackathon_changes_{slot}"
    op.create_table(
        changes,
        sa.Column("change", Id, nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("part", Code, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("done_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("change"),
    )
    op.create_index(f"ix_{changes}_hackathon_state", changes, ["hackathon", "state"])
    words = f"hackathon_words_{slot}"
    op.create_table(
        words,
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("kind", Code, nullable=False),
        sa.Column("code", Code, nullable=False),
        sa.PrimaryKeyConstraint("hackathon", "kind", "code"),
    )
    op.create_index(f"ix_{words}_kind_code", words, ["kind", "code"])


def downgrade() -> None:
    for slot in SLOTS:
        for table in ("words", "changes", "phases", "invitations", "people", "hosts"):
            op.drop_table(f"hackathon_{table}_{slot}")
        op.drop_table(f"hackathons_{slot}")
