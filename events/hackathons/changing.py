"""Changing the setup: freely while it is a draft, with every host's agreement where participants rely on it."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from events.actor import Actor
from events.errors import Broken, Refused
from events.hackathons import events as happened
from events.hackathons.checklist import blocks, not_agreed
from events.hackathons.dates import moves
from events.hackathons.hosting import agree
from events.hackathons.parts import NEEDS_EVERY_HOST, Part
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.hackathons.aggregate import Hackathon


def change(hackathon: "Hackathon", by: Actor, now: datetime, part: str, value: Part) -> None:
    """Give a part a new value."""
    _must_go_on(hackathon)
    if value == hackathon.setup.get(part):
        return
    if hackathon.state == "announced" and part in NEEDS_EVERY_HOST:
        raise Broken("needs_every_host", part=part)
    hackathon.record(happened.PartChanged, by, now, part=part, value=value)


def announce(hackathon: "Hackathon", by: Actor, now: datetime, sides: list[UUID]) -> None:
    """Show it to everybody; the hosts for whom somebody announces agree by that."""
    if hackathon.state != "draft":
        raise Broken("already_announced" if hackathon.state == "announced" else "hackathon_cancelled")
    if left := blocks(hackathon, now):
        raise Broken("not_ready_to_announce", count=len(left))
    for side in sides:
        if side in hackathon.accepted:
            agree(hackathon, by, now, side)
    if not_agreed(hackathon):
        raise Broken("hosts_have_not_agreed", count=len(not_agreed(hackathon)))
    hackathon.record(happened.HackathonAnnounced, by, now)


def cancel(hackathon: "Hackathon", by: Actor, now: datetime, why: PersonalText | None) -> None:
    """It will not take place."""
    _must_go_on(hackathon)
    hackathon.record(happened.HackathonCancelled, by, now, why)


def propose(
    hackathon: "Hackathon",
    by: Actor,
    now: datetime,
    side: UUID | None,
    part: str,
    value: Part,
    why: PersonalText | None,
) -> UUID:
    """Propose another text of what needs every host; where there is no other host it applies at once."""
    _must_be_announced(hackathon)
    if value == hackathon.setup.get(part):
        raise Broken("nothing_changes")
    if any(waiting["part"] == part for waiting in hackathon.open_changes.values()):
        raise Broken("change_waits", part=part)
    id = uuid4()
    hackathon.record(happened.ChangeProposed, by, now, why, change=id, part=part, value=value, incubator=side)
    _apply_when_agreed(hackathon, by, now, id)
    return id


def agree_change(hackathon: "Hackathon", by: Actor, now: datetime, side: UUID, change: UUID) -> None:
    """A host agrees; with the last one the change applies."""
    waiting = _waiting(hackathon, change)
    if side not in hackathon.accepted:
        raise Refused("not_a_host")
    if side.hex in waiting["agreed"]:
        raise Broken("already_agreed")
    hackathon.record(happened.ChangeAgreed, by, now, change=change, incubator=side)
    _apply_when_agreed(hackathon, by, now, change)


def refuse_change(
    hackathon: "Hackathon", by: Actor, now: datetime, side: UUID | None, change: UUID, why: PersonalText | None
) -> None:
    """A host does not agree, or whoever proposed it takes it back: the text stays."""
    _waiting(hackathon, change)
    hackathon.record(happened.ChangeRefused, by, now, why, change=change, incubator=side)


def missing_agreement(hackathon: "Hackathon", change: Mapping[str, Any]) -> list[UUID]:
    """The hosts that have not agreed to a change."""
    return [host for host in hackathon.accepted if host.hex not in change["agreed"]]


def apply_agreed(hackathon: "Hackathon", by: Actor, now: datetime) -> None:
    """Apply what waited only for a host that left."""
    for key in list(hackathon.open_changes):
        _apply_when_agreed(hackathon, by, now, UUID(key))


def _apply_when_agreed(hackathon: "Hackathon", by: Actor, now: datetime, id: UUID) -> None:
    waiting = hackathon.open_changes[id.hex]
    if hackathon.state != "announced" or missing_agreement(hackathon, waiting):
        return
    part, value, why = waiting["part"], waiting["value"], waiting["why"]
    before = hackathon.setup.get(part) or {}
    hackathon.record(happened.ChangeApplied, by, now, why, change=id, part=part, value=value)
    for phase, edge, was, will in moves(before, value) if part == "dates" else ():
        hackathon.record(happened.DeadlineMoved, by, now, why, phase=phase, edge=edge, before=was, after=will)


def _waiting(hackathon: "Hackathon", change: UUID) -> dict[str, Any]:
    _must_be_announced(hackathon)
    if change.hex not in hackathon.open_changes:
        raise Broken("change_is_gone")
    return hackathon.open_changes[change.hex]


def _must_be_announced(hackathon: "Hackathon") -> None:
    _must_go_on(hackathon)
    if hackathon.state == "draft":
        raise Broken("hackathon_not_announced")


def _must_go_on(hackathon: "Hackathon") -> None:
    if hackathon.state == "cancelled":
        raise Broken("hackathon_cancelled")
