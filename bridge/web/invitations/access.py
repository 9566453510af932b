"""What an invitation is to, and who may use or renew it."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from bridge.inviting import Kind
from bridge.web.app import current_bridge
from bridge.web.messages import add_sentences
from bridge.web.names import pick_text
from events.hackathons.aggregate import Hackathon
from events.incubators.aggregate import Incubator
from events.startups.aggregate import Startup
from events.teams.aggregate import Team

blueprint = Blueprint("invitations", __name__)

add_sentences({
    "too_many_invitations": _l("You have sent %(most)s invitations within a day. Please go on tomorrow."),
    "already_invited": _l("This person has an open invitation already."),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offered:
    """What an invitation is to: a name, where it leads, where its people are looked after, and who they are."""

    kind: Kind
    id: UUID
    name: str
    address: str
    people_address: str
    people: tuple[UUID, ...]


def offered(kind: str, subject: UUID) -> Offered:
    """The startup or the incubator that an invitation names."""
    bridge = current_bridge()
    if kind == "startup":
        startup = bridge.log.get(Startup, subject)
        address = f"/startups/{startup.slug}"
        people = tuple(startup.founders)
        return Offered("startup", subject, startup.profile["name"], address, f"{address}/people", people)
    if kind == "hackathon":
        found = bridge.log.get(Hackathon, subject)
        address, people = f"/hackathons/{found.slug}", tuple(UUID(key) for key in found.people)
        name = pick_text(found.setup["about"]["title"])
        return Offered("hackathon", subject, name, address, f"{address}/manage/team", people)
    if kind == "mentor":
        led, panel = bridge.log.get(Hackathon, subject), bridge.panels.panel(subject)
        address, people = f"/hackathons/{led.slug}", tuple(UUID(key) for key in panel.mentors) if panel else ()
        name = pick_text(led.setup["about"]["title"])
        return Offered("mentor", subject, name, f"{address}/help", f"{address}/manage/judges", people)
    if kind == "team":
        team = bridge.log.get(Team, subject)
        address = f"/hackathons/{bridge.log.get(Hackathon, team.hackathon).slug}/teams/{team.id}"
        return Offered("team", subject, team.name, address, address, tuple(team.members))
    incubator = bridge.log.get(Incubator, subject)
    address, people = f"/incubators/{incubator.slug}", tuple(incubator.managers)
    name = pick_text(incubator.page["name"])
    return Offered(cast(Kind, kind), subject, name, address, f"{address}/manage/people", people)
