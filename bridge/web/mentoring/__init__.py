"""The help queue: teams ask, mentors come."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.messages import add_sentences
from bridge.web.names import label
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import Part, names_of, part_of
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Broken, Invalid, Missing, Problem, Refused

blueprint = Blueprint("mentoring", __name__)
HERE = "/hackathons/<slug>/help"

add_sentences(
    {
        "help_is_taken": _l("Another mentor has come already."),
        "help_is_over": _l("This request is over."),
        "help_is_not_taken": _l("No mentor has come yet."),
        "help_asked_already": _l("Your team waits for a mentor already. Withdraw that request to ask something else."),
        "own_team": _l("This is your own team."),
        "not_a_mentor": _l("Only mentors of this hackathon can do this."),
        "help_is_for_teams": _l("The help queue is for teams and mentors of this hackathon."),
    }
)


@dataclass(frozen=True, slots=True)
class Queue:
    """What the viewer sees of it: a mentor or a manager all that is open, a team its own."""

    part: Part
    mentors: dict[UUID, list[str]]
    open: list[dict[str, Any]]
    own: list[dict[str, Any]]
    names: dict[UUID, str]

    @property
    def address(self) -> str:
        return f"{self.part.address}/help"

    @property
    def is_mentor(self) -> bool:
        return self.part.account in self.mentors

    @property
    def leads(self) -> bool:
        return bool(self.part.seen.rights.intersection(("people", "judging")))

    @property
    def may_ask(self) -> bool:
        """Whether the viewer's team may ask now."""
        waits = any(row["state"] in ("asked", "taken") for row in self.own)
        return self.part.team is not None and self.part.seen.open("building") and not waits


def queue_of(reading: Reading, slug: str) -> Queue:
    """The queue, for those whom it concerns. Raises `Refused`."""
    part, views, connection = part_of(reading, slug), reading.views, reading.connection
    mentors = {row["mentor"]: unpacked(row["topics"]) for row in views.judging.mentors_of(connection, part.seen.id)}
    leads = bool(part.seen.rights.intersection(("people", "judging")))
    if part.team is None and part.account not in mentors and not leads and part.registration is None:
        raise Refused("help_is_for_teams")
    all_of_it = leads or part.account in mentors
    open_ = views.help.queue(connection, part.seen.id, views.teams.rows) if all_of_it else []
    own = views.help.of_team(connection, part.team["id"], views.teams.rows) if part.team is not None else []
    names = names_of(id for row in [*open_, *own] for id in (row["asked_by"], row["mentor"]))
    return Queue(part, mentors, [_told(reading, row) for row in open_], [_told(reading, row) for row in own], names)


def _told(reading: Reading, row: sa.RowMapping) -> dict[str, Any]:
    return {**row, "words": reading.open(row["text"])}


@blueprint.route(HERE, methods=["GET", "POST"])
@members_only
def show(slug: str) -> Answer:
    """Show the queue, or ask."""
    bridge, form = current_bridge(), Form.of_request()
    with bridge.reading() as reading:
        queue = queue_of(reading, slug)
    if form.typed is None:
        return page(queue, form)
    if queue.part.team is None:
        raise Refused("not_in_a_team")
    typed = {"subject": form.one("subject"), "text": form.text("text")}
    try:
        bridge.help.ask(current_viewer().actor, queue.part.team["id"], typed)
    except Invalid as invalid:
        form.refuse(invalid)
        return page(queue, form, 422)
    except Broken as broken:
        form.refuse(Invalid([Problem("text", broken.code, broken.params)]))
        return page(queue, form, 409)
    flash(gettext("The mentors are asked. Whoever comes is named here."), "success")
    return redirect(queue.address, 303)


def page(queue: Queue, form: Form, status: int = 200) -> Answer:
    """The queue with the form."""
    return render_template(
        "mentoring/queue.html",
        queue=queue,
        part=queue.part,
        seen=queue.part.seen,
        form=form,
        technologies=[(code, label(code, "technologies")) for code in vocabulary.technologies.codes],
    ), status


@blueprint.post(f"{HERE}/<uuid:request_id>/<any(take, give_back, finish, withdraw):what>")
@members_only
def step(slug: str, request_id: UUID, what: str) -> Answer:
    """Come, give it back, say that it is done, withdraw."""
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        queue = queue_of(reading, slug)
        row = reading.views.help.one(reading.connection, request_id)
    if row is None or row["hackathon"] != queue.part.seen.id:
        raise Missing("help_request", request_id)
    commands = {
        "take": (bridge.help.take, gettext("The team knows that you come. From now on you do not judge it.")),
        "give_back": (bridge.help.give_back, gettext("The other mentors are asked again.")),
        "finish": (bridge.help.finish, gettext("Done. Thank you.")),
        "withdraw": (bridge.help.withdraw, gettext("Withdrawn.")),
    }
    command, said = commands[what]
    command(actor, request_id)
    flash(said, "success")
    return redirect(queue.address, 303)
