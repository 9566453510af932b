"""Who looks at what, for programs: conflicts of interest, proposals of the solver, assignments by hand."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.accounts.same_person import accounts_of_guests
from bridge.api.calling import Call
from bridge.api.naming import WRITE
from bridge.api.operation import operation
from bridge.api.round import GROUP, JUDGE, ONE, PROJECT, Pair, Question, Round, changed, question_of, shown
from bridge.api.words import Moment, Sent, Text, Told, utc, utc_or_none
from bridge.judging import applying, asking
from bridge.judging.jobs import REPORT, RESULTS, WHAT_IF, Job
from bridge.judging.reading import led_round, round_of
from bridge.listings.scorecards import rights_in
from events.errors import Missing


class Wanted(Sent):
    """What an assignment should be like."""

    views: Annotated[int | None, Field(ge=1, le=50, description="Judges for each project; null for everybody.")] = 3
    fresh: Annotated[bool, Field(description="Begin anew, not from what stands.")] = False


class Pairs(Sent):
    """Assignments to make or to take back."""

    pairs: list[Pair]
    why: Text = ""


class Assignment(Told):
    """A judge who looks at a project, or looked at it: then `code` says why not any more."""

    judge: UUID
    project: UUID
    how: Annotated[str, Field(description="`solver`, `hand` or `all`.")]
    at: Moment
    code: str | None
    withdrawn_at: Moment | None


class Assignments(Told):
    """All of a round."""

    items: list[Assignment]


class Conflicted(Told):
    """A judge who may not look at a project, and why."""

    judge: UUID
    project: UUID
    code: str


class Conflicts(Told):
    """All of a round."""

    items: list[Conflicted]


@operation("GET", ONE + "/assignments", GROUP)
def list_assignments(call: Call, hackathon: str, number: str) -> Assignments:
    """List who looks at what in a round, and who does not any more and why"""
    with call.reading() as reading:
        row = round_of(reading, call.actor, hackathon, number)
        looks = reading.views.judging.looks_of(reading.connection, row["id"], gone=True)
    return Assignments(
        items=[
            Assignment(
                judge=look["judge"], project=look["project"], how=look["how"], at=utc(look["at"]), code=look["code"],
                withdrawn_at=utc_or_none(look["withdrawn_at"]),
            )
            for look in looks
        ]
    )  # fmt: skip


@operation("GET", ONE + "/conflicts", GROUP)
def list_conflicts(call: Call, hackathon: str, number: str) -> Conflicts:
    """List who may not look at what, and why"""
    with call.reading() as reading:
        row = round_of(reading, call.actor, hackathon, number)
        also = accounts_of_guests(reading.connection, reading.views.judging.asked_to_judge(row["id"]))
        found = reading.views.judging.conflicts(reading.connection, row["id"], reading.now, also=also)
    return Conflicts(items=[Conflicted(judge=one.judge, project=one.project, code=one.code) for one in found])


@operation("POST", ONE + "/proposals", GROUP, scope=WRITE, example={"views": 3})
def ask_for_assignment(call: Call, hackathon: str, number: str, body: Wanted) -> Question:
    """Ask for an assignment

    It is computed beside requests; read the question again until it is answered. The answer has the pairs, the loads
    and how judges overlap, or which rule to relax.
    """
    with call.reading() as reading:
        row = led_round(reading, call.actor, hackathon, number)
    params = {"views": body.views, "fresh": body.fresh, "at": row["version"]}
    return question_of(asking.assignment(call.bridge, row["id"], params, call.actor.account))


@operation("GET", ONE + "/questions/{question}", GROUP)
def read_question(call: Call, hackathon: str, number: str, question: UUID) -> Question:
    """Read a question to the compute follower, and its answer"""
    with call.reading() as reading:
        row = round_of(reading, call.actor, hackathon, number)
        leads = "chair" in rights_in(reading, call.actor, row["hackathon"])
        still = row["frozen_at"] is not None
    job = call.bridge.judging_jobs.one(question)
    if job is None or job.round != row["id"] or not (leads or _may_read(job, still)):
        raise Missing("question", question)
    return question_of(job)


@operation("POST", ONE + "/proposals/{question}/apply", GROUP, scope=WRITE)
def apply_assignment(call: Call, hackathon: str, number: str, question: UUID) -> Round:
    """Apply a proposed assignment

    Only to the round as it was when it was asked for.
    """
    with call.reading() as reading:
        row = led_round(reading, call.actor, hackathon, number)
    job = call.bridge.judging_jobs.one(question)
    job = job if job is not None and job.round == row["id"] else None
    applying.apply(call.bridge, call.actor, row["id"], row["version"], job)
    return shown(call, hackathon, number)


@operation("POST", ONE + "/assignments", GROUP, scope=WRITE, example={"pairs": [{"judge": JUDGE, "project": PROJECT}]})
def assign_judges(call: Call, hackathon: str, number: str, body: Pairs) -> Round:
    """Assign projects to judges by hand

    One that a conflict of interest forbids refuses all of them.
    """
    pairs = [(one.judge, one.project) for one in body.pairs]
    return changed(call, hackathon, number, lambda id: call.bridge.rounds.assign(call.actor, id, pairs))


@operation("POST", ONE + "/assignments/withdraw", GROUP, scope=WRITE,
           example={"pairs": [{"judge": JUDGE, "project": PROJECT}], "why": "Too many"})  # fmt: skip
def withdraw_assignments(call: Call, hackathon: str, number: str, body: Pairs) -> Round:
    """Take assignments back

    Scores that were handed in stop to count.
    """
    pairs = [(one.judge, one.project) for one in body.pairs]
    return changed(call, hackathon, number, lambda id: call.bridge.rounds.unassign(call.actor, id, pairs, body.why))


def _may_read(job: Job, still: bool) -> bool:
    """Whether somebody who does not chair the jury may read an answer: no present result while it stands still."""
    return job.kind not in (WHAT_IF, REPORT) and not (job.kind == RESULTS and still)
