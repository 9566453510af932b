"""What people leave beside profiles and introductions, so that every list of a house has something to show."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

import sqlalchemy as sa

from bridge.inviting import Inviter
from bridge.mail import Letter
from bridge.mail.tables import outbox
from events.actor import VISITOR
from events.errors import DomainError
from events.startups.aggregate import Startup
from tests.domain.hackathon_setup import setup
from tests.domain.house import SYSTEM, House, Person
from tests.listings.gathering import gather
from tests.listings.village import Village

MESSAGE = "We founded it, long ago"
ASKED = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru", "message": MESSAGE}


def furnish(village: Village) -> None:
    """Fill the lists of Ann, of her first startup, of the second incubator and of the desks."""
    house, ann, keeper = village.house, village.people["ann"], village.people["keeper"]
    mine, incubator = village.startups[0], village.incubators[1]
    village.unclaimed = unclaimed(house, "Nobody's Kiln", incubator)
    ask_about(village, village.people["bek"], village.unclaimed)
    with suppress(DomainError):  # of one country, or hidden
        house.enquiries.ask(ann, mine.id, village.unclaimed, incubator, ASKED)
    with suppress(DomainError):
        house.startups.dismiss(ann, mine.id, village.startups[1].id, "other")
    with suppress(DomainError):
        house.startups.ask_admission(ann, mine.id, incubator)
    belongings(house, ann, mine)
    of_house(house, keeper, incubator)
    report(village, 2 % len(village.startups))
    house.terms.fold(SYSTEM, "plov", "sector", "foodtech")
    house.terms.replace(SYSTEM, "sector", "textiles", "fashion")
    letter(house, ann.account)
    hackathons(house, keeper, incubator)
    people = tuple(village.people[name] for name in ("ann", "bek", "stranger"))
    village.gathered = gather(house, keeper, incubator, people)


def hackathons(house: House, keeper: Person, incubator: UUID) -> None:
    """A draft, two that are announced at one moment, and one that was cancelled."""
    for title in ("Draft", "Days of Anor", "Days of Zar", "Дни ёлки"):
        parts = setup(house.clock.now)
        parts["about"] = {**parts["about"], "title": {"en": title, "ru": title}}
        made = house.hackathons.draft(keeper, incubator, parts)
        if title != "Draft":
            house.hackathons.announce(keeper, made.id)
        if title == "Дни ёлки":
            house.hackathons.cancel(keeper, made.id, "The hall burnt down")


def report(village: Village, number: int) -> None:
    """One report that waits for a decision, and a decision that its founders appealed against."""
    house, startup = village.house, village.startups[number]
    typed = {"measure": "change", "reason": "wrong_data", "message": "Please mend the city"}
    with suppress(DomainError):  # hidden
        made = house.reports.report(VISITOR, "startup", startup.id, {"reason": "wrong_data"})
        decision = house.moderation.decide(house.actor_for(village.people["administrator"].account), [made.id], typed)
        house.moderation.appeal(village.founder(number), decision.id, "It is as it is written")
        house.reports.report(VISITOR, "startup", startup.id, {"reason": "spam"})


def unclaimed(house: House, name: str, incubator: UUID, visibility: str = "public") -> UUID:
    """A row of a list in an incubator's care, published."""
    typed = {"name": name, "country": "KZ"}
    made = house.startups.register_unclaimed(SYSTEM, typed, source="list", row=name, incubator=incubator)
    if visibility != "hidden":
        house.startups.publish(SYSTEM, made.id, visibility)
    return made.id


def ask_about(village: Village, who: Person, startup: UUID) -> None:
    """Somebody says that a profile is theirs."""
    village.house.claiming.ask(who, startup, MESSAGE)


def belongings(house: House, founder: Person, startup: Startup) -> None:
    """An invitation, tokens of both kinds and a draft of a founder."""
    Inviter(house, founder, "Ann", "en").invite("startup", startup.id, f"friend-of-{startup.slug}@demo.example")
    house.machines.tokens.make(founder.account, f"of {startup.slug}", ["read"], 30)
    house.machines.tokens.make(
        founder.account, f"for {startup.slug}", ["read"], 30, kind="startup", organisation=startup.id
    )
    house.drafts.save(founder.account, "startup", {"name": f"After {startup.slug}"}, f"after-{startup.slug}")


def of_house(house: House, manager: Person, incubator: UUID) -> None:
    """An invitation, a token and two imports of an incubator: one that waits, and one that is done."""
    Inviter(house, manager, "Keeper", "en").invite("incubator", incubator, f"to-{incubator.hex[:6]}@demo.example")
    house.machines.tokens.make(manager.account, "roster", ["read"], 30, kind="incubator", organisation=incubator)
    for state in ("mapping", "done"):
        job = house.import_jobs.upload(incubator, manager.account, "kilns.csv", b"Name\nKiln\n")
        house.import_jobs.change(job.id, ("mapping",), state=state)


def letter(house: House, account: UUID) -> None:
    """A letter that did not leave."""
    with house.db.change() as tx:
        house.outbox.put(tx.connection, Letter(f"kind_for_{account.hex[:6]}", account=account))
        tx.connection.execute(sa.update(outbox).values(state="failed", failure="SMTPDataError 554"))
