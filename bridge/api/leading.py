"""Leading a team of a hackathon: its name, its people, its invitations, its startup, its end."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.inviting import Again, Link, link_of
from bridge.api.joining import inviter_of
from bridge.api.naming import GROUP, TEAM, WRITE, own_team, team_named
from bridge.api.operation import operation
from bridge.api.people import ToldInvitation, told_invitation
from bridge.api.startups import look
from bridge.api.teams import NewTeam, Team, shown_team
from bridge.api.words import Key, Sent, Told

MEMBER = TEAM + "/members/{account}"


class StandsFor(Sent):
    """The startup behind a team."""

    startup: Annotated[Key | None, Field(description="One that you founded; null for none.")]


class TeamInvitations(Told):
    """Who is invited to a team and did not come yet."""

    items: list[ToldInvitation]


@operation("POST", TEAM + "/rename", GROUP, scope=WRITE, example={"name": "Suu Bar"})
def rename_team(call: Call, hackathon: str, team: UUID, body: NewTeam) -> Team:
    """Call a team differently; for its lead"""
    call.bridge.teams.rename(call.actor, team_named(call, hackathon, team), body.name)
    return shown_team(call, team)


@operation("POST", TEAM + "/ask/withdraw", GROUP, scope=WRITE)
def withdraw_join_request(call: Call, hackathon: str, team: UUID) -> None:
    """Not ask to join any more"""
    call.bridge.teams.take_back(call.actor, team_named(call, hackathon, team))


@operation("POST", MEMBER + "/lead", GROUP, scope=WRITE)
def hand_team_over(call: Call, hackathon: str, team: UUID, account: UUID) -> Team:
    """Let another member lead; for the team's lead, at any time"""
    call.bridge.teams.hand_over(call.actor, team_named(call, hackathon, team), account)
    return shown_team(call, team)


@operation("DELETE", MEMBER, GROUP, scope=WRITE)
def take_member_off(call: Call, hackathon: str, team: UUID, account: UUID) -> None:
    """Leave a team, or take a member off

    Only the lead takes others off, as long as teams may change.
    """
    call.bridge.teams.remove(call.actor, team_named(call, hackathon, team), account)


@operation("PUT", TEAM + "/startup", GROUP, scope=WRITE, example={"startup": "nur-solar"})
def name_startup_of_team(call: Call, hackathon: str, team: UUID, body: StandsFor) -> Team:
    """Name the startup that a team stands for; any member may, with one that they founded"""
    found = team_named(call, hackathon, team)
    call.bridge.teams.stand_for(call.actor, found, None if body.startup is None else look(call, body.startup).id)
    return shown_team(call, team)


@operation("POST", TEAM + "/dissolve", GROUP, scope=WRITE)
def dissolve_team(call: Call, hackathon: str, team: UUID) -> None:
    """End a team; for its lead

    Everybody in it is free. There is no way back, and what it submitted has to be withdrawn first.
    """
    call.bridge.teams.dissolve(call.actor, team_named(call, hackathon, team))


@operation("GET", TEAM + "/invitations", GROUP)
def list_invitations_to_team(call: Call, hackathon: str, team: UUID) -> TeamInvitations:
    """List who is invited to your team"""
    found = own_team(call, hackathon, team)
    return TeamInvitations(items=[told_invitation(one) for one in call.bridge.invitations.open_for(found.id)])


@operation("POST", TEAM + "/invitations/{invitation}/renew", GROUP, scope=WRITE, example={}, secret=True)
def renew_invitation_to_team(call: Call, hackathon: str, team: UUID, invitation: UUID, body: Again) -> Link:
    """Send a newer invitation to your team

    The old link is dead then. One that was handed over as a link is told here, this once.
    """
    old, asked = call.bridge.invitations.by_id(invitation), body.to == "asker"
    made = inviter_of(call).renew("team", team_named(call, hackathon, team), invitation, to_who_asked=asked)
    return link_of(call, made, mailed=asked or old is None or old.name is None)
