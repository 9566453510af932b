"""Deciding what was reported: the queue, one thing with its reports and earlier decisions, and appeals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template, request
from flask_babel import gettext

from bridge.evidence import Evidence, evidence_of
from bridge.readmodels.base import unpacked
from bridge.web.admin.access import blueprint, organiser
from bridge.web.app import Answer, current_bridge
from bridge.web.decided import in_words
from bridge.web.forms import Form
from bridge.web.i18n import page_language
from bridge.web.messages import sentence
from bridge.web.pagination import page_of
from bridge.web.reports.access import Thing, things
from bridge.web.sign_in import members_only
from bridge.web.trust_sentences import DONE, MEASURES
from events import vocabulary
from events.errors import Broken, Invalid, Missing, Problem, Refused
from events.reports import subjects
from events.reports.decisions import MEASURES as POSSIBLE

AT_ONCE = 20
Names = Mapping[UUID, str | None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thing with open reports."""

    thing: Thing
    about: UUID
    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """One report as those who decide read it."""

    row: sa.RowMapping
    who: str | None
    text: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """One decision as those who decide read it."""

    row: sa.RowMapping
    done: str
    who: str | None
    at: datetime
    thing: Thing | None = None


@blueprint.get("/admin/moderation")
@members_only
def moderation() -> Answer:
    """Show what waits: things with open reports, appeals, and what was decided lately."""
    actor, bridge = organiser(), current_bridge()
    with bridge.reading() as reading:
        reports, connection = reading.views.reports, reading.connection
        page = page_of(request.args, reports.how_many_wait(connection, actor), AT_ONCE)
        rows = reports.waiting(connection, actor, limit=page.size, offset=page.offset)
        appeals = reports.latest(connection, actor, appealed=True)
        latest = reports.latest(connection, actor, appealed=False)
        found = things(reading, actor, [*rows, *appeals, *latest])
    names = bridge.accounts.names(_people(row["by"] for row in [*appeals, *latest]))
    return render_template(
        "moderation/index.html",
        waiting=[
            Waiting(found[row["about"]], row["about"], row["count"], datetime.fromisoformat(row["since"]))
            for row in rows
        ],
        appeals=[_made(row, names, found) for row in appeals],
        latest=[_made(row, names, found) for row in latest],
        page=page,
    )


@blueprint.route("/admin/moderation/<uuid:about>", methods=["GET", "POST"])
@members_only
def case(about: UUID) -> Answer:
    """Show one thing with its reports, evidence and earlier decisions, and decide."""
    actor, form = organiser(), Form.of_request()
    if request.method == "GET":
        return _case(about, form, 200)
    typed = {name: form.text(name) for name in ("measure", "reason", "message", "record", "until")}
    try:
        reports = [UUID(id) for id in request.form.getlist("reports")[:200]]
        decision = current_bridge().moderation.decide(actor, reports, typed)
    except ValueError:
        form.problems.append(Problem("reports", "required"))
        return _case(about, form, 422)
    except Invalid as invalid:
        form.refuse(invalid)
        return _case(about, form, 422)
    flash(gettext("Decided. Those whom it concerns and those who reported are told."), "success")
    return redirect(f"/admin/moderation/decisions/{decision.id}", 303)


@blueprint.get("/admin/moderation/decisions/<uuid:decision>")
@members_only
def decided(decision: UUID) -> Answer:
    """Show a decision, its appeal, and what can be done about it."""
    organiser()
    return _decision(decision, Form(), 200)


@blueprint.post("/admin/moderation/decisions/<uuid:decision>/answer")
@members_only
def answer_appeal(decision: UUID) -> Answer:
    """Decide an appeal: whoever decided first does not."""
    actor, form = organiser(), Form.of_request()
    try:
        current_bridge().moderation.answer(
            actor, decision, form.text("outcome"), form.text("message"), form.text("record")
        )
    except Invalid as invalid:
        form.refuse(invalid)
        return _decision(decision, form, 422)
    flash(gettext("The appeal is decided. Those whom it concerns are told."), "success")
    return redirect(f"/admin/moderation/decisions/{decision}", 303)


@blueprint.post("/admin/moderation/decisions/<uuid:decision>/lift")
@members_only
def lift(decision: UUID) -> Answer:
    """End what a decision stopped before its time."""
    actor, form = organiser(), Form.of_request()
    try:
        current_bridge().moderation.lift(actor, decision, form.text("record"))
    except Invalid as invalid:
        form.refuse(invalid)
        return _decision(decision, form, 422)
    flash(gettext("It has ended: all is open again."), "success")
    return redirect(f"/admin/moderation/decisions/{decision}", 303)


