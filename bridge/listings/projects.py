"""The submitted projects of a hackathon, as its gallery lists them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bridge.listings.base import Asked as Query
from bridge.listings.base import Choice, Column, Found, Listing, Look, Place, Row, plain, words
from bridge.listings.short import hackathon_of
from bridge.readmodels.base import unpacked
from bridge.readmodels.hackathon_rows import times
from bridge.readmodels.keyset import Order
from bridge.readmodels.projects import DISQUALIFIED, SHOWN, TAGS
from events import vocabulary

if TYPE_CHECKING:
    import sqlalchemy as sa

    from bridge.composition import Reading

COUNTRY, LANGUAGE = Choice("country", vocabulary.countries), Choice("language", vocabulary.languages)
LONGEST_KEY = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose gallery, the words, and the codes of each filter."""

    hackathon: UUID | None
    text: str = ""
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def parse(asked: Query, of: UUID | None) -> Asked:
    """The filters in an address; tracks and prizes are keys of the hackathon's own."""
    tags = {}
    for kind in TAGS:
        if kind in ("country", "language"):
            codes = (COUNTRY if kind == "country" else LANGUAGE).chosen(asked)
        else:
            given = (key for key in asked.get(kind, ()) if key.isascii() and key.isalnum() and len(key) <= LONGEST_KEY)
            codes = tuple(dict.fromkeys(given))[:20]
        if codes:
            tags[kind] = codes
    return Asked(of, words(asked), tags)


def find(look: Look, asked: Asked, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Projects for everybody once building is over, before that for those who run the hackathon."""
    connection, views = look.reading.connection, look.reading.views
    hackathons = views.hackathons
    row = hackathon_of(look, asked.hackathon)
    phase = hackathons.phases_of(connection, [row["id"]])[row["id"]]["building"]
    over = times(phase["opens"], phase["closes"], phase["hand"]).over(look.now)
    runs = runs_it(look, row["id"])
    if not (over or runs):
        return Found([], 0)
    return listed(look.reading, row, asked, runs, limit=limit, offset=offset, after=after)


def listed(
    reading: "Reading",
    hackathon: "sa.RowMapping",
    asked: Asked,
    runs: bool,
    *,
    limit: int,
    offset: int = 0,
    after: Place | None = None,
) -> Found:
    """The same for whoever knows already that the projects are shown, and whether to somebody who runs it."""
    states, projects = (SHOWN, DISQUALIFIED) if runs else (SHOWN,), reading.views.projects
    rows, total = projects.find(
        reading.connection, hackathon["id"], asked.text, asked.tags,
        states=states, limit=limit, offset=offset, after=after,
    )  # fmt: skip
    tags = projects.tags_of(reading.connection, [row["id"] for row in rows])
    about = {"slug": hackathon["slug"], "setup": hackathon["setup"]}
    return Found([{**row, "tags": tags.get(row["id"], {}), **about} for row in rows], total)


def runs_it(look: Look, hackathon: UUID) -> bool:
    """Whether somebody runs a hackathon, for a host or with a right in it, or reads as an organiser."""
    hackathons, connection, actor = look.reading.views.hackathons, look.reading.connection, look.actor
    if "organiser" in actor.roles or actor.account is None:
        return actor.account is not None
    if any(side["state"] == "accepted" for side in hackathons.sides_of(connection, actor, hackathon)):
        return True
    if actor.only not in (None, hackathon):  # the token of a startup helps nowhere
        return False
    return any(one["account"] == actor.account for one in hackathons.people_of(connection, hackathon))


def _order(look: Look, asked: Asked) -> Order:
    return look.reading.views.projects.order()


def _tagged(kind: str) -> Any:
    def read(row: Row) -> list[str]:
        found: list[str] = row["tags"].get(kind, [])
        return found

    return read


PROJECTS = Listing(
    "projects",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        plain("title"),
        Column("team", lambda row: row["team_name"]),
        plain("language", "code", "languages"),
        Column("summary", lambda row: unpacked(row["summary"]), "texts"),
        Column("tracks", _tagged("track"), "keys", "tracks"),
        Column("challenges", _tagged("challenge"), "keys", "tracks"),
        Column("countries", _tagged("country"), "codes", "countries"),
        Column("prizes", _tagged("prize"), "keys", "prizes"),
        plain("state", "code", "project_states"),
        plain("penalty", "number"),
        plain("submitted_at", "moment"),
        plain("changed_at", "moment"),
        Column("text", lambda row: unpacked(row["content"])["text"]),
        Column("links", lambda row: [link["address"] for link in unpacked(row["content"])["links"]], "words"),
        Column("video", lambda row: unpacked(row["content"])["video"]),
        Column("address", lambda row: f"/hackathons/{row['slug']}/projects/{row['id']}", "address"),
    ),
    choices=(COUNTRY, LANGUAGE),
    searched=True,
    of="hackathon",
)
