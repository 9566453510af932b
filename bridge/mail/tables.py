"""The tables of mail that waits, was sent or failed, and of the mailbox that development has."""

from sqlalchemy import JSON, Column, Index, Integer, MetaData, String, Table, Text, Uuid

from bridge.columns import Instant

metadata = MetaData()

outbox = Table(
    "outbox",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("state", String(10), nullable=False),  # see outbox.py
    Column("kind", String(60), nullable=False),
    Column("account", Uuid),
    Column("email", String(320)),
    Column("language", String(10)),
    Column("params", JSON, nullable=False),
    Column("path", String(500)),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease", Uuid),
    Column("leased_until", Instant),
    Column("done_at", Instant),
    Column("failure", String(120)),
    Column("thread", String(100)),
    Index("outbox_waiting", "state", "due_at"),
    Index("outbox_account", "account", "state"),
)

mailbox = Table(
    "mailbox",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("sent_at", Instant, nullable=False),
    Column("email", String(320), nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Index("mailbox_sent_at", "sent_at"),
)
