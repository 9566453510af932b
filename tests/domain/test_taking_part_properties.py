"""No sequence of commands puts a person in two teams, gives away more places than there are, or loses a submission."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bridge.settings import Settings
from events.errors import DomainError
from events.projects.aggregate import COUNTS, Project, project_id
from events.teams.aggregate import Team
from tests.domain.hackathon_setup import setup
from tests.domain.house import Clock, House, Person
from tests.domain.story_of_taking_part import CONTENT
from tests.domain.test_registrations import HERE

DO = (
    "register", "withdraw", "refuse", "approve", "form", "ask", "take_in", "invite", "join", "leave", "remove",
    "hand_over", "dissolve", "submit", "withdraw_project",
)  # fmt: skip
PLACES, PEOPLE = 3, 4
steps = st.lists(st.tuples(st.sampled_from(DO), st.integers(0, 3), st.integers(0, 3)), min_size=5, max_size=30)


@pytest.fixture(scope="module")
def one_house(tmp_path_factory: pytest.TempPathFactory, sqlite: Any) -> Iterator[House]:
    """One house for all examples: each plays in a hackathon of its own."""
    folder: Path = tmp_path_factory.mktemp("taking-part")
    options = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(folder)})
    url = sqlite.fresh().render_as_string(hide_password=False)
    opened = House(replace(options, database_url=url), Clock())
    yield opened
    opened.close()


@settings(
    max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate, Phase.shrink], derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(played=steps)
def test_whatever_people_do_the_rules_hold(one_house: House, played: list[tuple[str, int, int]]) -> None:
    house, manager = one_house, one_house.person()
    parts = setup(house.clock.now)
    joining = {**parts["taking_part"], "places": PLACES, "waiting_list": True, "team_most": 3}
    dates = {**parts["dates"], "phases": {**parts["dates"]["phases"]}}
    dates["phases"]["building"] = {**dates["phases"]["building"], "opens": dates["phases"]["registration"]["opens"]}
    found = house.hackathon(manager, taking_part=joining, dates=dates)
    people = [house.person() for _ in range(PEOPLE)]
    for person in people:  # one of them has to wait for a place
        house.registrations.register(person, found.id, HERE)
    teams = [house.teams.form(people[0], found.id, "First").id]
    house.teams.describe(people[0], teams[0], {"open": True})
    house.teams.invite(people[0], teams[0], invitation := uuid4())
    invitations = [(teams[0], invitation)]
    submitted: dict[UUID, int] = {}
    for what, one, other in played:
        with suppress(DomainError):
            _do(house, found.id, manager, what, people, people[one], people[other], teams, invitations, submitted)
        _holds(house, found.id, people, submitted)


def _do(
    house: House,
    hackathon: UUID,
    manager: Person,
    what: str,
    people: list[Person],
    who: Person,
    other: Person,
    teams: list[UUID],
    invitations: list[tuple[UUID, UUID]],
    submitted: dict[UUID, int],
) -> None:
    mine = house.teams.of(hackathon, who.account)
    team = mine or (teams[-1] if teams else uuid4())
    if what == "register":
        house.registrations.register(who, hackathon, HERE)
    elif what == "withdraw":
        house.registrations.withdraw(who, hackathon)
    elif what in ("refuse", "approve"):
        command = house.registrations.approve
        if what == "refuse":
            house.registrations.refuse(manager, hackathon, who.account, "No")
        else:
            command(manager, hackathon, who.account)
    elif what == "form":
        teams.append(house.teams.form(who, hackathon, f"Team {uuid4()}"[:40]).id)
        house.teams.describe(who, teams[-1], {"open": True})
    elif what == "ask" and teams:
        house.teams.ask(who, teams[-1])
    elif what == "take_in":
        house.teams.answer(who, team, other.account, True)
    elif what == "invite":
        house.teams.invite(who, team, invitation := uuid4())
        invitations.append((team, invitation))
    elif what == "join" and invitations:
        house.teams.join(who, *invitations[-1])
    elif what in ("leave", "dissolve"):
        (house.teams.leave if what == "leave" else house.teams.dissolve)(who, team)
    elif what in ("remove", "hand_over"):
        (house.teams.remove if what == "remove" else house.teams.hand_over)(who, team, other.account)
    elif what == "submit":
        made = house.projects.submit(who, team, {**CONTENT, "title": f"Project {uuid4()}"[:40]})
        submitted[team] = len(made.versions)
    elif what == "withdraw_project":
        house.projects.withdraw(who, team)


def _holds(house: House, hackathon: UUID, people: list[Person], submitted: dict[UUID, int]) -> None:
    with house.reading() as reading:
        views, connection = reading.views, reading.connection
        rows, _ = views.teams.find(connection, hackathon, limit=100)
        members = {row["id"]: [one["account"] for one in views.teams.members(connection, row["id"])] for row in rows}
        approved = views.registrations.accounts(connection, hackathon)
        waiting = views.registrations.accounts(connection, hackathon, ("waiting",))
    everybody = [account for team in members.values() for account in team]
    assert len(everybody) == len(set(everybody))
    assert set(everybody) <= set(approved)
    assert len(approved) <= PLACES
    assert len(approved) == PLACES or not waiting
    for team, accounts in members.items():
        found = house.log.get(Team, team)
        assert sorted(found.members) == sorted(accounts)
        assert len(accounts) <= 3
        row_lead = next(row["lead"] for row in rows if row["id"] == team)
        assert found.lead == row_lead
    for team, count in submitted.items():
        project = house.log.get(Project, project_id(team))
        assert len(project.versions) == count
        assert project.withdrawn or any(version["state"] in COUNTS for version in project.versions)
    for person in people:
        owner = house.teams.of(hackathon, person.account)
        assert (owner is not None) == (person.account in everybody)
