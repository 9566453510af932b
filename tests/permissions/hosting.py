"""Hackathons of the world: prepared by one incubator, ready to be announced, announced with a change that waits."""

from typing import Any
from uuid import UUID, uuid4

from events.hackathons.aggregate import Hackathon
from events.hackathons.checklist import digest
from tests.domain.hackathon_setup import setup
from tests.permissions import roles
from tests.permissions.world import World


def hackathons(world: World) -> None:
    """`h_draft` asks the other manager's incubator to host, `h_ready` and `h_on` have both as hosts."""
    service, manager, other = world.bridge.hackathons, world.actor(roles.MANAGER), world.actor(roles.OTHER_MANAGER)
    draft = _draft(world, "Secret Preparations")
    service.invite_host(manager, draft, world.id("tower"))
    service.invite_person(manager, draft, invitation := uuid4(), ["desk"])
    service.join(world.actor("joined"), draft, invitation)
    ready = _draft(world, "Nearly Ready")
    announced = _draft(world, "Water and Light")
    for one in (ready, announced):
        service.invite_host(manager, one, world.id("tower"))
        service.answer_host(other, one, world.id("tower"), True)
        service.agree(other, one)
    world.names["h_ready_rules"] = digest(world.bridge.log.get(Hackathon, ready).setup)
    service.announce(manager, announced)
    service.invite_person(manager, announced, invitation := uuid4(), ["desk"])
    service.join(world.actor("joined"), announced, invitation)
    _invite(world, announced)
    waiting = service.propose(other, announced, "prizes", {"prizes": []}, "only hosts know of this proposal")
    found = {"h_draft": draft, "h_ready": ready, "h_on": announced, "h_change": UUID(next(iter(waiting.open_changes)))}
    world.names |= {f"{name}_id": str(id) for name, id in found.items()}


def _draft(world: World, title: str) -> UUID:
    parts: dict[str, Any] = setup(world.clock.now)
    parts["about"] = {**parts["about"], "title": {"en": title}, "binding": "en"}
    made = world.bridge.hackathons.draft(world.actor(roles.MANAGER), world.id("center"), parts)
    world.names[{"S": "h_draft", "N": "h_ready", "W": "h_on"}[title[0]]] = made.slug
    return made.id


def _invite(world: World, hackathon: UUID) -> None:
    bridge, invitation = world.bridge, uuid4()
    bridge.hackathons.invite_person(world.actor(roles.MANAGER), hackathon, invitation, ["people"])
    with bridge.db.change() as tx:
        manager = world.accounts[roles.MANAGER]
        bridge.invitations.add(tx.connection, invitation, "hackathon", hackathon, "guest@people.example", manager)
    world.names["h_invitation"] = str(invitation)
