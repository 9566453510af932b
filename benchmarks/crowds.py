"""Many startups and a long log, made through the aggregates themselves, five hundred events a transaction."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from bridge.composition import Bridge
from events import vocabulary
from events.actor import Actor
from events.fact import Root
from events.introductions.aggregate import Introduction
from events.startups.aggregate import Startup
from events.startups.profile import EMPTY, Profile

BEGIN = datetime(2022, 1, 1, tzinfo=UTC)
PEOPLE = UUID("0a4f7d0e-14a4-4d62-9c4e-0a1c9be0aa01")
WORDS = {
    "en": "clinic sensor payment harvest logistics tutor wallet route invoice battery dairy textile mobile cloud route"
    " patient driver farmer teacher market export school hospital warehouse printer drone".split(),
    "ru": "клиника датчик платёж урожай доставка учитель кошелёк маршрут счёт батарея молоко ткань склад врач фермер"
    " рынок экспорт школа больница водитель принтер облако приложение".split(),
}


def account(number: int) -> Actor:
    """The founder of the startup with this number."""
    return Actor(uuid5(PEOPLE, str(number)))


def profile(rng: random.Random, number: int) -> Profile:
    """A full profile with words of its own, in English or Russian."""
    language = "ru" if number % 3 == 0 else "en"
    words = [
        f"{word}{rng.randrange(40)}" if rng.random() < 0.3 else word for word in rng.choices(WORDS[language], k=60)
    ]
    codes = rng.sample(vocabulary.exchange.codes, 4)

    def wish(code: str) -> dict[str, object]:
        countries = rng.sample(vocabulary.countries.codes, 2)
        return {"code": code, "sectors": [rng.choice(vocabulary.sectors.codes)], "countries": countries, "text": {}}

    return EMPTY | {
        "name": f"{words[0].title()} {words[1].title()} {number}",
        "country": rng.choice(vocabulary.countries.codes), "city": "City", "founded": 2015 + number % 10,
        "stage": rng.choice(vocabulary.stages.codes), "team_size": 1 + number % 40,
        "one_liner": {language: " ".join(words[:10])}, "description": {language: " ".join(words)},
        "sectors": rng.sample(vocabulary.sectors.codes, 2),
        "technologies": rng.sample(vocabulary.technologies.codes, 3),
        "tags": [words[2]], "needs": [wish(code) for code in codes[:2]], "offers": [wish(code) for code in codes[2:]],
        "markets": rng.sample(vocabulary.markets.codes, 3), "languages": {"en": "working", "ru": "fluent"},
    }  # fmt: skip


def fill(bridge: Bridge, startups: int, events: int) -> list[UUID]:
    """Register startups, then edit and introduce them until the log has this many events. Answers the startups' ids."""
    ids: list[UUID] = []
    batch: list[Root] = []
    pending = written = 0
    for aggregate in _history(startups, events, ids):
        batch.append(aggregate)
        pending += len(aggregate.pending)
        if pending >= 500:
            bridge.log.save(*batch)
            written, pending, batch = written + pending, 0, []
    bridge.log.save(*batch)
    return ids


def _history(startups: int, events: int, ids: list[UUID]) -> Iterator[Root]:
    rng = random.Random(7)
    now = BEGIN
    countries = {}
    left = events - startups
    edits = max(0, left * 7 // 10 // startups)
    for number in range(startups):
        now += timedelta(minutes=7)
        by = account(number)
        told = profile(rng, number)
        startup = Startup.begin(
            by, now, slug=f"startup-{number}", profile=told, founder=by.account, source=None, row=None
        )  # fmt: skip
        ids.append(startup.id)
        countries[startup.id] = told["country"]
        for edit in range(edits):
            now += timedelta(minutes=1)
            startup.change(by, now, {**startup.profile, "team_size": 2 + edit + number % 40, "city": f"City {edit}"})
        left -= edits
        yield startup
    while left > 0:
        one, other = rng.sample(range(startups), 2)
        if countries[ids[one]] == countries[ids[other]]:
            continue
        now += timedelta(minutes=3)
        left -= 3
        yield _introduction(rng, account(one), account(other), ids[one], ids[other], now)


def _introduction(
    rng: random.Random, one: Actor, other: Actor, mine: UUID, theirs: UUID, now: datetime
) -> Introduction:
    choices = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "en"}
    introduction = Introduction.begin(
        one, now, proposer=mine, receiver=theirs, choices=choices, message=None, suggestion=None,
        go_between=None, expires_at=(now + timedelta(days=21)).isoformat(),
    )  # fmt: skip
    later = now + timedelta(days=2)
    introduction.accept(other, later, "receiver", None)
    if rng.random() < 0.5:
        introduction.mark_met(one, later, "proposer", later.date().isoformat())
    else:
        introduction.close(one, later, "terms", None)
    return introduction
