"""Plants what was reported and decided: an open report of each kind, an appeal, something hidden."""

from typing import Any
from uuid import UUID

from events.actor import VISITOR
from tests.permissions import roles
from tests.permissions.stories import CHOICES
from tests.permissions.world import World

WHY = {"reason": "spam", "message": "Please change what is written here"}
INSULT = "an insult that its receiver reported"


def reports(world: World) -> None:
    """Anor is reported by a visitor and by a member, a message by its receiver; three startups were decided about."""
    service = world.bridge.reports
    by_visitor = service.report(VISITOR, "startup", world.id("anor"), {"reason": "spam"})
    by_member = service.report(world.actor(roles.MEMBER), "startup", world.id("anor"), {"reason": "copied"})
    world.startup("Rude Pair", roles.FOUNDER)
    rude = world.bridge.introductions.propose(
        world.actor(roles.FOUNDER), world.id("rude"), world.id("shifo"), {**CHOICES, "message": INSULT}
    )
    service.report(world.actor(roles.PARTNER), "introduction", rude.id, {"reason": "offensive"}, part="message")
    world.names |= {"r_visitor": str(by_visitor.id), "r_member": str(by_member.id), "i_rude": str(rude.id)}
    world.startup("Judged Studio", roles.FOUNDER)
    world.startup("Shaded Studio", roles.FOUNDER)
    world.startup("Appealing Studio", roles.FOUNDER)
    world.names["d_change"] = str(_decide(world, "judged", "change"))
    world.names["d_hide"] = str(_decide(world, "shaded", "hide"))
    appealed = _decide(world, "appealing", "change")
    world.bridge.moderation.appeal(world.actor(roles.FOUNDER), appealed, "This is how it is, though")
    world.names["d_appealed"] = str(appealed)


def _decide(world: World, startup: str, measure: str) -> UUID:
    about: dict[str, Any] = {"kind": "startup", "about": world.id(startup)}
    report = world.bridge.reports.report(world.actor("stranger"), **about, typed={"reason": "spam"})
    decider = world.actor(roles.ORGANISER_ALL)
    found: UUID = world.bridge.moderation.decide(decider, [report.id], {"measure": measure, **WHY}).id
    return found
