"""The list of incubators."""

from typing import Any
from uuid import UUID

from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Place, one, plain, words
from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import Filters
from bridge.readmodels.keyset import Order
from events import vocabulary

ORDERS = ("name", "newest")
COUNTRY, KIND = Choice("country", vocabulary.countries), Choice("kind", vocabulary.incubator_kinds)


def parse(asked: Asked, of: UUID | None = None) -> Filters:
    """The filters in an address; codes that no list knows are left out."""
    return Filters(
        text=words(asked),
        countries=COUNTRY.chosen(asked),
        kinds=KIND.chosen(asked),
        order=one(asked, "order", ORDERS, ORDERS[0]),
    )


def find(look: Look, filters: Filters, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Incubators that the actor may see, each with the number of startups there that they may see."""
    reading = look.reading
    found = reading.views.directory.find_incubators(
        reading.connection, look.actor, filters, limit=limit, offset=offset, after=after
    )
    rows = [{**row, "page": unpacked(row["page"]), "facts": unpacked(row["facts"])} for row in found.rows]
    return Found(rows, found.total)


def _of_page(name: str, kind: str) -> Column:
    return Column(name, lambda row: row["page"][name], kind)


def _order(look: Look, filters: Filters) -> Order:
    return look.reading.views.directory.incubator_order(filters)


def _facts(row: Any) -> list[dict[str, Any]]:
    return [{name: fact[name] for name in ("field", "value", "source", "year")} for fact in row["facts"]]


INCUBATORS = Listing(
    "incubators",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        _of_page("name", "texts"),
        plain("kind", "code", "incubator_kinds"),
        plain("country", "code", "countries"),
        plain("city"),
        _of_page("description", "texts"),
        _of_page("offers", "texts"),
        _of_page("site", "text"),
        Column("facts", _facts, "json"),
        plain("startups", "number"),
        plain("visibility", "code", "visibilities"),
        plain("unclaimed", "flag"),
        plain("listed_at", "moment"),
        plain("changed_at", "moment"),
        Column("address", lambda row: f"/incubators/{row['slug']}", "address"),
    ),
    choices=(COUNTRY, KIND),
    orders=ORDERS,
    searched=True,
)
