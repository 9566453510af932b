"""Who pitches when, where, with which interpreter: an order made from a start and minutes, then edited."""

from datetime import datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form, whole
from bridge.web.juryroom.access import ROUND, Round, blueprint, projects_of, room_of
from bridge.web.names import language
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Invalid, Problem

PLAIN = ("project", "at", "minutes", "room", "link", "interpreter")


@blueprint.route(f"{ROUND}/pitches", methods=["GET", "POST"])
@members_only
def pitches(slug: str, number: int) -> Answer:
    """Show the pitches in a form; make an order, or save what was typed."""
    with current_bridge().reading() as reading:
        room = room_of(reading, slug)
        round = room.round(number)
        projects = projects_of(reading, round.projects)
    if request.method == "POST":
        room.must_assign()
    stored = [
        {**pitch, "at": pitch["at"]["wall"], "project": str(pitch["project"])}
        for pitch in unpacked(round.row["pitches"])
    ]
    form, status = Form.of_request({"pitches": stored}), 200
    if form.text("do") == "generate":
        made = _generated(form, [str(id) for id in projects])
        if made is not None:
            form.typed = made
    elif form.typed is not None:
        typed = [{name: form.text(f"pitches.{n}.{name}") for name in PLAIN} for n in form.rows("pitches")]
        typed = sorted((row for row in typed if row["at"]), key=lambda row: row["at"])
        try:
            current_bridge().rounds.plan_pitches(current_viewer().actor, round.id, typed)
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        else:
            flash(gettext("Saved. The public schedule shows it."), "success")
            return redirect(f"{room.address}/{number}/pitches", 303)
    languages = sorted(((code, language(code)) for code in vocabulary.languages.codes), key=lambda pair: pair[1])
    page = render_template(
        "juryroom/pitches.html", room=room, seen=room.seen, round=round, form=form, projects=projects,
        interpreters=languages, first=_first(round, room.seen.part("dates")),
    )  # fmt: skip
    return page, status


def _generated(form: Form, projects: list[str]) -> MultiDict[str, str] | None:
    """A row a project, one after the other; what was typed of room, link and interpreter stays."""
    try:
        at = datetime.fromisoformat(form.text("start"))
    except ValueError:
        form.refuse(Invalid([Problem("start", "not_a_moment", {})]))
        return None
    minutes, pause = whole(form.text("each")) or 5, whole(form.text("pause")) or 0
    kept = {form.text(f"pitches.{n}.project"): n for n in form.rows("pitches")}
    made = MultiDict([(name, form.text(name)) for name in ("start", "each", "pause")])
    order = sorted(projects, key=lambda id: kept.get(id, len(projects)))
    for place, id in enumerate(order):
        row: dict[str, Any] = {"project": id, "at": at.isoformat(timespec="minutes"), "minutes": str(minutes)}
        if id in kept:
            row |= {name: form.text(f"pitches.{kept[id]}.{name}") for name in ("room", "link", "interpreter")}
        for name, value in row.items():
            made[f"pitches.{place}.{name}"] = value
        at += timedelta(minutes=minutes + pause)
    return made


def _first(round: Round, dates: Any) -> str:
    """A moment to begin from: the first pitch, or when judging opens."""
    planned = unpacked(round.row["pitches"])
    if planned:
        return str(planned[0]["at"]["wall"])
    opens = (((dates.get("phases") or {}).get("judging") or {}).get("opens") or {}).get("wall")
    return str(opens or "")