def _case(about: UUID, form: Form, status: int) -> tuple[str, int]:
    bridge, actor = current_bridge(), organiser()
    with bridge.reading() as reading:
        rows = reading.views.reports.about(reading.connection, actor, about)
        if not rows:
            raise Missing("report", about)
        reading.fetch_keys(row["text"] for row in rows)
        found = things(reading, actor, rows[:1])
        earlier = reading.views.reports.decisions_about(reading.connection, [about])
        told = {row["id"]: reading.open(row["text"]) for row in rows}
    waiting = [row for row in rows if row["open"]]
    first = (waiting or rows)[-1]
    # The two messages of one introduction are two things: the older report's first.
    waiting = [row for row in waiting if row["part"] == first["part"]]
    names = bridge.accounts.names(_people(row["by"] for row in [*rows, *earlier]))
    page = render_template(
        "moderation/case.html",
        thing=found[about], about=about, form=form, first=first, waiting=[_told(row, names, told) for row in waiting],
        closed=[_told(row, names, told) for row in rows if not row["open"]],
        earlier=[_made(row, names, found) for row in earlier], evidence=_evidence(first), trouble=_trouble(waiting),
        measures=[(code, MEASURES[code]) for code in POSSIBLE[first["kind"]]],
        reasons=vocabulary.decision_reasons.choices(page_language()),
    )  # fmt: skip
    return page, status


def _decision(decision: UUID, form: Form, status: int) -> tuple[str, int]:
    bridge, actor = current_bridge(), organiser()
    with bridge.reading() as reading:
        views, connection = reading.views.reports, reading.connection
        row = views.decision(connection, decision)
        if row is None or not (reports := views.about(connection, actor, row["about"])):
            raise Missing("decision", decision)
        thing = things(reading, actor, [row])[row["about"]]
        told = in_words(reading, row, bridge.clock())
        records = [text for name in ("record", "answer_record") if (text := reading.open(row[name]))]
        answered = set(unpacked(row["reports"]))
        said = [made for made in reports if str(made["id"]) in answered]
        reading.fetch_keys(made["text"] for made in said)
        texts = {made["id"]: reading.open(made["text"]) for made in said}
    names = bridge.accounts.names(_people([row["by"], row["answered_by"] or "", *(made["by"] for made in said)]))
    page = render_template(
        "moderation/decision.html",
        row=row, thing=thing, form=form, records=records, made=_made(row, names, {}), evidence=_evidence(row),
        reports=[_told(made, names, texts) for made in said], trouble=_trouble(said, by=row["by"]),
        answered_by=_name(names, row["answered_by"]), **told,
    )  # fmt: skip
    return page, status


def _trouble(reports: list[sa.RowMapping], by: str | None = None) -> str | None:
    """Why the reader does not decide here, in words."""
    bridge, actor = current_bridge(), organiser()
    if by == actor.by:
        return sentence("own_decision")
    if not reports:
        return None
    row = reports[0]
    try:
        subject = subjects.find(bridge.log, row["kind"], row["about"], row["part"], row["startup"])
        bridge.moderation.must_be_impartial(actor, subject, (made["by"] for made in reports))
    except (Refused, Broken) as refused:
        return sentence(refused.code, refused.params)
    return None


def _evidence(row: sa.RowMapping) -> Evidence:
    version = row.get("about_version")
    return evidence_of(current_bridge(), row["kind"], row["about"], row["part"], version)


def _told(row: sa.RowMapping, names: Names, texts: Mapping[UUID, str | None]) -> Told:
    return Told(row, _name(names, row["by"]), texts.get(row["id"]), datetime.fromisoformat(row["at"]))


def _made(row: sa.RowMapping, names: Names, found: Mapping[UUID, Thing]) -> Made:
    at = datetime.fromisoformat(row["at"])
    return Made(row, str(DONE[row["measure"]]), _name(names, row["by"]), at, found.get(row["about"]))


def _people(who: Any) -> dict[UUID, None]:
    return {id: None for by in who if (id := _person(by)) is not None}


def _name(names: Names, by: str | None) -> str | None:
    id = _person(by)
    return names.get(id) if id is not None else None


def _person(by: str | None) -> UUID | None:
    try:
        return UUID(by) if by else None
    except ValueError:  # a visitor
        return None
