"""What people said around the hackathon in which teams build."""

from datetime import timedelta
from uuid import UUID

from events.hackathons.moments import in_zone
from tests.permissions import roles
from tests.permissions.world import World

ASKED, HIDDEN, TOLD = "may we bring our own sensors", "who is that rude person", "only those who take part read this"


def talks(world: World) -> None:
    """A question that waits, one out of sight, a message that went out and one that waits."""
    talking, manager = world.bridge.talking, world.actor(roles.MANAGER)
    running = UUID(world.names["hackrun_id"])
    waits = talking.ask(world.actor(roles.FOUNDER), running, ASKED)
    hidden = talking.ask(world.actor("stranger"), running, HIDDEN)
    talking.hide(manager, hidden.id, "It is about a person")
    said = {"group": "registered", "title": {"en": "The hall"}, "text": {"en": TOLD}}
    talking.announce(manager, running, said, "planted")
    later = {"when": "later", "due": in_zone(world.clock.now + timedelta(days=2), "Asia/Bishkek")}
    message = talking.announce(manager, running, {**said, **later}, "planted later")
    world.names |= {"question": str(waits.id), "hidden_question": str(hidden.id), "message": str(message.id)}
