"""Results: the places, what was published, the people's choice, the stage, certificates."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import orjson
from pydantic import Field

from bridge import awards, seeing
from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.naming import HERE, WRITE, announced_named
from bridge.api.operation import operation
from bridge.api.words import Moment, Sent, Text, Told, utc
from bridge.hackathon_documents import FORMAT, MOST_BYTES, bring_in, document
from bridge.listings import RESULTS
from bridge.listings.scorecards import rights_in
from bridge.readmodels.base import unpacked
from events.errors import Missing
from events.results.certificates import read_code

GROUP = "results"
CODE = "/certificates/{code}"
EXAMPLE = {"incubator": "7c9f0c0e-5d0a-4a53-9d0c-3f5a2f1b9f10", "document": {"format": FORMAT, "version": 1}}


class Choice(Sent):
    """The project that somebody chooses."""

    project: UUID


class Chosen(Told):
    """What the caller chose; null for nothing."""

    project: UUID | None


class Place(Sent):
    """A place of the confirmed ranking."""

    place: Annotated[int, Field(ge=1, le=10_000)]


class Revealed(Told):
    """The places down to this one are on the stage."""

    place: int | None


class Reason(Sent):
    """Why; whoever checks the certificate reads it."""

    why: Text = ""


class Issued(Told):
    """How many certificates were made."""

    issued: int


class Publication(Told):
    """What was published of a round; from the second number on it is a correction."""

    round: int
    number: int
    method: str
    departs: Annotated[bool, Field(description="Whether the jury departed from the computed order.")]
    why: str | None
    entries: int
    root: str
    published_at: Moment


class Publications(Told):
    """Everything that was published, the newest first."""

    items: list[Publication]


class Certificate(Told):
    """What a certificate certifies; `name` is null where the person has left."""

    code: str
    state: Annotated[str, Field(description="`valid` or `revoked`.")]
    role: str
    name: str | None
    hackathon: str
    team: str
    prize: str
    hosts: list[str]
    issued_at: Moment
    why: Annotated[str | None, Field(description="Why it was revoked by hand.")]


class Document(Told):
    """The whole hackathon; its format is told in the documentation of results."""

    document: dict[str, Any]


class NewDraft(Sent):
    """Whose draft it will be, the document, and the day on which its first date falls; without one dates stay."""

    incubator: UUID
    document: dict[str, Any]
    start: date | None = None


class Draft(Told):
    """The draft that was made."""

    id: UUID
    slug: str


listed(
    "list_results", HERE + "/results", GROUP, RESULTS, "List the published results of a hackathon",
    "The winner first. `place` is the jury's, `official` the computed one; with `track=` those of one track.",
    public=True, owner=announced_named, more={"track": (Annotated[str | None, Field(max_length=12)], None)},
)  # fmt: skip


@operation("GET", HERE + "/publications", GROUP, public=True)
def list_publications(call: Call, hackathon: str) -> Publications:
    """Read what was published, with the root of the judging's hash chain"""
    id = announced_named(call, hackathon)
    with call.reading() as reading:
        rounds = {row["id"]: row["number"] for row in reading.views.judging.rounds_of(reading.connection, id)}
        rows = reading.views.judging.published(reading.connection, id)
        return Publications(items=[_publication(row, rounds, reading.open(row["why"])) for row in rows])


@operation("PUT", HERE + "/vote", GROUP, scope=WRITE, example={"project": "7c9f0c0e-5d0a-4a53-9d0c-3f5a2f1b9f10"})
def choose_project(call: Call, hackathon: str, body: Choice) -> Chosen:
    """Choose a project for the people's choice, instead of the one chosen before

    One vote a person, not for one's own team, until the results open.
    """
    return Chosen(project=call.bridge.votes.vote(call.actor, announced_named(call, hackathon), body.project).project)


@operation("DELETE", HERE + "/vote", GROUP, scope=WRITE)
def take_vote_back(call: Call, hackathon: str) -> None:
    """Choose nothing any more"""
    call.bridge.votes.withdraw(call.actor, announced_named(call, hackathon))


