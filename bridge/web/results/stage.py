"""The stage: a page for the projector, on which the chair of the jury shows the places from the last to the first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import redirect, render_template

from bridge.composition import Reading
from bridge.listings.results import named
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form, whole
from bridge.web.hackathons.access import Seen, announced
from bridge.web.outside import others_decide
from bridge.web.results.access import blueprint
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Invalid, Missing, Problem

STARTS = (10, 5, 3)  # where a ceremony may begin: below that places come all at once


@dataclass(frozen=True, slots=True)
class Stage:
    """The last round whose ranking the jury confirmed; `shown` are the places that were revealed, the newest first."""

    seen: Seen
    round: sa.RowMapping | None
    places: dict[int, list[dict[str, Any]]]
    titles: dict[str, dict[str, Any]]

    @property
    def revealed(self) -> int | None:
        found: int | None = None if self.round is None else self.round["revealed"]
        return found

    @property
    def shown(self) -> list[int]:
        return [] if self.revealed is None else sorted(place for place in self.places if place >= self.revealed)

    @property
    def next(self) -> int | None:
        """The place that comes now."""
        left = [place for place in self.places if self.revealed is None or place < self.revealed]
        return max(left, default=None)

    @property
    def starts(self) -> list[int]:
        """Other places to begin at, before anything was shown."""
        return [start for start in STARTS if self.revealed is None and start in self.places and start != self.next]


def stage_of(reading: Reading, slug: str) -> Stage:
    """What the stage shows now."""
    seen, connection = announced(reading, slug), reading.connection
    rounds = [row for row in reading.views.judging.rounds_of(connection, seen.id) if unpacked(row["ranking"])]
    round = rounds[-1] if rounds else None
    places: dict[int, list[dict[str, Any]]] = {}
    for row in [] if round is None else _ranking(reading, seen, round):
        places.setdefault(int(row["place"]), []).append(row)
    ids = [UUID(str(row["project"])) for rows in places.values() for row in rows]
    return Stage(seen, round, places, named(reading, ids))


def _ranking(reading: Reading, seen: Seen, round: sa.RowMapping) -> list[dict[str, Any]]:
    """What was published, not what may correct it one day; before that what every host agrees to."""
    found: list[dict[str, Any]] = unpacked(round["ranking"])
    if round["published"]:
        newest = reading.views.results.newest(reading.connection, seen.id)
        found = next(unpacked(row["rows"]) for row in newest if row["round"] == round["id"])
    elif not {str(host["incubator"]) for host in seen.accepted} <= set(unpacked(round["agreed"])):
        found = []
    return found


@blueprint.get("/hackathons/<slug>/stage")
def stage(slug: str) -> Answer:
    """Show it; nobody reads of a place before it is revealed."""
    with current_bridge().reading() as reading:
        found = stage_of(reading, slug)
        judged = [] if found.round is None else [UUID(id) for id in unpacked(found.round["projects"])]
        others = others_decide(reading, found.seen, judged)
    leads = "chair" in found.seen.rights and found.round is not None
    return render_template(
        "results/stage.html", seen=found.seen, stage=found, leads=leads, others=others, agreed=bool(found.places)
    )


@blueprint.get("/hackathons/<slug>/stage/now")
def now(slug: str) -> Answer:
    """What has to be drawn again when something was revealed: the projector asks every few seconds."""
    with current_bridge().reading() as reading:
        found = stage_of(reading, slug)
    return render_template("results/_stage.html", seen=found.seen, stage=found)


@blueprint.post("/hackathons/<slug>/stage")
@members_only
def reveal(slug: str) -> Answer:
    """Show the places down to the one that was pressed."""
    form = Form.of_request()
    with current_bridge().reading() as reading:
        found = stage_of(reading, slug)
    found.seen.must("chair")
    if found.round is None:
        raise Missing("stage", slug)
    place = whole(form.text("place"))
    if place not in found.places:
        raise Invalid([Problem("place", "unknown_code")])
    current_bridge().publishing.reveal(current_viewer().actor, found.round["id"], place)
    return redirect(f"{found.seen.address}/stage", 303)
