"""A small house with everything that lists show, made from a plan, and one site that looks at many such houses."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from bridge.lately import Lately
from bridge.settings import Settings
from bridge.suggestions import packed_reasons, suggestions
from bridge.web import create_app
from events.actor import VISITOR
from events.errors import Broken, Invalid, Missing
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, Clock, House, Person

PEOPLE = ("ann", "bek", "manager", "keeper", "outsider", "organiser", "administrator", "stranger")
WHO = ("visitor", *PEOPLE)


@dataclass
class Plan:
    """What to build: profiles by their fields, who founded them, how they stand with the incubators and each other."""

    profiles: list[dict[str, Any]] = field(default_factory=list)
    incubators: tuple[str, str] = ("public", "public")  # their visibilities
    admissions: list[tuple[int, str]] = field(default_factory=list)  # by number: asked, admitted, graduated
    introductions: list[tuple[int, int, str]] = field(default_factory=list)  # how far two startups came
    decisions: list[int] = field(default_factory=list)  # about startups, by number: nothing was wrong


class Village:
    """One house on its own database, with people in it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.clock = Clock()
        settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(folder)})
        self.house = House(replace(settings, database_url=url), self.clock)
        self.people = {name: Person(self._account(name)) for name in PEOPLE}
        self.house.offices.grant(SYSTEM, self.people["organiser"].account, "organiser", "KG")
        self.house.offices.grant(SYSTEM, self.people["administrator"].account, "administrator")
        self.startups: list[Startup] = []
        self.incubators: list[UUID] = []
        self.unclaimed: UUID | None = None  # a profile that nobody has taken over
        self.gathered: UUID | None = None  # a hackathon whose projects are in

    def _account(self, name: str) -> UUID:
        return self.house.accounts.demo_account(f"{name}@demo.example", name.title())

    def build(self, plan: Plan) -> None:
        """Everything of a plan that the rules allow."""
        for visibility, country, manager in zip(plan.incubators, ("PK", "KZ"), ("manager", "keeper"), strict=True):
            self.incubators.append(self.house.incubator(country, (self.people[manager],)))
            if visibility != "public":
                self.house.incubators.change(self.people[manager], self.incubators[-1], {"visibility": visibility})
        for number, profile in enumerate(plan.profiles):
            self.clock.forward(minutes=number % 3)  # some at one moment
            self.startups.append(self.house.startup(self.founder(number), **profile))
        for number, state in plan.admissions:
            self.admit(number, state)
        for one, other, state in plan.introductions:
            self.introduce(one, other, state)
        for number in plan.decisions:
            self.decide(number)

    def founder(self, number: int) -> Person:
        return self.people[("ann", "bek")[number % 2]]

    def admit(self, number: int, state: str) -> None:
        """Let a startup ask one of the incubators, belong to it or leave it with honours."""
        service, startup = self.house.startups, self.startups[number].id
        incubator, manager = self.incubators[number % 2], self.people[("manager", "keeper")[number % 2]]
        try:
            service.ask_admission(self.founder(number), startup, incubator, "between us and the incubator")
            if state != "asked":
                service.answer_request(manager, startup, incubator, True)
            if state == "graduated":
                service.graduate(manager, startup, incubator, "2026-03-01")
        except (Broken, Invalid, Missing):
            return

    def introduce(self, one: int, other: int, state: str) -> None:
        """Bring two startups as far as a state."""
        mine, theirs, service = self.startups[one], self.startups[other], self.house.introductions
        here, there = self.founder(one), self.founder(other)
        try:
            made = self.house.propose(here, mine, theirs, message="between the two of us")
            if state == "declined":
                service.decline(there, made.id, "no_fit", "between the two of us")
            if state in ("accepted", "recorded", "confirmed"):
                service.accept(there, made.id, "between the two of us")
            if state in ("recorded", "confirmed"):
                service.mark_met(here, made.id, "2026-03-02")
                agreed = self.house.partnerships.record(
                    here, made.id, {"kind": "pilot", "since": "2026-03-02", "summary": {"en": "A pilot"}}
                )
                if state == "confirmed":
                    self.house.partnerships.answer(there, agreed.id, True)
        except (Broken, Invalid, Missing):
            return

    def decide(self, number: int, measure: str = "nothing") -> None:
        """Report a startup and decide about it: nothing is wrong with it, or something is."""
        try:
            made = self.house.reports.report(VISITOR, "startup", self.startups[number].id, {"reason": "spam"})
        except Missing:
            return
        reason = "no_violation" if measure == "nothing" else "spam"
        typed = {"measure": measure, "reason": reason, "message": "for its founders", "record": "for those who decide"}
        self.house.moderation.decide(self.house.actor_for(self.people["administrator"].account), [made.id], typed)

    def suggest(self, startup: Startup, others: list[Startup]) -> None:
        """Stand in for the matcher."""
        common = {"there": 0.5, "back": 0.5, "reasons": packed_reasons([]), "engine": "1", "startup": startup.id}
        rows = [{**common, "other": other.id, "score": 0.9 - n // 2 / 10} for n, other in enumerate(others)]
        if rows:
            with self.house.db.change() as tx:
                tx.connection.execute(sa.insert(suggestions), rows)


class Square:
    """One site for many houses: making the site takes longer than making a house."""

    def __init__(self, village: Village) -> None:
        self.app: Flask = create_app(village.house)
        self.look_at(village)

    def look_at(self, village: Village) -> None:
        self.village = village
        self.app.extensions["bridge"] = village.house
        # What visitors were told of one house is not true of the next.
        self.app.wsgi_app.lately = Lately(village.house.log.recorder.max_notification_id)  # type: ignore[attr-defined]

    def browser(self, who: str) -> FlaskClient:
        """Somebody's browser, signed in."""
        client = self.app.test_client()
        if who != "visitor":
            account = self.village.house.accounts.by_id(self.village.people[who].account)
            assert account is not None
            with client.session_transaction() as session:
                session.update({"_user_id": f"{account.id.hex}:{account.epoch}", "_fresh": True})
        return client

    def token(self, who: str) -> dict[str, str]:
        """The header of somebody's program: whatever its person may read."""
        if who == "visitor":
            return {}
        tokens, account = self.village.house.machines.tokens, self.village.people[who].account
        for before in tokens.of_person(account):
            tokens.revoke(before.id, [before])
        return {"Authorization": f"Bearer {tokens.make(account, 'reader', ['read'], 1)[1]}"}
