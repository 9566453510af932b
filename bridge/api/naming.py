"""Which hackathon, and which team of it, an address names; who takes part in hackathons by a token."""

from uuid import UUID

from bridge import seeing
from bridge.api.calling import Call
from events.errors import Missing
from events.hackathons.aggregate import Hackathon
from events.hackathons.hosting import RIGHTS
from events.teams.aggregate import Team

GROUP = "hackathons"
WRITE = "write:hackathons"
HERE = "/hackathons/{hackathon}"
TEAM = HERE + "/teams/{team}"


def hackathon_named(call: Call, key: str) -> UUID:
    """The hackathon that an address names, by its slug or id. Raises `Missing`."""
    with call.reading() as reading:
        found: UUID = seeing.hackathon(reading, call.actor, key)["id"]
    return found


def announced_named(call: Call, key: str) -> UUID:
    """The same where the announcement is what it begins with: `Missing` for a draft, whoever asks."""
    with call.reading() as reading:
        row = seeing.hackathon(reading, call.actor, key)
    if row["state"] == "draft":
        raise Missing("hackathon", key)
    found: UUID = row["id"]
    return found


def team_named(call: Call, hackathon: str, team: UUID) -> UUID:
    """A team of this hackathon. Raises `Missing`."""
    here = hackathon_named(call, hackathon)
    found = call.bridge.log.get(Team, team)
    if found.hackathon != here or found.dissolved or (found.hidden and not _near(call, found)):
        raise Missing("team", team)
    return team


def _near(call: Call, team: Team) -> bool:
    """Whether a hidden team is there for somebody: its members, whoever runs the hackathon, organisers."""
    if oneself(call) in team.members or "organiser" in call.actor.roles:
        return True
    found = call.bridge.log.get(Hackathon, team.hackathon)
    return any(call.bridge.hackathons.may(call.actor, found, right) for right in RIGHTS)


def oneself(call: Call) -> UUID | None:
    """Who takes part; the token of an organisation takes part in nothing."""
    return call.actor.account if call.actor.only is None else None


def own_team(call: Call, hackathon: str, team: UUID) -> Team:
    """A team that the caller is in. Raises `Refused`, `Missing`."""
    found = call.bridge.log.get(Team, team_named(call, hackathon, team))
    found.must_be_member(call.actor)
    return found
