"""The people of a hackathon as its managers see them: who asks, who waits, who came; and the desk."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge import listings
from bridge.listings.registrations import REGISTRATIONS, may_see_people
from bridge.readmodels.registrations import STATES
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.layout import here, stands_at
from bridge.web.names import pick_text
from bridge.web.pagination import asked_number, page_of
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import Part, blueprint, part_of
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid
from events.registrations.answers import read

PEOPLE = "/hackathons/<slug>/manage/people"
SIZE = 50


@blueprint.get(PEOPLE)
@members_only
def people(slug: str) -> Answer:
    """Show who registered."""
    return _page(slug, Form())


def _over(row: Mapping[str, Any], today: str) -> bool:
    """Whether answers are to be forgotten: the timer destroys them, and nobody reads them until it comes."""
    return row["keep_until"] is not None and row["keep_until"] < today


def _page(slug: str, form: Form, status: int = 200) -> Answer:
    bridge, number = current_bridge(), asked_number(request.args)
    with bridge.reading() as reading:
        part = part_of(reading, slug)
        stands_at(f"{part.address}/manage/people")
        asked = REGISTRATIONS.parse(request.args.to_dict(flat=False), part.seen.id)
        look = listings.look(bridge, reading, current_viewer().actor)
        found = REGISTRATIONS.page(look, asked, limit=SIZE, offset=(number - 1) * SIZE)
        page = page_of(request.args, found.total, SIZE)
        if page.number != number:
            found = REGISTRATIONS.page(look, asked, limit=SIZE, offset=page.offset)
        counts = reading.views.registrations.counts(reading.connection, part.seen.id)
        decides = "people" in part.seen.rights
        if decides:
            reading.fetch_keys(row["answers"] for row in found.rows)
        today = reading.now.date().isoformat()
        rows = [
            (
                row,
                answers_in_words(part, read(reading.open(row["answers"]))) if decides and not _over(row, today) else [],
                reading.open(row["why"]) if decides else None,
            )
            for row in found.rows
        ]
    return render_template(
        "taking_part/people.html",
        part=part,
        rows=rows,
        page=page,
        form=form,
        counts=counts,
        decides=decides,
        desk="desk" in part.seen.rights,
        tabs=_tabs(counts, asked.states),
        came=asked.here is not None,
        came_tabs=[
            (label, here(here=code, page=None), asked.here is value)
            for label, code, value in (
                (gettext("Here or not"), None, None),
                (gettext("Here"), "yes", True),
                (gettext("Not here yet"), "no", False),
            )
        ],
        refusing=form.text("account"),
        may_be_refused={str(row["account"]) for row, *_ in rows if row["state"] in ("asked", "waiting", "approved")},
    ), status


def answers_in_words(part: Part, given: dict[str, str]) -> list[tuple[str, str]]:
    """Questions and answers in words."""
    found = []
    for question in part.rules.questions:
        answer = given.get(str(question["key"]))
        if answer is None:
            continue
        options: dict[str, Any] = {option["key"]: option["label"] for option in question.get("options") or ()}
        if answer in options:
            answer = pick_text(options[answer])
        elif question["kind"] == "yes_no":
            answer = gettext("Yes") if answer == "yes" else gettext("No")
        found.append((pick_text(question["label"]), answer))
    return found


def _tabs(counts: dict[str, int], chosen: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    labels = {
        "asked": gettext("Requests"), "waiting": gettext("Waiting list"), "approved": gettext("Taking part"),
        "refused": gettext("Refused"), "withdrawn": gettext("Withdrawn"),
    }  # fmt: skip
    total = sum(counts.get(state, 0) for state in STATES)
    tabs = [(f"{gettext('All')} ({total})", here(state=None, page=None), chosen == STATES)]
    return tabs + [
        (f"{labels[state]} ({counts.get(state, 0)})", here(state=state, page=None), chosen == (state,))
        for state in STATES
        if counts.get(state) or chosen == (state,)
    ]


@blueprint.post(f"{PEOPLE}/<uuid:account>/<any(approve, refuse, check_in, undo):what>")
@members_only
def decide(slug: str, account: UUID, what: str) -> Answer:
    """Let somebody in, refuse them with a reason, tick them off at the desk."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    with bridge.reading() as reading:
        part = part_of(reading, slug)
    service, hackathon = bridge.registrations, part.seen.id
    try:
        if what == "approve":
            state = service.approve(actor, hackathon, account).state
            listed = gettext("Every place is taken: the person is on the waiting list now.")
            flash(gettext("The person takes part.") if state == "approved" else listed, "success")
        elif what == "refuse":
            service.refuse(actor, hackathon, account, form.text("why"))
            flash(gettext("The registration is refused. The person reads your reason."), "success")
        elif what == "check_in":
            service.check_in(actor, hackathon, account, "ticked")
            flash(gettext("Checked in."), "success")
        else:
            service.undo_check_in(actor, hackathon, account)
            flash(gettext("The check-in is undone."), "success")
    except (Invalid, Broken) as refusal:
        status = form.refuse(refusal, "why")
        form.typed = form.typed.copy() if form.typed is not None else None
        if form.typed is not None:
            form.typed["account"] = str(account)
        return _page(slug, form, status)
    return redirect(f"{part.address}/manage/people{_query()}", 303)


def _query() -> str:
    state = request.values.get("state", "")
    return f"?state={state}" if state in STATES else ""


@blueprint.route(f"{PEOPLE}/check-in", methods=["GET", "POST"])
@members_only
def desk(slug: str) -> Answer | Response:
    """The desk: a code that was scanned or typed, whose it is, and one button."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    scanned = request.args.get("code", "")
    code = "".join((form.text("code") or scanned).upper().split()).replace("-", "")[:12]
    with bridge.reading() as reading:
        part = part_of(reading, slug)
        look = listings.look(bridge, reading, actor)
        if not may_see_people(look, part.seen.id) or not {"desk", "people"} & part.seen.rights:
            # Most who open this scanned their own code.
            return render_template("taking_part/ask_the_desk.html", part=part), 403
        row = reading.views.registrations.by_code(reading.connection, part.seen.id, code) if code else None
        counts = reading.views.registrations.counts(reading.connection, part.seen.id)
    name = bridge.accounts.names({row["account"]}).get(row["account"]) if row is not None else None
    problem, status = None, 200
    if code and row is None:
        problem, status = "no_such_code", 404 if request.method == "GET" else 422
    elif row is not None and row["state"] != "approved":
        problem = "not_registered_here"
    if request.method == "POST" and row is not None:
        try:
            bridge.registrations.check_in(actor, part.seen.id, row["account"], "scanned" if scanned else "typed")
        except Broken as broken:
            problem, status = broken.code, 409
        else:
            flash(gettext("%(name)s is here.", name=name or gettext("A former member")), "success")
            return redirect(f"{part.address}/manage/people/check-in", 303)
    return render_template(
        "taking_part/desk.html", part=part, row=row, name=name, code=code, counts=counts, problem=problem, form=form
    ), status
