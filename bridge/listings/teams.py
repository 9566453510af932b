"""The teams of a hackathon: those that look for people first; who is in them, no list says."""

from dataclasses import dataclass
from uuid import UUID

from bridge.listings.base import Asked as Query
from bridge.listings.base import Choice, Column, Found, Listing, Look, Place, one, plain
from bridge.listings.short import hackathon_of
from bridge.readmodels.base import unpacked
from bridge.readmodels.keyset import Order
from events import vocabulary

SKILL = Choice("skill", vocabulary.technologies)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose teams, only those that look for people, and with which skills."""

    hackathon: UUID | None
    open: bool = False
    skills: tuple[str, ...] = ()


def parse(asked: Query, of: UUID | None) -> Asked:
    """The filters in an address."""
    return Asked(of, bool(one(asked, "open")), SKILL.chosen(asked))


def find(look: Look, asked: Asked, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Teams, for everybody who may see the hackathon."""
    connection, views = look.reading.connection, look.reading.views
    of = hackathon_of(look, asked.hackathon)
    rows, total = views.teams.find(
        connection, of["id"], open_only=asked.open, skills=asked.skills, limit=limit, offset=offset, after=after
    )
    return Found([{**row, "first": int(row["open"]), "slug": of["slug"]} for row in rows], total)


def _order(look: Look, asked: Asked) -> Order:
    return look.reading.views.teams.order()


TEAMS = Listing(
    "teams",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        plain("name"),
        plain("size", "number"),
        Column("open", lambda row: bool(row["open"]), "flag"),
        Column("skills", lambda row: unpacked(row["skills"]), "codes", "technologies"),
        Column("text", lambda row: unpacked(row["text"]), "texts"),
        plain("formed_at", "moment"),
        Column("address", lambda row: f"/hackathons/{row['slug']}/teams/{row['id']}", "address"),
    ),
    choices=(SKILL,),
    of="hackathon",
)
