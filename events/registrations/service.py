"""What people can do with registrations; places and eligibility are decided inside the transaction."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID, uuid4

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken, Missing, Refused
from events.fact import Root
from events.log import Log
from events.personal import PersonalText
from events.registrations import answers
from events.registrations.aggregate import HOWS, Registration, registration_id
from events.registrations.events import APPROVED, ASKED, REFUSED, WAITING, WITHDRAWN
from events.registrations.rules import Hackathons, Overtaken, Rules, Still
from events.service import Service
from events.store import Keys

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letter that a desk could take for a digit
T = TypeVar("T")


class Lists(Protocol):
    """Who has a place, implemented by a read model."""

    def taken(self, hackathon: UUID) -> int:
        """How many are let in."""

    def next_waiting(self, hackathon: UUID, now: datetime) -> UUID | None:
        """Whose turn it is: the account that has waited longest of those that are not suspended now."""


class Belonging(Protocol):
    """The teams' part in a withdrawal."""

    def leaving(self, by: Actor, now: datetime, hackathon: UUID, account: UUID) -> "Departure | None":
        """What changes in the person's team, to be saved together; None without a team."""

    def founds(self, account: UUID) -> bool:
        """Whether a person acts for a startup."""


class Departure(Protocol):
    """Aggregates that changed, and the claims that they give back."""

    changed: list[Root]
    release: list[tuple[str, str]]


def until_settled(command: Callable[[], T], times: int = 6) -> T:
    """Decide again where the world moved between a decision and the lock."""
    for _ in range(times - 1):
        try:
            return Service.again(command)
        except Overtaken:
            continue
    return command()


