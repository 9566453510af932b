"""Deciding about reports, and appealing: for organisers, as on their pages; administrators have no tokens."""

from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.words import Moment, OneOf, Sent, Text, Texts, Told, utc
from bridge.composition import Reading
from bridge.evidence import evidence_of
from bridge.listings import DECISIONS
from bridge.listings.moderation import APPEALS, QUEUE
from bridge.readmodels.base import unpacked
from events import vocabulary
from events.errors import Missing, Refused
from events.reports.decisions import APPEAL_WITHIN, MEASURES
from events.reports.decisions import Decision as Aggregate

GROUP = "moderation"
WRITE = "write:reports"
HERE = "/decisions/{decision}"
POSSIBLE = tuple(dict.fromkeys(code for codes in MEASURES.values() for code in codes))


class NewDecision(Sent):
    """The answer to open reports about one thing."""

    reports: Annotated[list[UUID], Field(description="All about the same thing.", max_length=200)]
    measure: Annotated[str, OneOf(POSSIBLE), Field(description="Which fit, depends on the kind of the thing.")]
    reason: Annotated[str, OneOf(vocabulary.decision_reasons)]
    message: Annotated[Text | None, Field(description="10 to 2000 characters for those whom it concerns.")] = None
    record: Annotated[Text | None, Field(description="At most 2000 characters for those who decide.")] = None
    until: Annotated[Text | None, Field(description="The last day of a suspension; without it, for good.")] = None


class NewAppeal(Sent):
    """Why it should be looked at again."""

    message: Annotated[Text, Field(description="10 to 2000 characters.")]


class Note(Sent):
    """For those who decide."""

    record: Annotated[Text | None, Field(description="At most 2000 characters.")] = None


class Ruling(Note):
    """What becomes of an appeal."""

    outcome: Annotated[str, OneOf(("upheld", "reversed"))]
    message: Annotated[Text, Field(description="10 to 2000 characters for those whom it concerns.")]


class Reported(Told):
    """One report."""

    id: UUID
    part: Annotated[str | None, Field(description="Of an introduction: `message` or `answer`.")]
    reason: str
    text: str | None
    who: Annotated[str | None, Field(description="null for visitors and former members.")]
    at: Moment
    open: bool
    decision: UUID | None


class Evidence(Told):
    """The message, or the texts as they were when it was reported."""

    message: str | None
    texts: list[Texts]
    sites: list[str]


class Case(Told):
    """A thing with its reports, the newest first, and what was decided about it before."""

    kind: str
    about: UUID
    startup: UUID | None
    country: str
    reports: list[Reported]
    evidence: Evidence
    decisions: list[UUID]


class Decision(Told):
    """A decision; `reports`, `record` and `answer_record` are told to those who decide."""

    id: UUID
    kind: str
    about: UUID
    part: str | None
    startup: UUID | None
    country: str
    measure: str
    reason: str
    until: Moment | None
    at: Moment
    in_force: bool
    ended: str | None
    ended_at: Moment | None
    message: str | None
    appeal: Annotated[str | None, Field(description="`open`, `upheld` or `reversed`.")]
    appeal_text: str | None
    appeal_ends: Annotated[Moment, Field(description="Until then it can be appealed, once.")]
    answer: str | None
    answered_at: Moment | None
    reports: list[UUID] | None
    record: str | None
    answer_record: str | None


listed(
    "list_decisions", "/decisions", GROUP, DECISIONS, "List decisions about reports",
    "The newest first, for organisers, of their countries. What people wrote is not told.",
)  # fmt: skip
listed(
    "list_waiting_reports", "/moderation", GROUP, QUEUE, "List what waits for a decision",
    "Things with open reports and how many, the longest waiting first; for organisers, of their countries.",
)  # fmt: skip
listed(
    "list_waiting_appeals", "/moderation/appeals", GROUP, APPEALS, "List decisions whose appeal waits",
    "For organisers, of their countries; not those that you decided yourself.",
)  # fmt: skip


