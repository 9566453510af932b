"""The help queue for programs: teams ask, mentors come."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.naming import GROUP, WRITE, hackathon_named
from bridge.api.operation import operation
from bridge.api.words import Moment, OneOf, Sent, Technology, Text, Told, utc
from bridge.composition import Reading
from bridge.listings import HELP
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


def _told(reading: Reading, row: sa.RowMapping) -> Help:
    taken = row["taken_at"]
    return Help(
        id=row["id"], team=row["team"], asked_by=row["asked_by"], subject=row["topic"],
        text=reading.open(row["text"]), state=row["state"], mentor=row["mentor"],
        asked_at=utc(row["asked_at"]), taken_at=utc(taken) if taken else None,
    )  # fmt: skip


def _team(call: Call, reading: Reading, hackathon: UUID) -> UUID | None:
    row = reading.views.teams.of_person(reading.connection, hackathon, call.account)
    return row["id"] if row is not None and call.actor.only is None else None


listed(
    "list_help_requests", HERE, GROUP, HELP, "List who waits for a mentor",
    "Who waits longest first, for mentors and those who run the hackathon; else, and with `own=yes`, what your own "
    "team asked, the newest first.", owner=hackathon_named,
)  # fmt: skip


@operation("POST", HERE, GROUP, scope=WRITE, status=201,
           example={"text": "The sensor is silent", "subject": "iot"})  # fmt: skip
def ask_for_help(call: Call, hackathon: str, body: NewHelp) -> Answer[Help]:
    """Ask the mentors for help

    For somebody of a team, while teams build; one open request a team.
    """
    with call.reading() as reading:
        team = _team(call, reading, hackathon_named(call, hackathon))
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
        id = hackathon_named(call, hackathon)
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
