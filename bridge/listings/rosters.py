"""Lists that belong to a startup or an incubator and are for its own people: rosters, and who is blocked."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from bridge.listings.base import Asked, Choice, Found, Listing, Look, Place, plain
from bridge.listings.startups import COLUMNS, with_profile
from bridge.readmodels.care import NEEDS, Care
from bridge.readmodels.keyset import Order
from events.errors import Missing, Refused

STATES = ("asked", "offered", "handed", "admitted", "graduated")
STATE, LACKS = Choice("state", STATES, many=False), Choice("needs", NEEDS)


@dataclass(frozen=True, slots=True)
class Roster:
    """Whose roster, and which part of it."""

    incubator: UUID | None
    states: tuple[str, ...] = STATES
    needs: tuple[str, ...] = ()


def parse(asked: Asked, of: UUID | None) -> Roster:
    """One state, or all; what managers have to look after."""
    return Roster(of, STATE.chosen(asked) or STATES, LACKS.chosen(asked))


def find(look: Look, roster: Roster, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """The startups of an incubator, hidden ones too: for its managers."""
    views, connection, incubator = look.reading.views, look.reading.connection, roster.incubator
    if incubator is None or not views.directory.incubators_by_ids(connection, look.actor, [incubator]):
        raise Missing("incubator", str(incubator))
    if not look.actor.acts_for(incubator, views.directory.managers(connection, incubator)):
        raise Refused("not_a_manager")
    care = Care(views, look.now, roster.needs)
    total = care.counts(connection, incubator, roster.states)["all"]
    rows = views.directory.roster(
        connection, incubator, roster.states, care=care, limit=limit, offset=offset, after=after
    )
    return Found([with_profile(row) for row in rows], total)


def _order(look: Look, roster: Roster) -> Order:
    return look.reading.views.directory.roster_order()


_ADDED = (
    plain("state", "code", "admission_states"),
    plain("admitted_at", "moment"),
    plain("graduated_on", "day"),
)
_COLUMNS = (*COLUMNS[:2], *_ADDED, *COLUMNS[2:])
ROSTER = Listing("roster", parse, find, _order, _COLUMNS, choices=(STATE, LACKS), of="incubator")


def _parse_blocked(asked: Asked, of: UUID | None) -> UUID | None:
    return of


def _blocked(look: Look, startup: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    views, connection = look.reading.views, look.reading.connection
    if startup is None or not views.directory.by_ids(connection, look.actor, [startup]):
        raise Missing("startup", str(startup))
    if not look.actor.acts_for(startup, views.directory.founders(connection, startup)):
        raise Refused("not_a_founder")
    rows = views.directory.blocked(connection, startup, limit=limit, offset=offset, after=after)
    total = connection.scalar(_count_blocks(look, startup)) or 0
    return Found([with_profile(row) for row in rows], total)


def _count_blocks(look: Look, startup: UUID) -> sa.Select[int]:
    blocks = look.reading.views.startups.blocks
    return sa.select(sa.func.count()).where(blocks.c.startup == startup)


def _blocks_order(look: Look, startup: UUID | None) -> Order:
    return look.reading.views.directory.blocks_order()


BLOCKED = Listing(
    "blocked",
    _parse_blocked,
    _blocked,
    _blocks_order,
    (plain("id", "id"), plain("name"), plain("country", "code", "countries"), plain("since", "moment"), COLUMNS[-1]),
    of="startup",
)