@operation("GET", "/moderation/{about}", GROUP)
def read_case(call: Call, about: UUID) -> Case:
    """Read one thing with its reports"""
    _organiser(call)
    with call.reading() as reading:
        rows = reading.views.reports.about(reading.connection, call.actor, about)
        if not rows:
            raise Missing("report", about)
        reading.fetch_keys(row["text"] for row in rows)
        texts = {row["id"]: reading.open(row["text"]) for row in rows}
        earlier = reading.views.reports.decisions_about(reading.connection, [about])
    first = ([row for row in rows if row["open"]] or rows)[-1]
    found = evidence_of(call.bridge, first["kind"], about, first["part"], first["about_version"])
    people = {row["id"]: person for row in rows if (person := _person(row["by"])) is not None}
    names = call.bridge.accounts.names(set(people.values())) if people else {}
    plain = ("id", "part", "reason", "open", "decision")
    return Case(
        kind=first["kind"], about=about, startup=first["startup"], country=first["country"],
        reports=[
            Reported(
                **{name: row[name] for name in plain}, text=texts[row["id"]], at=utc(row["at"]),
                who=names.get(people[row["id"]]) if row["id"] in people else None,
            )
            for row in rows
        ],
        evidence=Evidence(message=found.message, texts=found.texts, sites=found.sites),
        decisions=[row["id"] for row in earlier],
    )  # fmt: skip


@operation("POST", "/decisions", GROUP, scope=WRITE, status=201, also=(404,),
           example={"reports": ["5f0c1f5e-3f1c-4d3c-9a54-0f6d2a1f3b7e"], "measure": "nothing",
                    "reason": "no_violation"})  # fmt: skip
def decide(call: Call, body: NewDecision) -> Answer[Decision]:
    """Decide about open reports

    For organisers of the country who are not too near to the thing. Those whom it concerns and those who reported are
    told.
    """
    made = call.bridge.moderation.decide(call.actor, body.reports, body.model_dump(exclude={"reports"}))
    return Answer(read_decision(call, made.id), location=f"/api/v1/decisions/{made.id}")


@operation("GET", HERE, GROUP)
def read_decision(call: Call, decision: UUID) -> Decision:
    """Read a decision

    For those whom it concerns and those who decide.
    """
    with call.reading() as reading:
        row, decides = _look(call, reading, decision)
        sealed = ("message", "appeal_text", "answer", *(("record", "answer_record") if decides else ()))
        texts = {name: reading.open(row[name]) for name in sealed}
    at = utc(row["at"])
    plain = ("id", "kind", "about", "part", "startup", "country", "measure", "reason", "in_force", "ended", "appeal")
    told: dict[str, Any] = {"record": None, "answer_record": None, **{name: row[name] for name in plain}, **texts}
    told |= {name: utc(row[name]) if row[name] else None for name in ("until", "ended_at", "answered_at")}
    reports = [UUID(report) for report in unpacked(row["reports"])] if decides else None
    return Decision(**told, at=at, appeal_ends=at + APPEAL_WITHIN, reports=reports)


@operation("POST", f"{HERE}/appeal", GROUP, scope=WRITE, example={"message": "It is written as it is, and here is why"})
def appeal_decision(call: Call, decision: UUID, body: NewAppeal) -> Decision:
    """Ask that somebody else look at it

    Once, within thirty days, for those whom it concerns.
    """
    with call.reading() as reading:
        _look(call, reading, decision)
    call.bridge.moderation.appeal(call.actor, decision, body.message)
    return read_decision(call, decision)


@operation("POST", f"{HERE}/answer", GROUP, scope=WRITE,
           example={"outcome": "upheld", "message": "It stands, and here is why"})  # fmt: skip
def answer_appeal(call: Call, decision: UUID, body: Ruling) -> Decision:
    """Decide an appeal

    Whoever decided first does not.
    """
    _decides(call, decision)
    call.bridge.moderation.answer(call.actor, decision, body.outcome, body.message, body.record)
    return read_decision(call, decision)


@operation("POST", f"{HERE}/lift", GROUP, scope=WRITE, example={})
def lift_decision(call: Call, decision: UUID, body: Note) -> Decision:
    """End what a decision stopped before its time"""
    _decides(call, decision)
    call.bridge.moderation.lift(call.actor, decision, body.record)
    return read_decision(call, decision)


def _organiser(call: Call) -> None:
    if "organiser" not in call.actor.roles:
        raise Refused("not_an_organiser")


def _decides(call: Call, decision: UUID) -> None:
    with call.reading() as reading:
        _look(call, reading, decision)


def _look(call: Call, reading: Reading, decision: UUID) -> tuple[sa.RowMapping, bool]:
    """The row, and whether the caller is of those who decide in its country. Raises `Missing`."""
    row = reading.views.reports.decision(reading.connection, decision)
    if row is None:
        raise Missing("decision", decision)
    if call.actor.organises(row["country"]):
        return row, True
    concerned = call.bridge.moderation.concerned(call.bridge.log.get(Aggregate, decision))
    if call.actor.account not in concerned or call.actor.only not in (None, row["startup"], row["about"]):
        raise Missing("decision", decision)
    return row, False


def _person(by: str) -> UUID | None:
    try:
        return UUID(by)
    except ValueError:  # a visitor
        return None
