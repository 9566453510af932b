"""The list of hackathons."""

from typing import Any
from uuid import UUID

from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Place, plain, words
from bridge.readmodels.base import unpacked
from bridge.readmodels.finding_hackathons import STATES
from bridge.readmodels.finding_hackathons import Asked as Filters
from bridge.readmodels.keyset import Order
from events import vocabulary
from events.hackathons.parts import FORMS

COUNTRY, SECTOR = Choice("country", vocabulary.countries), Choice("sector", vocabulary.sectors)
LANGUAGE, FORM, STATE = Choice("language", vocabulary.languages), Choice("form", FORMS), Choice("state", STATES)


def parse(asked: Asked, of: UUID | None = None) -> Filters:
    """The filters in an address; codes that no list knows are left out."""
    return Filters(
        text=words(asked),
        countries=COUNTRY.chosen(asked),
        sectors=SECTOR.chosen(asked),
        languages=LANGUAGE.chosen(asked),
        forms=FORM.chosen(asked),
        states=STATE.chosen(asked),
    )


def find(look: Look, filters: Filters, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Hackathons that the actor may see, with their setup and the names of their hosts."""
    reading, hackathons = look.reading, look.reading.views.hackathons
    found = hackathons.find(reading.connection, look.actor, filters, look.now, limit=limit, offset=offset, after=after)
    hosts = hackathons.hosts_of(reading.connection, [row["id"] for row in found.rows])
    rows = [
        {**row, "setup": unpacked(row["setup"]), "hosts": _accepted(hosts.get(row["id"], []))} for row in found.rows
    ]
    return Found(rows, found.total)


def _accepted(hosts: list[Any]) -> list[dict[str, Any]]:
    return [
        {"slug": host["slug"], "country": host["country"], "name": unpacked(host["page"])["name"]}
        for host in hosts
        if host["state"] == "accepted" and host["visibility"] != "hidden"
    ]


def _of(part: str, name: str, kind: str, terms: str = "") -> Column:
    return Column(
        name, lambda row: (row["setup"].get(part) or {}).get(name) or ({} if kind == "texts" else None), kind, terms
    )


def _edge(phase: str, edge: str, name: str) -> Column:
    def read(row: Any) -> str | None:
        phases = (row["setup"].get("dates") or {}).get("phases") or {}
        moment = (phases.get(phase) or {}).get(edge)
        return None if moment is None else str(moment["at"])

    return Column(name, read, "moment")


def _order(look: Look, filters: Filters) -> Order:
    return look.reading.views.hackathons.order(look.now)


HACKATHONS = Listing(
    "hackathons",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        _of("about", "title", "texts"),
        _of("about", "summary", "texts"),
        plain("state", "code", "hackathon_states"),
        plain("form", "code", "hackathon_forms"),
        _of("place", "country", "code", "countries"),
        _of("place", "city", "text"),
        Column("sectors", lambda row: (row["setup"].get("about") or {}).get("sectors") or [], "codes", "sectors"),
        Column("hosts", lambda row: row["hosts"], "json"),
        plain("zone", "text"),
        _edge("registration", "closes", "registration_closes"),
        _edge("building", "opens", "building_opens"),
        _edge("building", "closes", "building_closes"),
        _edge("results", "opens", "results_open"),
        plain("announced_at", "moment"),
        Column("address", lambda row: f"/hackathons/{row['slug']}", "address"),
    ),
    choices=(COUNTRY, SECTOR, LANGUAGE, FORM, STATE),
    searched=True,
)
