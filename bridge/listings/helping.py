"""The help queue of a hackathon: what waits for mentors, or what one's own team asked."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Place, plain
from bridge.listings.scorecards import rights_in
from bridge.listings.short import hackathon_of, selected
from bridge.readmodels.keyset import Order
from events.errors import Refused

OWN = Choice("own", ("yes",), many=False)


@dataclass(frozen=True, slots=True)
class Queue:
    """Of which hackathon; `own` for the requests of one's own team alone."""

    hackathon: UUID | None
    own: bool = False


def parse(asked: Asked, of: UUID | None) -> Queue:
    """All that waits, or one's own."""
    return Queue(of, bool(OWN.chosen(asked)))


def find(look: Look, asked: Queue, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """What waits, for mentors and those who run the hackathon; for who takes part what their team asked."""
    hackathon = hackathon_of(look, asked.hackathon)["id"]
    views, connection = look.reading.views, look.reading.connection
    account = look.actor.account if look.actor.only is None else None
    team = views.teams.of_person(connection, hackathon, account) if account else None
    whole = sees_all(look, hackathon)
    if not whole and team is None and not (account and views.registrations.of(connection, hackathon, account)):
        raise Refused("help_is_for_teams")
    own = asked.own or not whole
    query: sa.Select[Any] = (
        views.help.asked_by_team(None if team is None else team["id"], views.teams.rows)
        if own
        else views.help.waiting(hackathon, views.teams.rows)
    )
    order = views.help.order(newest=own)
    found = selected(look, query, order, limit=limit, offset=offset, after=after)
    look.reading.fetch_keys(row["text"] for row in found.rows)
    names = look.accounts.names({row[who] for row in found.rows for who in ("asked_by", "mentor") if row[who]})
    return Found(
        [
            {
                **row, "text": look.reading.open(row["text"]), "asker": names.get(row["asked_by"]),
                "mentor_name": names.get(row["mentor"], "" if row["mentor"] is None else None),
            }
            for row in found.rows
        ],
        found.total,
    )  # fmt: skip


def sees_all(look: Look, hackathon: UUID) -> bool:
    """Whether somebody looks after people or judging here, or helps as a mentor."""
    if {"people", "judging"} & rights_in(look.reading, look.actor, hackathon):
        return True
    account = look.actor.account if look.actor.only is None else None
    mentors = look.reading.views.judging.mentors_of(look.reading.connection, hackathon)
    return account is not None and any(row["mentor"] == account for row in mentors)


def _order(look: Look, asked: Queue) -> Order:
    own = asked.own or asked.hackathon is None or not sees_all(look, asked.hackathon)
    return look.reading.views.help.order(newest=own)


HELP = Listing(
    "help",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        Column("team", lambda row: row["team_name"]),
        Column("team_id", lambda row: str(row["team"]), "id"),
        Column("subject", lambda row: row["topic"], "code", "technologies"),
        plain("text"),
        plain("state", "code", "help_states"),
        Column("asked_by", lambda row: row["asker"], "person"),
        Column("mentor", lambda row: row["mentor_name"], "person"),
        plain("asked_at", "moment"),
        plain("taken_at", "moment"),
    ),
    choices=(OWN,),
    of="hackathon",
)
