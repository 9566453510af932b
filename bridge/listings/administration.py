"""Lists of those who run the house: who has which role, and the free tags that nobody has decided about."""

from uuid import UUID

from bridge.listings.base import Asked, Column, Found, Listing, Look, Place, plain
from bridge.readmodels.keyset import Order
from events.errors import Refused


def parse(asked: Asked, of: UUID | None = None) -> None:
    """There is nothing to choose."""


def grants(look: Look, wanted: None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Every role in force with the person's name, for administrators."""
    if "administrator" not in look.actor.roles:
        raise Refused("not_an_administrator")
    offices, connection = look.reading.views.offices, look.reading.connection
    rows = offices.all(connection, limit=limit, offset=offset, after=after)
    names = look.accounts.names(row["account"] for row in rows) if rows else {}
    return Found([{**row, "name": names[row["account"]]} for row in rows], offices.count(connection))


def tags(look: Look, wanted: None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Free tags in use, the commonest first, for organisers and administrators."""
    if not look.actor.roles & {"organiser", "administrator"}:
        raise Refused("not_an_organiser")
    terms, connection = look.reading.views.terms, look.reading.connection
    rows = terms.loose(connection, limit=limit, offset=offset, after=after)
    return Found([{**row} for row in rows], terms.count_loose(connection))


def _grants_order(look: Look, wanted: None) -> Order:
    return look.reading.views.offices.order()


def _tags_order(look: Look, wanted: None) -> Order:
    return look.reading.views.terms.loose_order()


GRANTS = Listing(
    "people",
    parse,
    grants,
    _grants_order,
    (
        # One person may have two roles: the pair names a row.
        Column("id", lambda row: f"{row['account']}:{row['role']}", "id"),
        plain("account", "id"),
        Column("name", lambda row: row["name"], "person"),
        plain("role", "code", "roles"),
        plain("office", "code", "offices"),
        plain("since", "moment"),
    ),
)
TAGS = Listing("tags", parse, tags, _tags_order, (plain("tag"), plain("startups", "number")), key="tag")
