"""What people can do with teams; one team a person and hackathon is a claim, size and deadline are guards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken
from events.fact import Root
from events.registrations.service import until_settled
from events.startups.aggregate import Startup
from events.teams.access import MEMBER, NAME, TeamService, member_key, name_key
from events.teams.aggregate import ERASED, LEFT, REMOVED, WITHDREW, Team


@dataclass
class Left:
    """A team that somebody left because they leave the hackathon."""

    changed: list[Root] = field(default_factory=list)
    release: list[tuple[str, str]] = field(default_factory=list)


class Teams(TeamService):
    """Commands on teams."""

    def form(self, by: Actor, hackathon: UUID, name: object) -> Team:
        """Form a team and lead it. Raises `Invalid`, `Broken`, `Missing`."""
        account = self._person(by)
        check = Checker()
        called = check.text("name", name, least=2, most=60)
        check.done()

        def command() -> Team:
            now = self.log.clock()
            rules = self._changeable(hackathon, now)
            self._must_take_part(hackathon, account)
            team = Team.begin(by, now, hackathon=hackathon, account=account, name=called)
            claims = [(NAME, name_key(hackathon, called), team.id), (MEMBER, member_key(hackathon, account), team.id)]
            self._save(team, claim=claims, guards=[self._same(rules), self._registered(hackathon, account)])
            return team

        return until_settled(command)

    def rename(self, by: Actor, team: UUID, name: object) -> Team:
        """The lead calls it differently."""
        check = Checker()
        called = check.text("name", name, least=2, most=60)
        check.done()

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            found.must_lead(by)
            old, new = name_key(found.hackathon, found.name), name_key(found.hackathon, called)
            found.rename(by, now, called)
            return ([(NAME, new, found.id)], [(NAME, old)]) if old != new else ([], [])

        return self._change(team, change)

    def describe(self, by: Actor, team: UUID, typed: Mapping[str, Any]) -> Team:
        """Say whom the team looks for: `open`, `skills`, `text` by language."""
        check = Checker()
        skills = check.codes("skills", typed.get("skills"), vocabulary.technologies, most=8)
        text = check.texts("text", typed.get("text"), vocabulary.languages, most=600, lines=True)
        check.done()
        wanted = typed.get("open") in (True, "yes")

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            found.must_be_member(by)
            found.describe(by, now, open=wanted, skills=skills, text=text)
            return [], []

        return self._change(team, change)

    def ask(self, by: Actor, team: UUID, message: object = None) -> Team:
        """Ask to join an open team."""
        account = self._person(by)

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            self._must_take_part(found.hackathon, account)
            if self.of(found.hackathon, account) not in (None, found.id):
                raise Broken("in_another_team")
            sealed = self.personal(by, "message", message, most=600)
            found.ask(by, now, account, sealed, self._rules(found, now).most)
            return [], []

        return self._change(team, change)

    def take_back(self, by: Actor, team: UUID) -> Team:
        """Not ask any more."""
        account = self._person(by)

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            found.end_request(by, now, account, "withdrawn")
            return [], []

        return self._change(team, change, any_time=True)

    def answer(self, by: Actor, team: UUID, account: UUID, yes: bool, why: object = None) -> Team:
        """The lead answers somebody who asks."""

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            found.must_lead(by)
            found.must_be_asked(account)
            if not yes:
                reason = self.personal(by, "why", why, most=600)
                found.end_request(by, now, account, "refused", reason)
                return [], []
            self._must_take_part(found.hackathon, account)
            found.take_in(by, now, account, self._rules(found, now).most)
            return [(MEMBER, member_key(found.hackathon, account), found.id)], []

        return self._change(team, change, any_time=not yes, taken_in=account if yes else None)

    def invite(self, by: Actor, team: UUID, invitation: UUID) -> Team:
        """Open the door for one more person; the accounts keep whom."""

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            found.must_be_member(by)
            found.invite(by, now, invitation, self._rules(found, now).most)
            return [], []

        return self._change(team, change)

    def revoke_invitation(self, by: Actor, team: UUID, invitation: UUID) -> Team:
        """Take an unused invitation back."""

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            found.must_be_member(by)
            found.revoke_invitation(by, now, invitation)
            return [], []

        return self._change(team, change, any_time=True)

    def renew_invitation(self, by: Actor, team: UUID, invitation: UUID, newer: UUID) -> Team:
        """Send another one instead of an unused invitation: both in one transaction."""

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            found.must_be_member(by)
            found.revoke_invitation(by, now, invitation)
            found.invite(by, now, newer, self._rules(found, now).most)
            return [], []

        return self._change(team, change)

    def join(self, by: Actor, team: UUID, invitation: UUID) -> Team:
        """Use an invitation; that it is this person's, and not too old, the accounts have checked."""
        account = self._person(by)

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            found.must_be_invited(invitation)
            self._must_take_part(found.hackathon, account)
            found.take_in(by, now, account, self._rules(found, now).most, invitation)
            return [(MEMBER, member_key(found.hackathon, account), found.id)], []

        return self._change(team, change, taken_in=account)

    def leave(self, by: Actor, team: UUID) -> Team:
        """Go, at any time; the last one of a team that submitted nothing closes it behind them."""
        return self._leave(by, team, self._person(by), LEFT)

    def remove(self, by: Actor, team: UUID, account: UUID) -> Team:
        """The lead takes a member off, as long as teams may change."""
        return self._leave(by, team, account, REMOVED)

    def hand_over(self, by: Actor, team: UUID, account: UUID) -> Team:
        """Let another member lead: at any time, somebody must be able to."""

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            found.must_lead(by)
            found.hand_over(by, now, account)
            return [], []

        return self._change(team, change, any_time=True)

    def stand_for(self, by: Actor, team: UUID, startup: UUID | None) -> Team:
        """Name the startup behind the team: one that the person founded."""
        if startup is not None:
            self.log.get(Startup, startup).must_be_founder(by)

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            found.must_be_member(by)
            found.stand_for(by, now, startup)
            return [], []

        return self._change(team, change)

    def dissolve(self, by: Actor, team: UUID) -> Team:
        """The lead ends the team; what it submitted has to be withdrawn first."""

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            found.must_lead(by)
            self._must_not_have_submitted(found)
            keys = [(MEMBER, member_key(found.hackathon, one)) for one in found.members]
            found.dissolve(by, now)
            return [], [*keys, (NAME, name_key(found.hackathon, found.name))]

        return self._change(team, change, unsubmitted=True)

    def leaving(self, by: Actor, now: datetime, hackathon: UUID, account: UUID) -> Left | None:
        """What changes in the team of somebody who leaves the hackathon, to be saved together with that."""
        id = self.of(hackathon, account)
        if id is None:
            return None
        found = self.log.get(Team, id)
        how = ERASED if by.system == "leaving" else WITHDREW
        release = self._out(found, by, now, account, how)
        return Left([found], release)

    def founds(self, account: UUID) -> bool:
        """Whether a person acts for a startup."""
        return bool(self.founding.founded(account))

    # -- inside -------------------------------------------------------------------------------------------------

    def _leave(self, by: Actor, team: UUID, account: UUID, how: str) -> Team:
        own = by.account == account

        def change(found: Team, now: datetime) -> tuple[list[Any], list[Any]]:
            if own:
                found.must_be_member(by)
            else:
                found.must_lead(by)
            return [], self._out(found, by, now, account, LEFT if own else how)

        return self._change(team, change, any_time=own)

    def _out(self, found: Team, by: Actor, now: datetime, account: UUID, how: str) -> list[tuple[str, str]]:
        """Let somebody go; answers the claims that are free then."""
        release = [(MEMBER, member_key(found.hackathon, account))]
        last = found.members == [account]
        submitted = self._submitted(found)
        if last and submitted and how in (LEFT, REMOVED):
            raise Broken("withdraw_the_project_first")
        found.leave(by, now, account, how)
        if last and not submitted:
            release.append((NAME, name_key(found.hackathon, found.name)))
            found.dissolve(by, now)
        return release
