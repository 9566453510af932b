"""Certificates as managers see them: issue those that are missing to everybody at once, revoke one, make it valid."""

from collections import Counter
from uuid import UUID

from flask import flash, redirect, render_template, request
from flask_babel import gettext, ngettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathons.access import announced
from bridge.web.layout import stands_at
from bridge.web.pagination import page_of
from bridge.web.results.access import blueprint
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import names_of, prizes_of
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Missing
from events.results.certificate import ROLES

MANAGE = "/hackathons/<slug>/manage/certificates"
SIZE = 50


@blueprint.get(MANAGE)
@members_only
def manage(slug: str) -> Answer:
    """Show who has which, and how many are missing."""
    return _page(slug)


def _page(slug: str, form: Form | None = None, refused: UUID | None = None, status: int = 200) -> Answer:
    bridge = current_bridge()
    with bridge.reading() as reading:
        seen = announced(reading, slug)
        seen.must("people")
        stands_at(f"{seen.address}/manage/certificates")
        results, connection = reading.views.results, reading.connection
        rows = results.certificates_in(connection, seen.id)
        published = bool(results.newest(connection, seen.id))
        deserved = results.deserved(connection, seen.id) if published else []
        known = bridge.accounts.names({one.account for one in deserved})
        place = next((place for place, row in enumerate(rows) if row["id"] == refused), 0)
        asked = request.args if refused is None else {"page": str(place // SIZE + 1)}
        page = page_of(asked, len(rows), SIZE)
        some = rows[page.offset : page.offset + SIZE]
        whys = {row["id"]: reading.open(row["why"]) for row in some if row["why"]}
    shown = render_template(
        "results/manage.html",
        seen=seen,
        rows=some,
        page=page,
        whys=whys,
        names=names_of(row["account"] for row in some),
        prizes=prizes_of(seen),
        published=published,
        there=Counter(row["role"] for row in rows),
        due=Counter(one.role for one in deserved if known[one.account] is not None),
        roles=ROLES,
        form=form or Form(),
        refused=refused,
    )
    return shown, status


@blueprint.post(f"{MANAGE}/issue")
@members_only
def issue(slug: str) -> Answer:
    """Give everybody theirs."""
    with current_bridge().reading() as reading:
        seen = announced(reading, slug)
    made = current_bridge().certificates.issue(current_viewer().actor, seen.id)
    flash(ngettext("%(num)s certificate was issued.", "%(num)s certificates were issued.", made), "success")
    return redirect(f"{seen.address}/manage/certificates", 303)


@blueprint.post(f"{MANAGE}/<uuid:certificate>/<any(revoke, reinstate):what>")
@members_only
def decide(slug: str, certificate: UUID, what: str) -> Answer:
    """Say that one is not valid, and why, or that it is valid again."""
    bridge, form = current_bridge(), Form.of_request()
    with bridge.reading() as reading:
        seen = announced(reading, slug)
        row = reading.views.results.by_id(reading.connection, certificate)
    if row is None or row["hackathon"] != seen.id:
        raise Missing("certificate", certificate)
    command = bridge.certificates.revoke if what == "revoke" else bridge.certificates.reinstate
    try:
        command(current_viewer().actor, certificate, form.text("why"))
    except (Invalid, Broken) as refusal:
        return _page(slug, form, certificate, form.refuse(refusal, "why"))
    flash(gettext("The certificate is revoked.") if what == "revoke" else gettext("It is valid again."), "success")
    return redirect(f"{seen.address}/manage/certificates", 303)
