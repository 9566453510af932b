"""Tokens for programs, of a person and of an organisation: what each may do and until when, never the secret."""

from uuid import UUID

import sqlalchemy as sa

from bridge.listings.base import Asked, Column, Found, Listing, Look, Place, Row, plain
from bridge.listings.people import instant
from bridge.listings.short import incubator_of, parse_owner, selected, startup_of
from bridge.machines.tables import tokens
from bridge.readmodels.keyset import Key, Order, ordered
from events.errors import Refused

ORDER = ordered(Key(tokens.c.created_at, "created_at", down=True), Key(tokens.c.id, "id"))
SHOWN = ("id", "hint", "name", "account", "scopes", "created_at", "expires_at", "used_on")


def _parse(asked: Asked, of: UUID | None = None) -> None:
    return None


def personal(look: Look, wanted: None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """One's own tokens that were not revoked."""
    account = look.actor.account
    if account is None:
        raise Refused("sign_in")
    mine = sa.and_(tokens.c.account == account, tokens.c.organisation.is_(None))
    return _found(look, mine, limit, offset, after)


def of_startup(
    look: Look, startup: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """The tokens of a startup, for its founders."""
    seen = startup_of(look, startup)
    seen.must(seen.own)
    return _found(look, tokens.c.organisation == seen.id, limit, offset, after)


def of_incubator(
    look: Look, incubator: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """The tokens of an incubator, for its managers."""
    seen = incubator_of(look, incubator)
    seen.must(seen.manages)
    return _found(look, tokens.c.organisation == seen.id, limit, offset, after)


def _found(look: Look, whose: sa.ColumnElement[bool], limit: int, offset: int, after: Place | None) -> Found:
    query = sa.select(*(tokens.c[name] for name in SHOWN)).where(whose, tokens.c.revoked_at.is_(None))
    found = selected(look, query, ORDER, limit=limit, offset=offset, after=after)
    names = look.accounts.names({row["account"] for row in found.rows}) if found.rows else {}
    return Found([_row(row, names[row["account"]], look) for row in found.rows], found.total)


def _row(row: Row, who: str | None, look: Look) -> Row:
    return {**row, "who": who, "works": look.now < row["expires_at"], "scopes": row["scopes"].split()}


def _order(look: Look, wanted: object) -> Order:
    return ORDER


COLUMNS = (
    plain("id", "id"),
    plain("name"),
    plain("hint"),
    plain("scopes", "codes", "scopes"),
    plain("works", "flag"),
    plain("who", "person"),
    instant("created_at"),
    instant("expires_at"),
    Column("used_on", lambda row: None if row["used_on"] is None else row["used_on"].isoformat(), "day"),
)
PERSONAL = Listing("tokens", _parse, personal, _order, COLUMNS)
OF_STARTUP = Listing("tokens", parse_owner, of_startup, _order, COLUMNS, of="startup")
OF_INCUBATOR = Listing("tokens", parse_owner, of_incubator, _order, COLUMNS, of="incubator")
