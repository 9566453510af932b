"""Offering an unclaimed profile to another incubator, and taking the offer back."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext

from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import Filters
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.messages import sentence
from bridge.web.sign_in import members_only
from bridge.web.startups.access import blueprint, look, seen_by
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Missing
from events.startups.handing_over import HANDED

FOUND = 12


@blueprint.route("/startups/<slug>/hand-over", methods=["GET", "POST"])
@members_only
def hand_over(slug: str) -> Answer:
    """Choose the incubator (`to` is its slug) that is to look after the profile, or see to whom it is offered."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    text, trouble, status = request.args.get("q", "").strip()[:100], None, 200
    with bridge.reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.keeps)
        directory, connection = reading.views.directory, reading.connection
        waiting = [row["incubator"] for row in seen.admissions if row["state"] == HANDED]
        offered = list(directory.incubators_by_ids(connection, actor, waiting).values()) if waiting else []
        where = Filters(text=text, countries=() if text else (seen.row["country"],))
        found = list(directory.find_incubators(connection, actor, where, limit=FOUND).rows)
        to = directory.incubator_by_slug(connection, actor, form.text("to")) if form.text("to") else None
    if request.method == "POST":
        if to is None:
            raise Missing("incubator", form.text("to"))
        try:
            bridge.keeping.hand_over(actor, seen.id, to["id"], form.text("why"))
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        except Broken as broken:
            trouble, status = sentence(broken.code, broken.params), 409
        else:
            flash(gettext("Offered. The profile moves when the other incubator takes it."), "success")
            return redirect(f"{seen.address}/hand-over", 303)
    others = [
        (row, unpacked(row["page"])["name"]) for row in found if row["id"] not in (*seen.incubators, *waiting)
    ]  # fmt: skip
    page = render_template(
        "startups/hand_over.html", seen=seen, others=others, text=text, form=form, trouble=trouble,
        offered=[unpacked(row["page"])["name"] for row in offered],
    )  # fmt: skip
    return page, status


@blueprint.post("/startups/<slug>/hand-over/withdraw")
@members_only
def keep_after_all(slug: str) -> Answer:
    """Take the offer back."""
    seen = seen_by(slug)
    current_bridge().keeping.withdraw_handover(current_viewer().actor, seen.id)
    flash(gettext("The offer is taken back."), "success")
    return redirect(f"{seen.address}/hand-over", 303)
