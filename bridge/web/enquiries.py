"""Asking an incubator to be the go-between to an unclaimed startup, and answering."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.attempts import refused
from bridge.web.forms import Form
from bridge.web.go_betweens import go_betweens
from bridge.web.incubators.access import look as look_at_incubator
from bridge.web.introductions.choices import FIELDS, defaults, options
from bridge.web.introductions.wording import proposal
from bridge.web.messages import sentence
from bridge.web.pagination import Page, page_of
from bridge.web.sign_in import members_only
from bridge.web.startups.access import Seen, look
from bridge.web.viewer import current_viewer
from events.enquiries.aggregate import ANSWERS, INTRODUCED, INVITED, NOT_POSSIBLE
from events.errors import Broken, Invalid, Missing
from events.startups.profile import EMPTY

blueprint = Blueprint("enquiries", __name__)

STATES: dict[str, tuple[LazyString, str]] = {
    "asked": (_l("Waits for an answer"), "apricot"),
    "answered": (_l("Answered"), "green"),
    "withdrawn": (_l("Withdrawn"), "plain"),
}
SAID: dict[str, LazyString] = {
    INTRODUCED: _l("We have put you in touch with them."),
    INVITED: _l("We have invited them to take their profile over: then you can propose to them yourselves."),
    NOT_POSSIBLE: _l("We cannot help here."),
}
CHOICES: dict[str, tuple[LazyString, LazyString]] = {
    INTRODUCED: (_l("Put in touch"), _l("You have written to both, or called them.")),
    INVITED: (_l("Invited to take over"), _l("Their founder has an invitation, and can be proposed to afterwards.")),
    NOT_POSSIBLE: (_l("Not possible"), _l("They read why.")),
}


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One question, with the names that its page needs."""

    row: sa.RowMapping
    startup: sa.RowMapping
    about: sa.RowMapping
    incubator: dict[str, str]
    state: LazyString
    kind: str
    asked_at: datetime

    @property
    def address(self) -> str:
        return f"/enquiries/{self.row['id']}"


@blueprint.route("/startups/<slug>/ask", methods=["GET", "POST"])
@members_only
def ask(slug: str) -> Answer:
    """Ask the incubator of an unclaimed startup; `from` is the slug of the startup that asks."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    with bridge.reading() as reading:
        seen = look(reading, slug)
        own = reading.views.directory.founded_by(reading.connection, actor.account) if actor.account else []
        wanted = request.args.get("from", "")
        mine = next((row for row in own if row["slug"] == wanted), own[0] if len(own) == 1 else None)
        houses = go_betweens(reading, seen.incubators)
        found = reading.views.directory.incubators_by_ids(reading.connection, actor, houses) if houses else {}
        open_ones = reading.views.enquiries.open_about(reading.connection, [row["id"] for row in own], seen.id)
    if mine is None:
        raise Missing("startup", wanted)
    house = next((found[id] for id in houses if id in found), None)
    trouble, status = _obstacle(seen, mine, house), 200
    if request.method == "POST" and house is not None:
        typed = {name: form.text(name)[:40] for name in FIELDS} | {"message": form.text("message")}
        try:
            made = bridge.enquiries.ask(actor, mine["id"], seen.id, house["id"], typed)
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        except Broken as broken:
            trouble, status = sentence(broken.code, broken.params), 409
        else:
            flash(gettext("Your question is on its way to the incubator."), "success")
            return redirect(f"/enquiries/{made.id}", 303)
    profile = {**EMPTY, **unpacked(mine["profile"])}
    if request.method == "GET":
        form = Form(defaults(profile, seen.profile, None))
    page = render_template(
        "enquiries/ask.html", seen=seen, mine=mine, form=form, options=options(profile, seen.profile),
        trouble=trouble, house=unpacked(house["page"])["name"] if house is not None else None,
        address=f"{seen.address}/ask?from={mine['slug']}", open=open_ones.get(mine["id"]),
        asking=not trouble or status == 409,
    )  # fmt: skip
    return page, status


@blueprint.get("/enquiries")
@members_only
def mine() -> Answer:
    """The questions of the viewer's startups."""
    actor = current_viewer().actor
    with current_bridge().reading() as reading:
        own = reading.views.directory.own_startups(actor)
        found, page = _paged(reading, reading.views.enquiries.of_startups(own))
    return render_template("enquiries/list.html", enquiries=found, page=page, seen=None)


@blueprint.get("/incubators/<slug>/manage/enquiries")
@members_only
def asked(slug: str) -> Answer:
    """What an incubator was asked."""
    with current_bridge().reading() as reading:
        seen = look_at_incubator(reading, slug)
        seen.must(seen.manages)
        found, page = _paged(reading, reading.views.enquiries.of_incubator(seen.id))
    return render_template("enquiries/list.html", enquiries=found, page=page, seen=seen)


