"""What incubators look after in the world: requests for profiles, one handed over, a question, a go-between."""

from uuid import UUID

from tests.permissions import roles, stories
from tests.permissions.world import SYSTEM, World

DECIDED = "only those who decide read this request"
ASKED = "only the asking side and the incubator read this question"


def profiles(world: World) -> None:
    """Unclaimed profiles of the center that something happens to, and a startup that is introduced by it."""
    bridge, center, manager = world.bridge, world.id("center"), world.actor(roles.MANAGER)
    for name in ("Wanted Row", "Twin Row", "Handed Row"):
        world.startup(name, None)
        key = name.split()[0].lower()
        bridge.startups.publish(SYSTEM, world.id(key), "public")
        bridge.startups.offer_admission(SYSTEM, world.id(key), center)
    member = world.actor(roles.MEMBER)
    for key in ("wanted", "loose"):
        world.names[f"claim_{key}"] = str(bridge.claiming.ask(member, world.id(key), DECIDED))
    bridge.keeping.hand_over(manager, world.id("handed"), world.id("tower"), "They know it better")
    typed = {**stories.CHOICES, "message": ASKED}
    asked = bridge.enquiries.ask(world.actor(roles.PARTNER), world.id("shifo"), world.id("woken"), center, typed)
    world.names["enquiry"] = str(asked.id)
    world.names["i_brought"] = str(_bring(world, center))


def _bring(world: World, center: UUID) -> UUID:
    founder, manager = world.actor(roles.FOUNDER), world.actor(roles.MANAGER)
    made = world.startup("Brought Pair", roles.FOUNDER)
    world.bridge.startups.ask_admission(founder, made.id, center)
    world.bridge.startups.answer_request(manager, made.id, center, True)
    message = {"message": "only both sides read why the center introduces them"}
    typed = {**stories.CHOICES, **message}
    return world.bridge.between.introduce(manager, center, made.id, world.id("shifo"), typed).id
