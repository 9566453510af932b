"""The setup page: the checklist, the parts, the hosts, what waits for agreement, the phases; and its buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathon_words import EDGES, PARTS
from bridge.web.hackathons.access import Seen, blueprint, led, look, seen_by
from bridge.web.hackathons.in_words import Difference, differences
from bridge.web.messages import sentence
from bridge.web.names import language
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Missing, Refused
from events.hackathons import parts as domain
from events.hackathons.aggregate import Hackathon
from events.hackathons.checklist import Block, blocks, digest, not_agreed
from events.hackathons.phases import PHASES


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that keeps the hackathon from being announced, and where it is mended."""

    text: str
    part: str
    address: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that not every host has agreed to."""

    id: UUID
    part: str
    why: str | None
    by: str
    at: datetime
    agreed: frozenset[UUID]
    differences: list[Difference]
    own: bool


@blueprint.get("/hackathons/<slug>/manage")
@members_only
def manage(slug: str) -> Response:
    """Lead to the setup page."""
    return redirect(f"{_prepared(slug).address}/manage/setup", 302)


@blueprint.get("/hackathons/<slug>/manage/setup")
@members_only
def setup(slug: str) -> Answer:
    """Show how far the setup is, and what waits."""
    return overview(slug, Form())


def overview(slug: str, form: Form, status: int = 200) -> Answer:
    """The page, with a form that was sent from it."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        seen = look(reading, slug)
        _must_prepare(seen)
        changes = [_waiting(reading, row) for row in _open(reading, seen)]
    found = bridge.log.get(Hackathon, seen.id)
    missing = blocks(found, bridge.clock())
    names = bridge.accounts.names({UUID(change.by) for change in changes if ":" not in change.by})
    page = render_template(
        "hackathons/setup.html",
        seen=seen,
        form=form,
        parts_of_setup=[(part, PARTS[part], part in found.setup, _count(missing, part)) for part in domain.PARTS],
        checklist=[_line(seen, block) for block in missing],
        waiting_for=set(not_agreed(found)),
        rules=digest(found.setup),
        changes=changes,
        names=names,
        by_hand=[phase for phase in PHASES if _by_hand(seen, phase)],
    )
    return page, status


def _count(missing: list[Block], part: str) -> int:
    return sum(block.part == part for block in missing)


def _line(seen: Seen, block: Block) -> Line:
    text = sentence(block.code, block.params)
    if "phase" in block.params:
        text = f"{EDGES['{phase}.{edge}'.format(**block.params)]}: {text}"
    elif "language" in block.params:
        text = f"{text} ({language(block.params['language'])})"
    address = f"{seen.address}/manage/setup/{block.part}" if block.part != "hosts" else "#hosts"
    return Line(text, str(PARTS[block.part]), address)


def _by_hand(seen: Seen, phase: str) -> bool:
    """Whether a button opens or closes it."""
    times = seen.phases[phase]
    if seen.state != "announced":
        return False
    return times.closes is None if seen.open(phase) else not (times.closes is not None and seen.now >= times.closes)


def _open(reading: Reading, seen: Seen) -> list[sa.RowMapping]:
    changes = reading.views.hackathons.changes_of(reading.connection, seen.id)
    return [row for row in changes if row["state"] == "proposed" and seen.state == "announced"]


def _waiting(reading: Reading, row: sa.RowMapping) -> Waiting:
    return Waiting(
        row["change"],
        row["part"],
        reading.open(row["why"]),
        row["by"],
        datetime.fromisoformat(row["at"]),
        frozenset(UUID(key) for key in unpacked(row["agreed"])),
        differences(row["part"], unpacked(row["before"]), unpacked(row["value"])),
        row["by"] == current_viewer().actor.by,
    )


def _prepared(slug: str) -> Seen:
    seen = seen_by(slug)
    _must_prepare(seen)
    return seen


def _must_prepare(seen: Seen) -> None:
    """Those who run it, and managers of an incubator that was asked: they read before they answer."""
    if not seen.leads and not seen.asks_me:
        raise Refused("no_right_in_hackathon", right="setup")


# -- buttons ----------------------------------------------------------------------------------------------------------


@blueprint.post("/hackathons/<slug>/manage/agree")
@members_only
def agree(slug: str) -> Answer:
    """Agree to rules, dates and prizes of a draft as they read."""
    seen = led(slug, "setup")
    read = Form.of_request().text("seen") or None
    try:
        current_bridge().hackathons.agree(current_viewer().actor, seen.id, read)
    except Broken as broken:
        flash(sentence(broken.code, broken.params), "error")
        return redirect(f"{seen.address}/manage/setup", 303)
    flash(gettext("Your side agrees. If rules, dates or prizes change, you are asked again."), "success")
    return redirect(f"{seen.address}/manage/setup", 303)


@blueprint.post("/hackathons/<slug>/manage/announce")
@members_only
def announce(slug: str) -> Answer:
    """Show the hackathon to everybody."""
    seen = led(slug, "setup")
    current_bridge().hackathons.announce(current_viewer().actor, seen.id)
    flash(gettext("Announced: everybody can read it now."), "success")
    return redirect(seen.address, 303)


@blueprint.post("/hackathons/<slug>/manage/cancel")
@members_only
def cancel(slug: str) -> Answer:
    """Call the hackathon off, with a reason."""
    seen, form = led(slug, "setup"), Form.of_request()
    try:
        current_bridge().hackathons.cancel(current_viewer().actor, seen.id, form.text("why"))
    except (Invalid, Broken) as refusal:
        return overview(slug, form, form.refuse(refusal, "why"))
    flash(gettext("The hackathon is cancelled."), "success")
    return redirect(seen.address, 303)


@blueprint.post("/hackathons/<slug>/manage/phases/<phase>/<any(open, close):what>")
@members_only
def by_hand(slug: str, phase: str, what: str) -> Answer:
    """Open or close a phase by hand."""
    if phase not in PHASES:
        raise Missing("phase", phase)
    seen, hackathons = led(slug, "setup"), current_bridge().hackathons
    command: Callable[..., Any] = hackathons.open_phase if what == "open" else hackathons.close_phase
    command(current_viewer().actor, seen.id, phase)
    flash(gettext("Done."), "success")
    return redirect(f"{seen.address}/manage/setup#phases", 303)