def _paged(reading: Reading, whose: sa.ColumnElement[bool]) -> tuple[list[Enquiry], Page]:
    enquiries, connection = reading.views.enquiries, reading.connection
    page = page_of(request.args, enquiries.listed(connection, whose, limit=0)[1])
    rows, _ = enquiries.listed(connection, whose, limit=page.size, offset=page.offset)
    return _named(reading, rows), page


@blueprint.get("/enquiries/<uuid:enquiry>")
@members_only
def show(enquiry: UUID) -> Answer:
    """Show a question to those who asked and to those who are asked."""
    return _page(enquiry, Form())


@blueprint.post("/enquiries/<uuid:enquiry>/answer")
@members_only
def answer(enquiry: UUID) -> Answer:
    """Say what was done."""
    form = Form.of_request()
    with current_bridge().reading() as reading:
        _look(reading, enquiry)
    command = partial(
        current_bridge().enquiries.answer, current_viewer().actor, enquiry, form.one("answer"), form.text("message")
    )
    if (again := refused(command, form, partial(_page, enquiry))) is not None:
        return again
    flash(gettext("Answered. They get a letter."), "success")
    return redirect(f"/enquiries/{enquiry}", 303)


@blueprint.post("/enquiries/<uuid:enquiry>/withdraw")
@members_only
def withdraw(enquiry: UUID) -> Answer:
    """Take a question back."""
    with current_bridge().reading() as reading:
        _look(reading, enquiry)
    current_bridge().enquiries.withdraw(current_viewer().actor, enquiry)
    flash(gettext("Your question is withdrawn."), "success")
    return redirect(f"/enquiries/{enquiry}", 303)


def _obstacle(seen: Seen, mine: sa.RowMapping, house: sa.RowMapping | None) -> str | None:
    """Why there is nothing to ask."""
    if not seen.row["unclaimed"]:
        return sentence("already_claimed")
    if mine["country"] == seen.row["country"]:
        return sentence("same_country")
    return None if house is not None else sentence("no_go_between")


def _look(reading: Reading, enquiry: UUID) -> tuple[sa.RowMapping, bool, bool]:
    """The row, and whether the viewer is of those who asked or of those who are asked; for others there is none."""
    actor, directory, connection = current_viewer().actor, reading.views.directory, reading.connection
    row = reading.views.enquiries.one(connection, enquiry)
    if row is None or actor.account is None:
        raise Missing("enquiry", enquiry)
    asks = actor.account in directory.founders(connection, row["startup"])
    is_asked = actor.account in directory.managers(connection, row["incubator"])
    if not asks and not is_asked:
        raise Missing("enquiry", enquiry)
    return row, asks, is_asked


def _page(enquiry: UUID, form: Form, trouble: str | None = None, *, status: int = 200) -> Answer:
    with current_bridge().reading() as reading:
        row, asks, is_asked = _look(reading, enquiry)
        found = _named(reading, [row])
        message, said = reading.open(row["message"]), reading.open(row["answer_text"])
        slug = reading.views.directory.incubators_by_ids(reading.connection, current_viewer().actor, [row["incubator"]])
    if not found:
        raise Missing("enquiry", enquiry)
    house = slug.get(row["incubator"])
    page = render_template(
        "enquiries/show.html", one=found[0], asks=asks, is_asked=is_asked, message=message, said=said, form=form,
        trouble=trouble, choices=[(code, *CHOICES[code]) for code in ANSWERS], answers=SAID,
        sentence=proposal(found[0].startup, row), house_address=f"/incubators/{house['slug']}" if house else None,
    )  # fmt: skip
    return page, status


def _named(reading: Reading, rows: list[sa.RowMapping]) -> list[Enquiry]:
    actor, directory, connection = current_viewer().actor, reading.views.directory, reading.connection
    ids = {row[name] for row in rows for name in ("startup", "about")}
    startups = directory.by_ids(connection, actor, ids, introduced=True) if ids else {}
    table = reading.views.incubators.rows.c
    houses: dict[Any, dict[str, str]] = {
        id: unpacked(page)["name"]
        for id, page in connection.execute(
            sa.select(table.id, table.page).where(table.id.in_({row["incubator"] for row in rows}))
        )
    }
    return [
        Enquiry(
            row, startups[row["startup"]], startups[row["about"]], houses[row["incubator"]],
            *STATES[row["state"]], datetime.fromisoformat(row["asked_at"]),
        )
        for row in rows
    ]  # fmt: skip
