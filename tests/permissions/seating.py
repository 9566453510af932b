"""A hackathon that is being judged, by an account and by guests with links; a help queue in the one that builds."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from events.actor import Actor
from events.hackathons.moments import in_zone
from tests.domain.hackathon_setup import setup
from tests.permissions import roles
from tests.permissions.hacking import CONTENT
from tests.permissions.world import World

HELP, COUSINS = "the sensor is silent and we sit at table nine", "the lead of the team is a cousin of this judge"
SEAT: dict[str, Any] = {"languages": ["en"], "country": "KZ"}


def panels(world: World) -> None:
    """The member judges what the partner's team made; the member mentors where the founder's team builds."""
    bridge, manager, now = world.bridge, world.actor(roles.MANAGER), world.clock.now
    world.clock.now = now - timedelta(days=30)
    judged = _judged(world)
    partner = world.actor(roles.PARTNER)
    bridge.registrations.register(partner, judged, {"country": "UZ", "agreed": "yes", "answers": {}})
    team = bridge.teams.form(partner, judged, "Tarazu").id
    project = bridge.projects.submit(partner, team, {**CONTENT, "title": "Tarazu Watch"}).id
    world.clock.now = now
    member = world.accounts[roles.MEMBER]
    bridge.panels.invite(manager, judged, member, SEAT)
    bridge.panels.issue_link(manager, judged, member)
    round = bridge.rounds.plan(manager, judged, {"name": {"en": "Jury"}})
    bridge.rounds.seat(manager, round.id, [member])
    bridge.rounds.take(manager, round.id, [project])
    bridge.rounds.assign(manager, round.id, [(member, project)])
    bridge.rounds.open(manager, round.id)
    for name in ("guest", "gone"):
        guest = bridge.guests.welcome(f"Judge {name.title()}", f"{name}@judges.example")
        bridge.panels.invite(manager, judged, guest.id, SEAT)
        link = bridge.panels.issue_link(manager, judged, guest.id)
        with bridge.db.change() as tx:
            world.names[f"{name}_link"] = bridge.guests.replace_link(tx.connection, link, guest.id, judged)
        world.names[f"{name}_judge"] = str(guest.id)
        bridge.panels.declare(Actor(guest.id, only=judged), judged, project, guest.id, COUSINS)
        if name == "gone":
            bridge.panels.remove(manager, judged, guest.id)
    world.names |= {"seatround": str(round.id), "seatproject": str(project)}
    _help(world)


def _judged(world: World) -> UUID:
    """Builds for four weeks, and is judged for the four after them."""
    bridge, manager, parts = world.bridge, world.actor(roles.MANAGER), setup(world.clock.now)
    days = {"registration": (-1, 28), "building": (-1, 28), "judging": (28, 56), "results": (57, 90)}
    zone = parts["dates"]["zone"]
    parts["dates"]["phases"] = {
        phase: {
            edge: in_zone(world.clock.now + timedelta(days=day), zone)
            for edge, day in zip(("opens", "closes"), edges, strict=True)
        }
        for phase, edges in days.items()
    }
    found = bridge.hackathons.draft(manager, world.id("center"), parts, slug="hackseat")
    bridge.hackathons.announce(manager, found.id)
    world.names |= {"hackseat": found.slug, "hackseat_id": str(found.id)}
    return found.id


def _help(world: World) -> None:
    bridge, running = world.bridge, world.id("hackrun")
    bridge.panels.add_mentor(world.actor(roles.MANAGER), running, world.accounts[roles.MEMBER], ["iot"])
    for who, team, name in ((roles.FOUNDER, "suuteam", "help_asked"), ("stranger", "nurteam", "help_taken")):
        asked = bridge.help.ask(world.actor(who), UUID(world.names[team]), {"subject": "iot", "text": HELP})
        world.names[name] = str(asked.id)
    bridge.help.take(world.actor(roles.MEMBER), asked.id)
    invitation, manager = uuid4(), world.accounts[roles.MANAGER]
    bridge.mentors.ask(world.actor(roles.MANAGER), (judged := UUID(world.names["hackseat_id"])), invitation, ["iot"])
    with bridge.db.change() as tx:
        bridge.invitations.add(tx.connection, invitation, "mentor", judged, "mentor@people.example", manager)
    world.names["mentor_asked"] = str(invitation)
