"""The directory of startups, and the startups of an incubator as everybody sees them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Place, Row, one, plain, words
from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import ORDERS, Filters
from bridge.readmodels.keyset import Order
from events import vocabulary
from events.errors import Missing
from events.startups.profile import EMPTY

COUNTRY, STAGE = Choice("country", vocabulary.countries), Choice("stage", vocabulary.stages)
TERMS = (
    Choice("need", vocabulary.exchange),
    Choice("offer", vocabulary.exchange),
    Choice("sector", vocabulary.sectors),
    Choice("technology", vocabulary.technologies),
    Choice("language", vocabulary.languages),
)


def parse(asked: Asked, of: UUID | None = None) -> Filters:
    """The filters in an address; codes that no list knows are left out."""
    return Filters(
        text=words(asked),
        countries=COUNTRY.chosen(asked),
        stages=STAGE.chosen(asked),
        terms={choice.key: codes for choice in TERMS if (codes := choice.chosen(asked))},
        order=one(asked, "order", ORDERS, "changed"),
    )


def parse_of_incubator(asked: Asked, of: UUID | None) -> Filters:
    """The startups that belong to an incubator, as its page lists them."""
    return Filters(incubator=of, order="name")


def find(look: Look, filters: Filters, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Startups that the actor may see."""
    reading = look.reading
    found = reading.views.directory.find(
        reading.connection, look.actor, filters, limit=limit, offset=offset, after=after
    )
    return Found([with_profile(row) for row in found.rows], found.total)


def find_of_incubator(
    look: Look, filters: Filters, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:
    """Startups of an incubator that the actor may see."""
    reading, incubator = look.reading, filters.incubator
    known = reading.views.directory.incubators_by_ids(reading.connection, look.actor, [incubator] if incubator else [])
    if not known:
        raise Missing("incubator", str(incubator))
    return find(look, filters, limit=limit, offset=offset, after=after)


def with_profile(row: Any) -> Row:
    """A startup's row with its profile taken apart."""
    return {**row, "profile": {**EMPTY, **unpacked(row["profile"])}}


def of_profile(name: str, kind: str, terms: str = "", field: str = "") -> Column:
    """A column that is a field of the profile."""
    return Column(name, lambda row: row["profile"][field or name], kind, terms)


# What a spreadsheet calls these columns is what an import understands.
COLUMNS = (
    plain("id", "id"),
    plain("name"),
    plain("country", "code", "countries"),
    plain("city"),
    of_profile("one_liner", "texts"),
    of_profile("description", "texts"),
    of_profile("sectors", "codes", "sectors"),
    of_profile("technologies", "codes", "technologies"),
    of_profile("tags", "words"),
    plain("stage", "code", "stages"),
    plain("founded", "number"),
    plain("team_size", "number"),
    of_profile("site", "text"),
    of_profile("needs", "wishes", "exchange:need"),
    of_profile("offers", "wishes", "exchange:offer"),
    of_profile("markets", "codes", "markets"),
    of_profile("languages", "levels", "languages"),
    of_profile("outsourcing", "json"),
    plain("visibility", "code", "visibilities"),
    plain("unclaimed", "flag"),
    plain("registered_at", "moment"),
    plain("changed_at", "moment"),
    Column("address", lambda row: f"/startups/{row['slug']}", "address"),
)


def _order(look: Look, filters: Filters) -> Order:
    return look.reading.views.directory.order(filters)


STARTUPS = Listing(
    "startups", parse, find, _order, COLUMNS, choices=(COUNTRY, *TERMS, STAGE), orders=ORDERS, searched=True
)
OF_INCUBATOR = replace(
    STARTUPS,
    name="startups-here",
    parse=parse_of_incubator,
    find=find_of_incubator,
    choices=(),
    orders=(),
    searched=False,
    of="incubator",
)
