"""Merging a duplicate into the profile that stays: choose it, look at what goes where, do it."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import flash, redirect, render_template, request
from flask_babel import gettext
from flask_babel.speaklater import LazyString

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import Filters
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.messages import sentence
from bridge.web.sign_in import members_only
from bridge.web.startup_labels import LABELS
from bridge.web.startups.access import Seen, blueprint, look
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid

FOUND = 8


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a merge would do, in words."""

    into: Seen
    filled: list[LazyString]
    incubators: list[dict[str, str]]
    rows: int


@blueprint.route("/startups/<slug>/merge", methods=["GET", "POST"])
@members_only
def merge(slug: str) -> Answer:
    """Choose the profile that stays (`into` is its slug), look at what would happen, do it."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    text = request.args.get("q", "").strip()[:100]
    with bridge.reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.keeps)
        slug_of_other = form.text("into") or request.args.get("into", "")
        into = look(reading, slug_of_other) if slug_of_other else None
        found = [] if into else _found(reading, seen, text)
    trouble, outlook, status = None, None, 200
    if into is not None:
        try:
            if request.method == "POST":
                stays = bridge.merging.merge(actor, seen.id, into.id, form.text("why"))
                flash(gettext("Merged: the old address leads to this page now."), "success")
                return redirect(f"/startups/{stays.slug}", 303)
            outlook = _outlook(seen, into)
        except Invalid as invalid:
            form.refuse(invalid)
            status, outlook = 422, _outlook(seen, into)
        except Broken as broken:
            trouble, status = sentence(broken.code, broken.params), 409 if request.method == "POST" else 200
    page = render_template(
        "startups/merge.html", seen=seen, into=into, outlook=outlook, found=found, text=text, form=form,
        trouble=trouble,
    )  # fmt: skip
    return page, status


def _outlook(seen: Seen, into: Seen) -> Outlook:
    bridge, actor = current_bridge(), current_viewer().actor
    moves = bridge.merging.preview(actor, seen.id, into.id)
    with bridge.reading() as reading:
        ids = list(moves.admissions)
        rows = reading.views.directory.incubators_by_ids(reading.connection, actor, ids) if ids else {}
    names = [unpacked(row["page"])["name"] for row in rows.values()]
    return Outlook(into, [LABELS[field] for field in moves.filled if field in LABELS], names, len(moves.sources))


def _found(reading: Reading, seen: Seen, text: str) -> list[tuple[sa.RowMapping, dict[str, Any]]]:
    """Profiles of the same country that might be the same startup: by name at first."""
    directory, actor = reading.views.directory, current_viewer().actor
    where = Filters(text=text or seen.name.split()[0], countries=(seen.row["country"],), order="name")
    page = directory.find(reading.connection, actor, where, limit=FOUND + 1)
    rows = [row for row in page.rows if row["id"] != seen.id]
    return [(row, unpacked(row["profile"])) for row in rows[:FOUND]]
