"""How often letters come, chosen from a letter: without signing in, for the one account of its link."""

from uuid import UUID

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import force_locale, gettext
from werkzeug.wrappers import Response

from bridge.accounts import Account
from bridge.accounts.guests import GUESTS_WISHES, Guest
from bridge.mail.letters import WISHES
from bridge.web.accounts import private
from bridge.web.app import Answer, current_bridge
from bridge.web.i18n import CHOICE, available, html_language
from bridge.web.security import csrf

blueprint = Blueprint("letters", __name__, url_prefix="/letters")
ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058: what a mail program sends


@blueprint.get("/<token>")
def show(token: str) -> Answer:
    """Say how often letters come now, and offer fewer; programs that open every link change nothing."""
    return _page(_reader(token), token)


@blueprint.post("/<token>")
def choose(token: str) -> Answer:
    """Do what a button of the page says."""
    reader = _reader(token)
    _choose(reader, request.form.get("letters", ""))
    with force_locale(reader.language):
        flash(gettext("Saved."), "success")
    return redirect(url_for("letters.show", token=token), 303)


@blueprint.get("/<token>/stop")
def before_stopping(token: str) -> Answer:
    """Show the page to whoever opens the address that mail programs send to."""
    return _page(_reader(token), token)


@blueprint.post("/<token>/stop")
def stop(token: str) -> Answer:
    """Stop letters at one click in a mail program.

    No form of ours leads here and no cookie is read, so no token of a form can come along: the signed link is the whole
    permission, for one account and for nothing but this. Answered without a redirect, as RFC 8058 asks.
    """
    reader = _reader(token)
    if request.form.get(ONE_CLICK[0]) != ONE_CLICK[1]:
        abort(400)
    _choose(reader, "never")
    response = make_response("No more letters.\n")
    response.mimetype = "text/plain"
    return response


csrf.exempt(stop)


def _choose(reader: Account | Guest, wish: str) -> None:
    people = current_bridge().guests if isinstance(reader, Guest) else current_bridge().accounts
    people.choose_letters(reader.id, wish)


def _reader(token: str) -> Account | Guest:
    id: UUID | None = current_bridge().stop_links.account(token)
    if id is None:
        abort(404)
    found = current_bridge().accounts.by_id(id) or current_bridge().guests.guest(id)
    if found is None:
        abort(410)
    return found


def _page(reader: Account | Guest, token: str) -> Response:
    """The page in the language of the letter's reader, whoever is signed in here; it names nobody."""

    wishes = GUESTS_WISHES if isinstance(reader, Guest) else WISHES

    def made() -> Response:
        page = render_template("account/letters_here.html", token=token, now=reader.letters, wishes=wishes)
        response = private(page)
        response.headers["Content-Language"] = html_language()
        return response

    if request.args.get(CHOICE) in available():
        return made()
    with force_locale(reader.language):
        return made()
