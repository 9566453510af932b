"""A partnership: confirmed or disputed by the other side, its milestones, its end; open to all once confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from babel.numbers import format_currency
from flask import Blueprint, Flask, flash, redirect, render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.i18n import page_language
from bridge.web.introductions.origin import origin_of
from bridge.web.messages import sentence
from bridge.web.names import locale
from bridge.web.sign_in import members_only
from bridge.web.startups.access import logo_address
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.actor import Actor
from events.errors import Broken, Invalid, Missing, Problem, Stale

blueprint = Blueprint("partnerships", __name__)

STATES: dict[str, tuple[LazyString, str]] = {
    "recorded": (_l("Waits for confirmation"), "apricot"),
    "confirmed": (_l("Confirmed"), "green"),
    "disputed": (_l("Disputed"), "red"),
    "ended": (_l("Ended"), "plain"),
}


@dataclass(frozen=True)
class Partnership:
    """One partnership for a viewer; `side` is the viewer's own startup of the two, None for others."""

    row: sa.RowMapping
    startups: list[sa.RowMapping | None]
    side: UUID | None
    names: dict[UUID, str]
    milestones: list[dict[str, Any]]

    @property
    def address(self) -> str:
        return f"/partnerships/{self.row['id']}"

    @property
    def summary(self) -> dict[str, str]:
        found: dict[str, str] = unpacked(self.row["summary"])
        return found

    @property
    def parts(self) -> frozenset[str]:
        """What the viewer can do now."""
        state = self.row["state"]
        if self.side is None:
            return frozenset()
        parts = {"end"} if state == "confirmed" else set()
        if state != "disputed":
            parts.add("milestone")
        if self.side != self.row["recorder"] and state in ("recorded", "disputed"):
            parts |= {"confirm"} | ({"dispute"} if state == "recorded" else set())
        return frozenset(parts)


@blueprint.get("/partnerships/<uuid:partnership>")
def show(partnership: UUID) -> Answer:
    """Show a partnership: all of it to the two startups, the summary to everybody once it is confirmed."""
    return _page(partnership)


@blueprint.get("/partnerships/<uuid:partnership>/<any(confirm, dispute, milestones, end):part>")
def back(partnership: UUID, part: str) -> Response:
    """Whoever had to sign in while a form was on its way comes back to the page that it stands on."""
    return redirect(f"/partnerships/{partnership}", 303)


@blueprint.post("/partnerships/<uuid:partnership>/confirm")
@members_only
def confirm(partnership: UUID) -> Answer:
    """Say that it is so."""
    done = gettext("Confirmed. The partnership can be seen by everybody now.")
    return _act(
        partnership, "confirm", lambda form: current_bridge().partnerships.answer(_me(), partnership, True), done
    )


@blueprint.post("/partnerships/<uuid:partnership>/dispute")
@members_only
def dispute(partnership: UUID) -> Answer:
    """Say that there is no such agreement."""
    done = gettext("Disputed. Nobody else sees it; you can still confirm it later.")
    return _act(
        partnership, "dispute", lambda form: current_bridge().partnerships.answer(_me(), partnership, False), done
    )


@blueprint.post("/partnerships/<uuid:partnership>/milestones")
@members_only
def reach(partnership: UUID) -> Answer:
    """Add a milestone."""

    def command(form: Form) -> object:
        typed = {name: form.text(f"milestone.{name}") for name in ("kind", "on", "evidence", "amount_usd")}
        note = form.mapping("milestone.note")
        return current_bridge().partnerships.reach(_me(), partnership, {**typed, "note": note})

    return _act(partnership, "milestone", command, gettext("The milestone is recorded."))


@blueprint.post("/partnerships/<uuid:partnership>/end")
@members_only
def end(partnership: UUID) -> Answer:
    """Record that they stopped working together."""

    def command(form: Form) -> object:
        typed = {"on": form.text("end.on"), "reason": form.mapping("end.reason")}
        return current_bridge().partnerships.end(_me(), partnership, typed)

    return _act(partnership, "end", command, gettext("The end is recorded."))


def _me() -> Actor:
    return current_viewer().actor


def _act(partnership: UUID, part: str, command: Callable[[Form], object], done: str) -> Answer:
    """Run a command with the form of one part of the page; a refusal shows the page again with what was typed."""
    with current_bridge().reading() as reading:
        if _look(reading, partnership).side is None:
            raise Missing("partnership", partnership)
    form = Form.of_request()
    try:
        command(form)
    except Invalid as invalid:
        form.problems.extend(Problem(f"{part}.{p.field}", p.code, p.params) for p in invalid.problems)
        return _page(partnership, part, form), 422
    except Broken as broken:
        return _page(partnership, part, form, sentence(broken.code, broken.params)), 409
    except Stale:
        return _page(partnership, part, form, sentence("stale")), 409
    flash(done, "success")
    return redirect(f"/partnerships/{partnership}", 303)


def _look(reading: Reading, partnership: UUID) -> Partnership:
    """Find a partnership for the viewer: its own people and organisers always, others once it is confirmed."""
    actor, directory, connection = _me(), reading.views.directory, reading.connection
    seen = reading.views.partnerships.visible(directory, actor)
    row = reading.views.partnerships.one(connection, partnership, seen)
    if row is None:
        raise Missing("partnership", partnership)
    ids = [row["one"], row["other"]]
    everything = directory.by_ids(connection, actor, ids, introduced=True)
    mine = {startup["id"] for startup in directory.founded_by(connection, actor.account)} if actor.account else set()
    side = next((id for id in ids if id in mine), None)
    visible = everything if side else directory.by_ids(connection, actor, ids)
    miles = reading.views.partnerships.reached(connection, partnership)
    names = {id: startup["name"] for id, startup in visible.items()}
    milestones = [{**mile, "note": unpacked(mile["note"]), "day": date.fromisoformat(mile["on"])} for mile in miles]
    return Partnership(row, [visible.get(id) for id in ids], side, names, milestones)


def _page(partnership: UUID, part: str = "", form: Form | None = None, trouble: str | None = None) -> str:
    with current_bridge().reading() as reading:
        found = _look(reading, partnership)
        began = reading.views.introductions.one(reading.connection, found.row["introduction"])
        origin = origin_of(reading, began["project"]) if began is not None else None
    today = current_bridge().clock().date().isoformat()
    forms = {"milestone": Form({"milestone.on": today}), "end": Form({"end.on": today})}
    lost: list[str] = []
    if form is not None:
        forms[part] = form
        texts = [form.text(name) for name in form.typed or () if name.startswith((f"{part}.note.", f"{part}.reason."))]
        lost = [] if part in found.parts else [text for text in texts if text]
    language = page_language()
    return render_template(
        "partnerships/show.html",
        origin=origin, found=found, forms=forms, trouble=trouble, lost=lost, acting=part if form is not None else "",
        state=STATES[found.row["state"]], since=date.fromisoformat(found.row["since"]),
        ended_on=date.fromisoformat(found.row["ended_on"]) if found.row["ended_on"] else None,
        end_reason=unpacked(found.row["end_reason"]) or {},
        logos=[logo_address(unpacked(row["profile"])["logo"]) if row else None for row in found.startups],
        milestone_kinds=vocabulary.milestones.choices(language),
    )  # fmt: skip


def dollars(amount: int) -> str:
    """Write an amount of US dollars as the reader's language does."""
    return str(format_currency(amount, "USD", "¤#,##0", locale=locale(), currency_digits=False))


def init_app(app: Flask) -> None:
    app.jinja_env.filters["dollars"] = dollars
