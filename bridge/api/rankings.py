"""What scores come to, for programs: the result, what if, the report, and what the jury and the hosts make of it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.naming import WRITE
from bridge.api.operation import operation
from bridge.api.round import GROUP, ONE, Question, Round, changed, question_of
from bridge.api.words import Asked, AskedMoment, OneOf, Sent, Text
from bridge.judging import asking
from bridge.judging.reading import led_round, round_of
from bridge.listings.scorecards import rights_in
from bridge.readmodels.base import unpacked
from bridge.readmodels.freezing import stands_since
from events.errors import Invalid, Problem


class Other(Sent):
    """What to change in thought."""

    weights: dict[str, int] = {}
    method: Annotated[str, OneOf(("plain_mean", "mixed_model"))] | None = None
    without: Annotated[list[UUID], Field(description="Judges whose scores are left out.")] = []


class Place(Sent):
    """The place of a project."""

    project: UUID
    place: int


class Word(Sent):
    """The jury's word on a computed result; `ranking` only where it departs from it, with a reason."""

    digest: Annotated[str, Field(description="Of the result, as `read_result` told it.")]
    ranking: list[Place] | None = None
    why: Text = ""


class Consent(Sent):
    """To which ranking somebody agrees."""

    confirmed: Annotated[str, Field(description="Of the round, as it was read.")]


class Prize(Sent):
    """Who gets a prize."""

    prize: str
    project: UUID


class Publication(Sent):
    """Which confirmed ranking is published, and what beside it; `why` is needed for a correction."""

    confirmed: Annotated[str, Field(description="Of the round, as it was read.")]
    prizes: list[Prize] = []
    why: Text = ""


class Then(Asked):
    """As of which moment."""

    as_of: Annotated[AskedMoment | None, Field(description="A moment with its zone; without it, now.")] = None


@operation("GET", ONE + "/result", GROUP)
def read_result(call: Call, hackathon: str, number: str, query: Then) -> Question:
    """Read what the scores come to, now or as of a past moment

    Asks the compute follower; read it again until it is `done`. While the leaderboard stands still, only the chair
    reads the present one.
    """
    with call.reading() as reading:
        row = round_of(reading, call.actor, hackathon, number)
        frozen = stands_since(row, rights_in(reading, call.actor, row["hackathon"]))
    at = query.as_of
    if frozen is not None:
        at = frozen if at is None else min(at, frozen)
    by = call.actor.account
    job = asking.results(call.bridge, row["id"], by) if at is None else asking.past(call.bridge, row["id"], at, by)
    return question_of(job)


@operation("POST", ONE + "/what-if", GROUP, scope=WRITE, example={"method": "plain_mean"})
def ask_what_if(call: Call, hackathon: str, number: str, body: Other) -> Question:
    """Ask for the places under other weights, another method or without some judges

    For the chair of the jury. Nothing is changed.
    """
    with call.reading() as reading:
        row = led_round(reading, call.actor, hackathon, number, "chair")
    known = [one["key"] for one in unpacked(row["plan"])["rubric"]["criteria"]]
    if unknown := sorted(set(body.weights) - set(known)):
        raise Invalid([Problem(f"weights.{unknown[0]}", "unknown_code", {})])
    params = {
        "weights": body.weights, "method": body.method, "without": [str(id) for id in body.without],
    }  # fmt: skip
    told = {name: value for name, value in params.items() if value}
    return question_of(asking.what_if(call.bridge, row["id"], told, call.actor.account))


@operation("POST", ONE + "/report", GROUP, scope=WRITE)
def ask_about_judges(call: Call, hackathon: str, number: str) -> Question:
    """Ask how strict each judge is, and whether judges favour their own country

    For the chair of the jury.
    """
    with call.reading() as reading:
        row = led_round(reading, call.actor, hackathon, number, "chair")
    return question_of(asking.report(call.bridge, row["id"], call.actor.account))


@operation("POST", ONE + "/freeze", GROUP, scope=WRITE)
def freeze_leaderboard(call: Call, hackathon: str, number: str) -> Round:
    """Let the leaderboard stand still until results are published"""
    return changed(call, hackathon, number, lambda id: call.bridge.publishing.freeze(call.actor, id))


@operation("POST", ONE + "/confirm", GROUP, scope=WRITE, example={"digest": "0" * 64})
def confirm_ranking(call: Call, hackathon: str, number: str, body: Word) -> Round:
    """Confirm the computed ranking, or depart from it with a reason"""
    ranking = None if body.ranking is None else [one.model_dump() for one in body.ranking]
    return changed(
        call, hackathon, number,
        lambda id: call.bridge.publishing.confirm(call.actor, id, body.digest, ranking, body.why),
    )  # fmt: skip


@operation("POST", ONE + "/agree", GROUP, scope=WRITE, example={"confirmed": "0" * 16})
def agree_to_results(call: Call, hackathon: str, number: str, body: Consent) -> Round:
    """Agree to the confirmed ranking, as a host

    Refused with `ranking_changed_since` where the jury has confirmed another one since it was read.
    """
    return changed(call, hackathon, number, lambda id: call.bridge.publishing.agree(call.actor, id, body.confirmed))


@operation("POST", ONE + "/publish", GROUP, scope=WRITE, example={"confirmed": "0" * 16, "prizes": []})
def publish_results(call: Call, hackathon: str, number: str, body: Publication) -> Round:
    """Publish the results, or a correction with its reason

    Refused with `ranking_changed_since` where the jury has confirmed another ranking since it was read.
    """
    prizes, publish = [one.model_dump() for one in body.prizes], call.bridge.publishing.publish
    return changed(call, hackathon, number, lambda id: publish(call.actor, id, prizes, body.why, body.confirmed))


@operation("POST", ONE + "/feedback", GROUP, scope=WRITE)
def release_feedback(call: Call, hackathon: str, number: str) -> Round:
    """Let teams read what judges wrote for them"""
    return changed(call, hackathon, number, lambda id: call.bridge.publishing.release_feedback(call.actor, id))
