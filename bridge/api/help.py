"""The help queue for programs: teams ask, mentors come."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field

from bridge import seeing
from bridge.api.calling import Answer, Call
from bridge.api.naming import GROUP, WRITE
from bridge.api.operation import operation
from bridge.api.words import Moment, OneOf, Sent, Technology, Text, Told, utc
from bridge.composition import Reading
from events.errors import Missing, Refused

HERE = "/hackathons/{hackathon}/help"
STEPS = ("take", "give_back", "finish", "withdraw")


class NewHelp(Sent):
    """What a team needs help with."""

    text: Annotated[Text, Field(description="Mentors read it, and those who run the hackathon.")]
    subject: Technology | None = None


class Step(Sent):
    """What happens to a request."""

    step: Annotated[str, OneOf(STEPS)]


class Help(Told):
    """A request; `text` is null where its author was erased."""

    id: UUID
    team: UUID
    asked_by: UUID
    subject: str | None
    text: str | None
    state: Annotated[str, Field(description="`asked`, `taken`, `done` or `withdrawn`.")]
    mentor: UUID | None
    asked_at: Moment
    taken_at: Moment | None


class HelpQueue(Told):
    """What waits in the whole hackathon, for mentors and those who run it; and what your own team asked."""

    waiting: list[Help]
    own: list[Help]


def _told(reading: Reading, row: sa.RowMapping) -> Help:
    taken = row["taken_at"]
    return Help(
        id=row["id"], team=row["team"], asked_by=row["asked_by"], subject=row["topic"],
        text=reading.open(row["text"]), state=row["state"], mentor=row["mentor"],
        asked_at=utc(row["asked_at"]), taken_at=utc(taken) if taken else None,
    )  # fmt: skip


def _hackathon(call: Call, reading: Reading, slug: str) -> UUID:
    found: UUID = seeing.hackathon(reading, call.actor, slug)["id"]
    return found


def _team(call: Call, reading: Reading, hackathon: UUID) -> UUID | None:
    row = reading.views.teams.of_person(reading.connection, hackathon, call.account)
    return row["id"] if row is not None and call.actor.only is None else None


@operation("GET", HERE, GROUP)
def read_help_queue(call: Call, hackathon: str) -> HelpQueue:
    """Read the help queue

    For teams, mentors, and those who run the hackathon.
    """
    with call.reading() as reading:
        id = _hackathon(call, reading, hackathon)
        views, connection = reading.views, reading.connection
        team = _team(call, reading, id)
        leads = any(call.bridge.help.has_right(call.actor, id, right) for right in ("people", "judging"))
        helps = call.actor.only is None and call.account in {
            row["mentor"] for row in views.judging.mentors_of(connection, id)
        }
        if team is None and not leads and not helps:
            raise Refused("help_is_for_teams")
        waiting = views.help.queue(connection, id, views.teams.rows) if leads or helps else []
        own = views.help.of_team(connection, team) if team is not None else []
        return HelpQueue(
            waiting=[_told(reading, row) for row in waiting], own=[_told(reading, row) for row in own]
        )  # fmt: skip


@operation("POST", HERE, GROUP, scope=WRITE, status=201,
           example={"text": "The sensor is silent", "subject": "iot"})  # fmt: skip
def ask_for_help(call: Call, hackathon: str, body: NewHelp) -> Answer[Help]:
    """Ask the mentors for help

    For somebody of a team, while teams build; one open request a team.
    """
    with call.reading() as reading:
        team = _team(call, reading, _hackathon(call, reading, hackathon))
    if team is None:
        raise Refused("not_in_a_team")
    made = call.bridge.help.ask(call.actor, team, body.model_dump())
    return Answer(_shown(call, made.id), location=f"/api/v1/hackathons/{hackathon}/help")


@operation("POST", HERE + "/{request}", GROUP, scope=WRITE, example={"step": "take"})
def step_of_help(call: Call, hackathon: str, request: UUID, body: Step) -> Help:
    """Take a request for help, give it back, finish or withdraw it

    A mentor who takes it never judges the team.
    """
    with call.reading() as reading:
        id = _hackathon(call, reading, hackathon)
        row = reading.views.help.one(reading.connection, request)
    if row is None or row["hackathon"] != id:
        raise Missing("help_request", request)
    getattr(call.bridge.help, body.step)(call.actor, request)
    return _shown(call, request)


def _shown(call: Call, request: UUID) -> Help:
    with call.reading() as reading:
        row = reading.views.help.one(reading.connection, request)
        if row is None:
            raise Missing("help_request", request)
        return _told(reading, row)
