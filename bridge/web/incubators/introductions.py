"""The introductions of an incubator's startups, by state: never what the two write to each other."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template, request
from flask_babel import gettext
from flask_babel.speaklater import LazyString

from bridge.listings import OVERSIGHT, Row
from bridge.listings import look as look_at
from bridge.listings.oversight import watching
from bridge.readmodels.oversight import STATES as ORDER
from bridge.web.app import Answer, current_bridge
from bridge.web.incubators.access import blueprint, look, managed
from bridge.web.introductions.wording import STATES
from bridge.web.layout import here
from bridge.web.pagination import page_of
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Missing
from events.introductions.aggregate import REMIND_AFTER

ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Item:
    """One introduction of the list; a side is None where the manager may not know of that startup."""

    row: Row
    sides: list[sa.RowMapping | None]
    state: LazyString
    kind: str
    agreed: sa.RowMapping | None
    kinds: list[str]
    ours: bool
    may_remind: bool
    proposed_at: datetime
    meets_at: datetime | None
    until: datetime

    @property
    def waits(self) -> bool:
        return bool(self.row["state"] == "proposed")


@blueprint.get("/incubators/<slug>/manage/introductions")
@members_only
def introductions(slug: str) -> Answer:
    """List them, with counts by state; the filters are in the address."""
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.manages)
        wanted, at = OVERSIGHT.parse(request.args.to_dict(flat=False), seen.id), look_at(bridge, reading, actor)
        one = reading.views.directory.by_slug(reading.connection, actor, wanted.startup) if wanted.startup else None
        oversight, asked = watching(at, wanted)
        counts = oversight.counts(reading.connection, asked)
        state = next(iter(wanted.states), "")
        page = page_of(request.args, counts.get(state, 0) if state else sum(counts.values()), ON_A_PAGE)
        found = OVERSIGHT.page(at, wanted, limit=page.size, offset=page.offset)
        items = [_item(row, at.now) for row in found.rows]
    return render_template(
        "incubators/introductions.html", seen=seen, items=items, page=page, one=one, ours=wanted.ours,
        total=sum(counts.values()), tabs=_tabs(counts, state),
    )  # fmt: skip


@blueprint.post("/incubators/<slug>/manage/introductions/<uuid:introduction>/<any(withdraw, remind):what>")
@members_only
def go_between_acts(slug: str, introduction: UUID, what: str) -> Answer:
    """Take an introduction of ours back, or ask once more for an answer."""
    bridge, actor, seen = current_bridge(), current_viewer().actor, managed(slug)
    with bridge.reading() as reading:
        row = reading.views.introductions.one(reading.connection, introduction)
    if row is None or row["go_between"] != seen.id:
        raise Missing("introduction", introduction)
    if what == "withdraw":
        bridge.between.withdraw(actor, introduction)
        flash(gettext("Taken back; nobody is asked any more."), "success")
    else:
        bridge.between.remind(actor, introduction)
        flash(gettext("A reminder is on its way to whoever has not answered."), "success")
    return redirect(f"{seen.address}/manage/introductions?by=us", 303)


def _item(row: Row, now: datetime) -> Item:
    state, kind = STATES[row["state"]]
    proposed_at = datetime.fromisoformat(row["proposed_at"])
    waits = row["state"] == "proposed"
    return Item(
        row, [row["one"], row["other"]], state, kind, row["agreed"], row["outcomes"], row["ours"],
        row["ours"] and waits and not row["reminded_at"] and now >= proposed_at + REMIND_AFTER, proposed_at,
        datetime.fromisoformat(row["meeting_at"]) if row["meeting_at"] else None,
        datetime.fromisoformat(row["expires_at"]),
    )  # fmt: skip


def _tabs(counts: dict[str, int], chosen: str) -> list[tuple[str, str, bool]]:
    tabs = [(f"{gettext('All')} ({sum(counts.values())})", here(state=None, page=None), not chosen)]
    return tabs + [
        (f"{STATES[state][0]} ({counts.get(state, 0)})", here(state=state, page=None), state == chosen)
        for state in ORDER
        if counts.get(state) or state == chosen
    ]
