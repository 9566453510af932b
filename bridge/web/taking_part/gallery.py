"""The gallery of a hackathon: every submitted project, found by words and filters in the address."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from flask_babel import gettext

from bridge.composition import Reading
from bridge.listings.base import Found
from bridge.listings.projects import PROJECTS, Asked, listed
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.crowd import same_for_visitors
from bridge.web.filtering import Filter, Option, chips
from bridge.web.layout import here
from bridge.web.names import country, language, pick_text
from bridge.web.pagination import SIZE, asked_number, page_of
from bridge.web.taking_part.access import Part, blueprint, part_of, prizes_of, tracks_of


@blueprint.get("/hackathons/<slug>/projects")
@same_for_visitors
def gallery(slug: str) -> str:
    """Show the projects that the address asks for."""
    number = asked_number(request.args)
    with current_bridge().reading() as reading:
        part = part_of(reading, slug)
        asked = PROJECTS.parse(request.args.to_dict(flat=False), part.seen.id)
        shown = part.shown_to_all or part.reads_all
        found = _found(reading, part, asked, number) if shown else Found([], 0)
        page = page_of(request.args, found.total, SIZE)
        if shown and page.number != number:
            found = _found(reading, part, asked, page.number)
        projects, connection = reading.views.projects, reading.connection
        counts = projects.counts(connection, part.seen.id, asked.text, asked.tags) if shown else {}
        waiting = 0 if shown else projects.find(connection, part.seen.id, limit=0)[1]
        relaxations = [] if found.total or not shown else _relaxations(reading, part, asked)
    filters = _filters(part, asked, counts)
    return render_template(
        "taking_part/gallery.html",
        part=part,
        cards=[_card(row, part) for row in found.rows],
        page=page,
        filters=filters,
        chips=chips(filters, asked.text),
        text=asked.text,
        shown=shown,
        waiting=waiting,
        relaxations=relaxations,
    )


def _found(reading: Reading, part: Part, asked: Asked, number: int) -> Found:
    return listed(reading, part.seen.row, asked, part.reads_all, limit=SIZE, offset=(number - 1) * SIZE)


def _card(row: Any, part: Part) -> dict[str, Any]:
    tracks = tracks_of(part.seen)
    keys = [*row["tags"].get("track", ()), *row["tags"].get("challenge", ())]
    won = row["tags"].get("prize", ())
    return {
        "title": row["title"], "href": f"{part.address}/projects/{row['id']}", "team": row["team_name"],
        "summary": unpacked(row["summary"]), "labels": [pick_text(tracks[key]) for key in keys if key in tracks],
        "countries": row["tags"].get("country", []), "language": row["language"],
        "prizes": [pick_text(name) for key, name in prizes_of(part.seen).items() if key in won],
        "disqualified": row["state"] == "disqualified",
    }  # fmt: skip


def _filters(part: Part, asked: Asked, counts: dict[str, dict[str, int]]) -> list[Filter]:
    tracks, challenges = (tracks_of(part.seen, kind) for kind in ("track", "challenge"))
    prizes = prizes_of(part.seen)
    called: dict[str, tuple[str, Callable[[str], str]]] = {
        "track": (gettext("Track"), lambda code: pick_text(tracks.get(code, {"en": code}))),
        "challenge": (gettext("Challenge"), lambda code: pick_text(challenges.get(code, {"en": code}))),
        "country": (gettext("Country"), country),
        "language": (gettext("Language"), language),
        "prize": (gettext("Prize"), lambda code: pick_text(prizes.get(code, {"en": code}))),
    }
    found = []
    for kind, (title, say) in called.items():
        there, chosen = counts.get(kind, {}), asked.tags.get(kind, ())
        codes = sorted({*there, *chosen}, key=lambda code: (code not in chosen, -there.get(code, 0), code))
        options = [Option(code, say(code), there.get(code, 0), code in chosen) for code in codes]
        found.append(Filter(kind, title, options))
    return [one for one in found if one.options]


def _relaxations(reading: Any, part: Part, asked: Asked) -> list[tuple[str, str, int]]:
    """What to take away when nothing is found, and how many projects that would show."""
    projects, found = reading.views.projects, []
    if asked.text:
        total = projects.find(reading.connection, part.seen.id, "", asked.tags, limit=0)[1]
        found.append((f"“{asked.text}”", here(q=None, page=None), total))
    for kind in asked.tags:
        rest = {name: codes for name, codes in asked.tags.items() if name != kind}
        total = projects.find(reading.connection, part.seen.id, asked.text, rest, limit=0)[1]
        found.append((gettext("this filter"), here(**{kind: None, "page": None}), total))
    return [one for one in found if one[2]]
