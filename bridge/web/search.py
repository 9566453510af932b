"""The search in the header: over everything at once, each kind under its name, each with the way to its whole list."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa
from flask import Blueprint, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from bridge.readmodels.base import unpacked
from bridge.readmodels.finding_everything import KINDS, FindingEverything
from bridge.web.app import current_bridge
from bridge.web.crowd import same_for_visitors
from bridge.web.names import country
from bridge.web.pagination import SIZE, Page, asked_number, page_of
from bridge.web.viewer import current_viewer

blueprint = Blueprint("search", __name__)
FIRST = 5  # of each kind, where all are shown
LONGEST = 100
TITLES = {
    "startup": _l("Startups"),
    "hackathon": _l("Hackathons"),
    "project": _l("Projects of hackathons"),
    "incubator": _l("Incubators"),
}
LISTS = {"startup": "/startups", "hackathon": "/hackathons", "incubator": "/incubators"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found; names and lines are texts by language, or plain ones."""

    kind: str
    name: Any
    href: str
    where: list[Any] = field(default_factory=list)
    line: Any = None


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of a kind; `all` leads to the list of all of it."""

    kind: str
    title: str
    hits: list[Hit]
    total: int
    all: str


@blueprint.get("/search")
@same_for_visitors
def show() -> str:
    """Show the first things of each kind that have the words of the address, or all of one kind."""
    bridge, actor = current_bridge(), current_viewer().actor
    text = " ".join(request.args.get("q", "").split())[:LONGEST]
    only = kind if (kind := request.args.get("kind")) in KINDS else None
    page: Page | None = None
    with bridge.reading() as reading:
        finding = FindingEverything(reading.views)
        found = {}
        for kind in KINDS:
            limit = (SIZE if kind == only else 0) if only else FIRST
            offset = (asked_number(request.args) - 1) * SIZE if kind == only else 0
            found[kind] = finding.find(reading.connection, actor, kind, text, reading.now, limit, offset)
        if only:
            page = page_of(request.args, found[only].total)
            if page.number != asked_number(request.args):
                again = (reading.connection, actor, only, text, reading.now, page.size, page.offset)
                found[only] = finding.find(*again)
    groups = [
        Group(kind, str(TITLES[kind]), [_hit(kind, row) for row in hits.rows], hits.total, _all(kind, text))
        for kind, hits in found.items()
    ]
    shown = [group for group in groups if group.hits]
    total = sum(group.total for group in groups)
    return render_template("search/show.html", text=text, only=only, groups=groups, shown=shown, page=page, total=total)


def _all(kind: str, text: str) -> str:
    """The list of a kind, which has filters; projects have one in each hackathon, so theirs is here."""
    if kind in LISTS:
        return f"{LISTS[kind]}?{urlencode({'q': text})}"
    return f"/search?{urlencode({'q': text, 'kind': kind})}"


def _hit(kind: str, row: sa.RowMapping) -> Hit:
    if kind == "startup":
        where = [row["city"], country(row["country"])]
        return Hit(kind, row["name"], f"/startups/{row['slug']}", where, unpacked(row["profile"])["one_liner"])
    if kind == "incubator":
        said = unpacked(row["page"])
        return Hit(kind, said["name"], f"/incubators/{row['slug']}", [row["city"], country(row["country"])])
    setup = unpacked(row["setup"])
    about, here = setup["about"], f"/hackathons/{row['slug']}"
    if kind == "project":
        where = [about["title"], row["team_name"]]
        return Hit(kind, row["title"], f"{here}/projects/{row['id']}", where, unpacked(row["summary"]))
    place = setup.get("place") or {}
    states = {"draft": gettext("Draft"), "cancelled": gettext("Cancelled")}
    where = [place.get("city"), country(place["country"]) if place.get("country") else None, states.get(row["state"])]
    return Hit(kind, about["title"], here, where, about.get("summary"))
