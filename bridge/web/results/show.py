"""The results that everybody reads: places overall and by track, prizes, how each mark arose, and by which method."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template, request

from bridge.listings.results import named
from bridge.web.app import current_bridge
from bridge.web.crowd import same_for_visitors
from bridge.web.hackathons.access import announced
from bridge.web.judging_words import METHODS
from bridge.web.pagination import page_of
from bridge.web.results.access import Outcome, blueprint, outcome_of, own_team
from bridge.web.results.voting import ballot_open
from bridge.web.taking_part.access import prizes_of, tracks_of
from bridge.web.viewer import current_viewer

SIZE = 50
Row = Mapping[str, Any]


@blueprint.get("/hackathons/<slug>/results")
@same_for_visitors
def show(slug: str) -> str:
    """Show what was published, of all projects or of one track."""
    actor = current_viewer().actor
    track = request.args.get("track", "")
    with current_bridge().reading() as reading:
        seen = announced(reading, slug)
        tracks = tracks_of(seen)
        outcome = outcome_of(reading, seen, track if track in tracks else "")
        choice = reading.views.results.choice(reading.connection, seen.id) if outcome.publications else []
        team = own_team(reading, seen, actor.account if actor.only is None else None)
        chosen = named(reading, [project for project, _ in choice])
    page = page_of(request.args, len(outcome.rows), SIZE)
    first = choice[0][1] if choice else 0
    return render_template(
        "results/show.html",
        seen=seen,
        outcome=outcome,
        rows=placed(outcome.rows, track in tracks)[page.offset : page.offset + SIZE],
        page=page,
        tracks=tracks,
        track=track if track in tracks else "",
        prizes=_given(outcome),
        liked=[(chosen[str(project)], count) for project, count in choice if count == first] if people(seen) else [],
        votes=sum(count for _, count in choice),
        methods=METHODS,
        criteria={one["key"]: one["name"] for one in seen.part("rubric").get("criteria") or ()},
        own=team,
        voting=people(seen) and ballot_open(seen) and not outcome.publications,
    )


def people(seen: Any) -> bool:
    """Whether there is a people's choice."""
    return bool(seen.part("prizes").get("people"))


def placed(rows: Sequence[Row], again: bool) -> list[dict[str, Any]]:
    """The rows with the place that is shown: within a track counted anew, where those that were level stay so."""
    found: list[dict[str, Any]] = []
    for number, row in enumerate(rows, 1):
        shown = row["place"]
        if again:
            before = found[-1] if found else None
            level = before is not None and (before["round"], before["place"]) == (row["round"], row["place"])
            shown = before["shown"] if before is not None and level else number
        found.append({**row, "shown": shown})
    return found


def _given(outcome: Outcome) -> list[tuple[dict[str, str], str, Row]]:
    """The prizes in the order of the setup, with the project that won each."""
    names, rows = prizes_of(outcome.seen), {str(row["id"]): row for row in outcome.rows}
    won = [
        (prize["prize"], rows[str(prize["project"])])
        for publication in outcome.publications
        for prize in publication.prizes
        if str(prize["project"]) in rows
    ]
    order = {key: place for place, key in enumerate(names)}
    won.sort(key=lambda one: order.get(one[0], len(order)))
    return [(names.get(key, {"en": key}), key, row) for key, row in won]
