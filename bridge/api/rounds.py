"""Rounds of judging for programs that run them: planned, agreed to, opened, closed, pitches."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.naming import WRITE
from bridge.api.operation import operation
from bridge.api.round import GROUP, JUDGE, ONE, PROJECT, ROUNDS, Round, Why, changed, shown, told
from bridge.api.words import OneOf, Sent, Text, Texts, Told
from bridge.judging.reading import judging_of, led_round
from events.hackathons.aggregate import Hackathon
from events.hackathons.judged import METHODS, TIES


class Rubric(Sent):
    """By what a round judges, and how marks become a ranking. What is left out is the hackathon's."""

    criteria: list[dict[str, Any]] | None = None
    low: int | None = None
    high: int | None = None
    method: Annotated[str, OneOf(METHODS)] | None = None
    tie: Annotated[str, OneOf(TIES)] | None = None
    views: int | None = None
    same_country: bool | None = None


class Plan(Sent):
    """The plan of a round."""

    name: Texts = {}
    rubric: Rubric | None = None
    everybody: Annotated[bool, Field(description="Every judge looks at every project.")] = False
    after: Annotated[int | None, Field(description="The number of the round before it, of a final.")] = None
    top: Annotated[int | None, Field(description="So many of the first projects of that round.")] = None


class Judges(Sent):
    """Who judges in a round."""

    judges: list[UUID]


class Projects(Sent):
    """What is judged in a round."""

    projects: list[UUID]


class Agreed(Sent):
    """To which rules somebody agrees."""

    rules: Annotated[str, Field(description="Of the round, as it was read.")]


class Pitch(Sent):
    """When and where a project pitches; `at` is a time on the clock of the hackathon."""

    project: UUID
    at: Annotated[str, Field(description="Such as 2027-01-10T18:00.")]
    minutes: int = 5
    room: Text = ""
    link: Text = ""
    interpreter: str | None = None


class Pitches(Sent):
    """All pitches of a round."""

    pitches: list[Pitch]


class Rounds(Told):
    """All rounds of a hackathon."""

    items: list[Round]


@operation("GET", ROUNDS, GROUP)
def list_rounds(call: Call, hackathon: str) -> Rounds:
    """List the rounds of judging

    For managers with the right `judging` or `chair`, and organisers.
    """
    with call.reading() as reading:
        id = judging_of(reading, call.actor, hackathon)
        rows = reading.views.judging.rounds_of(reading.connection, id)
        return Rounds(items=[told(reading, call.actor, row) for row in rows])


@operation("POST", ROUNDS, GROUP, scope=WRITE, status=201, example={"name": {"en": "Final"}, "after": 1, "top": 5})
def plan_round(call: Call, hackathon: str, body: Plan) -> Answer[Round]:
    """Plan a round

    With the hackathon's rubric, or one of its own.
    """
    with call.reading() as reading:
        id = judging_of(reading, call.actor, hackathon)
        rows = reading.views.judging.rounds_of(reading.connection, id)
        typed = _typed(call, id, body)
    number = max((row["number"] for row in rows), default=0) + 1
    call.bridge.rounds.plan(call.actor, id, typed, number)
    return Answer(shown(call, hackathon, str(number)), location=f"/api/v1/hackathons/{hackathon}/rounds/{number}")


@operation("GET", ONE, GROUP)
def read_round(call: Call, hackathon: str, number: str) -> Round:
    """Read a round"""
    return shown(call, hackathon, number)


@operation("PUT", ONE + "/plan", GROUP, scope=WRITE, example={"name": {"en": "Final"}, "after": 1, "top": 5})
def change_round(call: Call, hackathon: str, number: str, body: Plan) -> Round:
    """Plan a round otherwise, before it opens"""
    with call.reading() as reading:
        row = led_round(reading, call.actor, hackathon, number)
        typed = _typed(call, row["hackathon"], body)
    call.bridge.rounds.change(call.actor, row["id"], typed)
    return shown(call, hackathon, number)


@operation("PUT", ONE + "/judges", GROUP, scope=WRITE, example={"judges": [JUDGE]})
def choose_judges(call: Call, hackathon: str, number: str, body: Judges) -> Round:
    """Choose who judges in a round

    Whoever is left out loses what they were assigned.
    """
    return changed(call, hackathon, number, lambda id: call.bridge.rounds.seat(call.actor, id, body.judges))


@operation("PUT", ONE + "/projects", GROUP, scope=WRITE, example={"projects": [PROJECT]})
def choose_projects(call: Call, hackathon: str, number: str, body: Projects) -> Round:
    """Choose what is judged in a round"""
    return changed(call, hackathon, number, lambda id: call.bridge.rounds.take(call.actor, id, body.projects))


@operation("POST", ONE + "/agreement", GROUP, scope=WRITE, example={"rules": "0" * 64})
def agree_to_round(call: Call, hackathon: str, number: str, body: Agreed) -> Round:
    """Agree to the rules of a round that were not announced, as a host

    Such a round opens when every host agrees. Refused with `rules_changed_since` where they are others by now.
    """
    return changed(call, hackathon, number, lambda id: call.bridge.rounds.agree(call.actor, id, body.rules))


@operation("POST", ONE + "/open", GROUP, scope=WRITE)
def open_round(call: Call, hackathon: str, number: str) -> Round:
    """Take scores from now on

    Method, rubric and tie rule stand from then on.
    """
    return changed(call, hackathon, number, lambda id: call.bridge.rounds.open(call.actor, id))


@operation("POST", ONE + "/close", GROUP, scope=WRITE)
def close_round(call: Call, hackathon: str, number: str) -> Round:
    """Take no more scores"""
    return changed(call, hackathon, number, lambda id: call.bridge.rounds.close(call.actor, id))


@operation("POST", ONE + "/reopen", GROUP, scope=WRITE, example={"why": "Closed too early"})
def reopen_round(call: Call, hackathon: str, number: str, body: Why) -> Round:
    """Take scores again"""
    return changed(call, hackathon, number, lambda id: call.bridge.rounds.reopen(call.actor, id, body.why))


@operation("PUT", ONE + "/pitches", GROUP, scope=WRITE,
           example={"pitches": [{"project": PROJECT, "at": "2027-01-10T10:00", "room": "Hall"}]})  # fmt: skip
def plan_pitches(call: Call, hackathon: str, number: str, body: Pitches) -> Round:
    """Say who pitches when, where, and with which interpreter"""
    typed = [one.model_dump(mode="json") for one in body.pitches]
    return changed(call, hackathon, number, lambda id: call.bridge.rounds.plan_pitches(call.actor, id, typed))


def _typed(call: Call, hackathon: UUID, body: Plan) -> dict[str, Any]:
    whole = call.bridge.log.get(Hackathon, hackathon).setup.get("rubric") or {}
    own = {} if body.rubric is None else body.rubric.model_dump(exclude_none=True)
    return {**body.model_dump(exclude={"rubric"}), "rubric": {**whole, **own}}
