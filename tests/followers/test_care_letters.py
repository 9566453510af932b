"""Letters about claims, questions and go-betweens: to whom, and without a word that somebody wrote."""

from uuid import UUID

import pytest

from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, Clock, House, Person
from tests.followers.test_notifier import kinds_for as all_kinds
from tests.followers.test_notifier import letters

SECRET = "words that no letter may hold"
CHOICES = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru", "message": SECRET}


def kinds_for(house: House, person: Person) -> set[str]:
    return {kind for kind in all_kinds(house, person) if not kind.startswith("admission_")}


@pytest.fixture
def manager(house: House) -> Person:
    return house.person()


@pytest.fixture
def park(house: House, manager: Person) -> UUID:
    return house.incubator("PK", (manager,))


def unclaimed(house: House, park: UUID, name: str = "Row") -> Startup:
    listed = house.startups.register_unclaimed(
        SYSTEM, {"name": name, "country": "PK"}, source="list", row=name, incubator=park
    )
    return house.startups.publish(SYSTEM, listed.id, "public")


def test_a_claim_is_told_to_its_managers_and_the_answer_to_everybody_who_asked(
    house: House, manager: Person, park: UUID
) -> None:
    row, first, second, third = unclaimed(house, park), house.person(), house.person(), house.person()
    wanted = [house.claiming.ask(person, row.id, SECRET) for person in (first, second, third)]
    house.claiming.refuse(manager, row.id, wanted[1], SECRET)
    house.claiming.approve(manager, row.id, wanted[0])
    assert kinds_for(house, manager) == {"claim_requested"}
    assert kinds_for(house, first) == {"claim_approved"}
    assert kinds_for(house, second) == {"claim_refused"}
    assert kinds_for(house, third) == {"claim_lapsed"}
    assert SECRET not in str(letters(house))


def test_a_question_goes_to_the_managers_and_its_answer_back(house: House, manager: Person, park: UUID) -> None:
    row, asker = unclaimed(house, park), house.person()
    mine = house.startup(asker, "UZ", "Chinor")
    asked = house.enquiries.ask(asker, mine.id, row.id, park, CHOICES)
    house.enquiries.answer(manager, asked.id, "not_possible", SECRET)
    assert kinds_for(house, manager) == {"enquiry_asked"}
    assert kinds_for(house, asker) == {"enquiry_answered"}
    assert SECRET not in str(letters(house))


def test_both_sides_hear_of_a_go_between_and_only_the_late_one_is_reminded(
    house: House, clock: Clock, manager: Person, park: UUID
) -> None:
    founder, partner = house.person(), house.person()
    mine, theirs = house.startup(founder, "PK", "Anor"), house.startup(partner, "UZ", "Chinor")
    house.startups.offer_admission(SYSTEM, mine.id, park)
    house.startups.answer_offer(founder, mine.id, park, True)
    brought = house.between.introduce(manager, park, mine.id, theirs.id, CHOICES).id
    house.introductions.accept(founder, brought, SECRET)
    clock.forward(days=6)
    house.between.remind(manager, brought)
    assert kinds_for(house, founder) == {"go_between_proposed"}
    assert kinds_for(house, partner) == {"go_between_proposed", "go_between_reminded"}
    clock.forward(days=20)
    house.introductions.expire(SYSTEM, brought)
    assert "go_between_expired" in kinds_for(house, founder)
    assert SECRET not in str(letters(house))


def test_founders_are_told_when_their_incubator_asks_for_news_and_when_a_duplicate_came(
    house: House, manager: Person, park: UUID
) -> None:
    founder, other = house.person(), house.person()
    mine = house.startup(founder, "PK", "Anor")
    house.startups.offer_admission(SYSTEM, mine.id, park)
    house.startups.answer_offer(founder, mine.id, park, True)
    house.keeping.ask_update(manager, mine.id, park)
    house.merging.merge(manager, unclaimed(house, park).id, mine.id)
    house.keeping.hand_over(manager, unclaimed(house, park, "Second").id, house.incubator("KG", (other,)))
    assert kinds_for(house, founder) == {"update_asked", "duplicate_merged"}
    assert kinds_for(house, other) == {"handover_offered"}


def test_managers_hear_how_what_they_proposed_ended_and_never_why(
    house: House, clock: Clock, manager: Person, park: UUID
) -> None:
    def brought(name: str) -> tuple[UUID, Person, Person]:
        one, other = house.person(), house.person()
        mine, theirs = house.startup(one, "PK", f"{name} Pumps"), house.startup(other, "UZ", f"{name} Looms")
        house.startups.offer_admission(SYSTEM, mine.id, park)
        house.startups.answer_offer(one, mine.id, park, True)
        return house.between.introduce(manager, park, mine.id, theirs.id, CHOICES).id, one, other

    def outcomes() -> dict[str, str]:
        told = [row for row in letters(house) if row["kind"] == "go_between_answered"]
        assert {row["account"] for row in told} <= {manager.account}
        return {row["params"]["one"]: row["params"]["outcome"] for row in told}

    yes, one, other = brought("Yes")
    house.introductions.accept(one, yes, SECRET)
    assert outcomes() == {}
    house.introductions.accept(other, yes, SECRET)
    no, _, refusing = brought("No")
    house.introductions.decline(refusing, no, "not_now", SECRET)
    late, _, _ = brought("Late")
    assert outcomes() == {"Yes Pumps": "accepted", "No Pumps": "declined"}
    clock.forward(days=22)
    house.introductions.expire(SYSTEM, late)
    assert outcomes() == {"Yes Pumps": "accepted", "No Pumps": "declined", "Late Pumps": "expired"}
    assert SECRET not in str(letters(house))


def test_the_other_managers_hear_that_a_question_waits_no_more(house: House, manager: Person, park: UUID) -> None:
    row, asker, second = unclaimed(house, park), house.person(), house.person()
    house.incubators.invite_manager(SYSTEM, park, second.account)
    house.incubators.join(second, park, second.account)
    mine = house.startup(asker, "UZ", "Chinor")
    house.enquiries.answer(manager, house.enquiries.ask(asker, mine.id, row.id, park, CHOICES).id, "introduced")
    house.enquiries.withdraw(asker, house.enquiries.ask(asker, mine.id, row.id, park, CHOICES).id)
    told = [row for row in letters(house) if row["kind"] == "enquiry_settled"]
    by_whom: dict[UUID, list[bool]] = {row["account"]: [] for row in told}
    for letter in told:
        by_whom[letter["account"]].append(letter["params"]["withdrawn"])
    assert by_whom == {second.account: [False, True], manager.account: [True]}
