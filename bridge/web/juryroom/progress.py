"""How far the judges are, while they judge; the part with the figures fetches itself anew."""

from flask import make_response, render_template, request

from bridge.web.app import Answer, current_bridge
from bridge.web.judging_words import CARDS
from bridge.web.juryroom.access import ROUND, blueprint, by_name, names_of, projects_of, room_of
from bridge.web.juryroom.counting import progress_of
from bridge.web.sign_in import members_only


@blueprint.get(f"{ROUND}/progress")
@members_only
def progress(slug: str, number: int) -> Answer:
    """Show who has handed in what."""
    with current_bridge().reading() as reading:
        room = room_of(reading, slug)
        round = room.round(number)
        found = progress_of(reading, round)
        projects = projects_of(reading, [one.id for one in found.projects])
        now = reading.now
    names = names_of(one.id for one in found.judges)
    counts = {one.id: one for one in found.judges}
    shown = {
        "room": room, "seen": room.seen, "round": round, "progress": found, "projects": projects, "now": now,
        "judges": [(names[id], counts[id]) for id in by_name(counts, names)], "words": CARDS,
        "of_projects": {one.id: one for one in found.projects},
    }  # fmt: skip
    part = request.headers.get("HX-Request") == "true"
    answer = make_response(render_template("juryroom/_progress.html" if part else "juryroom/progress.html", **shown))
    answer.vary.add("HX-Request")
    return answer
