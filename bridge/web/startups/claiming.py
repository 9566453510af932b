"""'This is our startup': asking for an unclaimed profile, and deciding about those who ask."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template
from flask_babel import gettext

from bridge.accounts import Contact
from bridge.composition import Reading
from bridge.web.app import Answer, current_bridge
from bridge.web.attempts import refused
from bridge.web.forms import Form
from bridge.web.messages import sentence
from bridge.web.sign_in import members_only
from bridge.web.startups.access import blueprint, look
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Missing


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody who asks, as those see them who decide."""

    id: UUID
    message: str | None
    who: Contact | None
    own: sa.RowMapping | None
    at: datetime
    mine: bool


@blueprint.get("/startups/<slug>/claim")
@members_only
def claim(slug: str) -> Answer:
    """Show the form, or how the viewer's last request stands."""
    return _asking(slug, Form())


@blueprint.post("/startups/<slug>/claim")
@members_only
def ask_for(slug: str) -> Answer:
    """Ask for the profile."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    with bridge.reading() as reading:
        seen = look(reading, slug)
        own = next((row["id"] for row in _own(reading) if row["slug"] == form.one("own")), None)
    asked = partial(bridge.claiming.ask, actor, seen.id, form.text("message"), own=own)
    if (again := refused(asked, form, partial(_asking, slug))) is not None:
        return again
    flash(gettext("Your request is on its way. You get a letter when it is decided."), "success")
    return redirect(f"{seen.address}/claim", 303)


@blueprint.post("/startups/<slug>/claim/withdraw")
@members_only
def withdraw_claim(slug: str) -> Answer:
    """Take one's own request back."""
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        seen = look(reading, slug)
        row = reading.views.claims.of_person(reading.connection, actor.account, seen.id) if actor.account else None
    if row is None:
        raise Missing("claim", slug)
    bridge.claiming.withdraw(actor, seen.id, row["request"])
    flash(gettext("Your request is withdrawn."), "success")
    return redirect(seen.address, 303)


@blueprint.get("/startups/<slug>/claims")
@members_only
def claims(slug: str) -> Answer:
    """Show who asks for an unclaimed profile to those who look after it."""
    return _deciding(slug, Form())


@blueprint.post("/startups/<slug>/claims/<uuid:claim>/answer")
@members_only
def answer_claim(slug: str, claim: UUID) -> Answer:
    """Say yes or no to one of them."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    with bridge.reading() as reading:
        seen = look(reading, slug)
        row = reading.views.claims.one(reading.connection, claim)
    seen.must(seen.manages or seen.organises)
    if row is None or row["startup"] != seen.id:
        raise Missing("claim", claim)
    try:
        if form.yes("answer"):
            stays = bridge.claiming.approve(actor, seen.id, claim)
            flash(gettext("Approved. The profile belongs to its people now."), "success")
            return redirect(f"/startups/{stays.slug}", 303)
        bridge.claiming.refuse(actor, seen.id, claim, form.text("why"))
    except Invalid as invalid:
        form.refuse(invalid)
        return _deciding(slug, form, claim=claim, status=422)
    except Broken as broken:
        return _deciding(slug, form, sentence(broken.code, broken.params), status=409)
    flash(gettext("Refused. They read your reason."), "success")
    return redirect(f"{seen.address}/claims", 303)


def _own(reading: Reading) -> list[sa.RowMapping]:
    account = current_viewer().actor.account
    return reading.views.directory.founded_by(reading.connection, account) if account else []


def _asking(slug: str, form: Form, trouble: str | None = None, *, status: int = 200) -> Answer:
    actor = current_viewer().actor
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        own = [] if seen.own else _own(reading)
        last = reading.views.claims.of_person(reading.connection, actor.account, seen.id) if actor.account else None
        why = reading.open(last["why"]) if last is not None and last["state"] == "refused" else None
    if not seen.row["unclaimed"] and last is None:
        flash(gettext("This profile has its people already."), "info")
        return redirect(seen.address, 303)
    waiting = last is not None and last["state"] == "asked"
    page = render_template(
        "startups/claim.html", seen=seen, form=form, own=[(row["slug"], row["name"]) for row in own], last=last,
        why=why, waiting=waiting, trouble=trouble, asked_at=datetime.fromisoformat(last["at"]) if last else None,
    )  # fmt: skip
    return page, status


def _deciding(
    slug: str, form: Form, trouble: str | None = None, *, claim: UUID | None = None, status: int = 200
) -> Answer:
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.manages or seen.organises)
        rows = reading.views.claims.waiting(reading.connection, seen.id)
        reading.fetch_keys(row["message"] for row in rows)
        wanted = [row["own"] for row in rows if row["own"]]
        found = reading.views.directory.by_ids(reading.connection, actor, wanted) if wanted else {}
        texts = {row["request"]: reading.open(row["message"]) for row in rows}
    requests = [
        Request(
            row["request"], texts[row["request"]], bridge.accounts.contact(row["account"]), found.get(row["own"]),
            datetime.fromisoformat(row["at"]), row["account"] == actor.account,
        )
        for row in rows
    ]  # fmt: skip
    page = render_template(
        "startups/claims.html", seen=seen, requests=requests, form=form, trouble=trouble, answered=claim,
    )  # fmt: skip
    return page, status