class Registrations(Service):
    """Commands on registrations."""

    def __init__(self, log: Log, keys: Keys, hackathons: Hackathons, lists: Lists, teams: Belonging) -> None:
        super().__init__(log, keys)
        self.hackathons, self.lists, self.teams = hackathons, lists, teams

    def register(self, by: Actor, hackathon: UUID, typed: Mapping[str, Any]) -> Registration:
        """Register oneself: `country`, `answers` by question, `agreed`. Raises `Invalid`, `Broken`, `Missing`."""
        if by.account is None or by.only is not None:
            raise Refused("sign_in")
        account = by.account

        def command() -> Registration:
            now = self.log.clock()
            rules = self._open(hackathon, now)
            known = self.find(hackathon, account)
            if known is not None and known.state != WITHDRAWN:
                raise Broken("registration_refused" if known.state == REFUSED else "already_registered")
            country, sealed = self._checked(rules, account, typed)
            state = self._state(rules)
            carried: dict[str, Any] = {
                "state": state, "country": country, "answers": sealed, "agreed": rules.conduct,
                "keep_until": rules.keep_until if sealed else None,
            }  # fmt: skip
            if known is None:
                code = "".join(secrets.choice(ALPHABET) for _ in range(8))
                id = registration_id(hackathon, account)
                known = Registration.begin(by, now, id=id, hackathon=hackathon, account=account, code=code, **carried)
            else:
                known.make_again(by, now, **carried)

            def decide() -> str:
                return self._state(self._open(hackathon, self.log.clock()))

            self.log.save(known, guards=[Still(decide, state)])
            return known

        return until_settled(command)

    def approve(self, by: Actor, hackathon: UUID, account: UUID) -> Registration:
        """A manager lets somebody in; without a free place they go to the end of the waiting list."""
        self._must(by, hackathon, "people")

        def command() -> Registration:
            now = self.log.clock()
            found = self._get(hackathon, account)
            room = self._room(self.hackathons.rules(hackathon, now))
            found.approve(by, now, room=room)
            guard = Still(lambda: self._room(self.hackathons.rules(hackathon, self.log.clock())), room)
            self.log.save(found, guards=[guard])
            return found

        return until_settled(command)

    def refuse(self, by: Actor, hackathon: UUID, account: UUID, why: object) -> Registration:
        """A manager says no, with a reason; whoever is refused leaves their team, and the next moves up."""
        self._must(by, hackathon, "people")
        reason = self.personal(by, "why", why, least=1, most=1000)
        return self._go(by, hackathon, account, lambda found, now: found.refuse(by, now, reason))

    def withdraw(self, by: Actor, hackathon: UUID, account: UUID | None = None) -> Registration:
        """Not come after all; the team is left too, and the next moves up. `account` is for the person's erasure."""
        whose = by.account if account is None else account
        if whose is None or (by.account != whose and by.system is None):
            raise Refused("sign_in")
        return self._go(by, hackathon, whose, lambda found, now: found.withdraw(by, now))

    def move_up(self, by: Actor, hackathon: UUID) -> int:
        """The timer's command: fill the places that are free by now, more of them after a change of the setup.

        Answers how many."""
        if by.system is None:
            raise Refused("system_only")
        done = 0
        while self._one_up(by, hackathon):
            done += 1
        return done

    def check_in(self, by: Actor, hackathon: UUID, account: UUID, how: str = "ticked") -> Registration:
        """Somebody is here, says the desk."""
        self._must(by, hackathon, "desk")
        if how not in HOWS:
            raise Broken("unknown_code")

        def command() -> Registration:
            found = self._get(hackathon, account)
            found.check_in(by, self.log.clock(), how)
            self.log.save(found)
            return found

        return self.again(command)

    def undo_check_in(self, by: Actor, hackathon: UUID, account: UUID) -> Registration:
        """It was somebody else."""
        self._must(by, hackathon, "desk")
        found = self._get(hackathon, account)
        found.undo_check_in(by, self.log.clock())
        self.log.save(found)
        return found

    def forget_answers(self, by: Actor, hackathon: UUID, account: UUID) -> bool:
        """Destroy what was answered: the timer at its day, the person's erasure, or the person. Answers whether any."""
        if by.system is None and by.account != account:
            raise Refused("not_your_account")

        def command() -> bool:
            found = self._get(hackathon, account)
            if found.answers is None:
                return False
            self.keys.forget(found.answers.subject)  # the key first: a crash between the two is gone on with
            found.forget_answers(by, self.log.clock())
            self.log.save(found)
            return True

        return self.again(command)

    def find(self, hackathon: UUID, account: UUID) -> Registration | None:
        """Somebody's registration, if there is one."""
        try:
            return self._get(hackathon, account)
        except Missing:
            return None

    # -- inside -------------------------------------------------------------------------------------------------

    def _get(self, hackathon: UUID, account: UUID) -> Registration:
        return self.log.get(Registration, registration_id(hackathon, account))

    def _must(self, by: Actor, hackathon: UUID, right: str) -> None:
        if by.system is None and not self.hackathons.may(by, hackathon, right):
            raise Refused("not_a_manager")

    def _open(self, hackathon: UUID, now: datetime) -> Rules:
        rules = self.hackathons.rules(hackathon, now)
        if not rules.announced:
            raise Missing("hackathon", hackathon)
        if not rules.registering:
            raise Broken("registration_closed")
        return rules

    def _room(self, rules: Rules) -> bool:
        return rules.places is None or self.lists.taken(rules.hackathon) < rules.places

    def _state(self, rules: Rules) -> str:
        if rules.approval:
            return ASKED
        if self._room(rules):
            return APPROVED
        if not rules.waiting_list:
            raise Broken("no_places_left")
        return WAITING

    def _checked(
        self, rules: Rules, account: UUID, typed: Mapping[str, Any]
    ) -> tuple[str | None, PersonalText | None]:  # fmt: skip
        check = Checker()
        country = check.code("country", typed.get("country"), vocabulary.countries, required=bool(rules.countries))
        if rules.countries and country is not None and country not in rules.countries:
            check.problem("country", "country_may_not_join")
        text = answers.checked(check, rules.questions, typed.get("answers"))
        if rules.conduct and typed.get("agreed") not in (True, "yes"):
            check.problem("agreed", "agree_to_conduct")
        if rules.who == "founders" and not self.teams.founds(account):
            check.problem("who", "only_founders_may_join")
        # What nobody can look up here, the person says themselves.
        if rules.who == "students" and typed.get("student") not in (True, "yes"):
            check.problem("student", "only_students_may_join")
        if rules.least_age is not None and typed.get("old_enough") not in (True, "yes"):
            check.problem("old_enough", "only_older_may_join", years=rules.least_age)
        check.done()
        # A subject of its own: answers can be forgotten at their day while the person stays.
        return country, None if text is None else self.keys.seal(uuid4(), text)

    def _go(
        self, by: Actor, hackathon: UUID, account: UUID, change: Callable[[Registration, datetime], None]
    ) -> Registration:  # fmt: skip
        def command() -> Registration:
            now = self.log.clock()
            found = self._get(hackathon, account)
            had_a_place = found.stands
            change(found, now)
            changed: list[Root] = [found]
            release: list[tuple[str, str]] = []
            left = self.teams.leaving(by, now, hackathon, account)
            if left is not None:
                changed += left.changed
                release += left.release
            guards = []
            if had_a_place:
                next_one = self._next(hackathon, now, freed=1)
                if next_one is not None:
                    moved = self._get(hackathon, next_one)
                    moved.move_up(by, now)
                    changed.append(moved)
                guards.append(Still(lambda: self._next(hackathon, self.log.clock(), freed=1), next_one))
            self.log.save(*changed, release=release, guards=guards)
            return found

        return until_settled(command)

    def _next(self, hackathon: UUID, now: datetime, freed: int = 0) -> UUID | None:
        rules = self.hackathons.rules(hackathon, now)
        if rules.places is not None and self.lists.taken(hackathon) - freed >= rules.places:
            return None
        return None if rules.built else self.lists.next_waiting(hackathon, now)

    def _one_up(self, by: Actor, hackathon: UUID) -> bool:
        def command() -> bool:
            now = self.log.clock()
            account = self._next(hackathon, now)
            if account is None:
                return False
            found = self._get(hackathon, account)
            found.move_up(by, now)
            self.log.save(found, guards=[Still(lambda: self._next(hackathon, self.log.clock()), account)])
            return True

        return until_settled(command)
