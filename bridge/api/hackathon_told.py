"""What a hackathon is told as: its setup, its phases, its hosts, what keeps it from being announced."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.api.calling import Call
from bridge.api.words import Moment, Texts, Told, utc, utc_or_none
from bridge.listings.scorecards import rights_in
from bridge.readmodels.base import unpacked
from events.hackathons.aggregate import Hackathon as Aggregate
from events.hackathons.checklist import blocks, digest, not_agreed
from events.hackathons.phases import PHASES


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
    rules: Annotated[str | None, Field(description="What the rules of a draft go by: who agrees to them names it.")]
    not_agreed: Annotated[list[UUID], Field(description="Hosts that have not agreed to rules, dates and prizes.")]
    changes: Annotated[list[UUID], Field(description="Proposed changes that wait for a host.")]
    announced_at: Moment | None
    address: str


def shown(call: Call, key: str) -> Hackathon:
    """A hackathon as it stands now, as far as the caller may know."""
    with call.reading() as reading:
        hackathons, connection = reading.views.hackathons, reading.connection
        row = seeing.hackathon(reading, call.actor, key)
        hosts = hackathons.hosts_of(connection, [row["id"]]).get(row["id"], [])
        leads = bool(
            hackathons.sides_of(connection, call.actor, row["id"]) or rights_in(reading, call.actor, row["id"])
        )
        chats = leads or seeing.is_in_hackathon(reading, call.actor, row["id"])
        now = reading.now
    found = call.bridge.log.get(Aggregate, row["id"])
    setup = unpacked(row["setup"])
    about = setup.get("about") or {}
    if not chats and "taking_part" in setup:
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
        rules=digest(found.setup) if leads and row["state"] == "draft" else None,
        not_agreed=not_agreed(found) if leads and row["state"] == "draft" else [],
        changes=[UUID(change) for change in found.open_changes] if leads else [],
        announced_at=utc_or_none(row["announced_at"]),
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
