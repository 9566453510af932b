"""Suspended accounts: turned away everywhere, with a page that says why, until when, and how to appeal."""

from uuid import UUID

from flask import Blueprint, Flask, flash, redirect, render_template, request, session
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.accounts import Account
from bridge.web import sign_in
from bridge.web.app import Answer, current_bridge
from bridge.web.decided import in_words
from bridge.web.forms import Form
from bridge.web.viewer import current_viewer
from events.actor import Actor
from events.errors import Invalid

blueprint = Blueprint("suspended", __name__)
WHO = "suspended"  # in the session: whose account it is, known by its password or by a sign-in from before
PAGE = "/account/suspended"


def init_app(app: Flask) -> None:
    app.before_request(_turn_away)


def _turn_away() -> Response | None:
    """End the sign-in of an account that has been suspended since."""
    if request.endpoint in (None, "static"):
        return None
    account = sign_in.current_account()
    if account is None or current_viewer().actor.account is not None:
        return None
    sign_in.end()
    return to_page(account)


def to_page(account: Account) -> Response:
    """Show the person why, instead of what they came for."""
    session[WHO] = account.id.hex
    return redirect(PAGE, 303)


def is_suspended(account: Account) -> bool:
    """Whether an account cannot be used at this moment."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        return reading.views.reports.suspension(reading.connection, account.id, bridge.clock()) is not None


@blueprint.route(PAGE, methods=["GET", "POST"])
def show() -> Answer:
    """Say why an account is suspended, and take the appeal."""
    form, status = Form.of_request(), 200
    try:
        account = UUID(session.get(WHO, ""))
    except ValueError:
        return redirect("/account/sign-in", 303)
    bridge, now = current_bridge(), current_bridge().clock()
    with bridge.reading() as reading:
        suspension = reading.views.reports.suspension(reading.connection, account, now)
        if suspension is None:
            return redirect("/account/sign-in", 303)
        row = reading.views.reports.decision(reading.connection, suspension["decision"])
        if row is None:
            return redirect("/account/sign-in", 303)
        told = in_words(reading, row, now)
    if request.method == "POST":
        try:
            bridge.moderation.appeal(Actor(account=account), row["id"], form.text("message"))
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        else:
            flash(gettext("Your appeal is with somebody who did not decide before."), "success")
            return redirect(PAGE, 303)
    page = render_template("reports/suspended.html", row=row, form=form, action=PAGE, **told)
    return page, status
