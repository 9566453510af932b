"""The public page of a hackathon: what it is, when, for whom, by what it is judged, who hosts it; and its schedule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import render_template

from bridge import seeing
from bridge.composition import Reading
from bridge.web.app import current_bridge
from bridge.web.crowd import same_for_visitors
from bridge.web.hackathon_words import EDGES
from bridge.web.hackathons.access import Seen, blueprint, look
from bridge.web.hackathons.pitches import Pitch, pitches_of
from bridge.web.happenings import Happening, told
from bridge.web.names import language
from bridge.web.viewer import current_viewer
from events.hackathons.moments import in_zone
from events.hackathons.phases import PHASES, Moment

LINES = 60


@dataclass(frozen=True, slots=True)
class When:
    """One moment of the dates: what happens, when, whether it is over and whether it is the next."""

    what: str
    moment: Moment
    over: bool
    next: bool


@blueprint.get("/hackathons/<slug>")
@same_for_visitors
def show(slug: str) -> str:
    """Show a hackathon."""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        history = _history(reading, seen)
        changes = reading.views.hackathons.changes_of(reading.connection, seen.id)
        applied = [_applied(reading, row) for row in changes if row["state"] == "applied"]
        why = reading.open(seen.row["why"])
        messages, chat, judges = _messages(reading, seen), _chat(reading, seen), _judges(reading, seen)
    upcoming = seen.next
    return render_template(
        "hackathons/show.html",
        seen=seen,
        dates=dates_of(seen),
        upcoming=None if upcoming is None else (EDGES[upcoming[0]], upcoming[1], in_zone(upcoming[1], seen.zone)),
        weights=sum(criterion["weight"] for criterion in seen.part("rubric").get("criteria") or ()) or 1,
        binding=_binding(seen),
        history=history,
        applied=applied,
        why=why,
        days=days_of(seen),
        messages=messages,
        chat=chat,
        judges=judges,
    )


def _chat(reading: Reading, seen: Seen) -> str | None:
    """The link to the group chat: for those who take part, judge, mentor or run it."""
    link = seen.part("taking_part").get("chat")
    if not link or seen.state != "announced":
        return None
    inside = seen.leads or seeing.is_in_hackathon(reading, current_viewer().actor, seen.id)
    return str(link) if inside else None


def _judges(reading: Reading, seen: Seen) -> bool:
    """Whether the viewer judges here, by their account: their sheets are one tap away."""
    account = current_viewer().actor.account
    return account is not None and reading.views.judging.seat(reading.connection, seen.id, account) is not None


def _messages(reading: Reading, seen: Seen) -> int:
    """How many messages the viewer was written."""
    account = current_viewer().actor.account
    return len(reading.views.talking.announced_to(reading.connection, seen.id, account)) if account else 0


@blueprint.get("/hackathons/<slug>/schedule")
@same_for_visitors
def schedule(slug: str) -> str:
    """Show what happens when, on the host's clock and the reader's."""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        pitches = pitches_of(reading, [seen.id]) if seen.state != "draft" else []
    return render_template("hackathons/schedule.html", seen=seen, dates=dates_of(seen), days=days_of(seen, pitches))


def dates_of(seen: Seen) -> list[When]:
    """The moments of the phases that are set, in the order of time."""
    phases = seen.part("dates").get("phases") or {}
    upcoming = seen.next
    found = [
        When(
            str(EDGES[f"{phase}.{edge}"]),
            moment,
            datetime.fromisoformat(moment["at"]) <= seen.now,
            upcoming is not None and upcoming[0] == f"{phase}.{edge}",
        )
        for phase in PHASES
        for edge, moment in (phases.get(phase) or {}).items()
        if moment is not None
    ]
    return sorted(found, key=lambda when: when.moment["at"])


def days_of(seen: Seen, pitches: Sequence[Pitch] = ()) -> list[tuple[date, list[Any]]]:
    """The items of the schedule, and pitches among them, by their day at the host's."""
    days: dict[str, list[Any]] = {}
    items = [(item["starts"], item) for item in seen.part("schedule").get("items") or ()]
    items += [(pitch.starts, pitch) for pitch in pitches]
    for starts, item in sorted(items, key=lambda one: str(one[0]["at"])):
        days.setdefault(starts["wall"][:10], []).append(item)
    return [(date.fromisoformat(day), items) for day, items in sorted(days.items())]


def _binding(seen: Seen) -> str | None:
    """The language that binds, named where there are texts in several."""
    code = seen.part("about").get("binding")
    languages = {found for texts in seen.part("about").values() if isinstance(texts, dict) for found in texts}
    return language(code) if code and len(languages) > 1 else None


def _history(reading: Reading, seen: Seen) -> list[Happening]:
    """What happened since it was announced; of the time before, only those who prepare it read."""
    rows = reading.views.history.of(reading.connection, seen.id, private=seen.leads, limit=LINES)
    if not seen.leads:
        announced = next((row["event_id"] for row in rows if row["topic"] == "hackathon.announced"), 0)
        rows = [row for row in rows if row["event_id"] >= announced]
    return told(reading, rows, seen.id)


@dataclass(frozen=True, slots=True)
class Applied:
    """A change that every host agreed to, for everybody."""

    part: str
    at: datetime
    why: str | None
    id: UUID


def _applied(reading: Reading, row: sa.RowMapping) -> Applied:
    return Applied(row["part"], datetime.fromisoformat(row["done_at"]), reading.open(row["why"]), row["change"])
