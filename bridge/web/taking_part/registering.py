"""Registering for a hackathon: the form, where one stands, the code for the desk, and withdrawing."""

from typing import Any

from flask import flash, redirect, render_template
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.messages import sentence
from bridge.web.names import country
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import Part, blueprint, part_of
from bridge.web.taking_part.people import answers_in_words
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Broken, Invalid
from events.registrations.answers import read


@blueprint.route("/hackathons/<slug>/register", methods=["GET", "POST"])
@members_only
def register(slug: str) -> Answer:
    """Show where somebody stands, or the form; a sent form registers."""
    form, status, refusal = Form.of_request(), 200, ""
    with current_bridge().reading() as reading:
        part = part_of(reading, slug)
        row = part.registration
        answers: list[tuple[str, str]] = []
        place = 0
        if row is not None and row["state"] != "withdrawn":
            answers = answers_in_words(part, read(reading.open(row["answers"])))
            place = reading.views.registrations.place_in_list(reading.connection, row) if row["waits_at"] else 0
        why = reading.open(row["why"]) if row is not None else None
    if form.typed is not None:
        try:
            made = current_bridge().registrations.register(current_viewer().actor, part.seen.id, _typed(form, part))
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        except Broken as broken:  # registration closed in this moment, say: what was typed stays to be read
            refusal, status = sentence(broken.code, broken.params), 409
        else:
            flash(_said(made.state), "success")
            return redirect(f"{part.address}/register", 303)
    page = render_template(
        "taking_part/register.html",
        part=part,
        form=form,
        answers=answers,
        place=place,
        why=why,
        refusal=refusal,
        countries=[(code, country(code)) for code in part.rules.countries or vocabulary.countries],
    )
    return page, status


@blueprint.post("/hackathons/<slug>/register/withdraw")
@members_only
def withdraw(slug: str) -> Answer:
    """Not come after all."""
    with current_bridge().reading() as reading:
        part = part_of(reading, slug)
    current_bridge().registrations.withdraw(current_viewer().actor, part.seen.id)
    flash(gettext("You have withdrawn. Your place is free for somebody else."), "success")
    return redirect(part.address, 303)


def _typed(form: Form, part: Part) -> dict[str, Any]:
    answers = {str(one["key"]): form.text(f"answers.{one['key']}") for one in part.rules.questions}
    ticked = {name: form.text(name) for name in ("agreed", "student", "old_enough")}
    return {"country": form.text("country"), "answers": answers, **ticked}


def _said(state: str) -> str:
    texts: dict[str, str] = {
        "approved": gettext("You are registered."),
        "asked": gettext("Your registration is with the organisers. They answer by mail."),
        "waiting": gettext("Every place is taken. You are on the waiting list and move up by yourself."),
    }
    return texts[state]
