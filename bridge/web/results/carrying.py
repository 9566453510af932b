"""A whole hackathon as one document to take along, and to make a new draft of."""

from uuid import UUID

import orjson
from flask import Response, flash, redirect, render_template, request
from flask_babel import gettext

from bridge.hackathon_documents import MOST_BYTES, bring_in, document
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathons.access import look
from bridge.web.names import pick_text
from bridge.web.results.access import blueprint
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Problem, Refused


@blueprint.get("/hackathons/<slug>/export.json")
@members_only
def export_document(slug: str) -> Response:
    """The document, for those who set the hackathon up."""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        seen.must("setup")
        told = document(reading, seen.row, seen.rights)
    response = Response(orjson.dumps(told, option=orjson.OPT_INDENT_2), mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.json"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.route("/hackathons/new/import", methods=["GET", "POST"])
@members_only
def import_document() -> Answer:
    """Make a draft of a document for an incubator that one manages."""
    bridge, actor, form, status = current_bridge(), current_viewer().actor, Form.of_request(), 200
    with bridge.reading() as reading:
        houses = reading.views.directory.managed_by(reading.connection, actor.account) if actor.account else []
    if not houses:
        raise Refused("not_a_manager")
    if request.method == "POST":
        try:
            house = next(
                (one["id"] for one in houses if str(one["id"]) == form.text("incubator")), UUID(str(houses[0]["id"]))
            )
            start, sent = form.day("start"), _sent()
            if not form.ok:
                raise Invalid([])  # what is no date is beside its field already
            drafted = bring_in(bridge, actor, house, sent, start)
        except Broken as broken:
            form.refuse(broken, "file")
            status = 422
        except Invalid as invalid:
            # What is wrong inside of the document stands beside the file, with the place of it.
            form.refuse(invalid)
            if not any(problem.field in ("file", "start") for problem in form.problems):
                form.refuse(Invalid([Problem("file", "not_a_hackathon_document")]))
            status = 422
        else:
            flash(gettext("The draft is there, with its setup and the plans of its rounds, without people."), "success")
            return redirect(f"/hackathons/{drafted.slug}/manage/setup", 303)
    choices = [(str(one["id"]), pick_text(unpacked(one["page"])["name"])) for one in houses]
    return render_template("results/import.html", form=form, houses=choices), status


def _sent() -> object:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid([Problem("file", "required")])
    content = sent.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Invalid([Problem("file", "too_big", {"most": MOST_BYTES // 1_000_000})])
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        raise Broken("not_a_hackathon_document") from None
