"""What these pages share: their blueprint, their sentences, and the names of what a report or a decision is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.messages import add_sentences
from bridge.web.names import pick_text
from events.actor import Actor

blueprint = Blueprint("reports", __name__)

add_sentences({
    "already_appealed": _l("This decision has been appealed already."),
    "appeal_too_late": _l("A decision can be appealed within %(days)s days. That time is over."),
    "hidden_by_decision": _l("A decision hides this page. It can be shown again when that decision ends."),
    "introduction_paused": _l("This introduction is paused. You will hear when it goes on."),
    "no_open_appeal": _l("No appeal waits here: it has been decided already."),
    "nobody_to_suspend": _l("There is nobody here whose account could be suspended."),
    "not_a_moderator": _l("Only administrators and the organisers of this country decide here."),
    "not_in_force": _l("This decision is not in force any more."),
    "not_verified": _l("This is not verified."),
    "nothing_to_appeal": _l("Nothing was decided against you."),
    "own_decision": _l("You made this decision. Somebody else decides the appeal."),
    "own_report": _l("Nobody reports what is their own, and whoever reported something does not decide about it."),
    "own_thing": _l("This is your own, or you are too near to it. Somebody else decides."),
    "report_closed": _l("Somebody has decided about this already."),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """What a report or a decision is about, as a reader may see it: a name, an address, and the kind of thing."""

    kind: str
    name: str
    address: str | None
    said: str


def things(reading: Reading, actor: Actor, rows: Iterable[Any]) -> dict[UUID, Thing]:
    """The things of some rows of reports or decisions, by `about`, each looked up once for all."""
    rows = list(rows)
    directory, connection = reading.views.directory, reading.connection
    startups = {row["startup"] for row in rows if row["startup"] is not None}
    houses = {row["about"] for row in rows if row["kind"] == "incubator"}
    # Decided or reported things may be hidden from everybody since; those who read here know of them already.
    known = directory.by_ids(connection, actor, startups, introduced=True) if startups else {}
    found = directory.incubators_by_ids(connection, actor, houses) if houses else {}
    people = {row["about"] for row in rows if row["kind"] == "person"}
    names = current_bridge().accounts.names(people) if people else {}
    made: dict[UUID, Thing] = {}
    for row in rows:
        startup, house = known.get(row["startup"]), found.get(row["about"])
        name, address = gettext("something that you cannot see"), None
        if row["kind"] == "incubator" and house is not None:
            name, address = pick_text(unpacked(house["page"])["name"]), f"/incubators/{house['slug']}"
        elif startup is not None:
            name, address = str(startup["name"]), f"/startups/{startup['slug']}"
        if row["kind"] in ("question", "project", "team"):
            name, address = of_hackathon(reading, row["kind"], row["about"]) or (name, address)
        if row["kind"] == "person":
            person = names.get(row["about"]) or gettext("a former member")
            name = gettext("%(person)s (%(startup)s)", person=person, startup=name)
        made[row["about"]] = Thing(row["kind"], name, address, said(row["kind"]))
    return made


def of_hackathon(reading: Reading, kind: str, about: UUID) -> tuple[str, str] | None:
    """The name and address of a question, a project or a team."""
    row = reading.views.talking.named(reading.connection, kind, about)
    if row is None:
        return None
    # A question has no page of its own: it stands among the others.
    here = f"/hackathons/{row['slug']}/{kind}s{'#q-' if kind == 'question' else '/'}{about}"
    return str(row["name"] or row["sort_name"]), here


def said(kind: str) -> str:
    """The kind of a thing in words."""
    words: dict[str, str] = {
        "startup": gettext("Startup"),
        "incubator": gettext("Incubator"),
        "introduction": gettext("Message of an introduction"),
        "person": gettext("Person"),
        "question": gettext("Question about a hackathon"),
        "project": gettext("Project of a hackathon"),
        "team": gettext("Team of a hackathon"),
    }
    return words[kind]
