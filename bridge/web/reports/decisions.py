"""A decision as those whom it concerns read it, with the one appeal that they have."""

from uuid import UUID

from flask import flash, redirect, render_template
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.decided import in_words
from bridge.web.forms import Form
from bridge.web.reports.access import blueprint, things
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Invalid, Missing
from events.reports.decisions import Decision


@blueprint.get("/decisions/<uuid:decision>")
@members_only
def show_decision(decision: UUID) -> Answer:
    """Show a decision to those whom it concerns."""
    return _page(decision, Form(), 200)


@blueprint.route("/decisions/<uuid:decision>/appeal", methods=["GET", "POST"])
@members_only
def appeal(decision: UUID) -> Answer:
    """Ask that somebody else look at it; whoever had to sign in first comes back to the decision."""
    form = Form.of_request()
    if form.typed is None:
        return redirect(f"/decisions/{decision}", 303)
    try:
        current_bridge().moderation.appeal(current_viewer().actor, decision, form.text("message"))
    except Invalid as invalid:
        form.refuse(invalid)
        return _page(decision, form, 422)
    flash(gettext("Your appeal is with somebody who did not decide before."), "success")
    return redirect(f"/decisions/{decision}", 303)


def _page(decision: UUID, form: Form, status: int) -> tuple[str, int]:
    bridge, actor = current_bridge(), current_viewer().actor
    if actor.account not in bridge.moderation.concerned(bridge.log.get(Decision, decision)):
        raise Missing("decision", decision)
    with bridge.reading() as reading:
        row = reading.views.reports.decision(reading.connection, decision)
        if row is None:
            raise Missing("decision", decision)
        told = in_words(reading, row, bridge.clock())
        thing = things(reading, actor, [row])[row["about"]]
    return render_template("reports/decision.html", row=row, thing=thing, form=form, **told), status
