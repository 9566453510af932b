"""The part of the story in which profiles grow old, are verified, reported, decided about and appealed."""

from uuid import UUID

from tests.domain.house import SYSTEM, Clock, House, Person

MEASURES = (
    ("startup", "suspend"), ("startup", "hide"), ("incubator", "hide"), ("introduction", "remove_text"),
    ("person", "suspend_person"),
)  # fmt: skip


def trust(house: House, clock: Clock, people: tuple[Person, Person, Person], startup: UUID, incubator: UUID) -> None:
    """Play it with a founder, a partner and a manager."""
    founder, partner, manager = people
    _badges(house, manager, startup, incubator)
    for days in (183, 15, 29):
        clock.forward(days=days)
        house.confirmations.remind(SYSTEM, startup)
    house.confirmations.confirm(founder, startup)
    _decisions(house, founder, partner, incubator)


def _badges(house: House, manager: Person, startup: UUID, incubator: UUID) -> None:
    organiser = house.moderator()
    for what in ("registered", "team_met"):
        house.verifications.verify(manager, startup, incubator, what, "Seen on 2 March")
        house.verifications.verify_incubator(organiser, incubator, what, "Seen on 2 March")
    house.verifications.withdraw(manager, startup, incubator, "team_met")
    house.verifications.withdraw_incubator(organiser, incubator, "team_met")


def _decisions(house: House, founder: Person, partner: Person, incubator: UUID) -> None:
    moderator, other = house.moderator(), house.moderator()
    reported = house.startup(founder, "PK", "Reported")
    meets = house.propose(partner, house.startup(partner, "UZ", "Writer"), reported, message="Buy now")
    things = {"startup": reported.id, "incubator": incubator, "introduction": meets.id, "person": partner.account}
    for kind, measure in MEASURES:
        by = founder if kind == "introduction" else house.person()
        behind = meets.proposer if kind == "person" else None
        report = house.reports.report(by, kind, things[kind], {"reason": "spam", "text": "Look"}, startup=behind)
        twice = [house.reports.report(partner, kind, things[kind], {"reason": "scam"})] if measure == "suspend" else []
        why = {"measure": measure, "reason": "spam", "message": "This is advertising", "record": "Seen before"}
        decision = house.moderation.decide(moderator, [report.id], why)
        for again in twice:
            second = house.moderation.decide(moderator, [again.id], why)
            house.moderation.lift(moderator, second.id, "They have shown papers")
        if kind == "incubator":
            house.moderation.lift(moderator, decision.id)
            continue
        appeals = partner if kind in ("introduction", "person") else founder
        house.moderation.appeal(appeals, decision.id, "This is not what it seems")
        house.moderation.answer(other, decision.id, "reversed", "You are right, sorry")