@operation("POST", HERE + "/stage", GROUP, scope=WRITE, example={"place": 3})
def reveal_place(call: Call, hackathon: str, body: Place) -> Revealed:
    """Show the places down to one on the stage

    For the chair of the jury, after a ranking was confirmed.
    """
    id = announced_named(call, hackathon)
    with call.reading() as reading:
        rounds = [row for row in reading.views.judging.rounds_of(reading.connection, id) if unpacked(row["ranking"])]
    call.bridge.hackathons.led(call.actor, id, "chair")
    if not rounds or body.place not in {int(row["place"]) for row in unpacked(rounds[-1]["ranking"])}:
        raise Missing("place", str(body.place))
    return Revealed(place=call.bridge.publishing.reveal(call.actor, rounds[-1]["id"], body.place).revealed)


@operation("POST", HERE + "/certificates", GROUP, scope=WRITE)
def issue_certificates(call: Call, hackathon: str) -> Issued:
    """Issue certificates to everybody who has earned one and has none

    For managers with the right `people`, once results are published. Said again it makes only what is missing.
    """
    made = call.bridge.certificates.issue(call.actor, announced_named(call, hackathon))
    return Issued(issued=made)


@operation("GET", CODE, GROUP, public=True)
def read_certificate(call: Call, code: str) -> Certificate:
    """Check a certificate by its code"""
    return _shown(call, code)


@operation("POST", CODE + "/revoke", GROUP, scope=WRITE, example={"why": "Was never there"})
def revoke_certificate(call: Call, code: str, body: Reason) -> Certificate:
    """Say that a certificate is not valid, and why"""
    call.bridge.certificates.revoke(call.actor, _row(call, code)["id"], body.why)
    return _shown(call, code)


@operation("POST", CODE + "/reinstate", GROUP, scope=WRITE, example={"why": "It was them after all"})
def reinstate_certificate(call: Call, code: str, body: Reason) -> Certificate:
    """Make a revoked certificate valid again"""
    call.bridge.certificates.reinstate(call.actor, _row(call, code)["id"], body.why)
    return _shown(call, code)


@operation("GET", HERE + "/document", GROUP)
def export_hackathon(call: Call, hackathon: str) -> Document:
    """Read a whole hackathon as one document, without its people

    For those who set it up; scores only for those who may read them.
    """
    bridge = call.bridge
    with call.reading() as reading:
        row = seeing.hackathon(reading, call.actor, hackathon)
        found = bridge.hackathons.led(call.actor, row["id"], "setup")
        told = document(reading, row, rights_in(reading, call.actor, found.id))
    return Document(document=orjson.loads(orjson.dumps(told)))


@operation("POST", "/hackathon-documents", GROUP, scope=WRITE, status=201, also=(404,), most=MOST_BYTES,
           example=EXAMPLE)  # fmt: skip
def import_hackathon(call: Call, body: NewDraft) -> Answer[Draft]:
    """Make a draft of the document of a hackathon

    For managers of the incubator. People, teams, projects and scores stay where they are.
    """
    made = bring_in(call.bridge, call.actor, body.incubator, body.document, body.start)
    return Answer(Draft(id=made.id, slug=made.slug), location=f"/api/v1/hackathons/{made.slug}")


def _publication(row: Any, rounds: dict[UUID, int], why: str | None) -> Publication:
    return Publication(
        round=rounds[row["round"]],
        number=row["number"],
        method=row["method"],
        departs=row["departs"],
        why=why,
        entries=row["entries"],
        root=row["root"],
        published_at=utc(row["at"]),
    )


def _row(call: Call, code: str) -> Any:
    with call.reading() as reading:
        row = reading.views.results.certificate(reading.connection, read_code(code))
    if row is None:
        raise Missing("certificate", code)
    return row


def _shown(call: Call, code: str) -> Certificate:
    row = _row(call, code)
    with call.reading() as reading:
        found = awards.award(call.bridge, reading, row, "en")
        why = reading.open(row["why"]) if row["state"] == "revoked" else None
    if found is None:
        raise Missing("certificate", code)
    return Certificate(
        code=row["code"],
        state=row["state"],
        role=row["role"],
        name=found.name,
        hackathon=found.hackathon,
        team=found.team,
        prize=found.prize,
        hosts=list(found.hosts),
        issued_at=utc(row["issued_at"]),
        why=why,
    )
