"""Judging as its managers run it: rounds, who looks at what, progress, paper sheets, pitches, results."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from bridge.accounts.same_person import accounts_of_guests
from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.words import Asked, Moment, OneOf, Sent, Text, Texts, Told, utc
from bridge.judging import applying, asking
from bridge.judging.jobs import Job
from bridge.judging.reading import chairing, counts_of, judging_of, led_round, round_of
from bridge.listings.scorecards import SCORECARDS
from bridge.readmodels.base import unpacked
from events.errors import Invalid, Missing, Problem
from events.hackathons.aggregate import Hackathon
from events.hackathons.judged import METHODS, TIES

GROUP = "judging"
WRITE = "write:hackathons"
ROUNDS = "/hackathons/{hackathon}/rounds"
ONE = ROUNDS + "/{number}"
PROJECT = "7c9f0c0e-5d0a-4a53-9d0c-3f5a2f1b9f10"
JUDGE = "8a6e0804-2bd0-4672-b79d-d97027f9071a"


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


class Why(Sent):
    """A reason."""

    why: Text = ""


class Wanted(Sent):
    """What an assignment should be like."""

    views: Annotated[int | None, Field(ge=1, le=50, description="Judges for each project; null for everybody.")] = 3
    fresh: Annotated[bool, Field(description="Begin anew, not from what stands.")] = False


class Pair(Sent):
    """A judge and a project."""

    judge: UUID
    project: UUID


class Pairs(Sent):
    """Assignments to make or to take back."""

    pairs: list[Pair]
    why: Text = ""


class Paper(Pair):
    """A paper sheet."""

    values: dict[str, int]
    comment: Text = ""
    note: Annotated[Text, Field(description="For the jury only.")] = ""
    why: Text = ""


class Withdrawal(Sent):
    """Which scorecards of a judge do not count any more; without projects all of them."""

    judge: UUID
    projects: list[UUID] | None = None
    why: Text


class Return(Pair):
    """A scorecard that counts again."""

    why: Text


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


class Prize(Sent):
    """Who gets a prize."""

    prize: str
    project: UUID


class Publication(Sent):
    """What is published beside the confirmed ranking; `why` is needed for a correction."""

    prizes: list[Prize] = []
    why: Text = ""


class Then(Asked):
    """As of which moment."""

    as_of: Annotated[AwareDatetime | None, Field(description="A moment with its zone; without it, now.")] = None


class Round(Told):
    """A round of judging."""

    id: UUID
    number: int
    version: int
    state: Annotated[str, Field(description="`planned`, `open`, `closed` or `published`.")]
    plan: dict[str, Any]
    method: str | None
    judges: list[UUID]
    projects: list[UUID]
    assignments: Annotated[list[list[UUID]], Field(description="Pairs of judge and project.")]
    pitches: list[dict[str, Any]]
    frozen: bool
    ranking: list[dict[str, Any]]
    departs: bool
    agreed: list[UUID]
    published: int
    feedback: bool
    changed_at: Moment


class Rounds(Told):
    """All rounds of a hackathon."""

    items: list[Round]


class Question(Told):
    """A question to the compute follower; read it again until it is `done` or `failed`."""

    id: UUID
    kind: str
    state: Annotated[str, Field(description="`waiting`, `working`, `done` or `failed`.")]
    digest: Annotated[str, Field(description="Of the scores that it is about.")]
    answer: dict[str, Any] | None


class Counted(Told):
    """How far one judge or project is."""

    id: UUID
    assigned: int
    states: dict[str, int]


class Progress(Told):
    """How far a round is."""

    judges: list[Counted]
    projects: list[Counted]


class Conflicted(Told):
    """A judge who may not look at a project, and why."""

    judge: UUID
    project: UUID
    code: str


class Conflicts(Told):
    """All of a round."""

    items: list[Conflicted]


@operation("GET", ROUNDS, GROUP)
def list_rounds(call: Call, hackathon: str) -> Rounds:
    """List the rounds of judging

    For managers with the right `judging` or `chair`, and organisers.
    """
    with call.reading() as reading:
        id = judging_of(reading, call.actor, hackathon)
        rows = reading.views.judging.rounds_of(reading.connection, id)
        return Rounds(items=[_round(reading, row) for row in rows])


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
    return Answer(_shown(call, hackathon, str(number)), location=f"/api/v1/hackathons/{hackathon}/rounds/{number}")


@operation("GET", ONE, GROUP)
def read_round(call: Call, hackathon: str, number: str) -> Round:
    """Read a round"""
    return _shown(call, hackathon, number)


@operation("PUT", ONE + "/plan", GROUP, scope=WRITE, example={"name": {"en": "Final"}, "after": 1, "top": 5})
def change_round(call: Call, hackathon: str, number: str, body: Plan) -> Round:
    """Plan a round otherwise, before it opens"""
    with call.reading() as reading:
        row = led_round(reading, call.actor, hackathon, number)
        typed = _typed(call, row["hackathon"], body)
    call.bridge.rounds.change(call.actor, row["id"], typed)
    return _shown(call, hackathon, number)


@operation("PUT", ONE + "/judges", GROUP, scope=WRITE, example={"judges": [JUDGE]})
def choose_judges(call: Call, hackathon: str, number: str, body: Judges) -> Round:
    """Choose who judges in a round

    Whoever is left out loses what they were assigned.
    """
    return _do(call, hackathon, number, lambda id: call.bridge.rounds.seat(call.actor, id, body.judges))


@operation("PUT", ONE + "/projects", GROUP, scope=WRITE, example={"projects": [PROJECT]})
def choose_projects(call: Call, hackathon: str, number: str, body: Projects) -> Round:
    """Choose what is judged in a round"""
    return _do(call, hackathon, number, lambda id: call.bridge.rounds.take(call.actor, id, body.projects))


@operation("POST", ONE + "/open", GROUP, scope=WRITE)
def open_round(call: Call, hackathon: str, number: str) -> Round:
    """Take scores from now on

    Method, rubric and tie rule stand from then on.
    """
    return _do(call, hackathon, number, lambda id: call.bridge.rounds.open(call.actor, id))


@operation("POST", ONE + "/close", GROUP, scope=WRITE)
def close_round(call: Call, hackathon: str, number: str) -> Round:
    """Take no more scores"""
    return _do(call, hackathon, number, lambda id: call.bridge.rounds.close(call.actor, id))


@operation("POST", ONE + "/reopen", GROUP, scope=WRITE, example={"why": "Closed too early"})
def reopen_round(call: Call, hackathon: str, number: str, body: Why) -> Round:
    """Take scores again"""
    return _do(call, hackathon, number, lambda id: call.bridge.rounds.reopen(call.actor, id, body.why))


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
    return _question(asking.assignment(call.bridge, row["id"], params, call.actor.account))


listed(
    "list_scorecards", "/hackathons/{hackathon}/scorecards", GROUP, SCORECARDS, "List scorecards",
    "Who looks at what in all rounds, how far it is, and what was handed in; notes for the jury never.",
    owner=lambda call, key: _of(call, key),
)  # fmt: skip


@operation("GET", ONE + "/questions/{question}", GROUP)
def read_question(call: Call, hackathon: str, number: str, question: UUID) -> Question:
    """Read a question to the compute follower, and its answer"""
    with call.reading() as reading:
        row = round_of(reading, call.actor, hackathon, number)
        leads = chairing(reading, call.actor, hackathon)
    job = call.bridge.judging_jobs.one(question)
    if job is None or job.round != row["id"] or (job.kind in ("what_if", "report") and not leads):
        raise Missing("question", question)
    return _question(job)


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
    return _shown(call, hackathon, number)


@operation("POST", ONE + "/assignments", GROUP, scope=WRITE, example={"pairs": [{"judge": JUDGE, "project": PROJECT}]})
def assign_judges(call: Call, hackathon: str, number: str, body: Pairs) -> Round:
    """Assign projects to judges by hand

    One that a conflict of interest forbids refuses all of them.
    """
    pairs = [(one.judge, one.project) for one in body.pairs]
    return _do(call, hackathon, number, lambda id: call.bridge.rounds.assign(call.actor, id, pairs))


@operation("POST", ONE + "/assignments/withdraw", GROUP, scope=WRITE,
           example={"pairs": [{"judge": JUDGE, "project": PROJECT}], "why": "Too many"})  # fmt: skip
def withdraw_assignments(call: Call, hackathon: str, number: str, body: Pairs) -> Round:
    """Take assignments back

    Scores that were handed in stop to count.
    """
    pairs = [(one.judge, one.project) for one in body.pairs]
    return _do(call, hackathon, number, lambda id: call.bridge.rounds.unassign(call.actor, id, pairs, body.why))


@operation("GET", ONE + "/progress", GROUP)
def read_progress(call: Call, hackathon: str, number: str) -> Progress:
    """Read how far each judge and each project is"""
    with call.reading() as reading:
        row = round_of(reading, call.actor, hackathon, number)
        judges, projects = counts_of(reading, row)
    return Progress(
        judges=[Counted(id=one.id, assigned=one.assigned, states=dict(one.states)) for one in judges],
        projects=[Counted(id=one.id, assigned=one.assigned, states=dict(one.states)) for one in projects],
    )


@operation("POST", ONE + "/paper", GROUP, scope=WRITE,
           example={"judge": JUDGE, "project": PROJECT, "values": {"need": 7, "idea": 6, "work": 8}})  # fmt: skip
def enter_paper_sheet(call: Call, hackathon: str, number: str, body: Paper) -> None:
    """Enter a judge's paper sheet

    It is marked as such. Nobody enters their own.
    """
    typed = {"values": body.values, "comment": body.comment, "note": body.note}
    enter, actor = call.bridge.scoring.enter_paper, call.actor
    _act(call, hackathon, number, lambda id: enter(actor, id, body.judge, body.project, typed, body.why))


@operation("POST", ONE + "/scorecards/withdraw", GROUP, scope=WRITE,
           example={"judge": JUDGE, "why": "Scored at random"})  # fmt: skip
def withdraw_scorecards(call: Call, hackathon: str, number: str, body: Withdrawal) -> None:
    """Let scorecards of a judge not count, with a reason"""
    _act(call, hackathon, number,
         lambda id: call.bridge.scoring.withdraw(call.actor, id, body.judge, body.projects, body.why))  # fmt: skip


@operation("POST", ONE + "/scorecards/reinstate", GROUP, scope=WRITE,
           example={"judge": JUDGE, "project": PROJECT, "why": "It was the right sheet"})  # fmt: skip
def reinstate_scorecard(call: Call, hackathon: str, number: str, body: Return) -> None:
    """Let a withdrawn scorecard count again"""
    _act(call, hackathon, number,
         lambda id: call.bridge.scoring.reinstate(call.actor, id, body.judge, body.project, body.why))  # fmt: skip


@operation("PUT", ONE + "/pitches", GROUP, scope=WRITE,
           example={"pitches": [{"project": PROJECT, "at": "2027-01-10T10:00", "room": "Hall"}]})  # fmt: skip
def plan_pitches(call: Call, hackathon: str, number: str, body: Pitches) -> Round:
    """Say who pitches when, where, and with which interpreter"""
    typed = [one.model_dump(mode="json") for one in body.pitches]
    return _do(call, hackathon, number, lambda id: call.bridge.rounds.plan_pitches(call.actor, id, typed))


@operation("GET", ONE + "/result", GROUP)
def read_result(call: Call, hackathon: str, number: str, query: Then) -> Question:
    """Read what the scores come to, now or as of a past moment

    Asks the compute follower; read it again until it is `done`. While the leaderboard stands still, only the chair
    reads the present one.
    """
    with call.reading() as reading:
        row = round_of(reading, call.actor, hackathon, number)
        leads = chairing(reading, call.actor, hackathon)
    at = query.as_of
    frozen = asking.frozen(call.bridge, row["id"]) if row["frozen"] and not leads else None
    if frozen is not None:
        at = frozen if at is None else min(at, frozen)
    by = call.actor.account
    job = asking.results(call.bridge, row["id"], by) if at is None else asking.past(call.bridge, row["id"], at, by)
    return _question(job)


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
    return _question(asking.what_if(call.bridge, row["id"], told, call.actor.account))


@operation("POST", ONE + "/report", GROUP, scope=WRITE)
def ask_about_judges(call: Call, hackathon: str, number: str) -> Question:
    """Ask how strict each judge is, and whether judges favour their own country

    For the chair of the jury.
    """
    with call.reading() as reading:
        row = led_round(reading, call.actor, hackathon, number, "chair")
    return _question(asking.report(call.bridge, row["id"], call.actor.account))


@operation("POST", ONE + "/freeze", GROUP, scope=WRITE)
def freeze_leaderboard(call: Call, hackathon: str, number: str) -> Round:
    """Let the leaderboard stand still until results are published"""
    return _do(call, hackathon, number, lambda id: call.bridge.publishing.freeze(call.actor, id))


@operation("POST", ONE + "/confirm", GROUP, scope=WRITE, example={"digest": "0" * 64})
def confirm_ranking(call: Call, hackathon: str, number: str, body: Word) -> Round:
    """Confirm the computed ranking, or depart from it with a reason"""
    ranking = None if body.ranking is None else [one.model_dump() for one in body.ranking]
    return _do(
        call, hackathon, number,
        lambda id: call.bridge.publishing.confirm(call.actor, id, body.digest, ranking, body.why),
    )  # fmt: skip


@operation("POST", ONE + "/agree", GROUP, scope=WRITE)
def agree_to_results(call: Call, hackathon: str, number: str) -> Round:
    """Agree to the confirmed ranking, as a host"""
    return _do(call, hackathon, number, lambda id: call.bridge.publishing.agree(call.actor, id))


@operation("POST", ONE + "/publish", GROUP, scope=WRITE, example={"prizes": []})
def publish_results(call: Call, hackathon: str, number: str, body: Publication) -> Round:
    """Publish the results, or a correction with its reason"""
    prizes = [one.model_dump() for one in body.prizes]
    return _do(call, hackathon, number, lambda id: call.bridge.publishing.publish(call.actor, id, prizes, body.why))


@operation("POST", ONE + "/feedback", GROUP, scope=WRITE)
def release_feedback(call: Call, hackathon: str, number: str) -> Round:
    """Let teams read what judges wrote for them"""
    return _do(call, hackathon, number, lambda id: call.bridge.publishing.release_feedback(call.actor, id))


def _of(call: Call, hackathon: str) -> UUID:
    with call.reading() as reading:
        return judging_of(reading, call.actor, hackathon)


def _act(call: Call, hackathon: str, number: str, act: Callable[[UUID], object]) -> None:
    """Do something with a round that the caller may know of; whether they may do it, the service says."""
    with call.reading() as reading:
        row = round_of(reading, call.actor, hackathon, number)
    act(row["id"])


def _do(call: Call, hackathon: str, number: str, act: Callable[[UUID], object]) -> Round:
    _act(call, hackathon, number, act)
    return _shown(call, hackathon, number)


def _shown(call: Call, hackathon: str, number: str) -> Round:
    with call.reading() as reading:
        return _round(reading, round_of(reading, call.actor, hackathon, number))


def _typed(call: Call, hackathon: UUID, body: Plan) -> dict[str, Any]:
    whole = call.bridge.log.get(Hackathon, hackathon).setup.get("rubric") or {}
    own = {} if body.rubric is None else body.rubric.model_dump(exclude_none=True)
    return {**body.model_dump(exclude={"rubric"}), "rubric": {**whole, **own}}


def _question(job: Job) -> Question:
    answer = None if job.answer is None else dict(job.answer)
    return Question(id=job.id, kind=job.kind, state=job.state, digest=job.digest, answer=answer)


def _round(reading: Any, row: Any) -> Round:
    looks = reading.views.judging.looks_of(reading.connection, row["id"])
    return Round(
        id=row["id"], number=row["number"], version=row["version"],
        state="published" if row["published"] else row["state"], plan=unpacked(row["plan"]), method=row["method"],
        judges=unpacked(row["judges"]), projects=unpacked(row["projects"]),
        assignments=[[look["judge"], look["project"]] for look in looks], pitches=unpacked(row["pitches"]),
        frozen=row["frozen"], ranking=unpacked(row["ranking"]), departs=row["departs"], agreed=unpacked(row["agreed"]),
        published=row["published"], feedback=row["feedback"], changed_at=utc(row["changed_at"]),
    )  # fmt: skip
