"""The introductions of an incubator's startups, for its managers: who, in which state; never what was written."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Place, Row, one, plain
from bridge.listings.introductions import of_startup, startup_columns
from bridge.readmodels import oversight
from bridge.readmodels.keyset import Order
from bridge.readmodels.oversight import STATES, Oversight
from events.errors import Missing, Refused

STATE, BY = Choice("state", STATES, many=False), Choice("by", ("us",), many=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which incubator: in some states, of one startup, only those that it proposed; all when nothing is set."""

    incubator: UUID | None
    states: tuple[str, ...] = ()
    startup: str = ""  # its slug; one that the actor may not know of counts as not there
    ours: bool = False


def parse(asked: Asked, of: UUID | None) -> Wanted:
    """What an address asks for."""
    return Wanted(of, STATE.chosen(asked), one(asked, "startup"), bool(BY.chosen(asked)))


def watching(look: Look, wanted: Wanted) -> tuple[Oversight, oversight.Wanted]:
    """The queries of a manager, and what they are asked."""
    directory, connection, incubator = look.reading.views.directory, look.reading.connection, wanted.incubator
    if incubator is None or not directory.incubators_by_ids(connection, look.actor, [incubator]):
        raise Missing("incubator", str(incubator))
    if not look.actor.acts_for(incubator, directory.managers(connection, incubator)):
        raise Refused("not_a_manager")
    row = directory.by_slug(connection, look.actor, wanted.startup) if wanted.startup else None
    asked = oversight.Wanted(wanted.states, None if row is None else row["id"], wanted.ours)
    return Oversight(look.reading.views, look.actor, incubator, look.now), asked


def find(look: Look, wanted: Wanted, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Introductions of startups that belong to the incubator, and those that it proposed."""
    queries, asked = watching(look, wanted)
    directory, connection = look.reading.views.directory, look.reading.connection
    counts = queries.counts(connection, asked)
    total = sum(count for state, count in counts.items() if not asked.states or state in asked.states)
    rows = queries.listed(connection, asked, limit=limit, offset=offset, after=after)
    ids = {row[side] for row in rows for side in ("proposer", "receiver")}
    startups = directory.by_ids(connection, look.actor, ids) if ids else {}
    outcomes = queries.outcomes(connection, [row["id"] for row in rows])
    return Found([_row(row, startups, outcomes.get(row["id"], []), wanted.incubator) for row in rows], total)


def _row(row: Any, startups: dict[UUID, Any], outcomes: list[str], incubator: UUID | None) -> Row:
    yes = startups.get(row[row["agreed_by"]]) if row["agreed_by"] and row["state"] == "proposed" else None
    return {
        **row, "one": startups.get(row["proposer"]), "other": startups.get(row["receiver"]),
        "agreed": yes, "outcomes": outcomes, "ours": row["go_between"] == incubator,
    }  # fmt: skip


def _order(look: Look, wanted: Wanted) -> Order:
    return look.reading.views.introductions.order()


OVERSIGHT = Listing(
    "introductions-of-startups",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        plain("state", "code", "introduction_states"),
        *startup_columns("one"),
        *startup_columns("other"),
        Column("ours", lambda row: row["ours"], "flag"),
        of_startup("agreed_name", "name"),
        plain("proposed_at", "moment"),
        plain("expires_at", "moment"),
        plain("answered_at", "moment"),
        plain("meeting_at", "moment"),
        plain("met_on", "day"),
        plain("outcomes", "codes", "partnership_kinds"),
        plain("changed_at", "moment"),
    ),
    choices=(STATE, BY),
    of="incubator",
)
