"""Hackathons: the list, one of them, drafting, its parts, hosts, announcing, changes, phases, cancelling."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.words import Moment, OneOf, Sent, Text, Texts, Told, utc
from bridge.listings import HACKATHONS
from bridge.readmodels.base import unpacked
from events.errors import Missing
from events.hackathons.aggregate import Hackathon as Aggregate
from events.hackathons.checklist import blocks, not_agreed
from events.hackathons.parts import PARTS
from events.hackathons.phases import PHASES

GROUP = "hackathons"
WRITE = "write:hackathons"
HERE = "/hackathons/{hackathon}"
Part = Annotated[str, OneOf(PARTS)]
SHAPES = "The parts and what each holds are told in the documentation of hackathons."


class NewHackathon(Sent):
    """A draft: the incubator that prepares it, and some parts of its setup; `about.title` is needed."""

    incubator: UUID
    setup: Annotated[dict[Part, dict[str, Any]], Field(description=SHAPES)]


class NewPart(Sent):
    """The new value of a part."""

    value: Annotated[dict[str, Any], Field(description=SHAPES)]
    version: Annotated[int | None, Field(description="The part's version that you have read; a newer one refuses.")] = (
        None
    )


class Proposal(Sent):
    """Another value of a part that was announced, and why."""

    value: Annotated[dict[str, Any], Field(description=SHAPES)]
    why: Annotated[Text, Field(description="Everybody reads it.")]


class Why(Sent):
    """A reason."""

    why: Text = ""


class Reply(Sent):
    """Yes or no."""

    accept: bool


class Asked(Sent):
    """The incubator that is asked to host."""

    incubator: UUID


class Host(Told):
    """A host, or an incubator that was asked."""

    incubator: UUID
    name: Texts
    country: str
    state: Annotated[str, Field(description="`invited` or `accepted`.")]


class Phase(Told):
    """A phase with its moments; null where it is opened or closed by hand."""

    phase: str
    open: bool
    opens: Moment | None
    closes: Moment | None


class Block(Told):
    """What keeps it from being announced."""

    part: str
    code: str
    params: dict[str, Any]


class Hackathon(Told):
    """A hackathon. `checklist`, `not_agreed` and `changes` are told to those who prepare it."""

    id: UUID
    version: int
    slug: str
    state: Annotated[str, Field(description="`draft`, `announced` or `cancelled`.")]
    title: Texts
    summary: Texts
    setup: dict[str, Any]
    versions: Annotated[dict[str, int], Field(description="Of each part, for changing it.")]
    zone: str | None
    phases: list[Phase]
    hosts: list[Host]
    checklist: list[Block]
    not_agreed: Annotated[list[UUID], Field(description="Hosts that have not agreed to rules, dates and prizes.")]
    changes: Annotated[list[UUID], Field(description="Proposed changes that wait for a host.")]
    announced_at: Moment | None
    address: str


listed(
    "list_hackathons", "/hackathons", GROUP, HACKATHONS, "List hackathons",
    "What comes next is first, then what is over. Drafts only for those who prepare them.", public=True,
)  # fmt: skip


@operation("POST", "/hackathons", GROUP, scope=WRITE, status=201, also=(404,),
           example={"incubator": "7c9f0c0e-5d0a-4a53-9d0c-3f5a2f1b9f10",
                    "setup": {"about": {"title": {"en": "Water and Light"}, "binding": "en"}}})  # fmt: skip
def draft_hackathon(call: Call, body: NewHackathon) -> Answer[Hackathon]:
    """Begin to prepare a hackathon

    For managers of the incubator; nobody else sees the draft.
    """
    made = call.bridge.hackathons.draft(call.actor, body.incubator, body.setup)
    return Answer(shown(call, made.slug), location=f"/api/v1/hackathons/{made.slug}")


@operation("GET", HERE, GROUP, public=True, tagged=True)
def read_hackathon(call: Call, hackathon: str) -> Hackathon:
    """Read a hackathon"""
    return shown(call, hackathon)


@operation("PUT", HERE + "/parts/{part}", GROUP, scope=WRITE, example={"value": {"prizes": []}})
def change_part(call: Call, hackathon: str, part: str, body: NewPart) -> Hackathon:
    """Change a part of the setup

    What was announced and needs every host is proposed instead.
    """
    call.bridge.hackathons.change(call.actor, _id(call, hackathon), part, body.value, version=body.version)
    return shown(call, hackathon)


@operation("POST", HERE + "/parts/{part}/changes", GROUP, scope=WRITE,
           example={"value": {"prizes": []}, "why": "A sponsor left"})  # fmt: skip
def propose_change(call: Call, hackathon: str, part: str, body: Proposal) -> Hackathon:
    """Propose to change what was announced, such as a deadline

    It applies when every host agrees, and is announced with the reason.
    """
    call.bridge.hackathons.propose(call.actor, _id(call, hackathon), part, body.value, body.why)
    return shown(call, hackathon)


@operation("POST", HERE + "/changes/{change}/agree", GROUP, scope=WRITE)
def agree_to_change(call: Call, hackathon: str, change: UUID) -> Hackathon:
    """Agree to a proposed change

    For managers of a host.
    """
    call.bridge.hackathons.agree_change(call.actor, _id(call, hackathon), change)
    return shown(call, hackathon)


@operation("POST", HERE + "/changes/{change}/refuse", GROUP, scope=WRITE, example={"why": "Too late"})
def refuse_change(call: Call, hackathon: str, change: UUID, body: Why) -> Hackathon:
    """Say no to a proposed change, or take back your own"""
    call.bridge.hackathons.refuse_change(call.actor, _id(call, hackathon), change, body.why)
    return shown(call, hackathon)


@operation("POST", HERE + "/agree", GROUP, scope=WRITE)
def agree_to_hackathon(call: Call, hackathon: str) -> Hackathon:
    """Agree to the rules, dates and prizes of a draft as they read"""
    call.bridge.hackathons.agree(call.actor, _id(call, hackathon))
    return shown(call, hackathon)


@operation("POST", HERE + "/announce", GROUP, scope=WRITE)
def announce_hackathon(call: Call, hackathon: str) -> Hackathon:
    """Announce a hackathon

    When its checklist is empty and every host agrees.
    """
    call.bridge.hackathons.announce(call.actor, _id(call, hackathon))
    return shown(call, hackathon)


@operation("POST", HERE + "/cancel", GROUP, scope=WRITE, example={"why": "The hall burnt down"})
def cancel_hackathon(call: Call, hackathon: str, body: Why) -> Hackathon:
    """Cancel a hackathon"""
    call.bridge.hackathons.cancel(call.actor, _id(call, hackathon), body.why)
    return shown(call, hackathon)


@operation("POST", HERE + "/phases/{phase}/open", GROUP, scope=WRITE)
def open_phase(call: Call, hackathon: str, phase: str) -> Hackathon:
    """Open a phase by hand"""
    call.bridge.hackathons.open_phase(call.actor, _id(call, hackathon), phase)
    return shown(call, hackathon)


@operation("POST", HERE + "/phases/{phase}/close", GROUP, scope=WRITE)
def close_phase(call: Call, hackathon: str, phase: str) -> Hackathon:
    """Close a phase without a deadline by hand"""
    call.bridge.hackathons.close_phase(call.actor, _id(call, hackathon), phase)
    return shown(call, hackathon)


@operation("POST", HERE + "/hosts", GROUP, scope=WRITE, example={"incubator": "7c9f0c0e-5d0a-4a53-9d0c-3f5a2f1b9f10"})
def ask_host(call: Call, hackathon: str, body: Asked) -> Hackathon:
    """Ask another incubator to host it as well"""
    hackathon_id = _id(call, hackathon)
    with call.reading() as reading:
        if not reading.views.directory.incubators_by_ids(reading.connection, call.actor, [body.incubator]):
            raise Missing("incubator", body.incubator)
    call.bridge.hackathons.invite_host(call.actor, hackathon_id, body.incubator)
    return shown(call, hackathon)


@operation("POST", HERE + "/hosts/{incubator}/answer", GROUP, scope=WRITE, example={"accept": True})
def answer_as_host(call: Call, hackathon: str, incubator: UUID, body: Reply) -> None:
    """Say whether your incubator hosts it

    For its managers; after a no the draft is not yours to see any more.
    """
    call.bridge.hackathons.answer_host(call.actor, _id(call, hackathon), incubator, body.accept)


@operation("DELETE", HERE + "/hosts/{incubator}", GROUP, scope=WRITE)
def leave_as_host(call: Call, hackathon: str, incubator: UUID) -> None:
    """Stop hosting, or take an invitation to host back"""
    call.bridge.hackathons.leave_as_host(call.actor, _id(call, hackathon), incubator)


def _id(call: Call, key: str) -> UUID:
    with call.reading() as reading:
        row = reading.views.hackathons.by_slug(reading.connection, call.actor, key)
    if row is None:
        raise Missing("hackathon", key)
    found: UUID = row["id"]
    return found


def shown(call: Call, key: str) -> Hackathon:
    """A hackathon as it stands now, as far as the caller may know."""
    with call.reading() as reading:
        hackathons, connection = reading.views.hackathons, reading.connection
        row = hackathons.by_slug(connection, call.actor, key)
        if row is None:
            raise Missing("hackathon", key)
        hosts = hackathons.hosts_of(connection, [row["id"]]).get(row["id"], [])
        leads = bool(hackathons.sides_of(connection, call.actor, row["id"])) or row["id"] in (
            hackathons.helped_by(connection, call.actor.account) if call.actor.account else ()
        )
        now = reading.now
    found = call.bridge.log.get(Aggregate, row["id"])
    setup = unpacked(row["setup"])
    about = setup.get("about") or {}
    if not leads and "taking_part" in setup:
        setup = {**setup, "taking_part": {**setup["taking_part"], "chat": None}}
    return Hackathon(
        id=row["id"],
        version=row["version"],
        slug=row["slug"],
        state=row["state"],
        title=about.get("title") or {},
        summary=about.get("summary") or {},
        setup=setup,
        versions=unpacked(row["versions"]),
        zone=row["zone"],
        phases=[_phase(found, phase, now) for phase in PHASES],
        hosts=[_host(host) for host in hosts if leads or _public(host)],
        checklist=[_block(block) for block in blocks(found, now)] if leads and row["state"] == "draft" else [],
        not_agreed=not_agreed(found) if leads and row["state"] == "draft" else [],
        changes=[UUID(change) for change in found.open_changes] if leads else [],
        announced_at=None if row["announced_at"] is None else utc(row["announced_at"]),
        address=f"/hackathons/{row['slug']}",
    )


def _public(host: Any) -> bool:
    return bool(host["state"] == "accepted" and host["visibility"] != "hidden")


def _host(host: Any) -> Host:
    name = unpacked(host["page"])["name"]
    return Host(incubator=host["incubator"], name=name, country=host["country"], state=host["state"])


def _phase(found: Aggregate, phase: str, now: Any) -> Phase:
    times = found.times(phase)
    opens, closes = (None if moment is None else utc(moment) for moment in (times.opens, times.closes))
    return Phase(phase=phase, open=found.phase_open(phase, now), opens=opens, closes=closes)


def _block(block: Any) -> Block:
    params = {name: str(value) if isinstance(value, UUID) else value for name, value in block.params.items()}
    return Block(part=block.part, code=block.code, params=params)
