"""A startup and incubators: ask to be admitted, withdraw, answer an invitation, leave."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import Filters
from bridge.web.app import current_bridge
from bridge.web.forms import Form
from bridge.web.names import country, pick_text
from bridge.web.sign_in import members_only
from bridge.web.startups.access import Seen, blueprint, look
from bridge.web.viewer import current_viewer
from events.errors import Invalid, Problem
from events.startups.aggregate import BELONGS

Page = str | tuple[str, int] | Response
MOST_INCUBATORS = 500


@dataclass(frozen=True, slots=True)
class Admission:
    """How the startup stands with one incubator."""

    row: sa.RowMapping
    name: dict[str, str]
    address: str | None
    message: str | None
    why: str | None


@blueprint.route("/startups/<slug>/incubators", methods=["GET", "POST"])
@members_only
def incubators(slug: str) -> Page:
    """Show where the startup stands with incubators, or ask one."""
    bridge, form = current_bridge(), Form.of_request({"incubator": request.args.get("incubator", "")})
    with bridge.reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.own)
        admissions, others = _admissions(reading, seen), _others(reading, seen)
    status = 200
    if request.method == "POST":
        try:
            bridge.startups.ask_admission(current_viewer().actor, seen.id, _chosen(form, others), form.text("message"))
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        else:
            flash(gettext("Your request is with the incubator now."), "success")
            return redirect(f"{seen.address}/incubators", 303)
    options = [(row["slug"], name) for row, name in others.values()]
    return render_template(
        "startups/incubators.html", seen=seen, admissions=admissions, options=options, form=form
    ), status


@blueprint.post("/startups/<slug>/incubators/<uuid:incubator>/answer")
@members_only
def answer_offer(slug: str, incubator: UUID) -> Response:
    """Say yes or no to an incubator's invitation."""
    seen, yes = _seen(slug), Form.of_request().yes("answer")
    current_bridge().startups.answer_offer(current_viewer().actor, seen.id, incubator, yes)
    flash(gettext("Welcome to the incubator!") if yes else gettext("The invitation is declined."), "success")
    return redirect(f"{seen.address}/incubators", 303)


@blueprint.post("/startups/<slug>/incubators/<uuid:incubator>/end")
@members_only
def end_admission(slug: str, incubator: UUID) -> Response:
    """Withdraw a request ('withdrawn') or leave ('left')."""
    seen, how = _seen(slug), request.form.get("how", "")
    current_bridge().startups.end_admission(current_viewer().actor, seen.id, incubator, how)
    flash(gettext("You have left the incubator.") if how == "left" else gettext("The request is withdrawn."), "success")
    return redirect(f"{seen.address}/incubators" if seen.own else seen.address, 303)


def _admissions(reading: Reading, seen: Seen) -> list[Admission]:
    actor = current_viewer().actor
    ids = [row["incubator"] for row in seen.admissions]
    found = reading.views.directory.incubators_by_ids(reading.connection, actor, ids) if ids else {}
    return [
        Admission(
            row,
            unpacked(found[row["incubator"]]["page"])["name"] if row["incubator"] in found else {},
            f"/incubators/{found[row['incubator']]['slug']}" if row["incubator"] in found else None,
            reading.open(row["message"]),
            reading.open(row["why"]),
        )
        for row in seen.admissions
    ]


def _others(reading: Reading, seen: Seen) -> dict[str, tuple[sa.RowMapping, str]]:
    """The incubators that can be asked, the startup's own country first, by slug."""
    page = reading.views.directory.find_incubators(
        reading.connection, current_viewer().actor, Filters(order="name"), limit=MOST_INCUBATORS
    )
    standing = {row["incubator"] for row in seen.admissions if row["state"] in ("asked", "offered", *BELONGS)}
    named = [(row, _label(row)) for row in page.rows if row["id"] not in standing]
    home = seen.row["country"]
    named.sort(key=lambda pair: (pair[0]["country"] != home, pair[1]))
    return {row["slug"]: (row, name) for row, name in named}


def _label(row: sa.RowMapping) -> str:
    return f"{country(row['country'])} · {pick_text(unpacked(row['page'])['name'])}"


def _chosen(form: Form, others: dict[str, tuple[sa.RowMapping, str]]) -> UUID:
    slug = form.text("incubator")
    if slug not in others:
        raise Invalid([Problem("incubator", "unknown_code" if slug else "required", {})])
    found: UUID = others[slug][0]["id"]
    return found


def _seen(slug: str) -> Seen:
    with current_bridge().reading() as reading:
        return look(reading, slug)
