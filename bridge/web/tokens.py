"""Tokens for programs, of a person and of a startup or an incubator, and the address of a person's private feed."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response

from bridge.accounts import Account
from bridge.machines import Token
from bridge.machines.tokens import DAYS, SCOPES, Kind
from bridge.web import account_settings, sign_in
from bridge.web.accounts import private
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.incubators.access import seen_by as incubator_by
from bridge.web.messages import add_sentences
from bridge.web.sign_in import members_only
from bridge.web.startups.access import seen_by as startup_by
from events.errors import Invalid, Refused

blueprint = Blueprint("tokens", __name__)
blueprint.context_processor(account_settings.tabs)

add_sentences({"too_many_tokens": _l("There are %(most)s tokens already. Revoke one that nothing uses.")})

LABELS: dict[str, LazyString] = {
    "read": _l("Read what you may see"),
    "write:startups": _l("Change startups: profile, suggestions, people, incubators"),
    "write:incubators": _l("Change incubators: page, roster, people"),
    "write:introductions": _l("Propose and answer introductions"),
    "write:partnerships": _l("Record and confirm partnerships"),
    "write:reports": _l("Report what is wrong, appeal, and decide where you decide"),
    "write:vocabulary": _l("Decide what free tags and codes mean, where you decide"),
    "write:hackathons": _l("Set up hackathons and run them, where you may"),
    "account": _l("You: details, letters, invitations to you, and the file of all that is kept about you"),
}
FITTING: dict[Kind, tuple[str, ...]] = {
    "person": SCOPES,
    "startup": ("read", "write:startups", "write:introductions", "write:partnerships"),
    "incubator": ("read", "write:startups", "write:incubators", "write:hackathons"),
}


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose tokens a page shows: `name` is empty for a person's own."""

    kind: Kind
    address: str
    organisation: UUID | None = None
    name: str = ""


# -- of a person ------------------------------------------------------------------------------------------------


@blueprint.route("/account/tokens", methods=["GET", "POST"])
@members_only
def personal() -> Answer:
    """Show one's own tokens and the feed, or make a token."""
    return _tokens(Owner("person", "/account/tokens"))


@blueprint.post("/account/tokens/<uuid:token>/revoke")
@members_only
def revoke_personal(token: UUID) -> Response:
    """End a token of one's own."""
    return _revoke(Owner("person", "/account/tokens"), token)


@blueprint.post("/account/feed")
@members_only
def reset_feed() -> Answer:
    """Make the feed's address, or another one."""
    secret = current_bridge().machines.feeds.reset(_account().id)
    base = f"{current_bridge().settings.base_url}/feeds/{secret}"
    return _page(Owner("person", "/account/tokens"), Form(), feed=[f"{base}.ics", f"{base}.json"])


@blueprint.post("/account/feed/end")
@members_only
def end_feed() -> Response:
    """Take the feed's address away."""
    current_bridge().machines.feeds.end(_account().id)
    flash(gettext("The address of your feed does not work any more."), "success")
    return redirect("/account/tokens", 303)


# -- of an organisation -----------------------------------------------------------------------------------------


@blueprint.route("/startups/<slug>/tokens", methods=["GET", "POST"])
@members_only
def of_startup(slug: str) -> Answer:
    """Show the tokens of a startup, or make one: for its founders."""
    return _tokens(_startup(slug))


@blueprint.post("/startups/<slug>/tokens/<uuid:token>/revoke")
@members_only
def revoke_of_startup(slug: str, token: UUID) -> Response:
    """End a token of a startup, whoever of its founders made it."""
    return _revoke(_startup(slug), token)


@blueprint.route("/incubators/<slug>/manage/tokens", methods=["GET", "POST"])
@members_only
def of_incubator(slug: str) -> Answer:
    """Show the tokens of an incubator, or make one: for its managers."""
    return _tokens(_incubator(slug))


@blueprint.post("/incubators/<slug>/manage/tokens/<uuid:token>/revoke")
@members_only
def revoke_of_incubator(slug: str, token: UUID) -> Response:
    """End a token of an incubator, whoever of its managers made it."""
    return _revoke(_incubator(slug), token)


def _startup(slug: str) -> Owner:
    seen = startup_by(slug)
    seen.must(seen.own)
    return Owner("startup", f"{seen.address}/tokens", seen.id, seen.name)


def _incubator(slug: str) -> Owner:
    seen = incubator_by(slug)
    seen.must(seen.manages)
    return Owner("incubator", f"{seen.address}/manage/tokens", seen.id, seen.name)


# -- inside -----------------------------------------------------------------------------------------------------


def _tokens(owner: Owner) -> Answer:
    if request.method == "GET":
        return _page(owner, Form({"scopes": ["read"], "days": "90"}))
    form = Form.of_request()
    tokens = current_bridge().machines.tokens
    scopes = [scope for scope in form.many("scopes") if scope in FITTING[owner.kind]]
    try:
        token, secret = tokens.make(
            _account().id, form.text("name"), scopes, form.text("days"), kind=owner.kind,
            organisation=owner.organisation,
        )  # fmt: skip
    except Invalid as invalid:
        form.refuse(invalid)
        return _page(owner, form, status=422)
    return _page(owner, Form({"scopes": ["read"], "days": "90"}), made=token, secret=secret)


def _revoke(owner: Owner, token: UUID) -> Response:
    current_bridge().machines.tokens.revoke(token, _those_of(owner))
    flash(gettext("The token does not work any more."), "success")
    return redirect(owner.address, 303)


def _those_of(owner: Owner) -> list[Token]:
    tokens = current_bridge().machines.tokens
    return tokens.of_organisation(owner.organisation) if owner.organisation else tokens.of_person(_account().id)


def _page(
    owner: Owner,
    form: Form,
    *,
    made: Token | None = None,
    secret: str | None = None,
    feed: list[str] | None = None,
    status: int = 200,
) -> Response:
    bridge = current_bridge()
    now, shown = bridge.clock(), [token for token in _those_of(owner) if token.revoked_at is None]
    template = "tokens/personal.html" if owner.kind == "person" else "tokens/organisation.html"
    page = render_template(
        template,
        owner=owner,
        form=form,
        tokens=[(token, token.works(now), [LABELS[scope] for scope in token.scopes]) for token in shown],
        names=bridge.accounts.names({token.account for token in shown}),
        scopes=[(scope, LABELS[scope]) for scope in FITTING[owner.kind]],
        days=[(str(days), gettext("%(days)s days", days=days)) for days in DAYS],
        made=made,
        secret=secret,
        feed=feed,
        feed_since=bridge.machines.feeds.since(_account().id) if owner.kind == "person" else None,
    )
    answer = private(page)  # a secret that is shown once is in no cache
    answer.status_code = status
    return answer


def _account() -> Account:
    account = sign_in.current_account()
    if account is None:
        raise Refused("sign_in")
    return account
