"""A round of judging as programs are told of it, and how an operation reaches the one that its address names."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.words import Moment, Sent, Text, Told, utc
from bridge.composition import Reading
from bridge.judging.jobs import Job
from bridge.judging.reading import announced_of, round_of
from bridge.listings.scorecards import rights_in
from bridge.readmodels.base import unpacked
from bridge.readmodels.freezing import stands_since
from events.actor import Actor
from events.judging import rules
from events.judging.round import word

GROUP = "judging"
ROUNDS = "/hackathons/{hackathon}/rounds"
ONE = ROUNDS + "/{number}"
PROJECT = "7c9f0c0e-5d0a-4a53-9d0c-3f5a2f1b9f10"
JUDGE = "8a6e0804-2bd0-4672-b79d-d97027f9071a"


class Why(Sent):
    """A reason."""

    why: Text = ""


class Pair(Sent):
    """A judge and a project."""

    judge: UUID
    project: UUID


class Round(Told):
    """A round of judging."""

    id: UUID
    number: int
    version: int
    state: Annotated[str, Field(description="`planned`, `open`, `closed` or `published`.")]
    plan: dict[str, Any]
    rules: Annotated[str, Field(description="What its rules go by: who agrees to them names it.")]
    own_rules: Annotated[list[str], Field(description="Which rules were not announced and need every host.")]
    rules_not_agreed: Annotated[list[UUID], Field(description="Hosts that have not agreed to its own rules.")]
    method: str | None
    judges: list[UUID]
    projects: list[UUID]
    assignments: Annotated[list[list[UUID]], Field(description="Pairs of judge and project.")]
    pitches: list[dict[str, Any]]
    frozen: Annotated[bool, Field(description="While it is, `ranking` and `confirmed` are told to the chair only.")]
    ranking: list[dict[str, Any]]
    confirmed: Annotated[str | None, Field(description="What the confirmed ranking goes by; null before there is one.")]
    departs: bool
    agreed: list[UUID]
    published: int
    feedback: bool
    changed_at: Moment


class Question(Told):
    """A question to the compute follower; read it again until it is `done` or `failed`."""

    id: UUID
    kind: str
    state: Annotated[str, Field(description="`waiting`, `working`, `done` or `failed`.")]
    digest: Annotated[str, Field(description="Of the scores that it is about.")]
    answer: dict[str, Any] | None


def act(call: Call, hackathon: str, number: str, command: Callable[[UUID], object]) -> None:
    """Do something with a round that the caller may know of; whether they may do it, the service says."""
    with call.reading() as reading:
        row = round_of(reading, call.actor, hackathon, number)
    command(row["id"])


def changed(call: Call, hackathon: str, number: str, command: Callable[[UUID], object]) -> Round:
    """Do something with a round, and answer how it is now."""
    act(call, hackathon, number, command)
    return shown(call, hackathon, number)


def shown(call: Call, hackathon: str, number: str) -> Round:
    """A round as it is now."""
    with call.reading() as reading:
        return told(reading, call.actor, round_of(reading, call.actor, hackathon, number))


def told(reading: Reading, actor: Actor, row: Any) -> Round:
    """A row as a round; of one whose leaderboard stands still, what the jury confirmed only for the chair."""
    still = stands_since(row, rights_in(reading, actor, row["hackathon"])) is not None
    looks = reading.views.judging.looks_of(reading.connection, row["id"])
    plan, ranking = unpacked(row["plan"]), [] if still else unpacked(row["ranking"])
    setup, hosts = announced_of(reading, row["hackathon"])
    return Round(
        id=row["id"], number=row["number"], version=row["version"],
        state="published" if row["published"] else row["state"], plan=plan, method=row["method"],
        rules=rules.name(plan), own_rules=rules.differing(plan, setup),
        rules_not_agreed=rules.not_agreed(plan, setup, hosts, unpacked(row["rules_agreed"])),
        judges=unpacked(row["judges"]), projects=unpacked(row["projects"]),
        assignments=[[look["judge"], look["project"]] for look in looks], pitches=unpacked(row["pitches"]),
        frozen=row["frozen_at"] is not None, ranking=ranking, departs=row["departs"] and not still,
        agreed=unpacked(row["agreed"]),
        confirmed=word(ranking, row["computed"], row["published"]) if ranking else None,
        published=row["published"], feedback=row["feedback"], changed_at=utc(row["changed_at"]),
    )  # fmt: skip


def question_of(job: Job) -> Question:
    """A question to the compute follower as programs read it."""
    answer = None if job.answer is None else dict(job.answer)
    return Question(id=job.id, kind=job.kind, state=job.state, digest=job.digest, answer=answer)
