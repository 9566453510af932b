"""What was decided about reports, for those who decide; never what anybody wrote."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from bridge.listings.base import Asked, Column, Found, Listing, Look, Place, Row, plain
from bridge.readmodels.base import unpacked
from bridge.readmodels.keyset import Order
from events.errors import Refused


def parse(asked: Asked, of: UUID | None = None) -> None:
    """There is nothing to choose."""


def find(look: Look, wanted: None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Decisions of the countries in which the actor decides, the newest first."""
    return _decisions(look, limit, offset, after)


def appeals(look: Look, wanted: None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Those of them whose appeal waits for the actor: not for whoever decided."""
    return _decisions(look, limit, offset, after, appealed=True)


def queue(look: Look, wanted: None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Things with open reports in the countries in which the actor decides, the longest waiting first."""
    _may(look)
    reports, connection = look.reading.views.reports, look.reading.connection
    rows = reports.waiting(connection, look.actor, limit=limit, offset=offset, after=after)
    directory, actor = look.reading.views.directory, look.actor
    ids = {row["startup"] for row in rows if row["startup"] is not None}
    startups = directory.by_ids(connection, actor, ids, introduced=True) if ids else {}
    about = {row["about"] for row in rows if row["kind"] == "incubator"}
    houses = directory.incubators_by_ids(connection, actor, about) if about else {}
    found = [_waits(row, startups.get(row["startup"]), houses.get(row["about"])) for row in rows]
    return Found(found, reports.how_many_wait(connection, actor))


def _waits(row: Any, startup: Any, house: Any) -> Row:
    return {
        **row, "startup_name": None if startup is None else startup["name"],
        "incubator_name": {} if house is None else unpacked(house["page"])["name"],
    }  # fmt: skip


def _may(look: Look) -> None:
    if not look.actor.roles & {"organiser", "administrator"}:
        raise Refused("not_an_organiser")


def _decisions(look: Look, limit: int, offset: int, after: Place | None, *, appealed: bool = False) -> Found:
    _may(look)
    views, connection, actor = look.reading.views, look.reading.connection, look.actor
    rows = views.reports.latest(connection, actor, appealed=appealed, limit=limit, offset=offset, after=after)
    directory = views.directory
    # Decided things may be hidden from everybody since; those who read here know of them already.
    ids = {row["startup"] for row in rows if row["startup"] is not None}
    startups = directory.by_ids(connection, actor, ids, introduced=True)
    about = {row["about"] for row in rows if row["kind"] == "incubator"}
    houses = directory.incubators_by_ids(connection, actor, about)
    names = look.accounts.names(id for row in rows if (id := _person(row["by"])) is not None)
    total = views.reports.how_many_decided(connection, actor, appealed=appealed)
    return Found([_row(row, startups, houses, names) for row in rows], total)


def _row(row: Any, startups: dict[UUID, Any], houses: dict[UUID, Any], names: dict[UUID, Any]) -> Row:
    startup, house, decider = startups.get(row["startup"]), houses.get(row["about"]), _person(row["by"])
    return {
        **row, "one": startup, "incubator_name": {} if house is None else unpacked(house["page"])["name"],
        "reported": len(unpacked(row["reports"])), "who": None if decider is None else names.get(decider),
    }  # fmt: skip


def _person(by: str) -> UUID | None:
    try:
        return UUID(by)
    except ValueError:
        return None


def _order(look: Look, wanted: None) -> Order:
    return look.reading.views.reports.order()


def _queue_order(look: Look, wanted: None) -> Order:
    return look.reading.views.reports.waiting_order()


DECISIONS = Listing(
    "decisions",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        plain("at", "moment"),
        plain("country", "code", "countries"),
        plain("kind", "code", "reported_kinds"),
        Column("startup_id", lambda row: None if row["one"] is None else str(row["one"]["id"]), "id"),
        Column("startup_name", lambda row: None if row["one"] is None else row["one"]["name"]),
        plain("incubator_name", "texts"),
        plain("reported", "number"),
        plain("measure", "code", "measures"),
        plain("reason", "code", "decision_reasons"),
        plain("until", "moment"),
        plain("in_force", "flag"),
        Column("who", lambda row: row["who"], "person"),
        plain("appeal", "code", "appeals"),
        plain("appealed_at", "moment"),
        plain("answered_at", "moment"),
        plain("ended_at", "moment"),
        Column("address", lambda row: f"/admin/moderation/decisions/{row['id']}", "address"),
    ),
)
APPEALS = replace(DECISIONS, name="appeals", find=appeals)
QUEUE = Listing(
    "waiting",
    parse,
    queue,
    _queue_order,
    (
        Column("id", lambda row: str(row["about"]), "id"),
        plain("about", "id"),
        plain("kind", "code", "reported_kinds"),
        plain("startup", "id"),
        plain("startup_name"),
        plain("incubator_name", "texts"),
        plain("count", "number"),
        plain("since", "moment"),
    ),
    key="id",
)
