"""Search over everything at once, as the box in the header of every page does it."""

from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field

from bridge.api.calling import Call
from bridge.api.operation import operation
from bridge.api.words import Asked, Digits, Line, Told
from bridge.readmodels.base import unpacked
from bridge.readmodels.finding_everything import KINDS, FindingEverything

MOST = 50


class SearchQuery(Asked):
    """What to look for."""

    q: Annotated[Line, Field(description="Words; the last one may be the beginning of one.")]
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many of each kind at most."), Digits] = 5


class Hit(Told):
    """A thing that has the words."""

    kind: Annotated[str, Field(description="`startup`, `hackathon`, `project` or `incubator`.")]
    id: UUID
    name: Annotated[dict[str, str] | str, Field(description="Of hackathons and incubators by language.")]
    address: Annotated[str, Field(description="The page of it on this site.")]


class Found(Told):
    """The first things of each kind, and how many there are. The lists of each kind have the rest, and filters."""

    items: list[Hit]
    totals: Annotated[dict[str, int], Field(description="By kind.")]


@operation("GET", "/search", "search", public=True)
def search(call: Call, query: SearchQuery) -> Found:
    """Search startups, hackathons, projects and incubators

    Projects are found once everybody may look at them. What you may not see is neither found nor counted.
    """
    items: list[Hit] = []
    totals = {}
    with call.reading() as reading:
        finding = FindingEverything(reading.views)
        for kind in KINDS:
            hits = finding.find(reading.connection, call.actor, kind, query.q, reading.now, query.limit)
            totals[kind] = hits.total
            items += [
                Hit(kind=kind, id=row["id"], name=_name(kind, row), address=_address(kind, row)) for row in hits.rows
            ]
    return Found(items=items, totals=totals)


def _name(kind: str, row: sa.RowMapping) -> Any:
    if kind == "hackathon":
        return unpacked(row["setup"])["about"]["title"]
    return unpacked(row["page"])["name"] if kind == "incubator" else row["name" if kind == "startup" else "title"]


def _address(kind: str, row: sa.RowMapping) -> str:
    if kind == "project":
        return f"/hackathons/{row['slug']}/projects/{row['id']}"
    return f"/{kind}s/{row['slug']}"
