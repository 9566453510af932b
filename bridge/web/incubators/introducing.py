"""A manager introduces two startups: one of ours, one across the border that fits, the choices for both."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import Filters
from bridge.suggestions import Shown
from bridge.web import reasons
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.incubators.access import Seen, blueprint, look
from bridge.web.introductions.choices import FIELDS, defaults, options
from bridge.web.introductions.wording import proposal
from bridge.web.messages import sentence
from bridge.web.sign_in import members_only
from bridge.web.startups import access as startups
from bridge.web.suggestions import facts_of
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Broken, Invalid
from events.introductions.between import must_fit
from events.introductions.guards import Door
from events.startups.aggregate import BELONGS

MOST_FOUND = 12
MOST_OWN = 500
MOST_SUGGESTED = 6
MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """A startup that ours could meet, and why."""

    row: sa.RowMapping
    profile: dict[str, Any]
    reasons: list[str]


@blueprint.get("/incubators/<slug>/manage/introduce")
@members_only
def introduce(slug: str) -> Answer:
    """Choose one of ours (`one`), then whom it should meet (`other`), then what is proposed to both."""
    text = request.args.get("q", "").strip()[:100]
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.manages)
        one, other = (_startup(reading, name) for name in ("one", "other"))
        if one is None:
            return render_template(
                "incubators/introduce.html", seen=seen, own=_own(reading, seen), one=None, form=Form()
            )
        if other is None:
            fits = [] if text else _suggested(reading, one)
            found = _found(reading, one, text) if text or not fits else []
            return render_template(
                "incubators/introduce.html", seen=seen, one=one, fits=fits, found=found, text=text, own=[]
            )
        trouble = _obstacle(reading, seen, one, other)
        facts = facts_of(reading, one.id, other.id)
    typed = defaults(one.profile, other.profile, facts)
    return _page(seen, one, other, Form(typed), typed, facts, trouble, possible=trouble is None)


@blueprint.post("/incubators/<slug>/manage/introduce")
@members_only
def bring_together(slug: str) -> Answer:
    """Propose the two to each other."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    with bridge.reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.manages)
        one, other = (_startup(reading, name) for name in ("one", "other"))
        if one is None or other is None:
            return redirect(f"{seen.address}/manage/introduce", 303)
        facts = facts_of(reading, one.id, other.id)
    typed = {name: form.text(name)[:40] for name in FIELDS} | {"message": form.text("message")}
    try:
        bridge.between.introduce(actor, seen.id, one.id, other.id, typed, suggestion=facts)
    except Invalid as invalid:
        form.refuse(invalid)
        return _page(seen, one, other, form, typed, facts), 422
    except Broken as broken:
        return _page(seen, one, other, form, typed, facts, sentence(broken.code, broken.params)), 409
    flash(gettext("Both are asked. They have three weeks, and each answers by itself."), "success")
    return _done(seen)


def _done(seen: Seen) -> Response:
    return redirect(f"{seen.address}/manage/introductions?by=us", 303)


def _startup(reading: Reading, name: str) -> startups.Seen | None:
    slug = request.args.get(name, "")
    return startups.look(reading, slug) if slug else None


def _own(reading: Reading, seen: Seen) -> list[tuple[str, str]]:
    rows = reading.views.directory.roster(reading.connection, seen.id, BELONGS, limit=MOST_OWN)
    return [(row["slug"], row["name"]) for row in rows if not row["unclaimed"] and row["visibility"] != "hidden"]


def _suggested(reading: Reading, one: startups.Seen) -> list[Fit]:
    """What the engine suggests to our startup, as it would be shown to it."""
    found = current_bridge().suggestions.of(
        reading.connection, reading.views, current_viewer().actor, one.id, limit=MOST_SUGGESTED * 2
    )
    claimed = [shown for shown in found if not shown.row["unclaimed"]]
    return [_fit(shown) for shown in claimed[:MOST_SUGGESTED]]


def _fit(shown: Shown) -> Fit:
    return Fit(shown.row, unpacked(shown.row["profile"]), reasons.in_words(shown.reasons)[:MOST_REASONS])


def _found(reading: Reading, one: startups.Seen, text: str) -> list[Fit]:
    others = tuple(code for code in vocabulary.countries.codes if code != one.row["country"])
    where = Filters(text=text, countries=others, order="changed")
    page = reading.views.directory.find(reading.connection, current_viewer().actor, where, limit=MOST_FOUND * 2)
    rows = [row for row in page.rows if not row["unclaimed"]]
    return [Fit(row, unpacked(row["profile"]), []) for row in rows[:MOST_FOUND]]


def _obstacle(reading: Reading, seen: Seen, one: startups.Seen, other: startups.Seen) -> str | None:
    """What the guard would answer at this moment."""
    introductions, now = reading.views.introductions, current_bridge().clock()
    if introductions.open_between(reading.connection, one.id, other.id) is not None:
        return sentence("cannot_introduce_again")
    try:
        brokered = introductions.brokered(reading.rows, seen.id, one.id, other.id, now)
        must_fit(_door(reading, one, other.id), _door(reading, other, one.id), brokered, now)
    except Broken as broken:
        return sentence(broken.code, broken.params)
    return None


def _door(reading: Reading, startup: startups.Seen, other: UUID) -> Door:
    blocks = bool(reading.views.directory.blocking(reading.connection, [startup.id], other))
    row = startup.row
    return Door(row["country"], row["unclaimed"], row["visibility"], row["paused"], blocks, row["standing"])


def _page(
    seen: Seen,
    one: startups.Seen,
    other: startups.Seen,
    form: Form,
    typed: Mapping[str, Any],
    facts: dict[str, Any] | None,
    trouble: str | None = None,
    *,
    possible: bool = True,
) -> str:
    chosen = all(typed.get(name) for name in FIELDS)
    return render_template(
        "incubators/introduce_two.html", seen=seen, one=one, other=other, form=form, trouble=trouble,
        options=options(one.profile, other.profile), reasons=reasons.in_words(reasons.of_facts(facts)),
        sentence=proposal(one.row, typed) if chosen and form.ok else None, possible=possible,
    )  # fmt: skip
