"""Teams of hackathons: given what happened, when somebody asks, then facts or a reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from events.errors import Broken, Invalid, Missing, Refused
from events.teams.aggregate import Team
from tests.domain.house import Clock, House, Person
from tests.domain.story_of_taking_part import CONTENT
from tests.domain.test_registrations import HERE, joining


def registered(house: House, hackathon: UUID, count: int) -> list[Person]:
    people = [house.person() for _ in range(count)]
    for person in people:
        house.registrations.register(person, hackathon, HERE)
    return people


def test_a_registered_person_forms_a_team_and_leads_it(house: House) -> None:
    found, stranger = house.hackathon(), house.person()
    [lead] = registered(house, found.id, 1)
    team = house.teams.form(lead, found.id, "Suu")
    assert (team.lead, house.teams.of(found.id, lead.account)) == (lead.account, team.id)
    with pytest.raises(Broken, match="in_another_team"):
        house.teams.form(lead, found.id, "Second")
    with pytest.raises(Broken, match="register_first"):
        house.teams.form(stranger, found.id, "Third")


def test_names_are_unique_in_a_hackathon_and_free_again(house: House) -> None:
    found, elsewhere = house.hackathon(), house.hackathon()
    one, two = registered(house, found.id, 2)
    [three] = registered(house, elsewhere.id, 1)
    team = house.teams.form(one, found.id, "Суу")
    house.teams.form(three, elsewhere.id, "Суу")
    with pytest.raises(Invalid, match="team_name_taken"):
        house.teams.form(two, found.id, "суу")
    house.teams.rename(one, team.id, "Nur")
    assert house.teams.form(two, found.id, "суу").name == "суу"


def test_people_ask_and_the_lead_answers(house: House) -> None:
    found = house.hackathon()
    lead, two, three = registered(house, found.id, 3)
    team = house.teams.form(lead, found.id, "Suu")
    with pytest.raises(Broken, match="team_not_open"):
        house.teams.ask(two, team.id)
    house.teams.describe(lead, team.id, {"open": "yes", "skills": ["iot"], "text": {}})
    house.teams.ask(two, team.id, "I solder")
    with house.reading() as reading:
        assert [item.kind for item in reading.views.todo.of(reading.connection, lead, house.clock())] == [
            "submit_project", "answer_join"
        ]  # fmt: skip
    with pytest.raises(Refused, match="not_in_this_team"):
        house.teams.answer(two, team.id, two.account, True)
    house.teams.ask(three, team.id)
    house.teams.answer(lead, team.id, two.account, True)
    house.teams.answer(lead, team.id, three.account, False, "Full by now")
    assert house.log.get(Team, team.id).members == [lead.account, two.account]
    with house.reading() as reading:
        kinds = [item.kind for item in reading.views.todo.of(reading.connection, lead, house.clock())]
    assert kinds == ["submit_project"]


def test_a_team_never_grows_over_its_size(house: House) -> None:
    found = house.hackathon(**joining(house, team_most=2))
    lead, two, three = registered(house, found.id, 3)
    team = house.teams.form(lead, found.id, "Suu")
    first, second = uuid4(), uuid4()
    house.teams.invite(lead, team.id, first)
    house.teams.invite(lead, team.id, second)
    house.teams.join(two, team.id, first)
    with pytest.raises(Broken, match="team_is_full"):
        house.teams.join(three, team.id, second)
    with pytest.raises(Broken, match="invitation_used_or_revoked"):
        house.teams.join(three, team.id, first)


def test_a_lead_hands_over_before_leaving_and_the_last_one_closes_the_door(house: House) -> None:
    found = house.hackathon()
    lead, two = registered(house, found.id, 2)
    team = house.teams.form(lead, found.id, "Suu")
    house.teams.invite(lead, team.id, invitation := uuid4())
    house.teams.join(two, team.id, invitation)
    with pytest.raises(Broken, match="hand_over_first"):
        house.teams.leave(lead, team.id)
    house.teams.hand_over(lead, team.id, two.account)
    house.teams.leave(lead, team.id)
    assert house.teams.leave(two, team.id).dissolved
    with house.reading() as reading:
        former = reading.views.teams.members(reading.connection, team.id, former=True)
        assert [(row["account"], row["how"]) for row in former] == [(lead.account, "left"), (two.account, "left")]
        assert all(row["until"] is not None for row in former)
    with pytest.raises(Missing):
        house.teams.leave(two, team.id)


def test_teams_are_frozen_after_the_deadline_but_leaving_is_recorded(house: House, clock: Clock) -> None:
    found = house.hackathon()
    lead, two, three = registered(house, found.id, 3)
    team = house.teams.form(lead, found.id, "Suu")
    house.teams.invite(lead, team.id, invitation := uuid4())
    house.teams.join(two, team.id, invitation)
    clock.forward(days=15)
    house.projects.submit(lead, team.id, CONTENT)
    clock.forward(days=1)
    attempts: list[Callable[[], object]] = [
        lambda: house.teams.form(three, found.id, "Late"),
        lambda: house.teams.invite(lead, team.id, uuid4()),
        lambda: house.teams.remove(lead, team.id, two.account),
        lambda: house.teams.rename(lead, team.id, "Other"),
    ]
    for attempt in attempts:
        with pytest.raises(Broken, match="teams_are_frozen"):
            attempt()
    house.teams.leave(two, team.id)
    with pytest.raises(Broken, match="withdraw_the_project_first"):
        house.teams.leave(lead, team.id)


def test_a_team_that_submitted_is_not_dissolved(house: House, clock: Clock) -> None:
    found = house.hackathon()
    [lead] = registered(house, found.id, 1)
    team = house.teams.form(lead, found.id, "Suu")
    clock.forward(days=15)
    house.projects.submit(lead, team.id, CONTENT)
    with pytest.raises(Broken, match="withdraw_the_project_first"):
        house.teams.dissolve(lead, team.id)
    house.projects.withdraw(lead, team.id)
    assert house.teams.dissolve(lead, team.id).dissolved


def test_whoever_leaves_the_hackathon_leaves_the_team(house: House) -> None:
    found = house.hackathon()
    lead, two = registered(house, found.id, 2)
    team = house.teams.form(lead, found.id, "Suu")
    house.teams.invite(lead, team.id, invitation := uuid4())
    house.teams.join(two, team.id, invitation)
    house.registrations.withdraw(lead, found.id)
    now = house.log.get(Team, team.id)
    assert (now.lead, house.teams.of(found.id, lead.account)) == (two.account, None)
    house.registrations.register(lead, found.id, HERE)
    assert house.teams.form(lead, found.id, "New").lead == lead.account


def test_a_team_stands_for_a_startup_of_its_own_founder(house: House) -> None:
    found = house.hackathon()
    lead, two = registered(house, found.id, 2)
    team = house.teams.form(lead, found.id, "Suu")
    mine, theirs = house.startup(lead, "KG"), house.startup(two, "KG")
    with pytest.raises(Refused, match="not_a_founder"):
        house.teams.stand_for(lead, team.id, theirs.id)
    assert house.teams.stand_for(lead, team.id, mine.id).startup == mine.id
    with house.reading() as reading:
        row: Any = reading.views.teams.one(reading.connection, team.id)
    assert row["startup"] == mine.id
