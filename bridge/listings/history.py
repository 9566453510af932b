"""What happened to a startup or an incubator, a line a fact, for those who may read its history."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bridge.listings.base import Asked, Column, Found, Listing, Look, Place, Row, plain
from bridge.readmodels.base import unpacked
from bridge.readmodels.keyset import Order
from events.errors import Missing, Refused
from events.startups.aggregate import BELONGS


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose history."""

    subject: UUID | None


def parse(asked: Asked, of: UUID | None) -> Wanted:
    """A list of all lines: pages show them in parts, one after the other."""
    return Wanted(of)


def of_startup(look: Look, wanted: Wanted, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """A startup's history; who talks with whom only for its founders."""
    directory, connection = look.reading.views.directory, look.reading.connection
    subject = wanted.subject
    if subject is None or not directory.by_ids(connection, look.actor, [subject]):
        raise Missing("startup", str(subject))
    own = look.actor.acts_for(subject, directory.founders(connection, subject))
    managed = set(connection.scalars(directory.own_incubators(look.actor))) if look.actor.account else set()
    admissions = directory.admissions_of(connection, subject)
    manages = any(row["incubator"] in managed for row in admissions if row["state"] in BELONGS)
    row = directory.by_ids(connection, look.actor, [subject])[subject]
    keeps = bool(row["unclaimed"]) and (manages or look.actor.organises(row["country"]))
    if not (own or manages or look.actor.roles):
        raise Refused("not_a_founder")
    return _lines(look, subject, own or keeps, limit, offset, after)


def of_incubator(look: Look, wanted: Wanted, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """An incubator's history, for its managers and those with a role."""
    directory, connection = look.reading.views.directory, look.reading.connection
    subject = wanted.subject
    if subject is None or not directory.incubators_by_ids(connection, look.actor, [subject]):
        raise Missing("incubator", str(subject))
    if not (look.actor.roles or look.actor.acts_for(subject, directory.managers(connection, subject))):
        raise Refused("not_a_manager")
    return _lines(look, subject, False, limit, offset, after)


def _lines(look: Look, subject: UUID, private: bool, limit: int, offset: int, after: Place | None) -> Found:
    history, connection = look.reading.views.history, look.reading.connection
    if after is not None:
        history.order().after(after)  # refuses what is no place
    before = None if after is None else int(after[0])
    rows = history.of(connection, subject, private=private, limit=limit, offset=offset, before=before)
    names = look.accounts.names(id for row in rows if (id := _person(row["by"])) is not None)
    found = [{**row, "who": names.get(_person(row["by"]))} for row in rows]
    return Found(found, history.count(connection, subject, private=private))


def _person(by: str) -> Any:
    try:
        return UUID(by)
    except ValueError:
        return None


def _order(look: Look, wanted: Wanted) -> Order:
    return look.reading.views.history.order()


def _about(row: Row) -> list[str]:
    return list(unpacked(row["details"]).get("fields", ()))


COLUMNS = (
    plain("event_id", "id"),
    plain("at", "moment"),
    plain("topic"),
    plain("about", "id"),
    plain("by"),
    Column("who", lambda row: row["who"], "person"),
    Column("fields", _about, "words"),
)
OF_STARTUP = Listing("history", parse, of_startup, _order, COLUMNS, key="event_id", of="startup")
OF_INCUBATOR = Listing("history", parse, of_incubator, _order, COLUMNS, key="event_id", of="incubator")
