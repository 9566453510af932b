"""Who finds which hackathon, in which order, and how many each filter leaves."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from bridge.readmodels.finding_hackathons import Asked
from bridge.readmodels.todo import Kind
from events.actor import VISITOR, Actor
from events.hackathons.moments import in_zone
from tests.domain.hackathon_setup import setup
from tests.domain.house import House


def found(house: House, actor: Actor = VISITOR, **asked: Any) -> list[str]:
    with house.reading() as reading:
        page = reading.views.hackathons.find(reading.connection, actor, Asked(**asked), house.clock.now)
    assert page.total == len(page.rows)
    return [row["sort_name"] for row in page.rows]


def hackathon(house: House, manager: Actor, title: str, *, days: int = 0, announced: bool = True) -> Any:
    parts = setup(house.clock.now + timedelta(days=days))
    parts["about"] = {**parts["about"], "title": {"en": title}}
    made = house.hackathons.draft(manager, house.incubator("UZ", (manager,)), parts)
    return house.hackathons.announce(manager, made.id) if announced else made


def test_what_comes_next_is_first_then_what_is_over(house: House) -> None:
    manager = house.person()
    hackathon(house, manager, "Soon")
    house.clock.forward(days=20)
    hackathon(house, manager, "Later", days=30)
    hackathon(house, manager, "Next")
    called_off = hackathon(house, manager, "Called off", days=10)
    house.hackathons.cancel(manager, called_off.id, "The hall burnt down")
    assert found(house) == ["Next", "Later", "Called off", "Soon"]
    assert found(house, states=("past",)) == ["Called off", "Soon"]
    assert found(house, states=("registration",)) == ["Next"]
    with house.reading() as reading:
        first = reading.views.hackathons.next(reading.connection, house.clock.now)
    assert first is not None
    assert first["sort_name"] == "Next"


def test_a_draft_is_found_and_counted_only_by_those_who_prepare_it(house: House) -> None:
    manager, asked, stranger, office = house.person(), house.person(), house.person(), house.moderator()
    made = hackathon(house, manager, "Secret", announced=False)
    house.hackathons.invite_host(manager, made.id, house.incubator("KZ", (asked,)))
    for nobody in (VISITOR, stranger, office):
        assert found(house, nobody) == found(house, nobody, text="secret") == []
        with house.reading() as reading:
            counts = reading.views.hackathons.counts(reading.connection, nobody, Asked(), house.clock.now)
            assert reading.views.hackathons.by_slug(reading.connection, nobody, "secret") is None
        assert not any(counts.values())
    for one in (manager, asked):
        assert found(house, one, text="secret") == ["Secret"]
        assert found(house, one, states=("draft",)) == ["Secret"]


def test_filters_add_up_and_count_what_they_would_leave(house: House) -> None:
    manager = house.person()
    hackathon(house, manager, "Water")
    assert found(house, countries=("KG",), sectors=("water",), forms=("hybrid",), languages=("en",)) == ["Water"]
    assert found(house, countries=("TJ",)) == []
    with house.reading() as reading:
        counts = reading.views.hackathons.counts(reading.connection, VISITOR, Asked(countries=("TJ",)), house.clock.now)
    assert counts["countries"] == {"KG": 1, "UZ": 1}
    assert counts["forms"] == counts["states"] == {}


def test_every_host_is_asked_once_and_nobody_after_the_answer(house: House) -> None:
    one, other = house.person(), house.person()
    made = house.hackathon(one, other)
    dates = made.setup["dates"]
    closes = in_zone(house.clock.now + timedelta(days=15), dates["zone"])
    moved = {**dates, "phases": {**dates["phases"], "building": {**dates["phases"]["building"], "closes": closes}}}
    waiting = house.hackathons.propose(one, made.id, "dates", moved, "The hall closes early")

    def asked() -> list[Kind]:
        with house.reading() as reading:
            items = reading.views.todo.of(reading.connection, other, house.clock.now)
            return [item.kind for item in items if item.subject == made.id]

    assert asked() == [Kind.AGREE_CHANGE]
    house.hackathons.refuse_change(other, made.id, UUID(next(iter(waiting.open_changes))))
    assert asked() == []


def test_programs_hear_of_what_was_announced_and_never_of_a_draft(house: House) -> None:
    manager, office = house.person(), house.moderator()
    draft = hackathon(house, manager, "Secret", announced=False)
    made = hackathon(house, manager, "Water")
    house.hackathons.cancel(manager, draft.id, "")
    for reader in (VISITOR, office):
        with house.reading() as reading:
            lines = reading.views.changes.after(reading.connection, reader, 0).lines
        told = [(line.about, line.topic) for line in lines if line.kind == "hackathon"]
        assert told == [(made.id, "hackathon.announced")]
