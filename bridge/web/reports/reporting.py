"""The form on which anybody says that something is wrong, and the page that tells them what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import make_response, redirect, render_template, request
from flask_babel import gettext

from bridge.accounts.throttle import Limit
from bridge.composition import Reading
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.i18n import page_language
from bridge.web.incubators.access import look as look_incubator
from bridge.web.introductions.access import look as look_introduction
from bridge.web.messages import sentence
from bridge.web.reports.access import blueprint, of_hackathon, things
from bridge.web.sign_in import members_only, network
from bridge.web.startups.access import look as look_startup
from bridge.web.trust_sentences import DONE
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Broken, Invalid, Missing, Refused
from events.introductions.aggregate import RECEIVER
from events.reports import subjects
from events.reports.service import checked

OF_HACKATHON = "/hackathons/<slug>/<any(questions, projects, teams):what>"
BY_ADDRESS = Limit("report address", 5, 60 * 60)


@dataclass(frozen=True, slots=True)
class Reported:
    """What the form is about; `people` are the founders whom a report may mean instead of the profile."""

    kind: str
    about: UUID
    name: str
    back: str
    part: str | None = None
    people: Sequence[tuple[str, str]] = ()
    text: str | None = None


@blueprint.route("/startups/<slug>/report", methods=["GET", "POST"])
def report_startup(slug: str) -> Answer:
    """Report a startup's profile, or one of its people."""
    actor = current_viewer().actor
    with current_bridge().reading() as reading:
        seen = look_startup(reading, slug)
        _must_be_anothers(seen.own)
        founders = reading.views.directory.founders(reading.connection, seen.id) if actor.signed_in else []
    names = current_bridge().accounts.names(founders) if founders else {}
    people = [(str(id), name) for id, name in names.items() if name and id != actor.account]
    return _answer(Reported("startup", seen.id, seen.name, seen.address, people=people))


@blueprint.route("/incubators/<slug>/report", methods=["GET", "POST"])
def report_incubator(slug: str) -> Answer:
    """Report an incubator's page."""
    with current_bridge().reading() as reading:
        seen = look_incubator(reading, slug)
    _must_be_anothers(seen.manages)
    return _answer(Reported("incubator", seen.id, seen.name, seen.address))


@blueprint.route("/introductions/<uuid:introduction>/report", methods=["GET", "POST"])
@members_only
def report_message(introduction: UUID) -> Answer:
    """Report what the other side of an introduction wrote."""
    with current_bridge().reading() as reading:
        story = look_introduction(reading, introduction)
        part = "message" if story.side == RECEIVER else "answer"
        text = reading.open(story.row[part]) if story.side is not None else None
    if text is None:
        raise Missing("introduction", introduction)
    return _answer(Reported("introduction", story.id, str(story.other["name"]), story.address, part, text=text))


@blueprint.route(f"{OF_HACKATHON}/<uuid:about>/report", methods=["GET", "POST"])
def report_of_hackathon(slug: str, what: str, about: UUID) -> Answer:
    """Report a question, a project or a team."""
    kind, actor = what.removesuffix("s"), current_viewer().actor
    subject = subjects.find(current_bridge().log, kind, about, None, None)
    subjects.must_meet(actor, subject, current_bridge().log)
    with current_bridge().reading() as reading:
        found = of_hackathon(reading, kind, about)
    if found is None or not found[1].startswith(f"/hackathons/{slug}/"):
        raise Missing(kind, about)
    return _answer(Reported(kind, about, found[0], found[1]))


@blueprint.get("/reports/<uuid:report>")
def show_report(report: UUID) -> Answer:
    """Tell whoever reported what became of it; who has no account knows the address of this page and nobody else."""
    actor = current_viewer().actor
    with current_bridge().reading() as reading:
        row = reading.views.reports.one(reading.connection, report)
        if row is None or row["by"] not in ("visitor", actor.by):
            raise Missing("report", report)
        thing = things(reading, actor, [row])[row["about"]] if _known(reading, row) else None
        decision = reading.views.reports.decision(reading.connection, row["decision"]) if row["decision"] else None
        mine = reading.open(row["text"]) if row["by"] != "visitor" else None
    page = make_response(render_template(
        "reports/show.html", row=row, thing=thing, decision=decision, mine=mine,
        at=datetime.fromisoformat(row["at"]), outcome=DONE[decision["measure"]] if decision else None,
    ))  # fmt: skip
    page.headers["Cache-Control"] = "no-store"  # the address is all that a visitor's report is known by
    return page


def _must_be_anothers(own: bool) -> None:
    if own:
        raise Refused("own_report")


def _known(reading: Reading, row: sa.RowMapping) -> bool:
    """Whether the page may name what was reported: to a visitor only what visitors see."""
    directory, actor = reading.views.directory, current_viewer().actor
    if row["kind"] in ("question", "project", "team"):
        return reading.views.talking.is_shown(reading.connection, row["kind"], row["about"])
    if row["kind"] == "incubator":
        return bool(directory.incubators_by_ids(reading.connection, actor, [row["about"]]))
    if row["by"] == "visitor":
        return bool(directory.by_ids(reading.connection, actor, [row["startup"]]))
    return True


def _answer(what: Reported) -> Answer:
    form = Form.of_request({"once": uuid4().hex, "person": ""})
    if request.method == "GET":
        return _page(what, form, 200)
    bridge, actor = current_bridge(), current_viewer().actor
    person = next((UUID(id) for id, _ in what.people if id == form.text("person")), None)
    kind, about, startup = (what.kind, what.about, None) if person is None else ("person", person, what.about)
    typed = {"reason": form.text("reason"), "text": form.text("text")}
    try:
        checked(typed)  # before it is counted: who mends a field has not reported twice
        # What a member may report is a rule of the domain; of a visitor only the address is known, and only here.
        if actor.account is None and not bridge.accounts.may(BY_ADDRESS, network()):
            limit = gettext("That was a lot at once. Please wait an hour; what you have written stays here.")
            return _page(what, form, 429, limit)
        made = bridge.reports.report(
            actor, kind, about, typed, part=what.part, startup=startup, once=form.text("once")[:64]
        )
    except Invalid as invalid:
        form.refuse(invalid)
        return _page(what, form, 422)
    except Broken as broken:
        if broken.code not in ("too_many_reports", "too_many_reports_here"):
            raise
        return _page(what, form, 429, sentence(broken.code, broken.params))
    return redirect(f"/reports/{made.id}", 303)


def _page(what: Reported, form: Form, status: int, limit: str | None = None) -> tuple[str, int]:
    people = [("", gettext("The profile")), *what.people] if what.people else []
    page = render_template(
        "reports/new.html", what=what, form=form, people=people, limit=limit,
        reasons=vocabulary.report_reasons.choices(page_language()),
    )  # fmt: skip
    return page, status
