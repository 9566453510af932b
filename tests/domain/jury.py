"""A hackathon that stands before its judging: teams of two countries with projects, a panel, a planned round."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from events.actor import Actor
from events.hackathons.aggregate import Hackathon
from events.hackathons.moments import in_zone
from events.judging.round import Round
from tests.domain.hackathon_setup import setup
from tests.domain.house import Clock, House, Person

SCORES = {"need": 7, "idea": 6, "work": 8}
SEAT: dict[str, Any] = {"languages": ["en", "ru"], "country": "UZ"}


@dataclass
class Jury:
    """What such tests begin from; two managers, each of a host."""

    house: House
    clock: Clock
    one: Person
    other: Person
    hackathon: Hackathon
    leads: list[Person] = field(default_factory=list)
    mates: list[Person] = field(default_factory=list)
    teams: list[UUID] = field(default_factory=list)
    projects: list[UUID] = field(default_factory=list)
    judges: list[Person] = field(default_factory=list)

    def as_judge(self, judge: Person) -> Actor:
        """Somebody who came in by a personal link."""
        return Actor(judge.account, only=self.hackathon.id)

    def invite(self, judge: Person | None = None, **seat: Any) -> Person:
        """One more judge."""
        judge = judge or self.house.person()
        self.house.panels.invite(self.one, self.hackathon.id, judge.account, {**SEAT, **seat})
        self.judges.append(judge)
        return judge

    def round(self, **plan: Any) -> Round:
        """A round of everybody and everything, planned."""
        planned = self.house.rounds.plan(self.one, self.hackathon.id, {"name": {"en": "Jury"}, **plan})
        self.house.rounds.seat(self.one, planned.id, [judge.account for judge in self.judges])
        return self.house.rounds.take(self.one, planned.id, self.projects)

    def everybody(self) -> list[tuple[UUID, UUID]]:
        """Every judge with every project."""
        return [(judge.account, project) for judge in self.judges for project in self.projects]

    def opened(self, **plan: Any) -> Round:
        """A round in which every judge looks at every project, open, while judging is."""
        found = self.round(**plan)
        self.house.rounds.assign(self.one, found.id, self.everybody())
        return self.house.rounds.open(self.one, found.id)

    def score(self, round: UUID, judge: Person, project: UUID, **scores: int) -> None:
        """A judge hands in."""
        typed = {"values": {**SCORES, **scores}, "comment": "Well done", "note": "Watch this"}
        self.house.scoring.submit(self.as_judge(judge), round, project, typed)


def jury(
    house: House,
    clock: Clock,
    *,
    judges: int = 2,
    projects: int = 2,
    mates: bool = False,
    one: Person | None = None,
    **parts: Any,
) -> Jury:
    """Build it, and let time pass until judging is open."""
    one, other = one or house.person(), house.person()
    made = Jury(house, clock, one, other, house.hackathon(one, other, **parts))
    joining = {"country": "KG", "agreed": "yes", "answers": {}}
    for number in range(projects):
        lead = house.person()
        house.registrations.register(lead, made.hackathon.id, joining)
        made.leads.append(lead)
        made.teams.append(house.teams.form(lead, made.hackathon.id, f"Team {number}").id)
        if mates:
            made.mates.append(mate := house.person())
            house.registrations.register(mate, made.hackathon.id, joining)
            house.teams.invite(lead, made.teams[-1], invitation := uuid4())
            house.teams.join(mate, made.teams[-1], invitation)
    clock.forward(days=15)
    for number, (lead, team) in enumerate(zip(made.leads, made.teams, strict=True)):
        content = {
            "title": f"Project {number}", "language": "ru", "text": "Вода", "tracks": ["water"],
            "summary": {"ru": "Вода", "en": "Water"},
        }  # fmt: skip
        made.projects.append(house.projects.submit(lead, team, content).id)
    clock.forward(days=1.5)
    for _ in range(judges):
        made.invite()
    return made


def dates(now: Any, **days: float) -> dict[str, Any]:
    """The dates of the usual setup, with judging until another day."""
    found = deepcopy(setup(now)["dates"])
    for phase, day in days.items():
        found["phases"][phase]["closes"] = in_zone(now + timedelta(days=day), found["zone"])
    return dict(found)
