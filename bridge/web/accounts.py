"""Registering, signing in and out, and a forgotten password."""

from flask import Blueprint, Flask, flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from bridge.accounts import LinkFailed, NewAccount, TooManyAttempts
from bridge.web import mailbox, sign_in, suspended, viewers
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.i18n import choose_zone, page_language
from bridge.web.messages import add_sentences
from bridge.web.sign_in import network, own_path
from bridge.web.viewer import load_viewer_with
from events.errors import Invalid, Problem

blueprint = Blueprint("accounts", __name__, url_prefix="/account")
WAITING = "confirming"  # in the session: the address that a confirmation was mailed to


add_sentences(
    {
        "password_too_short": _l("Please choose at least %(least)s characters."),
        "password_common": _l("This is among the first passwords that guessers try. Please choose another."),
        "password_holds_email": _l("This holds a part of your e-mail address. Please choose another."),
        "wrong_password": _l("This is not your present password."),
        "wrong_sign_in": _l("No account has this e-mail address and password together. Please check both."),
        "not_a_phone": _l("Please write the number with the code of its country, such as +92 300 1234567."),
        "not_a_telegram_name": _l("Please write a Telegram name, such as @name."),
    }
)


def init_app(app: Flask) -> None:
    sign_in.init_app(app)
    load_viewer_with(app, viewers.load)
    app.register_error_handler(LinkFailed, _link_failed)
    mailbox.init_app(app)


@blueprint.route("/register", methods=["GET", "POST"])
def register() -> Answer:
    form = Form.of_request()
    wanted = own_path(request.values.get("next"))
    if request.method == "POST":
        new = NewAccount(
            email=form.text("email"),
            password=request.form.get("password", ""),
            name=form.text("name"),
            language=page_language(),
            time_zone=choose_zone(),
            next=wanted,
        )
        try:
            current_bridge().accounts.register(new, network())
        except Invalid as invalid:
            form.refuse(invalid)
            return render_template("account/register.html", form=form, next=wanted, limit=None), 422
        except TooManyAttempts as limit:
            return too_many("account/register.html", limit, form=form, next=wanted)
        session[WAITING] = form.text("email")
        return redirect(url_for("accounts.check_mail"), 303)
    return render_template("account/register.html", form=form, next=wanted, limit=None)


@blueprint.route("/check-mail", methods=["GET", "POST"])
def check_mail() -> Answer:
    form = Form.of_request({"email": session.get(WAITING, "")})
    if request.method == "POST":
        try:
            current_bridge().accounts.mail_again(form.text("email"), network())
        except TooManyAttempts as limit:
            return too_many("account/check_mail.html", limit, form=form)
        session[WAITING] = form.text("email")
        flash(gettext("If this address waits for a confirmation, another mail is on its way."), "success")
        return redirect(url_for("accounts.check_mail"), 303)
    return render_template("account/check_mail.html", form=form, limit=None)


@blueprint.route("/confirm/<token>", methods=["GET", "POST"])
def confirm(token: str) -> Answer:
    if request.method == "GET":  # programs that check mail for danger open every link: only the button acts
        current_bridge().accounts.look(token)
        return private(render_template("account/confirm.html", token=token))
    account, wanted = current_bridge().accounts.confirm(token)
    sign_in.end()
    flash(gettext("Your address is confirmed. Welcome! Sign in with the password that you chose."), "success")
    session["email"] = account.email
    return redirect(url_for("accounts.sign_in", next=own_path(wanted)), 303)


@blueprint.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
def sign_in_page() -> Answer:
    wanted = own_path(request.values.get("next"))
    if request.method == "GET" and sign_in.current_account() is not None:
        return redirect(wanted or "/", 303)
    form = Form.of_request({"email": session.get("email", "")})
    if request.method == "POST":
        try:
            account = current_bridge().accounts.authenticate(
                form.text("email"), request.form.get("password", ""), network()
            )
        except TooManyAttempts as limit:
            return too_many("account/sign_in.html", limit, form=form, next=wanted)
        if account is None:
            form.problems.append(Problem("password", "wrong_sign_in"))
            return render_template("account/sign_in.html", form=form, next=wanted, limit=None), 422
        if suspended.is_suspended(account):
            return suspended.to_page(account)
        sign_in.start(account)
        return redirect(wanted or "/", 303)
    return render_template("account/sign_in.html", form=form, next=wanted, limit=None)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    wanted = own_path(request.form.get("next"))
    sign_in.end()
    flash(gettext("You are signed out."), "success")
    return redirect(wanted or "/", 303)


@blueprint.route("/forgot", methods=["GET", "POST"])
def forgot() -> Answer:
    form = Form.of_request()
    if request.method == "POST":
        try:
            current_bridge().accounts.request_reset(form.text("email"), network())
        except TooManyAttempts as limit:
            return too_many("account/forgot.html", limit, form=form, sent=False)
        return render_template("account/forgot.html", form=form, sent=True, limit=None)
    return render_template("account/forgot.html", form=form, sent=False, limit=None)


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
def reset(token: str) -> Answer:
    form = Form.of_request()
    if request.method == "GET":
        current_bridge().accounts.look_reset(token)
        return private(render_template("account/reset.html", form=form, token=token))
    try:
        current_bridge().accounts.reset(token, request.form.get("password", ""))
    except Invalid as invalid:
        form.refuse(invalid)
        return render_template("account/reset.html", form=form, token=token), 422
    sign_in.end()
    flash(gettext("Your password is changed, and you are signed out everywhere. Sign in with the new one."), "success")
    return redirect(url_for("accounts.sign_in"), 303)


def too_many(template: str, limit: TooManyAttempts, **values: object) -> Response:
    """Show a form again with what was typed, and say when attempts are free."""
    seconds = max(1, round((limit.until - current_bridge().clock()).total_seconds()))
    sentence = ngettext(
        "That was too often. Please try again in %(num)s minute.",
        "That was too often. Please try again in %(num)s minutes.",
        -(-seconds // 60),
    )
    response = make_response(render_template(template, limit=sentence, **values), 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def private(page: str) -> Response:
    """Keep a page out of every cache: its address is a key."""
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _link_failed(failure: LinkFailed) -> tuple[str, int]:
    """Say why a link does not work, and where there is a new one."""
    way_on = {
        "accounts.confirm": (url_for("accounts.check_mail"), gettext("Send me another mail")),
        "accounts.reset": (url_for("accounts.forgot"), gettext("Ask for a new link")),
    }.get(request.endpoint or "", (url_for("account_settings.email"), gettext("Change the address again")))
    page = render_template("account/link.html", reason=failure.reason, way_on=way_on)
    return page, 404 if failure.reason == "unknown" else 410
