"""The introductions of somebody's startups: with whom, how far; never what was written."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Place, Row, one, plain
from bridge.readmodels.keyset import Order

GROUPS: dict[str, tuple[str, ...]] = {
    "waiting": ("proposed",),
    "going": ("accepted", "met"),
    "over": ("declined", "withdrawn", "expired", "nothing"),
}
EVERY = tuple(state for states in GROUPS.values() for state in states)
STATE, SIDE = Choice("state", tuple(GROUPS), many=False), Choice("side", ("received", "sent"), many=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which introductions: of all own startups or of one, in some states, on one side or both."""

    startup: str = ""  # its slug; one that is not the actor's own counts as not there
    states: tuple[str, ...] = EVERY
    side: str | None = None


def parse(asked: Asked, of: UUID | None = None) -> Wanted:
    """What an address asks for."""
    group, side = STATE.chosen(asked), SIDE.chosen(asked)
    return Wanted(one(asked, "startup"), GROUPS[group[0]] if group else EVERY, side[0] if side else None)


def own(look: Look, wanted: Wanted) -> list[UUID]:
    """The actor's own startups whose introductions are asked for."""
    directory = look.reading.views.directory
    mine = directory.founded_by(look.reading.connection, look.actor.account) if look.actor.account else []
    mine = [row for row in mine if look.actor.only in (None, row["id"])]
    chosen = [row["id"] for row in mine if row["slug"] == wanted.startup]
    return chosen or [row["id"] for row in mine]


def find(look: Look, wanted: Wanted, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Introductions of the actor's own startups."""
    views, connection, ids = look.reading.views, look.reading.connection, own(look, wanted)
    if not ids:
        return Found([], 0)
    counts = views.introductions.counts(connection, ids)
    total = sum(n for (side, state), n in counts.items() if state in wanted.states and wanted.side in (None, side))
    rows = views.introductions.of(
        connection, ids, wanted.states, side=wanted.side, limit=limit, offset=offset, after=after
    )
    both = {row[name] for row in rows for name in ("proposer", "receiver")}
    startups = views.directory.by_ids(connection, look.actor, both, introduced=True)
    return Found([_row(row, startups, row["proposer"] in ids) for row in rows], total)


def _row(row: Any, startups: dict[UUID, Any], sent: bool) -> Row:
    mine, other = (row["proposer"], row["receiver"]) if sent else (row["receiver"], row["proposer"])
    return {**row, "side": "sent" if sent else "received", "mine": startups[mine], "other": startups[other]}


def _order(look: Look, wanted: Wanted) -> Order:
    return look.reading.views.introductions.order()


def of_startup(name: str, column: str, kind: str = "text", terms: str = "") -> Column:
    """A column of one of the two startups of a row; empty where the actor may not see it."""
    who, _, _ = name.partition("_")

    def read(row: Row) -> Any:
        value = None if row[who] is None else row[who][column]
        return str(value) if kind == "id" and value is not None else value

    return Column(name, read, kind, terms)


def startup_columns(side: str) -> tuple[Column, Column, Column]:
    """Which startup stands on a side of a row, and from where."""
    return (
        of_startup(f"{side}_id", "id", "id"),
        of_startup(f"{side}_name", "name"),
        of_startup(f"{side}_country", "country", "code", "countries"),
    )


INTRODUCTIONS = Listing(
    "introductions",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        plain("state", "code", "introduction_states"),
        plain("side", "code", "sides"),
        of_startup("mine_id", "id", "id"),
        of_startup("mine_name", "name"),
        *startup_columns("other"),
        plain("want", "code", "exchange:need"),
        plain("offer", "code", "exchange:offer"),
        plain("next_step", "code", "next_steps"),
        plain("language", "code", "languages"),
        plain("proposed_at", "moment"),
        plain("expires_at", "moment"),
        plain("answered_at", "moment"),
        plain("decline_reason", "code", "decline_reasons"),
        plain("meeting_at", "moment"),
        plain("met_on", "day"),
        plain("nothing_reason", "code", "nothing_reasons"),
        plain("changed_at", "moment"),
        Column("address", lambda row: f"/introductions/{row['id']}", "address"),
    ),
    choices=(STATE, SIDE),
)
