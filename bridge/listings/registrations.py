"""Who registered for a hackathon, for those who look after its people; answers and mail addresses are in no file."""

from dataclasses import dataclass
from uuid import UUID

from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Place, plain
from bridge.readmodels.base import unpacked
from bridge.readmodels.keyset import Order
from bridge.readmodels.registrations import STATES
from events.errors import Missing, Refused

STATE = Choice("state", STATES)
HERE = Choice("here", ("yes", "no"), many=False)


@dataclass(frozen=True, slots=True)
class People:
    """Whose people, in which states, and whether they came."""

    hackathon: UUID | None
    states: tuple[str, ...] = STATES
    here: bool | None = None


def parse(asked: Asked, of: UUID | None) -> People:
    """Some states, or all; who was ticked off at the desk, or was not."""
    here = next((code == "yes" for code in HERE.chosen(asked)), None)
    return People(of, STATE.chosen(asked) or STATES, here)


def find(look: Look, asked: People, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Registrations with the names of the people; for whoever has the right 'people' or 'desk'."""
    connection, views, actor = look.reading.connection, look.reading.views, look.actor
    known = views.hackathons.by_ids(connection, actor, [asked.hackathon]) if asked.hackathon else {}
    if asked.hackathon is None or asked.hackathon not in known:
        raise Missing("hackathon", str(asked.hackathon))
    if not may_see_people(look, asked.hackathon):
        raise Refused("no_right_in_hackathon", right="people")
    rows, total = views.registrations.find(
        connection, asked.hackathon, asked.states, limit=limit, offset=offset, after=after, here=asked.here
    )
    names = look.accounts.names({row["account"] for row in rows})
    teams = views.teams.names_of(connection, asked.hackathon, [row["account"] for row in rows])
    return Found(
        [{**row, "name": names.get(row["account"], ""), "team": teams.get(row["account"], "")} for row in rows], total
    )


def may_see_people(look: Look, hackathon: UUID) -> bool:
    """Whether somebody looks after the people of a hackathon or stands at its desk."""
    hackathons, connection, actor = look.reading.views.hackathons, look.reading.connection, look.actor
    if actor.account is None:
        return False
    if "organiser" in actor.roles:
        return True
    if any(side["state"] == "accepted" for side in hackathons.sides_of(connection, actor, hackathon)):
        return True
    if actor.only not in (None, hackathon):  # the token of a startup helps nowhere
        return False
    mine = [one for one in hackathons.people_of(connection, hackathon) if one["account"] == actor.account]
    return any({"people", "desk"} & set(unpacked(one["rights"])) for one in mine)


def _order(look: Look, asked: People) -> Order:
    return look.reading.views.registrations.order()


REGISTRATIONS = Listing(
    "registrations",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        plain("name", "person"),
        plain("country", "code", "countries"),
        plain("state", "code", "registration_states"),
        plain("team"),
        plain("code"),
        plain("at", "moment"),
        Column("checked_in_at", lambda row: row["checked_in_at"], "moment"),
    ),
    choices=(STATE, HERE),
    of="hackathon",
)
