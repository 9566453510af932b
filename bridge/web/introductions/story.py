"""The page of one introduction, with the forms for what can be done now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import redirect, render_template
from werkzeug.wrappers import Response

from bridge.accounts import Contact
from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web import partnerships, reasons
from bridge.web.app import current_bridge
from bridge.web.forms import Form
from bridge.web.i18n import page_language
from bridge.web.introductions.access import Story, blueprint, look
from bridge.web.introductions.origin import origin_of
from bridge.web.introductions.wording import LINES, STATES, proposal
from bridge.web.names import label, number
from bridge.web.sign_in import members_only
from bridge.web.startups.access import logo_address
from bridge.web.viewer import current_viewer
from bridge.web.zones import zones
from events import vocabulary
from events.introductions.aggregate import PROPOSER, RECEIVER
from events.startups.aggregate import BELONGS

ROWS_OF_TIMES = 6
MINUTES = (15, 30, 45, 60, 90, 120)
KEPT = ("message", "note", "why", "place", "summary")


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it was written, and by which of the two startups."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story."""

    when: datetime
    what: str
    by: str | None
    side: str
    detail: str | None


@blueprint.get(
    "/introductions/<uuid:introduction>/"
    "<any(accept, decline, withdraw, remind, block, times, confirm, cancel, met, close, partnership):part>"
)
def back(introduction: UUID, part: str) -> Response:
    """Whoever had to sign in while a form was on its way comes back to the page that it stands on."""
    return redirect(f"/introductions/{introduction}", 303)


@blueprint.get("/introductions/<uuid:introduction>")
@members_only
def show(introduction: UUID) -> str | Response:
    """Show an introduction."""
    return page(introduction)


