"""What the services of judging share: who may do what, the panel of a hackathon, reasons that are required."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing, Refused
from events.hackathons.access import HackathonService
from events.hackathons.aggregate import Hackathon
from events.judging.panel import Panel, panel_of
from events.judging.round import Pair, Round
from events.judging.scorecard import Scorecard, scorecard_of
from events.personal import PersonalText
from events.projects.aggregate import Project, project_id
from events.store import Transaction
from events.store.recorder import Guard
from events.teams.access import MEMBER, member_key
from events.teams.aggregate import Team


class JudgingService(HackathonService):
    """Managers of the hosts may do everything, others what they have the rights for."""

    def led_by(self, by: Actor, hackathon: UUID, *rights: str) -> Hackathon:
        """The hackathon, for somebody with one of these rights; nothing is judged in a cancelled one."""
        found = self.led(by, hackathon, next((r for r in rights if self._has(by, hackathon, r)), rights[0]))
        if found.state == "cancelled":
            raise Broken("hackathon_cancelled")
        return found

    def round_led(self, by: Actor, round: UUID, *rights: str) -> tuple[Round, Hackathon]:
        """A round and its hackathon, for somebody with one of these rights."""
        found = self.log.get(Round, round)
        return found, self.led_by(by, found.hackathon, *rights)

    def panel(self, hackathon: UUID) -> Panel | None:
        """The panel of a hackathon; None before its first judge or mentor."""
        try:
            return self.log.get(Panel, panel_of(hackathon))
        except Missing:
            return None

    def _must_not_gain(self, by: Actor, judge: UUID, project: UUID) -> None:
        """Refuse what somebody decides about their own sheets, or about those on a project of their own team."""
        if by.account == judge or by.account in self._makers(project):
            raise Refused("not_for_oneself")

    def _must_stand_outside(self, by: Actor, round: Round) -> None:
        """Refuse what somebody decides about a whole round that judges a project of their own team."""
        if by.account is None:
            return
        team = self.log.owner(MEMBER, member_key(round.hackathon, by.account))
        if team is not None and project_id(team) in round.projects:
            raise Refused("not_for_oneself")

    def _withdrawn(
        self, by: Actor, now: datetime, round: UUID, pairs: Iterable[Pair], why: PersonalText | None
    ) -> list[Scorecard]:
        """The scorecards of these pairs that count, withdrawn by hand; who asks saves them."""
        cards = []
        for judge, project in pairs:
            try:
                card = self.log.get(Scorecard, scorecard_of(round, judge, project))
            except Missing:
                continue
            if card.state != "withdrawn":
                card.withdraw(by, now, "by_hand", why)
                cards.append(card)
        return cards

    def _makers(self, project: UUID) -> list[UUID]:
        try:
            return self.log.get(Team, self.log.get(Project, project).team).members
        except Missing:
            return []

    def reason(self, by: Actor, why: object) -> PersonalText | None:
        """A reason that must be given; None only for the system, which has no words of its own."""
        return None if by.system is not None else self.personal(by, "why", why, most=1000, least=3)

    def behind_the_lock(self, hackathon: UUID, check: Callable[[Hackathon], object]) -> Guard:
        """A guard that looks at the hackathon as the transaction sees it: another host may have joined meanwhile."""

        def guard(tx: Transaction) -> None:
            found = self.log.inline.within(tx, Hackathon, hackathon)
            if found is None:
                raise Missing("hackathon", hackathon)
            check(found)

        return guard

    def _has(self, by: Actor, hackathon: UUID, right: str) -> bool:
        return self.may(by, self.log.get(Hackathon, hackathon), right)
