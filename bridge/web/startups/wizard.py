"""Registering a startup in three steps that can be left and taken up again."""

from uuid import UUID

from flask import flash, redirect, render_template, request
from flask_babel import format_time, gettext
from werkzeug.wrappers import Response

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.messages import sentence
from bridge.web.sign_in import members_only
from bridge.web.startups.access import blueprint
from bridge.web.startups.drafting import KIND, Draft, asked_step
from bridge.web.startups.fields import STEPS, choices, problems_of, with_rows
from bridge.web.startups.logos import logo_of
from bridge.web.startups.saving import after_saving
from bridge.web.viewer import current_viewer
from events.errors import Invalid, Refused


@blueprint.route("/startups/new", methods=["GET", "POST"])
@members_only
def new() -> Answer:
    """Show a step, or take one in and go where its button says."""
    draft, step = Draft.asked(_account(), request.values.get("draft", "")), asked_step()
    if request.method == "POST":
        return _take(draft, step)
    begun = current_bridge().drafts.of(draft.account, KIND)
    if begun and "draft" not in request.args:
        return render_template("startups/drafts.html", drafts=begun)
    return _show(draft, step, Form(draft.raw))


@blueprint.post("/startups/new/draft")
@members_only
def autosave() -> Answer:
    """Keep what is being typed; answers a line for the page."""
    draft = Draft.asked(_account(), request.form.get("draft", ""))
    draft.take(Form.of_request(), asked_step())
    try:
        draft.save()
    except Invalid as invalid:
        return sentence(invalid.problems[0].code, invalid.problems[0].params), 422
    return str(gettext("Saved at %(time)s", time=format_time(current_bridge().clock(), "short")))


@blueprint.post("/startups/new/discard")
@members_only
def discard() -> Response:
    """Give a draft up."""
    Draft.asked(_account(), request.form.get("draft", "")).drop()
    flash(gettext("The draft is gone."), "success")
    return redirect("/startups/new", 303)


def _take(draft: Draft, step: int) -> Answer:
    typed = Form.of_request()
    draft.take(typed, step)
    if step == 1:
        draft.raw["logo"] = logo_of(typed, draft.raw["logo"])
    action = typed.text("do") or "next"
    if (changed := with_rows(draft.raw, action)) is not None:
        draft.raw = changed
    form = Form(draft.raw)
    form.problems.extend(typed.problems)
    try:
        draft.save()
    except Invalid as invalid:
        form.refuse(invalid)
        return _show(draft, step, form)
    if changed is not None:
        return redirect(f"{draft.address(step)}#f-{action.split('.')[1]}", 303)
    if action == "later" and form.ok:
        flash(gettext("Saved. You can go on whenever you like."), "success")
        return redirect("/startups/new", 303)
    if action == "back" and form.ok:
        return redirect(draft.address(max(1, step - 1)), 303)
    if action == "register":
        return _register(draft, form)
    form.problems.extend(problem for problem in problems_of(draft.raw, STEPS[step - 1]) if problem.field != "logo")
    if not form.ok:
        return _show(draft, step, form)
    return redirect(draft.address(min(len(STEPS), step + 1)), 303)


def _register(draft: Draft, form: Form) -> Answer:
    try:
        startup = current_bridge().startups.register(current_viewer().actor, draft.raw, draft=draft.subject)
    except Invalid as invalid:
        form.refuse(invalid)
        return _show(draft, len(STEPS), form)
    draft.drop()
    flash(gettext("Welcome! Your startup is registered."), "success")
    return redirect(after_saving(startup.slug), 303)


def _show(draft: Draft, step: int, form: Form) -> Answer:
    elsewhere = {
        problem.field: number
        for problem in form.problems
        for number, fields in enumerate(STEPS, start=1)
        if problem.field.partition(".")[0] in fields and number != step
    }
    page = render_template(
        "startups/new.html", draft=draft, step=step, steps=len(STEPS), form=form, choices=choices(), elsewhere=elsewhere
    )
    return page if form.ok else (page, 422)


def _account() -> UUID:
    account = current_viewer().actor.account
    if account is None:
        raise Refused("sign_in")
    return account
