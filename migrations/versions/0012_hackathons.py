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
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "project_drafts",
        sa.Column("team", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("saved_at", moment, nullable=False),
        sa.Column("saved_by", Id, nullable=True),
        sa.PrimaryKeyConstraint("team"),
    )
    op.create_table(
        "project_files",
        sa.Column("team", Id, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", moment, nullable=False),
        sa.Column("uploaded_by", Id, nullable=True),
        sa.PrimaryKeyConstraint("team", "digest"),
    )
    op.create_index("project_files_digest", "project_files", ["digest"])
    for slot in SLOTS:
        _hackathons(slot)
        _beside_hackathons(slot)
        for column in ("project", "hackathon"):
            op.add_column(f"introductions_{slot}", sa.Column(column, Id, nullable=True))
        _registrations(slot)
        _teams(slot)
        _team_skills(slot)
        _team_people(slot)
        _team_startups(slot)
        _team_requests(slot)
        _projects(slot)
        _project_versions(slot)
        _project_tags(slot)


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


def _registrations(slot: str) -> None:
    table = f"registrations_{slot}"
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("account", Id, nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.Column("keep_until", sa.String(length=10), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("waits_at", Number, nullable=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("checked_in_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{table}_account", table, ["account"])
    op.create_index(f"ix_{table}_hackathon_code", table, ["hackathon", "code"])
    op.create_index(f"ix_{table}_hackathon_state_waits_at", table, ["hackathon", "state", "waits_at"])
    op.create_index(f"ix_{table}_keep_until", table, ["keep_until"])
    op.create_index(f"ix_{table}_waits_at", table, ["waits_at"])


def _teams(slot: str) -> None:
    table = f"teams_{slot}"
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("lead", Id, nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("startup", Id, nullable=True),
        sa.Column("formed_at", Moment, nullable=False),
        sa.Column("dissolved_at", Moment, nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{table}_hackathon_number", table, ["hackathon", "number"])
    op.create_index(f"ix_{table}_startup", table, ["startup"])


def _team_skills(slot: str) -> None:
    table = f"team_skills_{slot}"
    op.create_table(
        table,
        sa.Column("team", Id, nullable=False),
        sa.Column("code", Code, nullable=False),
        sa.PrimaryKeyConstraint("team", "code"),
    )
    op.create_index(f"ix_{table}_code", table, ["code"])


def _team_people(slot: str) -> None:
    table = f"team_people_{slot}"
    op.create_table(
        table,
        sa.Column("team", Id, nullable=False),
        sa.Column("account", Id, nullable=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("until", Moment, nullable=True),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("how", Code, nullable=True),
        sa.PrimaryKeyConstraint("team", "account", "number"),
    )
    op.create_index(f"ix_{table}_account_hackathon", table, ["account", "hackathon"])


def _team_startups(slot: str) -> None:
    table = f"team_startups_{slot}"
    op.create_table(
        table,
        sa.Column("team", Id, nullable=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("startup", Id, nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("until", Moment, nullable=True),
        sa.PrimaryKeyConstraint("team", "number"),
    )


def _team_requests(slot: str) -> None:
    table = f"team_requests_{slot}"
    op.create_table(
        table,
        sa.Column("team", Id, nullable=False),
        sa.Column("account", Id, nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("team", "account"),
    )
    op.create_index(f"ix_{table}_account_hackathon", table, ["account", "hackathon"])


def _projects(slot: str) -> None:
    table = f"projects_{slot}"
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.Column("team", Id, nullable=False),
        sa.Column("team_name", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("standing", sa.Integer(), nullable=True),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("penalty", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("disqualified", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("submitted_at", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{table}_hackathon_state_number", table, ["hackathon", "state", "number"])
    op.create_index(f"ix_{table}_team", table, ["team"])


def _project_versions(slot: str) -> None:
    table = f"project_versions_{slot}"
    op.create_table(
        table,
        sa.Column("project", Id, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", Code, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("ruling", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("project", "place"),
    )


def _project_tags(slot: str) -> None:
    table = f"project_tags_{slot}"
    op.create_table(
        table,
        sa.Column("project", Id, nullable=False),
        sa.Column("kind", Code, nullable=False),
        sa.Column("code", Code, nullable=False),
        sa.Column("hackathon", Id, nullable=False),
        sa.PrimaryKeyConstraint("project", "kind", "code"),
    )
    op.create_index(f"ix_{table}_hackathon_kind_code", table, ["hackathon", "kind", "code"])


def downgrade() -> None:
    for slot in SLOTS:
        for column in ("project", "hackathon"):
            op.drop_column(f"introductions_{slot}", column)
    for table in ("project_files", "project_drafts"):
        op.drop_table(table)
    for slot in SLOTS:
        for table in (
            "registrations",
            "teams",
            "team_skills",
            "team_people",
            "team_startups",
            "team_requests",
            "projects",
            "project_versions",
            "project_tags",
        ):
            op.drop_table(f"{table}_{slot}")
        for table in ("words", "changes", "phases", "invitations", "people", "hosts"):
            op.drop_table(f"hackathon_{table}_{slot}")
        op.drop_table(f"hackathons_{slot}")
