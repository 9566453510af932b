"""Leading a team of a hackathon: its name, its people, its invitations, its startup, its files, its end."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.inviting import Again, link_of
from bridge.api.inviting import Link as InvitationLink
from bridge.api.joining import _inviter
from bridge.api.operation import operation
from bridge.api.participation import GROUP, TEAM, WRITE, NewTeam, Team, _team, shown_team
from bridge.api.people import ToldInvitation, told_invitation
from bridge.api.startups import look
from bridge.api.words import Asked, Key, Line, Sent, Told
from bridge.project_drafts import StoredFile
from bridge.project_files import take_in
from bridge.sniffing import OFFICE, OPEN
from events.errors import Invalid, Missing, Problem
from events.hackathons.aggregate import Hackathon
from events.teams.aggregate import Team as Aggregate

# What a file is, its first bytes say: any of these, or none that is told.
FILES = (
    "application/octet-stream", "application/pdf", "application/zip", "image/png", "image/jpeg", "image/webp",
    "image/gif", *(media for _, _, media in OFFICE.values()), *OPEN,
)  # fmt: skip
MOST_BYTES = 50_000_000  # the widest limit that a hackathon may set
MEMBER = TEAM + "/members/{account}"


class StandsFor(Sent):
    """The startup behind a team."""

    startup: Annotated[Key | None, Field(description="One that you founded; null for none.")]


class Called(Asked):
    """What is sent beside a file."""

    name: Annotated[Line, Field(description="What the file is called, with the ending of what it is: plan.pdf.")] = ""


class ProjectFile(Told):
    """A file that a team uploaded; a version of its project names it by its digest."""

    digest: str
    name: str
    media_type: str
    kind: Annotated[str, Field(description="`pdf`, `image`, `slides`, `document` or `archive`.")]
    size: Annotated[int, Field(description="In bytes.")]


class ProjectFiles(Told):
    """What a team uploaded, the oldest first."""

    items: list[ProjectFile]


class TeamInvitations(Told):
    """Who is invited to a team and did not come yet."""

    items: list[ToldInvitation]


@operation("POST", TEAM + "/rename", GROUP, scope=WRITE, example={"name": "Suu Bar"})
def rename_team(call: Call, hackathon: str, team: UUID, body: NewTeam) -> Team:
    """Call a team differently; for its lead"""
    call.bridge.teams.rename(call.actor, _team(call, hackathon, team), body.name)
    return shown_team(call, team)


@operation("POST", TEAM + "/ask/withdraw", GROUP, scope=WRITE)
def withdraw_join_request(call: Call, hackathon: str, team: UUID) -> None:
    """Not ask to join any more"""
    call.bridge.teams.take_back(call.actor, _team(call, hackathon, team))


@operation("POST", MEMBER + "/lead", GROUP, scope=WRITE)
def hand_team_over(call: Call, hackathon: str, team: UUID, account: UUID) -> Team:
    """Let another member lead; for the team's lead, at any time"""
    call.bridge.teams.hand_over(call.actor, _team(call, hackathon, team), account)
    return shown_team(call, team)


@operation("DELETE", MEMBER, GROUP, scope=WRITE)
def take_member_off(call: Call, hackathon: str, team: UUID, account: UUID) -> None:
    """Leave a team, or take a member off

    Only the lead takes others off, as long as teams may change.
    """
    call.bridge.teams.remove(call.actor, _team(call, hackathon, team), account)


@operation("PUT", TEAM + "/startup", GROUP, scope=WRITE, example={"startup": "nur-solar"})
def name_startup_of_team(call: Call, hackathon: str, team: UUID, body: StandsFor) -> Team:
    """Name the startup that a team stands for; any member may, with one that they founded"""
    found = _team(call, hackathon, team)
    call.bridge.teams.stand_for(call.actor, found, None if body.startup is None else look(call, body.startup).id)
    return shown_team(call, team)


@operation("POST", TEAM + "/dissolve", GROUP, scope=WRITE)
def dissolve_team(call: Call, hackathon: str, team: UUID) -> None:
    """End a team; for its lead

    Everybody in it is free. There is no way back, and what it submitted has to be withdrawn first.
    """
    call.bridge.teams.dissolve(call.actor, _team(call, hackathon, team))


@operation("GET", TEAM + "/invitations", GROUP)
def list_invitations_to_team(call: Call, hackathon: str, team: UUID) -> TeamInvitations:
    """List who is invited to your team"""
    found = _own(call, hackathon, team)
    return TeamInvitations(items=[told_invitation(one) for one in call.bridge.invitations.open_for(found.id)])


@operation("POST", TEAM + "/invitations/{invitation}/renew", GROUP, scope=WRITE, example={}, secret=True)
def renew_invitation_to_team(call: Call, hackathon: str, team: UUID, invitation: UUID, body: Again) -> InvitationLink:
    """Send a newer invitation to your team

    The old link is dead then. One that was handed over as a link is told here, this once.
    """
    old, asked = call.bridge.invitations.by_id(invitation), body.to == "asker"
    made = _inviter(call).renew("team", _team(call, hackathon, team), invitation, to_who_asked=asked)
    return link_of(call, made, mailed=asked or old is None or old.name is None)


@operation("GET", TEAM + "/files", GROUP)
def list_project_files(call: Call, hackathon: str, team: UUID) -> ProjectFiles:
    """List the files that your team uploaded, submitted or not"""
    found = _own(call, hackathon, team)
    return ProjectFiles(items=[_told(file) for file in call.bridge.project_drafts.files_of(found.id)])


@operation("POST", TEAM + "/files", GROUP, scope=WRITE, status=201, takes=FILES, most=MOST_BYTES)
def upload_project_file(call: Call, hackathon: str, team: UUID, query: Called, body: bytes) -> ProjectFile:
    """Upload a file of your team's project

    The body is the file: PDF, picture, slides, document or ZIP, as the rules of the hackathon allow. What it is, its
    content says, and the ending of its name must agree; pictures are drawn anew. It is part of a project when a version
    that is submitted names its digest.
    """
    found = _own(call, hackathon, team)
    if not query.name:
        raise Invalid([Problem("name", "required")])
    rules = call.bridge.log.get(Hackathon, found.hackathon).setup.get("rules") or {}
    return _told(take_in(call.bridge, found.id, call.account, rules, "body", query.name, body))


@operation("DELETE", TEAM + "/files/{digest}", GROUP, scope=WRITE)
def remove_project_file(call: Call, hackathon: str, team: UUID, digest: str) -> None:
    """Take a file out of what your team may submit; versions that were submitted keep theirs"""
    found = _own(call, hackathon, team)
    if all(file.digest != digest for file in call.bridge.project_drafts.files_of(found.id)):
        raise Missing("file", digest)
    call.bridge.project_drafts.remove_file(found.id, digest)


def _own(call: Call, hackathon: str, team: UUID) -> Aggregate:
    """A team that the caller is in. Raises `Refused`, `Missing`."""
    found = call.bridge.log.get(Aggregate, _team(call, hackathon, team))
    found.must_be_member(call.actor)
    return found


def _told(file: StoredFile) -> ProjectFile:
    return ProjectFile(
        digest=file.digest, name=file.name, media_type=file.media_type, kind=file.kind, size=file.size
    )  # fmt: skip
