"""A new hackathon: from the six-week template, or from an earlier one with its dates shifted."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathons.access import blueprint
from bridge.web.i18n import page_language
from bridge.web.names import pick_text
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from bridge.web.zones import zones
from events.checks import Checker
from events.errors import Invalid, Refused
from events.hackathons import moments
from events.hackathons.templates import shifted, six_weeks

WORDS: dict[str, LazyString] = {
    "opening": _l("Opening, and forming teams"),
    "check_in": _l("Check-in with mentors"),
    "pitches": _l("Pitches"),
    "ceremony": _l("Award ceremony"),
    "need": _l("Need: who has this problem, and how much?"),
    "idea": _l("Idea: is it new here?"),
    "work": _l("Work: does it run?"),
    "pitch": _l("Pitch: is it clear?"),
    "conduct": _l(
        "Everybody is welcome here, whatever their country, language, sex, religion, age or abilities. We do not "
        "harass, insult or exclude anybody, in the hall or online. Whoever sees or meets such a thing tells the "
        "organisers, who listen, keep it to themselves and act: they may send people away."
    ),
}


@blueprint.route("/hackathons/new", methods=["GET", "POST"])
@members_only
def new() -> Answer:
    """Begin to prepare a hackathon for an incubator that one manages."""
    bridge, actor, status = current_bridge(), current_viewer().actor, 200
    form = Form.of_request({"zone": current_viewer().timezone or "Asia/Bishkek"})
    with bridge.reading() as reading:
        houses = reading.views.directory.managed_by(reading.connection, actor.account) if actor.account else []
        earlier = _earlier(reading, [house["id"] for house in houses])
    if not houses:
        raise Refused("not_a_manager")
    if request.method == "POST":
        try:
            slug = _draft(form, houses, earlier)
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        else:
            flash(gettext("The draft is there. Only you and those whom you invite can see it."), "success")
            return redirect(f"/hackathons/{slug}/manage/setup", 303)
    choices = {
        "houses": [(str(house["id"]), pick_text(unpacked(house["page"])["name"])) for house in houses],
        "earlier": [(str(row["id"]), pick_text(unpacked(row["setup"])["about"]["title"])) for row in earlier],
        "zones": zones(form.value("zone")),
        "start": (bridge.clock() + timedelta(days=14)).date().isoformat(),
    }
    return render_template("hackathons/new.html", form=form, **choices), status


def _earlier(reading: Reading, houses: Sequence[UUID]) -> list[sa.RowMapping]:
    """The hackathons of one's incubators, to begin from."""
    rows, hosts = reading.views.hackathons.rows, reading.views.hackathons.hosts.c
    hosted = sa.select(hosts.hackathon).where(hosts.incubator.in_(list(houses)), hosts.state == "accepted")
    query = sa.select(rows).where(rows.c.id.in_(hosted)).order_by(rows.c.number.desc()).limit(50)
    return list(reading.connection.execute(query).mappings())


def _draft(form: Form, houses: Sequence[sa.RowMapping], earlier: Sequence[sa.RowMapping]) -> str:
    check, bridge = Checker(), current_bridge()
    house = check.choice(
        "incubator", form.text("incubator") or str(houses[0]["id"]), {str(one["id"]) for one in houses}
    )
    title = check.text("title", form.text("title"), least=3, most=120)
    start = _day(check, form.text("start"))
    zone = moments.zone(check, "zone", form.text("zone"))
    source = check.code("copy", form.text("copy"), {str(row["id"]) for row in earlier})
    check.done()
    about: dict[str, Any] = {"title": {page_language(): title}, "binding": page_language()}
    if source is None:
        words = {code: {page_language(): str(text)} for code, text in WORDS.items()}
        setup = {"about": about, **six_weeks(start, zone, words)}
    else:
        old = next(unpacked(row["setup"]) for row in earlier if str(row["id"]) == source)
        setup = shifted(old, start)
        setup["about"] = {**old["about"], "title": {**old["about"]["title"], **about["title"]}}
    drafted = bridge.hackathons.draft(
        current_viewer().actor, UUID(house), setup, copied=UUID(source) if source else None
    )
    return str(drafted.slug)


def _day(check: Checker, typed: str) -> date:
    today = current_bridge().clock().date()
    try:
        start = date.fromisoformat(typed)
    except ValueError:
        check.problem("start", "not_a_date" if typed else "required")
        return today
    if start < today:
        check.problem("start", "in_the_past")
    if start > today + timedelta(days=3 * 366):
        check.problem("start", "too_far_ahead", days=3 * 366)
    return start
