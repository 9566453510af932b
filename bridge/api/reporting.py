"""Saying that something is wrong, and what became of it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.api.calling import Answer, Call
from bridge.api.incubators import look as incubator_of
from bridge.api.operation import operation
from bridge.api.personal import must_be_person
from bridge.api.problems import Failed
from bridge.api.startups import look
from bridge.api.words import Moment, OneOf, Sent, Text, Told, utc
from events import vocabulary
from events.errors import Broken, Missing
from events.introductions.aggregate import RECEIVER

GROUP = "reports"
WRITE = "write:reports"
EXAMPLE = {"reason": "wrong_data"}
HOUR = 3600


class Wrong(Sent):
    """What is wrong."""

    reason: Annotated[str, OneOf(vocabulary.report_reasons)]
    text: Annotated[Text, Field(description="At most 2000 characters; 10 at least for `other`.")] = ""


class WrongHere(Wrong):
    """What is wrong with a startup."""

    person: Annotated[UUID | None, Field(description="One of its founders, when the person is meant.")] = None


class Report(Told):
    """What you reported, and what became of it."""

    id: UUID
    kind: Annotated[str, Field(description="`startup`, `incubator`, `introduction` or `person`.")]
    about: UUID
    reason: str
    text: str | None
    at: Moment
    open: bool
    measure: Annotated[str | None, Field(description="What was decided.")]


@operation("POST", "/startups/{startup}/reports", GROUP, scope=WRITE, status=201, example=EXAMPLE)
def report_startup(call: Call, startup: str, body: WrongHere) -> Answer[Report]:
    """Report a startup, or one of its people

    Organisers of its country decide. Twenty reports an hour; an open one of the same thing is given back.
    """
    seen = look(call, startup)
    if body.person is None:
        return _made(call, "startup", seen.id, body)
    return _made(call, "person", body.person, body, startup=seen.id)


@operation("POST", "/incubators/{incubator}/reports", GROUP, scope=WRITE, status=201, example=EXAMPLE)
def report_incubator(call: Call, incubator: str, body: Wrong) -> Answer[Report]:
    """Report an incubator"""
    return _made(call, "incubator", incubator_of(call, incubator).id, body)


@operation("POST", "/introductions/{introduction}/reports", GROUP, scope=WRITE, status=201, example={"reason": "spam"})
def report_message(call: Call, introduction: UUID, body: Wrong) -> Answer[Report]:
    """Report what the other side of an introduction wrote

    Those who decide read that one message, and nothing else of the introduction.
    """
    with call.reading() as reading:
        seen = seeing.introduction(reading, call.actor, introduction, reading.now)
    if seen.side is None:
        raise Missing("introduction", introduction)
    part = "message" if seen.side == RECEIVER else "answer"
    return _made(call, "introduction", introduction, body, part=part)


@operation("POST", "/questions/{question}/reports", GROUP, scope=WRITE, status=201, example={"reason": "spam"})
def report_question(call: Call, question: UUID, body: Wrong) -> Answer[Report]:
    """Report a question about a hackathon"""
    return _made(call, "question", question, body)


@operation("POST", "/projects/{project}/reports", GROUP, scope=WRITE, status=201, example={"reason": "spam"})
def report_project(call: Call, project: UUID, body: Wrong) -> Answer[Report]:
    """Report a project of a hackathon"""
    return _made(call, "project", project, body)


@operation("POST", "/teams/{team}/reports", GROUP, scope=WRITE, status=201, example={"reason": "spam"})
def report_team(call: Call, team: UUID, body: Wrong) -> Answer[Report]:
    """Report a team of a hackathon"""
    return _made(call, "team", team, body)


@operation("GET", "/reports/{report}", GROUP)
def read_report(call: Call, report: UUID) -> Report:
    """Read what became of a report of yours"""
    with call.reading() as reading:
        row = reading.views.reports.one(reading.connection, report)
        if row is None or row["by"] != call.actor.by or call.actor.only is not None:
            raise Missing("report", report)
        made = reading.views.reports.decision(reading.connection, row["decision"]) if row["decision"] else None
        text = reading.open(row["text"])
    plain = {name: row[name] for name in ("id", "kind", "about", "reason", "open")}
    return Report(**plain, text=text, at=utc(row["at"]), measure=made["measure"] if made else None)


def _made(
    call: Call, kind: str, about: UUID, body: Wrong, *, part: str | None = None, startup: UUID | None = None
) -> Answer[Report]:
    must_be_person(call)
    typed = {"reason": body.reason, "text": body.text}
    try:
        made = call.bridge.reports.report(call.actor, kind, about, typed, part=part, startup=startup)
    except Broken as broken:
        if broken.code != "too_many_reports":
            raise
        headers = {"Retry-After": str(HOUR)}
        raise Failed(429, "too_many_requests", headers=headers, seconds=HOUR) from broken
    return Answer(read_report(call, made.id), location=f"/api/v1/reports/{made.id}")
