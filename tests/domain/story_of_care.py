"""Unclaimed profiles that are claimed, handed over, merged, asked about; two startups that a manager introduces."""

from uuid import UUID

from tests.domain.house import SYSTEM, House, Person


def care(house: House, founder: Person, manager: Person, incubator: UUID) -> None:
    """Play it."""
    second = house.incubator("KG", (house.person(),))
    listed = [
        house.startups.register_unclaimed(
            SYSTEM, {"name": f"Ala {n}", "country": "KG"}, source="ala", row=str(n), incubator=incubator
        )
        for n in range(4)
    ]
    for startup in listed:
        house.startups.publish(manager, startup.id, "public")
    asker, other = house.person(), house.person()
    claimed = listed[0].id
    house.claiming.withdraw(asker, claimed, house.claiming.ask(asker, claimed, "We founded it"))
    refused = house.claiming.ask(other, claimed, "I want to have it")
    house.claiming.refuse(manager, claimed, refused, "Not in the register")
    house.claiming.approve(manager, claimed, house.claiming.ask(asker, claimed, "We founded it"))
    house.keeping.ask_update(manager, claimed, incubator)
    house.keeping.hand_over(manager, listed[1].id, second)
    house.keeping.withdraw_handover(manager, listed[1].id)
    house.merging.merge(manager, listed[2].id, listed[1].id, "The same")
    mine = house.startup(founder, "PK", "Asks")
    typed = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru"}
    typed["message"] = "Who are they?"
    house.enquiries.withdraw(founder, house.enquiries.ask(founder, mine.id, listed[1].id, incubator, typed).id)
    asked = house.enquiries.ask(founder, mine.id, listed[1].id, incubator, typed)
    house.enquiries.answer(manager, asked.id, "not_possible", "They have closed")
    brought = house.between.introduce(manager, incubator, mine.id, claimed, {**typed, "message": "You two should talk"})
    house.introductions.accept(asker, brought.id, "Gladly")
