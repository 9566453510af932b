"""The suggestions of a startup: for its founders, the managers of its incubators, and organisers."""

from uuid import UUID

from bridge.listings.base import Asked, Column, Found, Listing, Look, Place, plain
from bridge.listings.startups import COLUMNS, with_profile
from bridge.readmodels.keyset import Order
from bridge.suggestions import KEPT, Suggestions, order
from events.errors import Missing, Refused
from events.startups.aggregate import BELONGS


def parse(asked: Asked, of: UUID | None) -> UUID | None:
    """Nothing but the startup whose list it is."""
    return of


def find(look: Look, startup: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """What is still to be shown of the stored list, the best first: as much as the matcher keeps."""
    views, connection = look.reading.views, look.reading.connection
    if startup is None or not views.directory.by_ids(connection, look.actor, [startup]):
        raise Missing("startup", str(startup))
    if not _may(look, startup):
        raise Refused("not_a_founder")
    shown = Suggestions.of(connection, views, look.actor, startup, limit=KEPT)
    rows = [
        {**with_profile(one.row), "rank": one.rank, "score": one.score, "reasons": one.reasons, "engine": one.engine}
        for one in shown
    ]
    if after is not None:
        order().after(after)  # refuses what is no place
        score, last = float(after[0]), UUID(str(after[1]))
        rows = [row for row in rows if (-row["score"], row["id"]) > (-score, last)]
    return Found(rows[offset : offset + limit], len(shown))


def _may(look: Look, startup: UUID) -> bool:
    directory, connection, actor = look.reading.views.directory, look.reading.connection, look.actor
    if actor.account is None:
        return False
    if "organiser" in actor.roles or actor.acts_for(startup, directory.founders(connection, startup)):
        return True
    managed = set(connection.scalars(directory.own_incubators(actor)))
    admissions = directory.admissions_of(connection, startup)
    return any(row["incubator"] in managed for row in admissions if row["state"] in BELONGS)


def _order(look: Look, startup: UUID | None) -> Order:
    return order()


SUGGESTIONS = Listing(
    "suggestions",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        plain("rank", "number"),
        plain("name"),
        Column("score", lambda row: round(row["score"], 4), "number"),
        Column("reasons", lambda row: [dict(reason) for reason in row["reasons"]], "reasons"),
        *COLUMNS[2:],
    ),
    of="startup",
)