def page(introduction: UUID, part: str = "", form: Form | None = None, trouble: str | None = None) -> str:
    """Render the story; `form` is what was typed in one `part` of it, `trouble` what the state forbids now."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        story = look(reading, introduction)
        said, lines = _said(reading, story), _lines(reading, story)
        people = _people(reading, story) if story.side and story.said_yes else {}
        helpers = _helpers(reading, story) if "withdraw" in story.parts else []
        agreed = reading.views.partnerships.from_introduction(reading.connection, story.id)
        house = _house(reading, story.row["go_between"]) if story.go_between else None
        origin = origin_of(reading, story.row["project"])
    forms = {name: Form(stored) for name, stored in _defaults(story).items()}
    lost: list[str] = []
    if form is not None:
        forms[part] = form
        lost = [] if part in story.parts else _typed(form, part)
    language = page_language()
    return render_template(
        "introductions/show.html",
        story=story, said=said, lines=lines, people=people, partnerships=agreed, forms=forms, trouble=trouble,
        lost=lost, acting=part if form is not None else "", state=STATES[story.state],
        sentence=proposal(story.proposer, story.row), reasons=_reasons(story),
        logos={side: logo_address(unpacked(row["profile"])["logo"]) for side, row in story.startups.items()},
        zones=zones(forms["times"].value("times.zone")), time_rows=range(ROWS_OF_TIMES),
        minutes=[(str(n), number(n)) for n in MINUTES], moment_of=datetime.fromisoformat, date_of=date.fromisoformat,
        partnership_states=partnerships.STATES,
        formats=vocabulary.meeting_formats.choices(language),
        decline_reasons=vocabulary.decline_reasons.choices(language),
        nothing_reasons=vocabulary.nothing_reasons.choices(language),
        helpers=helpers, house=house, origin=origin,
        partnership_kinds=vocabulary.partnership_kinds.choices(language),
    )  # fmt: skip


def _helpers(reading: Reading, story: Story) -> list[tuple[dict[str, str], str]]:
    """The incubators of a startup that has not answered yet: (name, address) of those that the viewer may see."""
    directory, connection = reading.views.directory, reading.connection
    admissions = directory.admissions_of(connection, story.receiver["id"])
    ids = [row["incubator"] for row in admissions if row["state"] in BELONGS]
    found = directory.incubators_by_ids(connection, current_viewer().actor, ids) if ids else {}
    return [(unpacked(row["page"])["name"], f"/incubators/{row['slug']}") for row in found.values()]


def _house(reading: Reading, incubator: UUID) -> dict[str, str]:
    """The name of the incubator that brings the two together; they know it, hidden or not."""
    rows = reading.views.incubators.rows.c
    name: dict[str, str] = unpacked(reading.connection.scalar(sa.select(rows.page).where(rows.id == incubator)))["name"]
    return name


def _reasons(story: Story) -> list[str]:
    kept = reasons.of_facts(story.suggestion)
    return reasons.in_words(reasons.turned(kept) if story.side == RECEIVER else kept)


def _defaults(story: Story) -> dict[str, Mapping[str, object]]:
    """What every form shows before anything is typed."""
    today = story.now.date().isoformat()
    met_on = story.meeting_start.date().isoformat() if story.held and story.meeting_start else today
    times = {"times.zone": story.own_zone, "times.minutes": "30", "times.format": "video"}
    other: dict[str, Mapping[str, object]] = {
        name: {} for name in ("accept", "decline", "cancel", "close", "confirm", "block")
    }
    return {**other, "times": times, "met": {"met.on": met_on}, "record": {"record.since": met_on}}


def _typed(form: Form, part: str) -> list[str]:
    """The free texts that were typed in a form that has no place on the page any more."""
    names = [name for name in form.typed or () if name.startswith(f"{part}.") and name.split(".")[1] in KEPT]
    return [text for name in names if (text := form.text(name))]


def _said(reading: Reading, story: Story) -> dict[str, Said | None]:
    """The texts of an introduction, for its founders only; None where there is none."""
    row, other = story.row, {PROPOSER: RECEIVER, RECEIVER: PROPOSER}
    tokens = {
        "message": (row["message"], PROPOSER),
        "answer": (row["answer"], RECEIVER),
        # Meant for the other side when both have said yes: it may say how to be reached.
        "agreement": (row["agreement"] if story.agreed or story.said_yes else None, row["agreed_by"] or ""),
        "note": (row["nothing_note"], ""),
        "place": (row["meeting_place"], ""),
        "times_place": (row["times_place"], other.get(row["offered_by"] or "", "")),
    }
    return {name: _opened(reading, story, token, by) for name, (token, by) in tokens.items()}


def _opened(reading: Reading, story: Story, token: str | None, by: str) -> Said | None:
    text = reading.open(token) if story.side is not None else None
    return Said(text, by) if text else None


def _people(reading: Reading, story: Story) -> dict[str, list[Contact]]:
    """Who acts for both startups and how to reach them: only once both said yes."""
    people = {}
    for side, startup in story.startups.items():
        founders = reading.views.directory.founders(reading.connection, startup["id"])
        found = [current_bridge().accounts.contact(founder) for founder in founders]
        people[side] = [contact for contact in found if contact is not None]
    return people


def _lines(reading: Reading, story: Story) -> list[Line]:
    rows = reading.views.history.of(reading.connection, story.id, private=True)
    sides = {
        account: side
        for side, startup in story.startups.items()
        for account in map(str, reading.views.directory.founders(reading.connection, startup["id"]))
    }
    return [_line(reading, story, row, sides.get(row["by"], "")) for row in reversed(rows)]


def _line(reading: Reading, story: Story, row: Any, side: str) -> Line:
    details = unpacked(row["details"])
    detail = None
    if row["topic"] == "introduction.declined":
        detail = label(details["reason"], "decline_reasons")
    elif row["topic"] == "introduction.nothing_came":
        detail = label(details["reason"], "nothing_reasons")
    elif row["topic"] == "introduction.meeting_not_held":
        detail = label(details["answer"], "meeting_answers")
    elif row["topic"] == "introduction.meeting_cancelled" and story.side is not None:
        detail = reading.open(details.get("why"))
    by = str(story.startups[side]["name"]) if side else None
    when = datetime.fromisoformat(row["at"])
    return Line(when, str(LINES.get(row["topic"], row["topic"])), by, "two" if side == RECEIVER else "one", detail)
