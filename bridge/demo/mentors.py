"""A mentor and the help queue where teams are building, and a judge with an account beside those with links."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from bridge.demo.judging import NOW, Judging
from bridge.demo.taking_part import ONE, Hackathons
from bridge.demo.timeline import Cast, Moment
from events.actor import Actor

if TYPE_CHECKING:
    from bridge.composition import Bridge

BUILDING = "water-and-light"
MENTOR, JUDGE = "mentor@demo.example", "judge@demo.example"
WAITS = ("iot", "Our flow sensor answers once and then falls silent. We sit at the table beside the window.")
TAKEN = ("mobile_apps", "How do we sign the app so that it installs on the testers' phones?")


class Mentors:
    """Played after the hackathons themselves."""

    def __init__(self, bridge: "Bridge", cast: Cast, until: datetime, hackathons: Hackathons, judging: Judging) -> None:
        self.bridge, self.cast, self.until = bridge, cast, until
        self.hackathons, self.judging = hackathons, judging

    def moments(self) -> Iterator[Moment]:
        """Everything of the last hours."""
        yield Moment(self.until - timedelta(hours=5), self._mentor)
        yield Moment(self.until - timedelta(hours=3), partial(self._ask, 0, TAKEN, take=True))
        yield Moment(self.until - timedelta(hours=1), partial(self._ask, 1, WAITS, take=False))
        yield Moment(self.until - timedelta(minutes=30), self._judge)

    def _account(self, email: str, name: str) -> Actor:
        id = uuid5(NAMESPACE_URL, f"mailto:{email}")
        self.cast.accounts[email] = self.bridge.accounts.demo_account(
            email, name, id=id, language="en", time_zone="Asia/Tashkent"
        )
        return Actor(account=id)

    def _mentor(self) -> None:
        mentor, id = self._account(MENTOR, "Demo mentor"), self.hackathons.made[BUILDING]
        if mentor.account is not None:
            self.bridge.panels.add_mentor(self.cast.managers[ONE], id, mentor.account, ["iot", "mobile_apps"])

    def _ask(self, number: int, asked: tuple[str, str], *, take: bool) -> None:
        """A team asks, as its lead."""
        with self.bridge.reading() as reading:
            teams = reading.views.teams.rows
            mine = (teams.c.hackathon == self.hackathons.made[BUILDING], teams.c.dissolved_at.is_(None))
            found = reading.connection.execute(teams.select().where(*mine).order_by(teams.c.number)).mappings().all()
        team = found[number % len(found)]
        subject, text = asked
        request = self.bridge.help.ask(Actor(account=team["lead"]), team["id"], {"subject": subject, "text": text})
        if take:
            self.bridge.help.take(Actor(account=self.cast.accounts[MENTOR]), request.id)

    def _judge(self) -> None:
        """Somebody with an account judges one more project of the round that is open."""
        manager, id, round = self.cast.managers[ONE], self.hackathons.made[NOW], self.judging.rounds[NOW]
        judge = self._account(JUDGE, "Demo judge, Dushanbe").account
        if judge is None:
            return
        self.bridge.panels.invite(manager, id, judge, {"languages": ["en", "ru", "ur", "uz", "ky"], "country": "TJ"})
        self.bridge.panels.enter(Actor(account=judge, only=id), id)
        with self.bridge.reading() as reading:
            projects = reading.views.judging.submitted(reading.connection, id)
        seated = [other.account for other, _ in self.judging.judges[NOW] if other.account is not None]
        self.bridge.rounds.seat(manager, round, [*seated, judge])
        self.bridge.rounds.assign(manager, round, [(judge, projects[0])], "hand")
