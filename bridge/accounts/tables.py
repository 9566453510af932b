"""The tables of people, of the links that were mailed to them, and of attempts."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
)

from bridge.columns import Instant

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", String(320), nullable=False),
    # The folded address: two spellings of one address are one account, whatever a program forgets to check.
    Column("email_key", String(320), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("password_hash", String(300), nullable=False),
    Column("language", String(10), nullable=False),
    Column("time_zone", String(60), nullable=False),
    Column("phone", String(20)),
    Column("whatsapp", String(20)),
    Column("telegram", String(40)),
    Column("epoch", Integer, nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("letters", String(10), nullable=False, server_default="at_once"),  # at_once, daily, never
    Column("digest_on", Date),  # the person's own day that the daily letter was last thought of
    Column("closed_at", Instant),  # being erased: nobody signs in, and the row is gone in a moment
    Index("accounts_closed", "closed_at"),
    Index("accounts_letters", "letters", "time_zone"),
    CheckConstraint("email_key = lower(email_key)", name="accounts_email_key_folded"),
)

tokens = Table(
    "account_tokens",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("purpose", String(10), nullable=False),
    Column("account", Uuid, ForeignKey("accounts.id", ondelete="CASCADE")),
    Column("email_key", String(320)),
    Column("payload", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Index("account_tokens_account", "account"),
    Index("account_tokens_email_key", "email_key"),
    Index("account_tokens_expires_at", "expires_at"),
)

throttles = Table(
    "account_throttles",
    metadata,
    Column("scope", String(20), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("began", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    Index("account_throttles_began", "began"),
)

guests = Table(
    "guests",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("email", String(320)),
    Column("language", String(10), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("letters", String(10), nullable=False, server_default="at_once"),  # at_once, never: they have no daily one
)

judge_links = Table(
    "judge_links",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("judge", Uuid, nullable=False),
    Column("hackathon", Uuid, nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Column("used_at", Instant),
    # As whom somebody with an account was asked, until they come in: before that nobody learns that they have one.
    Column("asked_name", String(100)),
    Column("asked_email", String(320)),
    Index("judge_links_hackathon", "hackathon", "judge"),
    Index("judge_links_judge", "judge"),
)
