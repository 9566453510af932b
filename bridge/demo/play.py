"""Plays the demonstration's content into the domain, in the order of time and by the commands that people use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from bridge.demo.care import Care
from bridge.demo.content import Content, DemoIncubator, DemoPerson, DemoStartup, Dismissal, Request, Stay
from bridge.demo.invitations import Guests
from bridge.demo.judging import Judging
from bridge.demo.lists import HOUSE, Lists
from bridge.demo.mentors import Mentors
from bridge.demo.programs import Programs
from bridge.demo.story import Pair
from bridge.demo.taking_part import ONE, OTHER, Hackathons
from bridge.demo.talking import Talk
from bridge.demo.timeline import BEGINNING, DEMO, Cast, Moment, SetClock
from bridge.demo.trust import Trust
from events.actor import Actor

if TYPE_CHECKING:
    from bridge.composition import Bridge

SOURCE = "demo"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Played:
    """How much there is now."""

    accounts: int
    incubators: int
    startups: int
    introductions: int
    partnerships: int


class Play:
    """One performance; `clock` is the one that `bridge` was wired with, `until` the real now: nothing is foretold."""

    def __init__(self, bridge: "Bridge", clock: SetClock, content: Content, until: datetime) -> None:
        self.bridge, self.clock, self.content, self.until = bridge, clock, content, until
        self.cast = Cast()
        self.joined = {startup.slug: datetime.combine(startup.joined, time(7), UTC) for startup in content.startups}
        self.unclaimed = _unclaimed(content)

    def perform(self, progress: Progress | None = None) -> Played:
        """Play everything up to `until`."""
        moments = sorted((m for m in self._moments() if m.at <= self.until), key=lambda moment: moment.at)
        for done, moment in enumerate(moments, 1):
            self.clock.now = moment.at
            moment.act()
            if progress is not None:
                progress(done, len(moments))
        cast = self.cast
        return Played(*map(len, (
            cast.accounts, cast.incubators, cast.startups, cast.introductions, cast.partnerships,
        )))  # fmt: skip

    def _moments(self) -> Iterator[Moment]:
        content = self.content
        for person in content.people:
            yield Moment(BEGINNING, partial(self._introduce, person))
        for incubator in content.incubators:
            yield Moment(BEGINNING, partial(self._open, incubator))
        for startup in content.startups:
            yield Moment(self.joined[startup.slug], partial(self._register, startup))
        for stay in content.admissions:
            if stay.startup in self.unclaimed:
                yield Moment(stay.at, partial(self._publish, stay))
            else:
                joined = self.joined[stay.startup]
                yield Moment(joined + (stay.at - joined) / 2, partial(self._ask, stay))
                yield Moment(stay.at, partial(self._admit, stay))
        for stay in content.graduations:
            yield Moment(stay.at, partial(self._graduate, stay))
        for request in content.requests:
            yield Moment(request.at, partial(self._request, request))
        for dismissal in content.dismissals:
            yield Moment(dismissal.at, partial(self._dismiss, dismissal))
        for introduction in content.introductions:
            yield from Pair(self.bridge, self.cast, introduction).moments()
        yield from Guests(self.bridge, self.cast, self.until).moments()
        if any(incubator.slug == HOUSE for incubator in content.incubators):
            yield from Lists(self.bridge, self.cast, self.until).moments()
            yield from Care(self.bridge, self.cast, self.until).moments()
        if {ONE, OTHER} <= {incubator.slug for incubator in content.incubators}:
            hackathons = Hackathons(self.bridge, self.cast, self.until)
            yield from hackathons.moments()
            judging = Judging(self.bridge, self.cast, self.until, hackathons)
            yield from judging.moments()
            yield from Mentors(self.bridge, self.cast, self.until, hackathons, judging).moments()
            yield from Talk(self.bridge, self.cast, self.until, hackathons, judging).moments()
        yield from Programs(self.bridge, self.cast, self.until).moments()
        yield from Trust(self.bridge, self.cast, content, self.until).moments(self.joined)

    # -- people -------------------------------------------------------------------------------------------------

    def _introduce(self, person: DemoPerson) -> None:
        account = self._account(person.email, person.name, person.locale, person.zone)
        self.bridge.accounts.choose_letters(account, person.letters)
        for role in person.roles:
            self.bridge.offices.grant(DEMO, account, role, person.office if role == "organiser" else None)

    def _account(self, email: str, name: str, language: str, zone: str) -> UUID:
        if email not in self.cast.accounts:
            id = uuid5(NAMESPACE_URL, f"mailto:{email}")  # the same account in every demonstration
            made = self.bridge.accounts.demo_account(email, name, id=id, language=language, time_zone=zone)
            self.cast.accounts[email] = made
        return self.cast.accounts[email]

    def _founders(self, startup: DemoStartup) -> list[Actor]:
        """The people who founded a startup; where the content names none, one is called after it."""
        emails = [person.email for person in self.content.people if startup.slug in person.founds]
        if not emails:
            language = "ru" if "ru" in startup.profile["description"] else "en"
            email = f"founder-{startup.slug}@demo.example"
            self._account(email, f"Founder of {startup.profile['name']}"[:100], language, "UTC")
            emails = [email]
        return [Actor(account=self.cast.accounts[email]) for email in emails]

    # -- incubators ---------------------------------------------------------------------------------------------

    def _open(self, incubator: DemoIncubator) -> None:
        incubators, cast = self.bridge.incubators, self.cast
        id = cast.incubators[incubator.slug] = incubators.list(DEMO, incubator.page, [], slug=incubator.slug).id
        for person in self.content.people:
            if incubator.slug in person.manages:
                manager = Actor(account=cast.accounts[person.email])
                invitation = uuid5(id, person.email)
                incubators.invite_manager(DEMO, id, invitation)
                incubators.join(manager, id, invitation)
                cast.managers.setdefault(incubator.slug, manager)
        if incubator.slug in cast.managers:
            incubators.change(cast.managers[incubator.slug], id, {})  # confirms the page as it is

    def _ask(self, stay: Stay) -> None:
        founder = self.cast.founders[stay.startup]
        self.bridge.startups.ask_admission(founder, *self._pair(stay))

    def _request(self, request: Request) -> None:
        startup, incubator = self.cast.startups[request.startup], self.cast.incubators[request.incubator]
        if request.by == "startup":
            self.bridge.startups.ask_admission(self.cast.founders[request.startup], startup, incubator)
        else:
            self.bridge.startups.offer_admission(self.cast.managers[request.incubator], startup, incubator)

    def _admit(self, stay: Stay) -> None:
        self.bridge.startups.answer_request(self._manager(stay), *self._pair(stay), yes=True)

    def _publish(self, stay: Stay) -> None:
        visibility = next(s.profile["visibility"] for s in self.content.startups if s.slug == stay.startup)
        self.bridge.startups.publish(self._manager(stay), self.cast.startups[stay.startup], visibility)

    def _graduate(self, stay: Stay) -> None:
        self.bridge.startups.graduate(self._manager(stay), *self._pair(stay), on=stay.at.date().isoformat())

    def _pair(self, stay: Stay) -> tuple[UUID, UUID]:
        return self.cast.startups[stay.startup], self.cast.incubators[stay.incubator]

    def _manager(self, stay: Stay) -> Actor:
        return self.cast.managers.get(stay.incubator, DEMO)

    # -- startups -----------------------------------------------------------------------------------------------

    def _register(self, startup: DemoStartup) -> None:
        startups, cast = self.bridge.startups, self.cast
        if startup.slug in self.unclaimed:
            incubator = cast.incubators[startup.incubator or ""]
            made = startups.register_unclaimed(
                DEMO, startup.profile, source=SOURCE, row=startup.slug, incubator=incubator
            )
            cast.startups[startup.slug] = made.id
            return
        first, *others = self._founders(startup)
        made = startups.register(first, startup.profile)
        cast.startups[startup.slug], cast.founders[startup.slug] = made.id, first
        for other in others:
            invitation = uuid5(made.id, str(other.account))
            startups.invite_founder(first, made.id, invitation)
            startups.join(other, made.id, invitation)

    def _dismiss(self, dismissal: Dismissal) -> None:
        mine, other = self.cast.startups[dismissal.startup], self.cast.startups[dismissal.other]
        self.bridge.startups.dismiss(self.cast.founders[dismissal.startup], mine, other, dismissal.reason)


def _unclaimed(content: Content) -> set[str]:
    """Startups that an incubator keeps and in whose name nobody acts: so that unclaimed profiles are seen too."""
    named = {slug for person in content.people for slug in person.founds}
    named |= {slug for row in content.introductions for slug in (row.proposer, row.receiver)}
    named |= {row.startup for row in content.dismissals}
    admitted = {stay.startup for stay in content.admissions} - {stay.startup for stay in content.graduations}
    return {
        startup.slug
        for startup in content.startups
        if startup.slug in admitted - named and startup.profile["visibility"] != "hidden"
    }
