"""Conflicts of interest come first: a judge names the projects that they may not judge before any is assigned."""

import json
from uuid import UUID

import sqlalchemy as sa
from flask import Response, flash, redirect, render_template
from flask_babel import gettext

from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.judge.access import blueprint, said_yes, seat_of
from bridge.web.judge.listing import desk_of
from bridge.web.taking_part.access import names_of
from events.errors import Broken, Invalid, Problem


@blueprint.route("/hackathons/<slug>/judge/conflicts", methods=["GET", "POST"])
def conflicts(slug: str) -> Answer:
    """Show every project with its people, or take down which of them the judge knows."""
    bridge, form = current_bridge(), Form.of_request()
    with bridge.reading() as reading:
        seat, views, connection = seat_of(reading, slug), reading.views, reading.connection
        projects = views.judging.named(connection, views.judging.submitted(connection, seat.seen.id))
        declared = views.judging.declared_of(connection, seat.seen.id, seat.judge)
        people = views.teams.people
        within = (people.c.team.in_([row["team"] for row in projects]), people.c.until.is_(None))
        members: dict[UUID, list[UUID]] = {row["team"]: [] for row in projects}
        for team, account in connection.execute(
            sa.select(people.c.team, people.c.account).where(*within).order_by(people.c.number)
        ):
            members[team].append(account)
    status = 200
    if form.typed is not None:
        known = {str(row["id"]): row["id"] for row in projects}
        chosen = [known[id] for id in form.many("projects") if id in known]
        try:
            if not chosen:
                raise Invalid([Problem("projects", "required")])
            for project in chosen:
                bridge.panels.declare(seat.actor, seat.seen.id, project, seat.judge, form.text("why") or None)
        except (Invalid, Broken) as refusal:
            status = form.refuse(refusal, "projects")
        else:
            said_yes(seat)
            flash(gettext("Noted. You are never asked to judge these."), "success")
            return redirect(seat.address, 303)
    return render_template(
        "judge/conflicts.html",
        seat=seat,
        form=form,
        projects=projects,
        declared=declared,
        members=members,
        names=names_of(account for many in members.values() for account in many),
    ), status


@blueprint.get("/hackathons/<slug>/judge/mine.json")
def data(slug: str) -> Response:
    """Everything that is kept about somebody as a judge, for them to take along."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        seat = seat_of(reading, slug)
        sheets = [
            {
                "project": sheet.row["title"],
                "state": sheet.state,
                "scores": unpacked(sheet.row["scores"] or "{}"),
                "for_the_team": reading.open(sheet.row["comment"]),
                "for_the_jury": reading.open(sheet.row["note"]),
                "handed_in": sheet.row["submitted_at"],
                "receipt": None if sheet.receipt is None else [sheet.receipt.number, sheet.receipt.code],
                "not_handed_in": _typed(seat.judge, sheet.row["round"], sheet.row["project"]),
            }
            for sheet in desk_of(reading, seat).sheets
        ]
        guest = bridge.guests.guest(seat.judge)
        about = {"name": seat.name} if guest is None else bridge.guests.export(seat.judge)
        known = {**about, "seat": unpacked(seat.row["seat"]), "sheets": sheets}
    answer = Response(json.dumps(known, default=str, ensure_ascii=False, indent=1), mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="judging.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _typed(judge: UUID, round: UUID, project: UUID) -> object:
    found = current_bridge().scorecard_drafts.load(round, judge, project)
    return None if found is None else found.data
