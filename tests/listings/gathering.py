"""A hackathon whose building is over, so that its projects and its people are lists with something in them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from events.hackathons.moments import in_zone
from tests.domain.hackathon_setup import setup
from tests.domain.house import House, Person

SLUG = "gathered"


def gather(house: House, keeper: Person, incubator: UUID, people: tuple[Person, ...]) -> UUID:
    """Plant it; all but the last of these people hand a project in, each alone."""
    now = house.clock.now
    house.clock.now = now - timedelta(days=20)
    parts = setup(house.clock.now)
    zone, phases = parts["dates"]["zone"], parts["dates"]["phases"]
    phases["building"]["opens"] = phases["registration"]["opens"]
    phases["judging"]["opens"] = in_zone(now + timedelta(days=10), zone)
    phases["judging"]["closes"] = phases["results"]["opens"] = in_zone(now + timedelta(days=20), zone)
    made = house.hackathons.draft(keeper, incubator, parts, slug=SLUG)
    house.hackathons.announce(keeper, made.id)
    for number, person in enumerate(people):
        house.registrations.register(person, made.id, {"country": ("KG", "PK", "KZ")[number % 3], "agreed": "yes"})
        if number < len(people) - 1:
            team = house.teams.form(person, made.id, f"Team {number}").id
            house.projects.submit(person, team, _content(number))
            house.help.withdraw(person, house.help.ask(person, team, {"text": f"Nothing for {number}"}).id)
            house.clock.forward(minutes=1)
            house.help.ask(person, team, {"subject": "iot", "text": f"Help for {number}"})
    _talk(house, keeper, made.id, people)
    house.clock.now = now
    _judge(house, keeper, made.id)
    return made.id


def _talk(house: House, keeper: Person, hackathon: UUID, people: tuple[Person, ...]) -> None:
    """Questions, one with an answer, and messages, one to everybody who takes part, one that waits."""
    asked = [house.talking.ask(person, hackathon, f"What of {n}?") for n, person in enumerate(people)]
    house.talking.answer(keeper, asked[0].id, "=That is so")
    for number, when in enumerate(("now", "now", "later")):
        typed = {"group": "registered", "title": {"en": f"News {number}"}, "text": {"en": "Come"}, "when": when}
        due = in_zone(house.clock.now + timedelta(days=1), "Asia/Bishkek")["wall"]
        house.talking.announce(keeper, hackathon, {**typed, "due": due if when == "later" else ""}, f"news {number}")
        house.clock.forward(minutes=1)
    house.registrations.check_in(keeper, hackathon, people[0].account)


def whisper(house: House, keeper: Person, hackathon: UUID, person: Person) -> None:
    """A question that is hidden, a message to judges, a call for help: none of them for everybody."""
    asked = house.talking.ask(person, hackathon, "Faraway Question")
    house.talking.hide(keeper, asked.id, "About a person")
    texts = {"title": {"en": "Faraway Message"}, "text": {"en": "Faraway Message"}}
    house.talking.announce(keeper, hackathon, {"group": "judges", "when": "now", **texts}, "whisper")
    with house.reading() as reading:
        [waits, *_] = reading.views.help.queue(reading.connection, hackathon, reading.views.teams.rows)
    asker, now = Person(waits["asked_by"]), house.clock.now
    house.clock.now -= timedelta(days=19)
    house.help.withdraw(asker, waits["id"])
    house.help.ask(asker, waits["team"], {"text": "Faraway Help"})
    house.clock.now = now


def _judge(house: House, keeper: Person, hackathon: UUID) -> None:
    """One judge looks at everything that may be judged."""
    judge = house.person().account
    house.panels.invite(keeper, hackathon, judge, {"languages": ["en", "ru"]})
    with house.reading() as reading:
        projects = reading.views.judging.submitted(reading.connection, hackathon)
    round = house.rounds.plan(keeper, hackathon, {"name": {"en": "Jury"}})
    house.rounds.seat(keeper, round.id, [judge])
    house.rounds.take(keeper, round.id, projects)
    house.rounds.assign(keeper, round.id, [(judge, project) for project in projects])


def _content(number: int) -> dict[str, Any]:
    language = ("en", "ru")[number % 2]
    return {
        "title": ("Anor water", "Заря зари")[number % 2], "language": language, "text": "Zar and anor",
        "summary": {"en": "Water", "ru": "Вода"}, "tracks": ["water"],
    }  # fmt: skip
