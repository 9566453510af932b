"""What is kept about a person: handed to them as a file, or erased for good."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from bridge.accounts import Account, TooManyAttempts
from bridge.accounts.throttle import OWN_FILE
from bridge.leaving.export import export
from bridge.web import account_settings, sign_in
from bridge.web.accounts import too_many
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.messages import add_sentences
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Invalid, Problem

blueprint = Blueprint("account_data", __name__, url_prefix="/account/data")
blueprint.context_processor(account_settings.tabs)

add_sentences(
    {
        "not_your_account": _l("Only the person themselves erases an account."),
        "administrator_hands_over_first": _l("Another administrator takes this role from you first."),
        "say_that_you_mean_it": _l("Please tick this, if you mean it."),
    }
)


@blueprint.get("")
@members_only
def show() -> Answer:
    return render_template("account/data.html", limit=None)


@blueprint.post("/export")
@members_only
def take_along() -> Answer:
    account = _account()
    bridge = current_bridge()
    if not bridge.accounts.may(OWN_FILE, account.id.hex):
        return too_many("account/data.html", TooManyAttempts(bridge.clock()))
    name = f"startup-bridge-{bridge.clock():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f"attachment; filename={name}", "Cache-Control": "no-store"}
    with export(bridge, account.id) as file:
        return Response(file.read(), mimetype="application/zip", headers=headers)


@blueprint.route("/erase", methods=["GET", "POST"])
@members_only
def erase() -> Answer:
    account, form = _account(), Form.of_request()
    bridge = current_bridge()
    actor, alone = current_viewer().actor, bridge.erasure.sole(account.id)
    values = {"form": form, "account": account, "alone": alone, "barred": "administrator" in actor.roles}
    if request.method == "GET":
        return render_template("account/erase.html", limit=None, **values)
    bridge.erasure.departures.may_leave(actor, account.id)
    try:
        if form.text("sure") != "yes":
            raise Invalid([Problem("sure", "say_that_you_mean_it")])
        bridge.accounts.confirm_password(account.id, "password", request.form.get("password", ""))
    except Invalid as invalid:
        form.refuse(invalid)
        return render_template("account/erase.html", limit=None, **values), 422
    except TooManyAttempts as limit:
        return too_many("account/erase.html", limit, **values)
    bridge.erasure.erase(actor, account.id)
    sign_in.end()
    return redirect(url_for("account_data.erased"), 303)


@blueprint.get("/erased")
def erased() -> str:
    return render_template("account/erased.html")


def _account() -> Account:
    account = sign_in.current_account()
    assert account is not None  # noqa: S101  # members_only let nobody else in
    return account
