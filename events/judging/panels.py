"""The commands on a panel: judges and their links, what they may not judge, mentors."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Missing, Refused
from events.hackathons.aggregate import Hackathon
from events.judging.access import JudgingService
from events.judging.panel import Panel, panel_of

RIGHTS = ("judging", "desk")


class Panels(JudgingService):
    """Judges and mentors of hackathons. Their names are rows of the accounts; here they are ids."""

    # -- judges -------------------------------------------------------------------------------------------------------

    def invite(self, by: Actor, hackathon: UUID, judge: UUID, typed: Mapping[str, Any]) -> Panel:
        """Ask the person behind an account to judge. Raises `Invalid`."""
        found = self.led_by(by, hackathon, "judging")
        _not_their_own(by, judge)
        seat = self._seat(typed, found)
        return self._change(found.id, lambda panel, now: panel.invite(by, now, judge, seat), by)

    def change(self, by: Actor, hackathon: UUID, judge: UUID, typed: Mapping[str, Any]) -> Panel:
        """Know other things of a judge; a conflict that follows withdraws what they were assigned."""
        found = self.led_by(by, hackathon, "judging")
        _not_their_own(by, judge)
        seat = self._seat(typed, found)
        return self._change(found.id, lambda panel, now: panel.change(by, now, judge, seat), by)

    def issue_link(self, by: Actor, hackathon: UUID, judge: UUID) -> UUID:
        """A new personal link in place of the old one; answers its id, whose secret the accounts keep."""
        link = uuid4()
        self.led_by(by, hackathon, *RIGHTS)
        self._change(hackathon, lambda panel, now: panel.issue_link(by, now, judge, link))
        return link

    def revoke_link(self, by: Actor, hackathon: UUID, judge: UUID) -> Panel:
        """Close the door that a link opens."""
        self.led_by(by, hackathon, *RIGHTS)
        return self._change(hackathon, lambda panel, now: panel.revoke_link(by, now, judge))

    def enter(self, by: Actor, hackathon: UUID) -> Panel:
        """A judge comes in by their link: that is their yes."""
        judge = self._judge(by, hackathon)
        return self._change(hackathon, lambda panel, now: panel.enter(by, now, judge))

    def remove(self, by: Actor, hackathon: UUID, judge: UUID, why: object = None) -> Panel:
        """Take a judge off, or (the judge themselves) give up; what they scored stays until it is withdrawn.

        Whoever runs the judging does not unseat themselves either: asked again, they would sit as others wrote it.
        """
        how = "left" if by.account == judge or by.system is not None else "removed"
        if how == "removed":
            self.led_by(by, hackathon, "judging")
        elif by.account is not None and self._has(by, hackathon, "judging"):
            raise Refused("own_seat")
        reason = self.personal(by, "why", why, most=1000)
        return self._change(hackathon, lambda panel, now: panel.leave(by, now, judge, how, reason))

    # -- conflicts ----------------------------------------------------------------------------------------------------

    def declare(self, by: Actor, hackathon: UUID, project: UUID, judge: UUID, why: object = None) -> Panel:
        """A judge says that they may not judge a project, or a manager says it of them."""
        if by.account != judge:
            self.led_by(by, hackathon, "judging")
        reason = self.personal(by, "why", why, most=1000)
        return self._change(hackathon, lambda panel, now: panel.declare(by, now, judge, project, reason))

    def lift(self, by: Actor, hackathon: UUID, project: UUID, judge: UUID, why: object) -> Panel:
        """A declared conflict was a mistake; the judge themselves cannot say so."""
        self.led_by(by, hackathon, "chair")
        self._must_not_gain(by, judge, project)
        reason = self.reason(by, why)
        return self._change(hackathon, lambda panel, now: panel.lift(by, now, judge, project, reason))

    # -- mentors ------------------------------------------------------------------------------------------------------

    def add_mentor(self, by: Actor, hackathon: UUID, mentor: UUID, topics: object = ()) -> Panel:
        """Somebody with an account helps teams."""
        codes = self.may_ask_mentors(by, hackathon, topics)
        return self._change(hackathon, lambda panel, now: panel.add_mentor(by, now, mentor, codes), by)

    def may_ask_mentors(self, by: Actor, hackathon: UUID, topics: object) -> list[str]:
        """The codes of what a mentor is to help with, for somebody who may ask one. Raises `Refused`, `Invalid`."""
        self.led_by(by, hackathon, "people", "judging")
        check = Checker()
        codes = check.codes("topics", list(topics) if isinstance(topics, list | tuple) else topics,
                            vocabulary.technologies, most=10)  # fmt: skip
        check.done()
        return codes

    def join_mentors(self, by: Actor, hackathon: UUID, topics: object, *, asked_by: Actor) -> Panel:
        """Somebody who was asked says yes, while whoever asked may still ask."""
        codes = self.may_ask_mentors(asked_by, hackathon, topics)
        if by.account is None:
            raise Refused("sign_in")
        mentor = by.account
        return self._change(hackathon, lambda panel, now: panel.add_mentor(by, now, mentor, codes), by)

    def remove_mentor(self, by: Actor, hackathon: UUID, mentor: UUID) -> Panel:
        """They help no more, by their own wish or a manager's."""
        if by.account != mentor:
            self.led_by(by, hackathon, "people", "judging")
        return self._change(hackathon, lambda panel, now: panel.remove_mentor(by, now, mentor))

    def mentored(self, by: Actor, hackathon: UUID, team: UUID, mentor: UUID) -> Panel:
        """A mentor helped a team; the help queue says so by itself, a manager for what happened beside it."""
        if by.account != mentor:
            self.led_by(by, hackathon, "people", "judging")
        elif (panel := self.panel(hackathon)) is None or mentor.hex not in panel.mentors:
            raise Refused("not_a_mentor")
        return self._change(hackathon, lambda panel, now: panel.mentored_by(by, now, mentor, team), by)

    # -- shared -------------------------------------------------------------------------------------------------------

    def _judge(self, by: Actor, hackathon: UUID) -> UUID:
        """The judge who acts. Raises `Missing` for everybody else: who judges is not told."""
        panel = self.panel(hackathon)
        if panel is None or by.account is None or by.only not in (None, hackathon):
            raise Missing("judge", by.account or hackathon)
        panel.must_sit(by.account)
        return by.account

    def _change(self, hackathon: UUID, act: Callable[[Panel, datetime], None], first: Actor | None = None) -> Panel:
        def command() -> Panel:
            now, panel = self.log.clock(), self.panel(hackathon)
            if panel is None:
                if first is None:
                    raise Missing("panel", hackathon)
                panel = Panel.begin(first, now, id=panel_of(hackathon), hackathon=hackathon, salt=uuid4())
            act(panel, now)
            self.log.save(panel)
            return panel

        return self.again(command)

    def _seat(self, typed: Mapping[str, Any], hackathon: Hackathon) -> dict[str, Any]:
        check = Checker()
        languages = check.codes("languages", typed.get("languages"), vocabulary.languages, most=15)
        if not languages and not check.problems:
            check.problem("languages", "required")
        tracks = [track["key"] for track in (hackathon.setup.get("tracks") or {}).get("tracks", ())]
        seat = {
            "languages": languages,
            "country": check.code("country", typed.get("country"), vocabulary.countries),
            "incubators": self._ids(check, "incubators", typed.get("incubators")),
            "startups": self._ids(check, "startups", typed.get("startups")),
            "tracks": check.codes("tracks", typed.get("tracks"), tracks, most=50),
            "most": check.number("most", typed.get("most"), 1, 500),
        }
        check.done()
        return seat

    @staticmethod
    def _ids(check: Checker, field: str, typed: object) -> list[UUID]:
        found = []
        for place, value in enumerate(check.sequence(field, typed or ())):
            try:
                found.append(value if isinstance(value, UUID) else UUID(str(value)))
            except ValueError:
                check.problem(f"{field}.{place}", "unknown_code")
        return sorted(set(found), key=str)


def _not_their_own(by: Actor, judge: UUID) -> None:
    """What the panel knows of a judge keeps them from projects; nobody writes that of themselves."""
    if by.account == judge:
        raise Refused("own_seat")
