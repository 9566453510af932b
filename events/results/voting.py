"""The people's choice: whoever has an account votes once, not for their own team, until the results open."""

from typing import Protocol
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing, Refused
from events.hackathons.access import HackathonService
from events.hackathons.aggregate import Hackathon
from events.log import Log
from events.results.vote import Vote, vote_id
from events.store import Keys, Transaction
from events.store.recorder import Guard


class Ballot(Protocol):
    """What read models say inside the transaction of a vote."""

    def candidate(self, tx: Transaction, hackathon: UUID, project: UUID) -> bool:
        """Whether a project of this hackathon was submitted and stands."""

    def own(self, tx: Transaction, project: UUID, account: UUID) -> bool:
        """Whether somebody is or was in the team of a project."""

    def decided(self, tx: Transaction, hackathon: UUID) -> bool:
        """Whether any results were published."""


class Votes(HackathonService):
    """Commands of voters."""

    def __init__(self, log: Log, keys: Keys, ballot: Ballot) -> None:
        super().__init__(log, keys)
        self.ballot = ballot

    def vote(self, by: Actor, hackathon: UUID, project: UUID) -> Vote:
        """Choose a project, instead of the one chosen before. Raises `Refused`, `Missing`, `Broken`."""
        account = self._voter(by)

        def command() -> Vote:
            self._open(hackathon)
            now, found = self.log.clock(), self.find(hackathon, account)
            if found is None:
                id = vote_id(hackathon, account)
                found = Vote.begin(by, now, id=id, hackathon=hackathon, account=account, project=project)
            else:
                found.move(by, now, project)
            self.log.save(found, guards=[self._still_open(hackathon), self._may_choose(hackathon, project, account)])
            return found

        return self.again(command)

    def withdraw(self, by: Actor, hackathon: UUID) -> Vote:
        """Take one's vote back."""
        account = self._voter(by)

        def command() -> Vote:
            self._open(hackathon)
            found = self.find(hackathon, account)
            if found is None:
                raise Missing("vote", hackathon)
            found.withdraw(by, self.log.clock())
            self.log.save(found, guards=[self._still_open(hackathon)])
            return found

        return self.again(command)

    def find(self, hackathon: UUID, account: UUID) -> Vote | None:
        """Somebody's vote, if there is one."""
        try:
            return self.log.get(Vote, vote_id(hackathon, account))
        except Missing:
            return None

    # -- inside -------------------------------------------------------------------------------------------------------

    @staticmethod
    def _voter(by: Actor) -> UUID:
        if by.account is None or by.only is not None:
            raise Refused("sign_in")
        return by.account

    def _open(self, hackathon: UUID) -> None:
        found, now = self.log.get(Hackathon, hackathon), self.log.clock()
        if found.state == "draft":
            raise Missing("hackathon", hackathon)
        if found.state == "cancelled":
            raise Broken("hackathon_cancelled")
        if not voted_on(found):
            raise Broken("no_peoples_choice")
        if not found.times("building").over(now):
            raise Broken("voting_not_open")
        results = found.times("results")
        if results.open(now) or results.over(now):
            raise Broken("voting_is_over")

    def _still_open(self, hackathon: UUID) -> Guard:
        def guard(tx: Transaction) -> None:
            self._open(hackathon)  # the clock is read after the lock
            if self.ballot.decided(tx, hackathon):
                raise Broken("voting_is_over")

        return guard

    def _may_choose(self, hackathon: UUID, project: UUID, account: UUID) -> Guard:
        def guard(tx: Transaction) -> None:
            if not self.ballot.candidate(tx, hackathon, project):
                raise Missing("project", project)
            if self.ballot.own(tx, project, account):
                raise Broken("not_for_the_own_team")

        return guard


def voted_on(hackathon: Hackathon) -> bool:
    """Whether the setup asks for a people's choice."""
    return bool((hackathon.setup.get("prizes") or {}).get("people"))
