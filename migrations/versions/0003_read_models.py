"""The read models in their two slots, and full-text search over startups and incubators."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    for slot in ("a", "b"):
        _tables(slot)
        _search(slot)


def _search(slot: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        options = "tokenize = 'unicode61 remove_diacritics 0'"
        op.execute(f"CREATE VIRTUAL TABLE search_{slot} USING fts5(number UNINDEXED, words, {options})")
        return
    op.execute(f"CREATE TABLE search_{slot} (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
    op.execute(f"CREATE INDEX ix_search_{slot}_words ON search_{slot} USING gin (words)")


def _tables(slot: str) -> None:
    op.create_table(
        f"grants_{slot}",
        sa.Column("account", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("office", sa.String(length=40), nullable=True),
        sa.Column("since", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("account", "role"),
    )
    op.create_table(
        f"history_{slot}",
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("event_id", Number, nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "event_id"),
    )
    op.create_index(f"ix_history_{slot}_event_id", f"history_{slot}", ["event_id"], unique=False)
    op.create_table(
        f"incubator_invitations_{slot}",
        sa.Column("invitation", sa.Uuid(), nullable=False),
        sa.Column("incubator", sa.Uuid(), nullable=False),
        sa.Column("since", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("invitation"),
    )
    op.create_index(
        f"ix_incubator_invitations_{slot}_incubator", f"incubator_invitations_{slot}", ["incubator"], unique=False
    )
    op.create_table(
        f"incubator_people_{slot}",
        sa.Column("incubator", sa.Uuid(), nullable=False),
        sa.Column("account", sa.Uuid(), nullable=False),
        sa.Column("since", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("incubator", "account"),
    )
    op.create_index(f"ix_incubator_people_{slot}_account", f"incubator_people_{slot}", ["account"], unique=False)
    op.create_table(
        f"incubators_{slot}",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("sort_name", sa.String(length=160), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("unclaimed", sa.Boolean(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("listed_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("slug"),
    )
    op.create_index(f"ix_incubators_{slot}_country", f"incubators_{slot}", ["country"], unique=False)
    op.create_table(
        f"introductions_{slot}",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("proposer", sa.Uuid(), nullable=False),
        sa.Column("receiver", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("want", sa.String(length=40), nullable=False),
        sa.Column("offer", sa.String(length=40), nullable=False),
        sa.Column("next_step", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("suggestion", sa.Text(), nullable=True),
        sa.Column("proposed_by", sa.String(length=80), nullable=False),
        sa.Column("proposed_at", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.Column("answered_at", sa.String(length=32), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("decline_reason", sa.String(length=40), nullable=True),
        sa.Column("reminded_at", sa.String(length=32), nullable=True),
        sa.Column("offered_by", sa.String(length=40), nullable=True),
        sa.Column("times", sa.Text(), nullable=False),
        sa.Column("times_place", sa.Text(), nullable=True),
        sa.Column("meeting", sa.Text(), nullable=True),
        sa.Column("meeting_place", sa.Text(), nullable=True),
        sa.Column("meeting_at", sa.String(length=32), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("met_on", sa.String(length=10), nullable=True),
        sa.Column("nothing_reason", sa.String(length=40), nullable=True),
        sa.Column("nothing_note", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        f"ix_introductions_{slot}_proposer_state", f"introductions_{slot}", ["proposer", "state"], unique=False
    )
    op.create_index(
        f"ix_introductions_{slot}_receiver_state", f"introductions_{slot}", ["receiver", "state"], unique=False
    )
    op.create_index(
        f"ix_introductions_{slot}_state_expires_at", f"introductions_{slot}", ["state", "expires_at"], unique=False
    )
    op.create_table(
        f"partnership_milestones_{slot}",
        sa.Column("partnership", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("amount_usd", sa.BigInteger(), nullable=True),
        sa.Column("startup", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("partnership", "number"),
    )
    op.create_table(
        f"partnerships_{slot}",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("introduction", sa.Uuid(), nullable=False),
        sa.Column("one", sa.Uuid(), nullable=False),
        sa.Column("other", sa.Uuid(), nullable=False),
        sa.Column("recorder", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("ended_on", sa.String(length=10), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("milestones", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_partnerships_{slot}_introduction", f"partnerships_{slot}", ["introduction"], unique=False)
    op.create_index(f"ix_partnerships_{slot}_one", f"partnerships_{slot}", ["one"], unique=False)
    op.create_index(f"ix_partnerships_{slot}_other", f"partnerships_{slot}", ["other"], unique=False)
    op.create_index(f"ix_partnerships_{slot}_state_since", f"partnerships_{slot}", ["state", "since"], unique=False)
    op.create_table(
        f"startup_admissions_{slot}",
        sa.Column("startup", sa.Uuid(), nullable=False),
        sa.Column("incubator", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("admitted_at", sa.String(length=32), nullable=True),
        sa.Column("graduated_on", sa.String(length=10), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("startup", "incubator"),
    )
    op.create_index(
        f"ix_startup_admissions_{slot}_incubator_state",
        f"startup_admissions_{slot}",
        ["incubator", "state"],
        unique=False,
    )
    op.create_table(
        f"startup_blocks_{slot}",
        sa.Column("startup", sa.Uuid(), nullable=False),
        sa.Column("other", sa.Uuid(), nullable=False),
        sa.Column("since", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("startup", "other"),
    )
    op.create_table(
        f"startup_dismissals_{slot}",
        sa.Column("startup", sa.Uuid(), nullable=False),
        sa.Column("other", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("shown", sa.Text(), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("startup", "other"),
    )
    op.create_table(
        f"startup_invitations_{slot}",
        sa.Column("invitation", sa.Uuid(), nullable=False),
        sa.Column("startup", sa.Uuid(), nullable=False),
        sa.Column("since", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("invitation"),
    )
    op.create_index(f"ix_startup_invitations_{slot}_startup", f"startup_invitations_{slot}", ["startup"], unique=False)
    op.create_table(
        f"startup_people_{slot}",
        sa.Column("startup", sa.Uuid(), nullable=False),
        sa.Column("account", sa.Uuid(), nullable=False),
        sa.Column("since", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("startup", "account"),
    )
    op.create_index(f"ix_startup_people_{slot}_account", f"startup_people_{slot}", ["account"], unique=False)
    op.create_table(
        f"startup_slugs_{slot}",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("startup", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        f"startup_terms_{slot}",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("startup", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "code", "startup"),
    )
    op.create_index(f"ix_startup_terms_{slot}_startup", f"startup_terms_{slot}", ["startup"], unique=False)
    op.create_table(
        f"startups_{slot}",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", Number, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("founded", sa.Integer(), nullable=True),
        sa.Column("team_size", sa.Integer(), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("unclaimed", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=True),
        sa.Column("source_row", sa.String(length=120), nullable=True),
        sa.Column("letters", sa.String(length=80), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(
        f"ix_startups_{slot}_country_visibility", f"startups_{slot}", ["country", "visibility"], unique=False
    )
    op.create_index(f"ix_startups_{slot}_source_source_row", f"startups_{slot}", ["source", "source_row"], unique=False)
    op.create_index(
        f"ix_startups_{slot}_narrow",
        f"startups_{slot}",
        ["visibility", "changed_at", "number", "id", "letters", "name"],
        unique=False,
    )
    op.create_table(
        f"tag_folds_{slot}",
        sa.Column("tag", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("tag"),
    )
    op.create_table(
        f"term_replacements_{slot}",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("successor", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("kind", "code"),
    )


def downgrade() -> None:
    for slot in ("a", "b"):
        op.drop_table(f"search_{slot}")
        for table in (
            "grants", "history", "incubator_invitations", "incubator_people", "incubators", "introductions",
            "partnership_milestones", "partnerships", "startup_admissions", "startup_blocks", "startup_dismissals",
            "startup_invitations", "startup_people", "startup_slugs", "startup_terms", "startups", "tag_folds",
            "term_replacements",
        ):  # fmt: skip
            op.drop_table(f"{table}_{slot}")
