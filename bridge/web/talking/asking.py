"""Questions: everybody reads them, those who take part ask, those who run the hackathon answer."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template, request
from flask_babel import gettext

from bridge import listings
from bridge.composition import Reading
from bridge.listings import QUESTIONS, Row
from bridge.listings.talking import may_hide
from bridge.web.app import Answer, current_bridge
from bridge.web.crowd import same_for_visitors
from bridge.web.forms import Form
from bridge.web.hackathons.access import announced
from bridge.web.layout import stands_at
from bridge.web.messages import sentence
from bridge.web.pagination import asked_number, page_of
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import names_of
from bridge.web.talking.access import blueprint
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Missing

HERE = "/hackathons/<slug>/questions"
SIZE = 30


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an answer."""

    text: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A question as this reader may see it; `name` only for those who answer."""

    row: Row
    text: str | None
    why: str | None
    name: str | None
    own: bool
    answers: list[Wording]


@blueprint.route(HERE, methods=["GET", "POST"])
@same_for_visitors
def questions(slug: str) -> Answer:
    """List questions, the newest first; a sent form asks one."""
    return _ask(slug) if request.method == "POST" else _page(slug, Form())


@members_only
def _ask(slug: str) -> Answer:
    form = Form.of_request()
    with current_bridge().reading() as reading:
        seen = announced(reading, slug)
    try:
        current_bridge().talking.ask(current_viewer().actor, seen.id, form.text("text"))
    except Invalid as invalid:
        form.refuse(invalid)
        return _page(slug, form, 422)
    except Broken as broken:
        flash(sentence(broken.code, broken.params), "error")
        return _page(slug, form, 409)
    flash(gettext("Your question is there for everybody. You hear when it is answered."), "success")
    return redirect(f"{seen.address}/questions", 303)


@blueprint.get(f"{HERE}/<uuid:question>")
def one(slug: str, question: UUID) -> Answer:
    """Lead to a question on the page of all."""
    with current_bridge().reading() as reading:
        seen = announced(reading, slug)
        row = reading.views.talking.question(reading.connection, question)
    if row is None or row["hackathon"] != seen.id:
        raise Missing("question", question)
    return redirect(f"{seen.address}/questions#q-{question}", 302)


@blueprint.post(f"{HERE}/<uuid:question>/<any(answer, withdraw, hide, show):what>")
@members_only
def act(slug: str, question: UUID, what: str) -> Answer:
    """Answer a question, take one's own back, hide one with a reason, show it again."""
    talking, actor, form = current_bridge().talking, current_viewer().actor, Form.of_request()
    with current_bridge().reading() as reading:
        seen = announced(reading, slug)
        row = reading.views.talking.question(reading.connection, question)
    if row is None or row["hackathon"] != seen.id:
        raise Missing("question", question)
    try:
        if what == "answer":
            talking.answer(actor, question, form.text("text"))
            flash(gettext("Answered. Whoever asked gets a letter."), "success")
        elif what == "hide":
            talking.hide(actor, question, form.text("why"))
            flash(gettext("The question is out of sight. Whoever asked reads your reason."), "success")
        elif what == "show":
            talking.show_again(actor, question)
            flash(gettext("The question is shown again."), "success")
        else:
            talking.withdraw(actor, question)
            flash(gettext("Your question is taken back."), "success")
    except (Invalid, Broken) as refusal:
        return _page(slug, form, form.refuse(refusal, "text" if what == "answer" else "why"), question)
    return redirect(f"{seen.address}/questions#q-{question}", 303)


def _page(slug: str, form: Form, status: int = 200, about: UUID | None = None) -> Answer:
    bridge, actor, number = current_bridge(), current_viewer().actor, asked_number(request.args)
    with bridge.reading() as reading:
        seen = announced(reading, slug)
        stands_at(f"{seen.address}/questions")
        talking, connection = reading.views.talking, reading.connection
        answers = "messages" in seen.rights
        here = listings.look(bridge, reading, actor)
        moderates = may_hide(here, seen.id)
        asked = QUESTIONS.parse(request.args.to_dict(flat=False), seen.id)
        found = partial(QUESTIONS.page, here, asked, limit=SIZE)
        some = found(offset=(number - 1) * SIZE)
        page = page_of(request.args, some.total, SIZE)
        rows = some.rows if page.number == number else found(offset=page.offset).rows
        wordings = talking.wordings(connection, [row["id"] for row in rows])
        registration = reading.views.registrations.of(connection, seen.id, actor.account) if actor.account else None
        every = [row for said in wordings.values() for row in said]
        reading.fetch_keys([*(row["why"] for row in rows), *(row["text"] for row in every)])
        names = names_of([row["account"] for row in rows]) if answers else {}
        lines = [
            Line(
                row, row["text"], reading.open(row["why"]), names.get(row["account"]),
                row["account"] == actor.account,
                [_wording(reading, one) for one in wordings.get(row["id"], [])],
            )
            for row in rows
        ]  # fmt: skip
    return render_template(
        "talking/questions.html",
        seen=seen,
        lines=lines,
        page=page,
        form=form,
        about=about,
        gone=about is not None
        and not any(line.row["id"] == about and (form.problem("text") or not line.row["hidden"]) for line in lines),
        answers=answers,
        moderates=moderates,
        waiting=asked.waiting,
        stands=registration is not None and registration["state"] == "approved" and seen.state == "announced",
    ), status


def _wording(reading: Reading, row: sa.RowMapping) -> Wording:
    return Wording(reading.open(row["text"]), datetime.fromisoformat(row["at"]))
