"""Who judges in a hackathon, for those who ask judges or stand at its desk; addresses and links are in no file."""

from typing import Any
from uuid import UUID

from bridge import seeing
from bridge.accounts.guests import as_asked, asked_as
from bridge.listings.base import Column, Found, Listing, Look, Place, Row, plain
from bridge.listings.scorecards import rights_in
from bridge.listings.short import parse_owner, selected
from bridge.readmodels.base import unpacked
from bridge.readmodels.keyset import Order
from events.errors import Missing, Refused


def find(
    look: Look, hackathon: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """Those who were asked and those who came in, in the order in which they were asked."""
    if hackathon is None:
        raise Missing("hackathon", str(hackathon))
    reading, connection = look.reading, look.reading.connection
    row = seeing.hackathon(reading, look.actor, str(hackathon))
    if not {"judging", "desk"} & rights_in(reading, look.actor, hackathon):
        raise Refused("no_right_in_hackathon", right="judging")
    judging = reading.views.judging
    found = selected(look, judging.sitting(hackathon), judging.sitting_order(), limit=limit, offset=offset, after=after)
    names = look.accounts.names({one["judge"] for one in found.rows}) if found.rows else {}
    names, declared = as_asked(names, asked_as(connection, hackathon)), judging.declared_by(connection, hackathon)
    return Found(
        [
            {
                **one, "name": names.get(one["judge"]), "about": unpacked(one["seat"]), "setup": row["setup"],
                "conflicts": declared.get(one["judge"], 0),
            }
            for one in found.rows
        ],
        found.total,
    )  # fmt: skip


def _order(look: Look, hackathon: UUID | None) -> Order:
    return look.reading.views.judging.sitting_order()


def _about(name: str) -> Any:
    def read(row: Row) -> Any:
        return row["about"].get(name)

    return read


JUDGES = Listing(
    "judges",
    parse_owner,
    find,
    _order,
    (
        Column("id", lambda row: str(row["judge"]), "id"),
        plain("name", "person"),
        Column("state", lambda row: "asked" if row["entered_at"] is None else "entered", "code", "judge_states"),
        Column("languages", lambda row: row["about"]["languages"], "codes", "languages"),
        Column("country", _about("country"), "code", "countries"),
        Column("tracks", lambda row: row["about"].get("tracks") or [], "keys", "tracks"),
        Column("most", _about("most"), "number"),
        plain("conflicts", "number"),
    ),
    of="hackathon",
)
