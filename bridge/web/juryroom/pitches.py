"""Who pitches when, where, with which interpreter: an order made from a start and minutes, then edited."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import MAXYEAR, datetime, timedelta
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
from events.checks import Checker
from events.errors import Broken, Invalid, Problem

MOST_MINUTES = 240
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
        if made is None:
            status = 422
        else:
            form.typed = made
    elif form.typed is not None:
        rows = {n: {name: form.text(f"pitches.{n}.{name}") for name in PLAIN} for n in form.rows("pitches")}
        order = sorted((n for n, row in rows.items() if row["at"]), key=lambda n: rows[n]["at"])
        try:
            current_bridge().rounds.plan_pitches(current_viewer().actor, round.id, [rows[n] for n in order])
        except (Invalid, Broken) as refusal:
            status = form.refuse(refusal, "pitches")
            form.problems = [_in_the_form(problem, order) for problem in form.problems]
        else:
            flash(gettext("Saved. The public schedule shows it."), "success")
            return redirect(f"{room.address}/{number}/pitches", 303)
    languages = sorted(((code, language(code)) for code in vocabulary.languages.codes), key=lambda pair: pair[1])
    page = render_template(
        "juryroom/pitches.html", room=room, seen=room.seen, round=round, form=form, projects=projects,
        interpreters=languages, first=_first(round, room.seen.part("dates")),
    )  # fmt: skip
    return page, status


def _in_the_form(problem: Problem, order: Sequence[int]) -> Problem:
    """A problem of the pitches in their order, beside the row of the form that it came from."""
    field, _, rest = problem.field.partition(".")
    place, _, name = rest.partition(".")
    number = whole(place)
    return problem if number is None else replace(problem, field=f"{field}.{order[number]}.{name}")


def _generated(form: Form, projects: list[str]) -> MultiDict[str, str] | None:
    """A row a project, one after the other; what was typed of room, link and interpreter stays."""
    check, at = Checker(), _moment(form.text("start"))
    if at is None:
        check.problem("start", "not_a_moment")
    minutes = check.number("each", form.text("each") or 5, 1, MOST_MINUTES) or 5
    pause = check.number("pause", form.text("pause") or 0, 0, MOST_MINUTES) or 0
    try:
        check.done()
    except Invalid as invalid:
        form.refuse(invalid)
    if at is None or not form.ok:
        return None
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


def _moment(typed: str) -> datetime | None:
    """A moment after which there are others."""
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return at if at.year < MAXYEAR else None


def _first(round: Round, dates: Any) -> str:
    """A moment to begin from: the first pitch, or when judging opens."""
    planned = unpacked(round.row["pitches"])
    if planned:
        return str(planned[0]["at"]["wall"])
    opens = (((dates.get("phases") or {}).get("judging") or {}).get("opens") or {}).get("wall")
    return str(opens or "")
