"""What happens to a team."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.teams.aggregate import Team


class TeamFormed(Created, topic="team.formed"):
    """A registered person forms a team and leads it."""

    hackathon: UUID
    account: UUID
    name: str


class TeamRenamed(Fact, topic="team.renamed"):
    """The team is called differently."""

    name: str
    old: str

    def apply(self, team: "Team") -> None:
        team.name = self.name


class TeamDescribed(Fact, topic="team.described"):
    """Whether the team looks for people, which skills they should have, and what it says about it."""

    open: bool
    skills: list[str]
    text: dict[str, str]

    def apply(self, team: "Team") -> None:
        team.open, team.skills, team.text = self.open, self.skills, self.text


class JoinAsked(Fact, topic="team.join_asked"):
    """Somebody asks to join."""

    hackathon: UUID
    account: UUID
    message: PersonalText | None

    def apply(self, team: "Team") -> None:
        team.requests = [*team.requests, self.account]


class JoinEnded(Fact, topic="team.join_ended"):
    """A request came to nothing: `how` is withdrawn or refused."""

    hackathon: UUID
    account: UUID
    how: str

    def apply(self, team: "Team") -> None:
        team.requests = [one for one in team.requests if one != self.account]


class MemberInvited(Fact, topic="team.member_invited"):
    """Somebody is invited; the accounts keep whom."""

    invitation: UUID

    def apply(self, team: "Team") -> None:
        team.invitations = [*team.invitations, self.invitation]


class MemberInvitationRevoked(Fact, topic="team.member_invitation_revoked"):
    """An unused invitation was taken back."""

    invitation: UUID

    def apply(self, team: "Team") -> None:
        team.invitations = [one for one in team.invitations if one != self.invitation]


class MemberJoined(Fact, topic="team.member_joined"):
    """Somebody is in the team, by a request that was answered or by an invitation."""

    hackathon: UUID
    account: UUID
    invitation: UUID | None

    def apply(self, team: "Team") -> None:
        team.members = [*team.members, self.account]
        team.requests = [one for one in team.requests if one != self.account]
        team.invitations = [one for one in team.invitations if one != self.invitation]


class MemberLeft(Fact, topic="team.member_left"):
    """Somebody is not in the team any more: `how` is left, removed, withdrawn (from the hackathon) or erased."""

    hackathon: UUID
    account: UUID
    how: str

    def apply(self, team: "Team") -> None:
        team.members = [one for one in team.members if one != self.account]


class LeadHandedOver(Fact, topic="team.lead_handed_over"):
    """Another member leads the team."""

    account: UUID

    def apply(self, team: "Team") -> None:
        team.members = [self.account, *(one for one in team.members if one != self.account)]


class StartupNamed(Fact, topic="team.startup_named"):
    """The startup that the team stands for; None where it stands for itself again."""

    startup: UUID | None

    def apply(self, team: "Team") -> None:
        team.startup = self.startup


class TeamHidden(Fact, topic="team.hidden"):
    """A decision about a report takes the team out of sight; `project` says whether its project went with it."""

    hackathon: UUID
    project: bool

    def apply(self, team: "Team") -> None:
        team.hidden, team.took_project = True, self.project


class TeamShownAgain(Fact, topic="team.shown_again"):
    """The decision does not hide it any more."""

    hackathon: UUID

    def apply(self, team: "Team") -> None:
        team.hidden, team.took_project = False, False


class TeamDissolved(Fact, topic="team.dissolved"):
    """There is no such team any more; its name is free."""

    hackathon: UUID

    def apply(self, team: "Team") -> None:
        team.members, team.requests, team.invitations, team.dissolved = [], [], [], True
