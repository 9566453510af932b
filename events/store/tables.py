"""The tables of the log; migrations make them, nothing else does."""

import sqlalchemy as sa

metadata = sa.MetaData()
Big = sa.BigInteger().with_variant(sa.Integer, "sqlite")

# Ids come from `log_head`, under the lock: in the order of commits, without gaps, and never used again.
events = sa.Table(
    "events",
    metadata,
    sa.Column("id", Big, primary_key=True, autoincrement=False),
    sa.Column("originator_id", sa.Uuid(), nullable=False),
    sa.Column("originator_version", Big, nullable=False),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("state", sa.LargeBinary, nullable=False),
    sa.Column("recorded_at", Big, nullable=False, comment="microseconds since 1970, never less than the row before"),
    sa.Column("prev_hash", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("originator_id", "originator_version", name="events_originator_id_originator_version_key"),
)
log_head = sa.Table(
    "log_head",
    metadata,
    sa.Column("one", sa.Integer, sa.CheckConstraint("one = 1"), primary_key=True, autoincrement=False),
    sa.Column("last_id", Big, nullable=False),
    sa.Column("entries", Big, nullable=False),
    sa.Column("recorded_at", Big, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)
claims = sa.Table(
    "claims",
    metadata,
    sa.Column("kind", sa.String(40), primary_key=True),
    sa.Column("value", sa.String(320), primary_key=True),
    sa.Column("owner", sa.Uuid(), nullable=False),
)
snapshots = sa.Table(
    "snapshots",
    metadata,
    sa.Column("originator_id", sa.Uuid(), primary_key=True),
    sa.Column("originator_version", Big, primary_key=True),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("state", sa.LargeBinary, nullable=False),
)
positions = sa.Table(
    "positions",
    metadata,
    sa.Column("follower", sa.String(80), primary_key=True),
    sa.Column("position", Big, nullable=False),
    sa.Column("stopped_at", Big, comment="the event that it could not digest; empty while it runs"),
    sa.Column("stopped_on", Big, comment="microseconds since 1970"),
    sa.Column("error", sa.Text, comment="class of the error and place in the code, never its text"),
)
personal_keys = sa.Table(
    "personal_keys",
    metadata,
    sa.Column("subject", sa.Uuid(), primary_key=True),
    sa.Column("wrapped", sa.LargeBinary, comment="empty: forgotten for good"),
)
read_model_slot = sa.Table(
    "read_model_slot",
    metadata,
    sa.Column("one", sa.Integer, sa.CheckConstraint("one = 1"), primary_key=True, autoincrement=False),
    sa.Column("slot", sa.String(1), nullable=False),
    sa.Column("builder", sa.Uuid(), comment="the rebuild that fills the other slot"),
)
