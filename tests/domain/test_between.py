"""A manager introduces two startups; a founder asks an incubator about an unclaimed one."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from bridge.readmodels.care import Care
from bridge.readmodels.oversight import Oversight, Wanted
from bridge.readmodels.todo import Kind
from events.actor import Actor
from events.enquiries.service import MOST_OPEN as MOST_ENQUIRIES
from events.errors import Broken, Invalid, Missing, Refused
from events.introductions import between
from events.introductions.aggregate import Introduction
from events.introductions.guards import MOST_OPEN, REST
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, Clock, House, Person

CHOICES = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru"}


@pytest.fixture
def manager(house: House) -> Person:
    return house.person()


@pytest.fixture
def park(house: House, manager: Person) -> UUID:
    return house.incubator("PK", (manager,))


@pytest.fixture
def mine(house: House, founder: Person, park: UUID) -> Startup:
    startup = house.startup(founder, "PK", "Anor")
    house.startups.offer_admission(SYSTEM, startup.id, park)
    return house.startups.answer_offer(founder, startup.id, park, True)


@pytest.fixture
def theirs(house: House, partner: Person) -> Startup:
    return house.startup(partner, "UZ", "Chinor")


def bring(house: House, manager: Actor, park: UUID, one: Startup, other: Startup, **more: Any) -> Introduction:
    return house.between.introduce(manager, park, one.id, other.id, {**CHOICES, "message": "Talk!", **more})


def waits(house: House, actor: Actor) -> list[Kind]:
    with house.reading() as reading:
        items = reading.views.todo.of(reading.connection, actor, house.clock())
    return [item.kind for item in items if item.kind not in (Kind.CONFIRM_PAGE, Kind.FINISH_PROFILE)]


def test_it_is_accepted_when_both_have_said_yes(
    house: House, founder: Person, partner: Person, manager: Person, park: UUID, mine: Startup, theirs: Startup
) -> None:
    found = bring(house, manager, park, mine, theirs).id
    assert waits(house, founder) == waits(house, partner) == [Kind.ANSWER_GO_BETWEEN]
    assert house.introductions.accept(founder, found, "Gladly").state == "proposed"
    assert (waits(house, founder), waits(house, partner)) == ([], [Kind.ANSWER_GO_BETWEEN])
    with pytest.raises(Broken, match="you_agreed_already"):
        house.introductions.accept(founder, found)
    assert house.introductions.accept(partner, found).state == "accepted"
    assert house.topics(found) == ["introduction.proposed", "introduction.side_agreed", "introduction.accepted"]
    assert waits(house, founder) == waits(house, partner) == [Kind.PROPOSE_TIMES]


@pytest.mark.parametrize("first", ["founder", "partner"])
def test_either_side_may_decline_even_after_the_other_said_yes(
    house: House, founder: Person, partner: Person, manager: Person, park: UUID, mine: Startup, theirs: Startup,
    first: str,
) -> None:  # fmt: skip
    yes, no = (founder, partner) if first == "founder" else (partner, founder)
    found = bring(house, manager, park, mine, theirs).id
    house.introductions.accept(yes, found)
    house.introductions.decline(no, found, "no_fit")
    with house.reading() as reading:
        row = reading.views.introductions.one(reading.connection, found)
    assert row is not None
    assert (row["state"], row["declined_by"]) == ("declined", "receiver" if first == "founder" else "proposer")
    assert waits(house, yes) == waits(house, no) == []


def test_only_the_manager_takes_it_back_and_reminds(
    house: House, clock: Clock, founder: Person, partner: Person, manager: Person, park: UUID, mine: Startup,
    theirs: Startup,
) -> None:  # fmt: skip
    found = bring(house, manager, park, mine, theirs).id
    for person in (founder, partner):
        with pytest.raises(Refused, match="not_your_side"):
            house.introductions.withdraw(person, found)
        with pytest.raises(Refused):
            house.between.withdraw(person, found)
    clock.forward(days=5)
    house.between.remind(manager, found)
    with pytest.raises(Broken, match="already_reminded"):
        house.between.remind(manager, found)
    with pytest.raises(Refused):
        house.introductions.accept(manager, found)
    house.between.withdraw(manager, found)
    assert waits(house, founder) == []
    bring(house, manager, park, mine, theirs)  # the pair is free again


def test_it_expires_like_any_other(
    house: House, clock: Clock, founder: Person, manager: Person, park: UUID, mine: Startup, theirs: Startup
) -> None:
    found = bring(house, manager, park, mine, theirs).id
    house.introductions.accept(founder, found)
    clock.forward(days=22)
    assert house.introductions.expire(SYSTEM, found)


def test_one_of_the_two_belongs_to_the_incubator(
    house: House, manager: Person, park: UUID, mine: Startup, theirs: Startup
) -> None:
    third = house.startup(house.person(), "KG", "Ala")
    with pytest.raises(Refused, match="neither_is_yours"):
        bring(house, manager, park, theirs, third)
    with pytest.raises(Refused, match="not_a_manager"):
        bring(house, house.person(), park, mine, theirs)
    assert bring(house, manager, park, theirs, mine).proposer == theirs.id


def test_whom_nobody_proposes_to_is_not_introduced_either(
    house: House, founder: Person, partner: Person, manager: Person, park: UUID, mine: Startup, theirs: Startup
) -> None:
    unclaimed = house.startups.register_unclaimed(SYSTEM, {"name": "Row", "country": "KG"}, source="list", row="1")
    house.startups.publish(SYSTEM, unclaimed.id, "public")
    hidden = house.startup(house.person(), "KG", "Hidden", visibility="hidden")
    home = house.startup(house.person(), "PK", "Home")
    own = house.startup(founder, "KG", "Own")
    for other, code in (
        (unclaimed, "unclaimed"), (hidden, "hidden"), (home, "same_country"), (own, "same_founder"),
        (mine, "same_founder"),
    ):  # fmt: skip
        with pytest.raises(Broken, match=f"cannot_introduce_{code}"):
            bring(house, manager, park, mine, other)
    house.startups.pause(partner, theirs.id, True)
    with pytest.raises(Broken, match="cannot_introduce_paused"):
        bring(house, manager, park, mine, theirs)
    house.startups.pause(partner, theirs.id, False)
    house.startups.block(partner, theirs.id, mine.id)
    with pytest.raises(Broken, match="cannot_introduce_paused"):
        bring(house, manager, park, mine, theirs)


def test_one_introduction_is_open_for_a_pair_whoever_began_it(
    house: House, founder: Person, manager: Person, park: UUID, mine: Startup, theirs: Startup
) -> None:
    house.propose(founder, mine, theirs)
    with pytest.raises(Broken, match="cannot_introduce_again"):
        bring(house, manager, park, theirs, mine)


def test_after_a_no_the_incubator_rests(
    house: House, clock: Clock, partner: Person, manager: Person, park: UUID, mine: Startup, theirs: Startup
) -> None:
    house.introductions.decline(partner, bring(house, manager, park, mine, theirs).id, "no_fit")
    with pytest.raises(Broken, match="cannot_introduce_declined"):
        bring(house, manager, park, theirs, mine)
    clock.forward(days=REST.days)
    bring(house, manager, park, theirs, mine)


def test_it_counts_for_the_incubator_and_not_for_the_startups(
    house: House, founder: Person, manager: Person, park: UUID, mine: Startup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(between, "MOST_OPEN", MOST_OPEN + 1)
    for n in range(MOST_OPEN + 1):
        bring(house, manager, park, mine, house.startup(house.person(), "UZ", f"Startup {n}"))
    with pytest.raises(Broken, match="too_many_brokered"):
        bring(house, manager, park, mine, house.startup(house.person(), "UZ", "Last"))
    house.propose(founder, mine, house.startup(house.person(), "UZ", "Own choice"))


# -- enquiries --------------------------------------------------------------------------------------------------


@pytest.fixture
def row(house: House, park: UUID) -> Startup:
    """An unclaimed profile of the incubator."""
    listed = house.startups.register_unclaimed(
        SYSTEM, {"name": "Row", "country": "PK"}, source="list", row="1", incubator=park
    )
    return house.startups.publish(SYSTEM, listed.id, "public")


ASKED = {**CHOICES, "message": "Could you put us in touch?"}


def test_a_founder_asks_and_the_manager_answers(
    house: House, partner: Person, manager: Person, park: UUID, row: Startup, theirs: Startup
) -> None:
    asked = house.enquiries.ask(partner, theirs.id, row.id, park, ASKED).id
    assert waits(house, manager) == [Kind.ANSWER_ENQUIRY]
    with pytest.raises(Broken, match="enquiry_exists"):
        house.enquiries.ask(partner, theirs.id, row.id, park, ASKED)
    with pytest.raises(Refused):
        house.enquiries.answer(partner, asked, "introduced")
    with pytest.raises(Invalid):
        house.enquiries.answer(manager, asked, "not_possible")
    with pytest.raises(Invalid):
        house.enquiries.answer(manager, asked, "perhaps", "Let us see")
    house.enquiries.answer(manager, asked, "not_possible", "They have closed")
    assert waits(house, manager) == []
    with pytest.raises(Broken, match="enquiry_not_waiting"):
        house.enquiries.answer(manager, asked, "introduced")
    house.enquiries.ask(partner, theirs.id, row.id, park, ASKED)


def test_a_question_can_be_taken_back_by_its_founders(
    house: House, partner: Person, manager: Person, park: UUID, row: Startup, theirs: Startup
) -> None:
    asked = house.enquiries.ask(partner, theirs.id, row.id, park, ASKED).id
    with pytest.raises(Refused):
        house.enquiries.withdraw(manager, asked)
    house.enquiries.withdraw(partner, asked)
    assert waits(house, manager) == []


def test_what_cannot_be_asked(
    house: House, founder: Person, partner: Person, park: UUID, row: Startup, mine: Startup, theirs: Startup
) -> None:
    cases: list[tuple[Person, Startup, Startup, UUID, str]] = [
        (founder, mine, row, park, "same_country"),
        (partner, theirs, mine, park, "already_claimed"),
        (partner, theirs, row, house.incubator("PK", (house.person(),)), "no_go_between"),
    ]
    for person, startup, about, incubator, code in cases:
        with pytest.raises(Broken, match=code):
            house.enquiries.ask(person, startup.id, about.id, incubator, ASKED)
    with pytest.raises(Refused):
        house.enquiries.ask(founder, theirs.id, row.id, park, ASKED)
    with pytest.raises(Invalid):
        house.enquiries.ask(partner, theirs.id, row.id, park, {**ASKED, "message": ""})
    house.startups.publish(SYSTEM, row.id, "hidden")
    with pytest.raises(Missing):
        house.enquiries.ask(partner, theirs.id, row.id, park, ASKED)


def test_questions_have_a_limit(house: House, partner: Person, park: UUID, theirs: Startup) -> None:
    for n in range(MOST_ENQUIRIES + 1):
        listed = house.startups.register_unclaimed(
            SYSTEM, {"name": f"Row {n}", "country": "PK"}, source="list", row=str(n), incubator=park
        )
        house.startups.publish(SYSTEM, listed.id, "public")
        if n < MOST_ENQUIRIES:
            house.enquiries.ask(partner, theirs.id, listed.id, park, ASKED)
            continue
        with pytest.raises(Broken, match="too_many_enquiries"):
            house.enquiries.ask(partner, theirs.id, listed.id, park, ASKED)


def test_an_unknown_question_is_missing(house: House, manager: Person) -> None:
    with pytest.raises(Missing):
        house.enquiries.answer(manager, uuid4(), "introduced")


# -- what managers see ------------------------------------------------------------------------------------------


def test_states_are_counted_and_listed_for_managers_only(
    house: House, clock: Clock, founder: Person, manager: Person, park: UUID, mine: Startup, theirs: Startup
) -> None:
    house.propose(founder, mine, theirs)
    bring(house, manager, park, mine, house.startup(house.person(), "KG", "Ala"))
    clock.forward(days=30)  # nobody has recorded yet that they are over
    for actor, found in ((manager, {"expired": 2}), (founder, {}), (house.person(), {})):
        with house.reading() as reading:
            oversight = Oversight(reading.views, actor, park, clock.now)
            assert oversight.counts(reading.connection, Wanted()) == found
            rows = oversight.listed(reading.connection, Wanted(states=("expired",)), limit=9, offset=0)
            ours = oversight.listed(reading.connection, Wanted(startup=mine.id, ours=True), limit=9, offset=0)
            assert (len(rows), len(ours)) == (sum(found.values()), len(found))
            assert oversight.introduced(reading.connection, [mine.id]) == ({mine.id} if found else set())


def test_a_roster_counts_what_its_startups_need(
    house: House, clock: Clock, founder: Person, park: UUID, mine: Startup, row: Startup, theirs: Startup
) -> None:
    house.propose(founder, mine, theirs)
    clock.forward(days=183)
    house.startups.change(founder, mine.id, {"city": "Lahore"})
    with house.reading() as reading:
        care = Care(reading.views, clock.now, ("unclaimed", "unmet"))
        counts = care.counts(reading.connection, park, ["admitted"])
        rows = reading.views.directory.roster(reading.connection, park, ["admitted"], care=care)
        none = Care(reading.views, clock.now).counts(reading.connection, uuid4(), ["admitted"])
    assert counts == {"thin": 2, "stale": 1, "unclaimed": 1, "unmet": 1, "all": 1}
    assert [(one["name"], one["is_stale"], one["is_unmet"]) for one in rows] == [("Row", 1, 1)]
    assert set(none.values()) == {0}
