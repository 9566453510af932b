"""Partnerships: recorded by one side, confirmed by the other, with milestones and an end."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.profiles import ByLanguage
from bridge.api.words import Day, Moment, OneOf, Sent, Text, Texts, Told, utc
from bridge.listings import PARTNERSHIPS
from bridge.readmodels.base import unpacked
from events import vocabulary
from events.errors import Missing
from events.partnerships.service import Partnerships

GROUP = "partnerships"
WRITE = "write:partnerships"
HERE = "/partnerships/{partnership}"
EXAMPLE = {"introduction": "00000000-0000-4000-8000-000000000000", "kind": "pilot", "since": "2026-11-20"}


class NewPartnership(Sent):
    """What was agreed in an introduction."""

    introduction: UUID
    kind: Annotated[str, OneOf(vocabulary.partnership_kinds)]
    since: Day
    summary: Annotated[ByLanguage, Field(description="By language, at most 1000 characters each.")] = {}


class NewMilestone(Sent):
    """What was reached."""

    kind: Annotated[str, OneOf(vocabulary.milestones)]
    on: Day
    note: ByLanguage = {}
    evidence: Annotated[Text | None, Field(description="A web address.")] = None
    amount_usd: int | None = None


class Ending(Sent):
    """When and why they stopped working together."""

    on: Day
    reason: ByLanguage = {}


class Partner(Told):
    """One of the two startups; all but the id is null where you may not know of it."""

    id: UUID | None
    name: str | None
    country: str | None


class Milestone(Told):
    """What was reached, and which of the two recorded it."""

    kind: str
    on: str
    note: Texts
    evidence: str | None
    amount_usd: int | None
    recorded_at: Moment


class Partnership(Told):
    """A partnership."""

    id: UUID
    version: int
    kind: str
    state: str
    introduction: Annotated[UUID | None, Field(description="Only its own people are told.")]
    startups: list[Partner]
    recorded_by_you: Annotated[bool | None, Field(description="null where neither startup is yours.")]
    summary: Texts
    since: str
    ended_on: str | None
    end_reason: Texts
    milestones: list[Milestone]
    recorded_at: Moment
    changed_at: Moment
    address: str


listed(
    "list_partnerships", "/partnerships", GROUP, PARTNERSHIPS, "List partnerships",
    "Your own in every state, and those of others that both sides have confirmed.", public=True,
)  # fmt: skip


@operation("POST", "/partnerships", GROUP, scope=WRITE, status=201, also=(404,), example=EXAMPLE)
def record_partnership(call: Call, body: NewPartnership) -> Answer[Partnership]:
    """Record a partnership

    By either side of an introduction that was accepted; the other side confirms it.
    """
    with call.reading() as reading:
        if seeing.introduction(reading, call.actor, body.introduction, call.bridge.clock()).side is None:
            raise Missing("introduction", body.introduction)
    made = call.bridge.partnerships.record(call.actor, body.introduction, body.model_dump(exclude={"introduction"}))
    return Answer(shown(call, made.id), location=f"/api/v1/partnerships/{made.id}")


@operation("GET", HERE, GROUP, public=True, tagged=True)
def read_partnership(call: Call, partnership: UUID) -> Partnership:
    """Read a partnership"""
    return shown(call, partnership)


@operation("POST", f"{HERE}/confirm", GROUP, scope=WRITE)
def confirm_partnership(call: Call, partnership: UUID) -> Partnership:
    """Confirm what the other side has recorded

    Everybody may see it from then on.
    """
    return _act(call, partnership, lambda all: all.answer(call.actor, partnership, True))


@operation("POST", f"{HERE}/dispute", GROUP, scope=WRITE)
def dispute_partnership(call: Call, partnership: UUID) -> Partnership:
    """Say that there is no such agreement"""
    return _act(call, partnership, lambda all: all.answer(call.actor, partnership, False))


@operation("POST", f"{HERE}/milestones", GROUP, scope=WRITE, example={"kind": "signed", "on": "2026-11-20"})
def add_milestone(call: Call, partnership: UUID, body: NewMilestone) -> Partnership:
    """Add a milestone"""
    return _act(call, partnership, lambda all: all.reach(call.actor, partnership, body.model_dump()))


@operation("POST", f"{HERE}/end", GROUP, scope=WRITE, example={"on": "2026-11-20"})
def end_partnership(call: Call, partnership: UUID, body: Ending) -> Partnership:
    """Record that they stopped working together"""
    return _act(call, partnership, lambda all: all.end(call.actor, partnership, body.model_dump()))


def _act(call: Call, partnership: UUID, command: Callable[[Partnerships], object]) -> Partnership:
    with call.reading() as reading:
        if seeing.partnership(reading, call.actor, partnership).side is None:
            raise Missing("partnership", partnership)
    command(call.bridge.partnerships)
    return shown(call, partnership)


def shown(call: Call, partnership: UUID) -> Partnership:
    """A partnership as it stands now."""
    with call.reading() as reading:
        seen = seeing.partnership(reading, call.actor, partnership)
        reached = reading.views.partnerships.reached(reading.connection, partnership)
    row = seen.row
    known = [seen.startups.get(row[name]) for name in ("one", "other")]
    return Partnership(
        **{name: row[name] for name in ("id", "version", "kind", "state", "since", "ended_on")},
        introduction=row["introduction"] if seen.side else None,
        startups=[
            Partner(**{name: None if startup is None else startup[name] for name in Partner.model_fields})
            for startup in known
        ],
        recorded_by_you=None if seen.side is None else seen.side == row["recorder"],
        summary=unpacked(row["summary"]),
        end_reason=unpacked(row["end_reason"]) or {},
        milestones=[
            Milestone(
                note=unpacked(mile["note"]), recorded_at=utc(mile["recorded_at"]),
                **{name: mile[name] for name in ("kind", "on", "evidence", "amount_usd")},
            )
            for mile in reached
        ],
        recorded_at=utc(row["recorded_at"]),
        changed_at=utc(row["changed_at"]),
        address=f"/partnerships/{row['id']}",
    )  # fmt: skip
