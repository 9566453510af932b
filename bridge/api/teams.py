"""Teams of hackathons: the list, one of them, forming one, joining and leaving."""

from typing import Annotated
from uuid import UUID

from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.naming import GROUP, HERE, TEAM, WRITE, hackathon_named, team_named
from bridge.api.operation import operation
from bridge.api.words import OneOf, Sent, Text, Texts, Told
from bridge.listings import TEAMS
from bridge.readmodels.base import unpacked
from events.errors import Missing


class NewTeam(Sent):
    """A team's name."""

    name: Text


class Wanted(Sent):
    """Whom a team looks for; codes of technologies."""

    open: bool
    skills: list[str] = []
    text: Texts = {}


class Message(Sent):
    """What the team's lead reads."""

    message: Text = ""


class Reply(Sent):
    """Yes or no."""

    accept: bool
    why: Text = ""


class Team(Told):
    """A team; `members` are the ids of accounts, told to people who are signed in: all callers with a token are."""

    id: UUID
    name: str
    open: bool
    skills: list[str]
    text: Texts
    lead: UUID | None
    members: list[UUID]
    startup: UUID | None


def shown_team(call: Call, team: UUID) -> Team:
    """A team as programs read it. Raises `Missing`."""
    with call.reading() as reading:
        row = reading.views.teams.one(reading.connection, team)
        members = [one["account"] for one in reading.views.teams.members(reading.connection, team)]
    if row is None:
        raise Missing("team", team)
    return Team(
        id=row["id"], name=row["name"], open=row["open"], skills=unpacked(row["skills"]), text=unpacked(row["text"]),
        lead=row["lead"], members=members, startup=row["startup"],
    )  # fmt: skip


listed(
    "list_teams", HERE + "/teams", GROUP, TEAMS, "List the teams of a hackathon",
    "Those that look for people first; with `open=yes` or `skill=` no others.", public=True, owner=hackathon_named,
    more={"open": (Annotated[str | None, OneOf(("yes",))], None)},
)  # fmt: skip


@operation("POST", HERE + "/teams", GROUP, scope=WRITE, status=201, example={"name": "Suu Bar"})
def form_team(call: Call, hackathon: str, body: NewTeam) -> Answer[Team]:
    """Form a team and lead it

    One team per person and hackathon.
    """
    made = call.bridge.teams.form(call.actor, hackathon_named(call, hackathon), body.name)
    return Answer(shown_team(call, made.id), location=f"/api/v1/hackathons/{hackathon}/teams/{made.id}")


@operation("GET", TEAM, GROUP)
def read_team(call: Call, hackathon: str, team: UUID) -> Team:
    """Read a team"""
    return shown_team(call, team_named(call, hackathon, team))


@operation("PUT", TEAM + "/wanted", GROUP, scope=WRITE, example={"open": True, "skills": ["iot"]})
def describe_team(call: Call, hackathon: str, team: UUID, body: Wanted) -> Team:
    """Say whom a team looks for"""
    call.bridge.teams.describe(call.actor, team_named(call, hackathon, team), body.model_dump())
    return shown_team(call, team)


@operation("POST", TEAM + "/ask", GROUP, scope=WRITE, example={"message": "I solder"})
def ask_to_join(call: Call, hackathon: str, team: UUID, body: Message) -> None:
    """Ask to join an open team"""
    call.bridge.teams.ask(call.actor, team_named(call, hackathon, team), body.message)


@operation("POST", TEAM + "/requests/{account}", GROUP, scope=WRITE, example={"accept": True})
def answer_join_request(call: Call, hackathon: str, team: UUID, account: UUID, body: Reply) -> Team:
    """Answer somebody who asks to join; for the team's lead"""
    call.bridge.teams.answer(call.actor, team_named(call, hackathon, team), account, body.accept, body.why)
    return shown_team(call, team)


@operation("POST", TEAM + "/leave", GROUP, scope=WRITE)
def leave_team(call: Call, hackathon: str, team: UUID) -> None:
    """Leave a team"""
    call.bridge.teams.leave(call.actor, team_named(call, hackathon, team))
