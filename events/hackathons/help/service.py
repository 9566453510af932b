"""The commands of the help queue; whoever takes a request has a stake in the team from that moment on."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken, Refused, Taken
from events.hackathons.guards import LivePhases, must_be_open
from events.hackathons.help.aggregate import HelpRequest
from events.judging.access import JudgingService
from events.judging.panel import Panel
from events.log import Log
from events.store import Keys
from events.teams.aggregate import Team

OPEN = "open_help"


class Help(JudgingService):
    """Requests for help: one open one a team."""

    def __init__(self, log: Log, keys: Keys, phases: LivePhases) -> None:
        super().__init__(log, keys)
        self.phases = phases

    def ask(self, by: Actor, team: UUID, typed: Mapping[str, Any]) -> HelpRequest:
        """A member asks the mentors while the team builds. Raises `Invalid`, `Refused`, `Broken`."""
        found = self.log.get(Team, team)
        found.must_be_member(by)
        if found.dissolved or by.account is None:
            raise Refused("not_in_this_team")
        check = Checker()
        subject = check.code("subject", typed.get("subject"), vocabulary.technologies)
        check.done()
        text = self.personal(by, "text", typed.get("text"), most=2000, least=5)
        if text is None:  # `least` has refused that
            raise Refused("sign_in")
        now = self.log.clock()
        asked = HelpRequest.begin(
            by, now, hackathon=found.hackathon, team=team, account=by.account, subject=subject, text=text
        )  # fmt: skip
        building = must_be_open(self.phases, self.log.clock, found.hackathon, "building")
        try:
            self.log.save(asked, claim=[(OPEN, team.hex, asked.id)], guards=[building])
        except Taken as taken:
            raise Broken("help_asked_already") from taken
        return asked

    def take(self, by: Actor, request: UUID) -> HelpRequest:
        """A mentor comes: of two who tap at once one does. From then on they may not judge the team."""

        def command() -> HelpRequest:
            found, panel = self._for_mentor(by, request)
            now, mentor = self.log.clock(), self._account(by)
            if mentor in self.log.get(Team, found.team).members:
                raise Broken("own_team")
            found.take(by, now, mentor)
            panel.mentored_by(by, now, mentor, found.team)
            self.log.save(found, panel)
            return found

        return self.again(command)

    def give_back(self, by: Actor, request: UUID) -> HelpRequest:
        """The mentor cannot help after all, or has left: a manager may say so."""

        def find() -> HelpRequest:
            found = self.log.get(HelpRequest, request)
            if by.account is None or by.account != found.mentor or by.only is not None:
                self.led_by(by, found.hackathon, "people", "judging")
            return found

        return self._change(find, "give_back", by)

    def finish(self, by: Actor, request: UUID) -> HelpRequest:
        """It is done, says the mentor who took it or somebody of the team."""

        def find() -> HelpRequest:
            found = self.log.get(HelpRequest, request)
            if by.account is None or by.account != found.mentor or by.only is not None:
                self.log.get(Team, found.team).must_be_member(by)
            return found

        return self._change(find, "finish", by)

    def withdraw(self, by: Actor, request: UUID) -> HelpRequest:
        """The team needs no help any more."""

        def find() -> HelpRequest:
            found = self.log.get(HelpRequest, request)
            self.log.get(Team, found.team).must_be_member(by)
            return found

        return self._change(find, "withdraw", by)

    def has_right(self, by: Actor, hackathon: UUID, right: str) -> bool:
        """Whether somebody runs the hackathon."""
        return self._has(by, hackathon, right)

    def _change(self, find: Callable[[], HelpRequest], name: str, by: Actor) -> HelpRequest:
        def command() -> HelpRequest:
            found = find()
            getattr(found, name)(by, self.log.clock())
            self.log.save(found, release=[(OPEN, found.team.hex)] if found.over else [])
            return found

        return self.again(command)

    def _for_mentor(self, by: Actor, request: UUID) -> tuple[HelpRequest, Panel]:
        found = self.log.get(HelpRequest, request)
        panel = self.panel(found.hackathon)
        if panel is None or by.account is None or by.only is not None or by.account.hex not in panel.mentors:
            raise Refused("not_a_mentor")
        return found, panel

    @staticmethod
    def _account(by: Actor) -> UUID:
        if by.account is None:
            raise Refused("sign_in")
        return by.account
