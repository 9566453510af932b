"""What people change about themselves: details, e-mail address, password."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from bridge.accounts import Account, TooManyAttempts
from bridge.web import sign_in
from bridge.web.accounts import private, too_many
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.i18n import forget_choice, languages
from bridge.web.sign_in import members_only
from bridge.web.zones import zones
from events.errors import Invalid

blueprint = Blueprint("account_settings", __name__, url_prefix="/account")
DETAILS = ("name", "language", "time_zone", "phone", "whatsapp", "telegram")
TABS = (
    ("account_settings.details", _l("Details")),
    ("account_settings.letters", _l("Letters")),
    ("account_settings.email", _l("E-mail address")),
    ("account_settings.password", _l("Password")),
    ("tokens.personal", _l("Programs")),
    ("account_data.show", _l("Your data")),
)


@blueprint.context_processor
def tabs() -> dict[str, object]:
    """The parts of the account's pages."""
    here = "account_data.show" if request.blueprint == "account_data" else request.endpoint
    return {"account_tabs": [(label, url_for(page), here == page) for page, label in TABS]}


@blueprint.route("", methods=["GET", "POST"])
@members_only
def details() -> Answer:
    account = _account()
    form = Form.of_request({name: getattr(account, name) for name in DETAILS})
    status = 200
    if request.method == "POST":
        try:
            current_bridge().accounts.change_details(account.id, **{name: form.text(name) for name in DETAILS})
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        else:
            forget_choice()
            sign_in.reload()
            flash(gettext("Saved."), "success")
            return redirect(url_for("account_settings.details"), 303)
    choices = {"language_choices": languages(), "zone_choices": zones(form.value("time_zone"))}
    return render_template("account/details.html", form=form, **choices), status


def often() -> list[tuple[str, str, str]]:
    """What people can choose, with what it means."""
    return [
        ("at_once", gettext("At once"), gettext("A letter whenever something waits for you or has happened.")),
        ("daily", gettext("Once a day"), gettext("One letter in the morning, only when there is something.")),
        ("never", gettext("Never"), gettext("You look here yourself.")),
    ]


@blueprint.route("/letters", methods=["GET", "POST"])
@members_only
def letters() -> Answer:
    account, status = _account(), 200
    form = Form.of_request({"letters": account.letters})
    if request.method == "POST":
        try:
            current_bridge().accounts.choose_letters(account.id, form.text("letters"))
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        else:
            sign_in.reload()
            flash(gettext("Saved."), "success")
            return redirect(url_for("account_settings.letters"), 303)
    return render_template("account/letters.html", form=form, often=often()), status


@blueprint.route("/email", methods=["GET", "POST"])
@members_only
def email() -> Answer:
    form = Form.of_request()
    if request.method == "POST":
        password = request.form.get("password", "")
        try:
            current_bridge().accounts.request_email(_account().id, password, form.text("email"))
        except Invalid as invalid:
            form.refuse(invalid)
            return render_template("account/email.html", form=form, account=_account(), limit=None), 422
        except TooManyAttempts as limit:
            return too_many("account/email.html", limit, form=form, account=_account())
        flash(gettext("Open the mail that is on its way to the new address: it counts from then on."), "success")
        return redirect(url_for("account_settings.email"), 303)
    return render_template("account/email.html", form=form, account=_account(), limit=None)


@blueprint.route("/email/<token>", methods=["GET", "POST"])
def confirm_email(token: str) -> Answer:
    # Open to visitors: the mail may be read on another device than the one that is signed in.
    if request.method == "GET":
        address = current_bridge().accounts.look_email(token)
        return private(render_template("account/confirm_email.html", token=token, address=address))
    current_bridge().accounts.confirm_email(token)
    sign_in.reload()
    flash(gettext("Your new address is confirmed. Sign in with it from now on."), "success")
    signed_in = sign_in.current_account() is not None
    return redirect(url_for("account_settings.email") if signed_in else url_for("accounts.sign_in"), 303)


@blueprint.route("/password", methods=["GET", "POST"])
@members_only
def password() -> Answer:
    form = Form.of_request()
    if request.method == "POST":
        try:
            changed = current_bridge().accounts.change_password(
                _account().id, request.form.get("current", ""), request.form.get("new", "")
            )
        except Invalid as invalid:
            form.refuse(invalid)
            return render_template("account/password.html", form=form, account=_account(), limit=None), 422
        except TooManyAttempts as limit:
            return too_many("account/password.html", limit, form=form, account=_account())
        sign_in.start(changed)
        flash(gettext("Your password is changed. You are signed out everywhere else."), "success")
        return redirect(url_for("account_settings.password"), 303)
    return render_template("account/password.html", form=form, account=_account(), limit=None)


def _account() -> Account:
    account = sign_in.current_account()
    assert account is not None  # noqa: S101  # members_only let nobody else in
    return account
