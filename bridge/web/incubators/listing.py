"""An organiser puts an incubator into the directory: unclaimed, with facts that name their source."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.i18n import page_language
from bridge.web.incubators.access import blueprint
from bridge.web.incubators.editing import kinds
from bridge.web.incubators.fields import read
from bridge.web.names import country, label
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.checks import Checker
from events.errors import Invalid, Refused

ROWS = 3  # of facts in the form
FIRST_YEAR = 2000


@blueprint.route("/incubators/new", methods=["GET", "POST"])
@members_only
def new() -> Answer:
    """List an incubator of the organiser's own country."""
    actor = current_viewer().actor
    if "organiser" not in actor.roles:
        raise Refused("not_an_organiser")
    form, status = Form.of_request(), 200
    if request.method == "POST":
        try:
            incubator = current_bridge().incubators.list(actor, read(form, "country"), _facts(form))
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        else:
            flash(gettext("Listed, unclaimed. Invite its first manager, who confirms text and visibility."), "success")
            return redirect(f"/incubators/{incubator.slug}/manage/people", 303)
    codes = list(vocabulary.countries.codes) if actor.office == "*" else [actor.office or ""]
    choices = {
        "countries": sorted(((code, country(code)) for code in codes), key=lambda pair: pair[1]),
        "kinds": kinds(),
        "fact_fields": [(code, label(code, "fact_fields")) for code in vocabulary.fact_fields.codes],
        "rows": range(ROWS),
    }
    return render_template("incubators/new.html", form=form, **choices), status


def _facts(form: Form) -> list[dict[str, Any]]:
    """The facts that were typed; each needs what, the words, a source and its year. Raises `Invalid`."""
    check, facts = Checker(), []
    for row in range(ROWS):
        path = f"facts.{row}"
        typed = {name: form.text(f"{path}.{name}") for name in ("field", "value", "source", "year")}
        if not any(typed.values()):
            continue
        fact = {
            "field": check.choice(f"{path}.field", typed["field"], vocabulary.fact_fields),
            "value": {page_language(): check.text(f"{path}.value", typed["value"], least=2, most=300)},
            "source": check.address(f"{path}.source", typed["source"]),
            "year": check.number(f"{path}.year", typed["year"], FIRST_YEAR, current_bridge().clock().year),
            "note": "first_reported",
        }
        for name in ("source", "year"):
            if not typed[name]:
                check.problem(f"{path}.{name}", "required")
        facts.append(fact)
    check.done()
    return facts
