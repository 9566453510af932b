"""The published results of a hackathon, the winner first: of the last round, then of those that went out before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.listings.base import Asked as Query
from bridge.listings.base import Column, Found, Listing, Look, Place, Row, one, plain
from bridge.listings.short import hackathon_of, some
from bridge.readmodels.base import unpacked
from bridge.readmodels.keyset import Key, Order, ordered

ORDER = ordered(Key(sa.literal_column("position", sa.Integer), "position"))
LONGEST_KEY = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose results, and of which track."""

    hackathon: UUID | None
    track: str = ""


def parse(asked: Query, of: UUID | None) -> Asked:
    """A track or a challenge by its key; what is none finds nothing."""
    return Asked(of, one(asked, "track")[:LONGEST_KEY])


def find(look: Look, asked: Asked, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """The rows of the newest publications, for everybody who may see the hackathon."""
    about = hackathon_of(look, asked.hackathon)
    rows = standing(look.reading, about["id"], about["slug"], asked.track)
    rows = [{**row, "setup": about["setup"]} for row in rows]
    return some(rows, ORDER, limit=limit, offset=offset, after=after)


def standing(reading: Any, hackathon: UUID, slug: str, track: str = "") -> Sequence[Row]:
    """Every project that results were published of, once: by the last round that judged it."""
    connection, views = reading.connection, reading.views
    publications = views.results.newest(connection, hackathon)
    won: dict[str, list[str]] = {}
    for publication in publications:
        for prize in unpacked(publication["prizes"]):
            won.setdefault(str(prize["project"]), []).append(prize["prize"])
    found: dict[str, dict[str, Any]] = {}
    for publication in publications:
        for row in unpacked(publication["rows"]):
            told = {**row, "round": publication["round_number"], "round_id": publication["round"]}
            found.setdefault(str(row["project"]), told)
    ids = [UUID(project) for project in found]
    projects, tags = named(reading, ids), views.projects.tags_of(connection, ids)
    rows: list[Row] = []
    for project, row in found.items():
        about, tagged = projects.get(project), tags.get(UUID(project), {})
        tracks = [*tagged.get("track", ()), *tagged.get("challenge", ())]
        if about is None or (track and track not in tracks):
            continue
        rows.append(
            {
                **dict.fromkeys(("mark", "low", "high", "top3", "tie", "views", "plain")), "reasons": [], **row,
                "id": UUID(project), "title": about["title"], "team": about["team"],
                "team_name": about["team_name"], "state": about["state"], "tracks": tracks,
                "prizes": won.get(project, []), "slug": slug, "position": len(rows),
            }
        )  # fmt: skip
    return rows


def named(reading: Any, ids: Sequence[UUID]) -> dict[str, dict[str, Any]]:
    """Projects by id as everybody may read of them; where a decision hides one or its team, a place has no names."""
    found = [dict(row) for row in reading.views.projects.by_ids(reading.connection, ids)]
    things = [id for row in found for id in (row["id"], row["team"])]
    hidden = reading.views.reports.out_of_sight(reading.connection, things) if things else set()
    for row in found:
        if {row["id"], row["team"]} & hidden:
            row |= {"title": "", "team_name": ""}
    return {str(row["id"]): row for row in found}


def _order(look: Look, asked: Asked) -> Order:
    return ORDER


def _number(name: str) -> Any:
    def read(row: Row) -> float | int | None:
        value: float | int | None = row[name]
        return value

    return read


RESULTS = Listing(
    "results",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        plain("place", "number"),
        plain("title"),
        Column("team", lambda row: row["team_name"]),
        Column("mark", _number("mark"), "number"),
        Column("official", _number("official"), "number"),
        Column("low", _number("low"), "number"),
        Column("high", _number("high"), "number"),
        Column("top3", _number("top3"), "number"),
        plain("round", "number"),
        plain("tracks", "keys", "tracks"),
        plain("prizes", "keys", "prizes"),
        Column("address", lambda row: f"/hackathons/{row['slug']}/projects/{row['id']}", "address"),
    ),
    of="hackathon",
)
