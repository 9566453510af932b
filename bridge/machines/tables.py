"""The tables of tokens, of requests that may be sent again, limits and private feeds: no secret, only hashes."""

import sqlalchemy as sa

from bridge.columns import Instant

metadata = sa.MetaData()

tokens = sa.Table(
    "api_tokens",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    # The first letters, by which people tell their tokens apart.
    sa.Column("hint", sa.String(12), nullable=False),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("account", sa.Uuid, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("organisation", sa.Uuid),
    sa.Column("scopes", sa.String(200), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("used_on", sa.Date),
    sa.Column("revoked_at", Instant),
    sa.Index("api_tokens_account", "account"),
    sa.Index("api_tokens_organisation", "organisation"),
)

repeats = sa.Table(
    "api_repeats",
    metadata,
    sa.Column("token", sa.Uuid, primary_key=True),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("request", sa.String(64), nullable=False),
    sa.Column("lease", sa.Uuid, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("about", sa.Uuid),
    sa.Column("status", sa.Integer),
    # Sealed under the key of the person who asked: what it says of people goes with them.
    sa.Column("answer", sa.Text),
    sa.Column("began_at", Instant, nullable=False),
    sa.Index("api_repeats_began_at", "began_at"),
)

limits = sa.Table(
    "api_limits",
    metadata,
    sa.Column("who", sa.String(64), primary_key=True),  # a keyed hash: of a token's id, or of an address
    sa.Column("minute", sa.Integer, nullable=False),
    sa.Column("used", sa.Integer, nullable=False),
    sa.Index("api_limits_minute", "minute"),
)

feeds = sa.Table(
    "private_feeds",
    metadata,
    sa.Column("account", sa.Uuid, primary_key=True),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("created_at", Instant, nullable=False),
)
