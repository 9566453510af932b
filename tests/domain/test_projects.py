"""Projects of hackathons: given what happened, when somebody hands in, then facts or a reason."""

from copy import deepcopy
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from events.errors import Broken, Invalid, Refused
from events.hackathons.moments import in_zone
from events.projects.aggregate import Project, project_id
from tests.domain.hackathon_setup import setup
from tests.domain.house import Clock, House, Person
from tests.domain.story_of_taking_part import CONTENT
from tests.domain.test_teams import registered

CHOICES = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru"}


def rules(house: House, **late: Any) -> dict[str, Any]:
    """A setup with a day between building and judging, and a rule for what is late."""
    parts = setup(house.clock.now)
    dates = deepcopy(parts["dates"])
    dates["phases"]["judging"]["opens"] = in_zone(house.clock.now + timedelta(days=17), dates["zone"])
    return {"dates": dates, "rules": {**parts["rules"], "late": late}}


def building(house: House, clock: Clock, manager: Any = None, **late: Any) -> tuple[Person, UUID]:
    """A lead and their team while building is open."""
    found = house.hackathon(manager, **(rules(house, **late) if late else {}))
    [lead] = registered(house, found.id, 1)
    team = house.teams.form(lead, found.id, "Suu")
    clock.forward(days=15)
    return lead, team.id


def test_every_version_stays_readable(house: House, clock: Clock) -> None:
    lead, team = building(house, clock)
    house.projects.submit(lead, team, CONTENT)
    house.projects.submit(lead, team, CONTENT)  # the same again is nothing new
    house.projects.submit(lead, team, {**CONTENT, "title": "Suu 2"})
    with house.reading() as reading:
        row: Any = reading.views.projects.of_team(reading.connection, team)
        versions = reading.views.projects.all_versions(reading.connection, row["id"])
    assert (row["title"], row["standing"], row["state"]) == ("Suu 2", 2, "submitted")
    assert [version["place"] for version in versions] == [2, 1]


def test_nothing_is_taken_in_before_building_opens(house: House) -> None:
    found = house.hackathon()
    [lead] = registered(house, found.id, 1)
    with pytest.raises(Broken, match="building_not_open"):
        house.projects.submit(lead, house.teams.form(lead, found.id, "Suu").id, CONTENT)


def test_at_the_deadline_it_is_too_late(house: House, clock: Clock) -> None:
    lead, team = building(house, clock)
    clock.forward(days=1, microseconds=-1)
    house.projects.submit(lead, team, CONTENT)
    clock.forward(microseconds=1)
    with pytest.raises(Broken) as refused:
        house.projects.submit(lead, team, {**CONTENT, "title": "Late"})
    assert refused.value.code in ("too_late", "judging_has_begun")
    with pytest.raises(Broken):
        house.projects.withdraw(lead, team)


def test_late_with_a_penalty_says_so_in_the_log_until_its_time_is_over(house: House, clock: Clock) -> None:
    lead, team = building(house, clock, rule="penalty", penalty=10, minutes=60)
    house.projects.submit(lead, team, CONTENT)
    clock.forward(days=1, minutes=59)
    made = house.projects.submit(lead, team, {**CONTENT, "title": "Late"})
    ruling = made.versions[-1]["ruling"]
    assert (ruling["late"], ruling["rule"], ruling["penalty"], made.standing) == (True, "penalty", 10, 2)
    clock.forward(minutes=1)
    with pytest.raises(Broken, match="too_late"):
        house.projects.submit(lead, team, {**CONTENT, "title": "Too late"})


def test_a_manager_lets_a_late_version_count_with_a_reason(house: House, clock: Clock) -> None:
    manager = house.person()
    lead, team = building(house, clock, manager, rule="reason")
    house.projects.submit(lead, team, CONTENT)
    clock.forward(days=1, hours=1)
    late = house.projects.submit(lead, team, {**CONTENT, "title": "Late"})
    assert late.standing == 1  # what was in time is not lost by trying
    with pytest.raises(Refused):
        house.projects.answer_late(lead, team, 2, True, "please")
    with pytest.raises(Invalid):
        house.projects.answer_late(manager, team, 2, True, "")
    assert house.projects.answer_late(manager, team, 2, True, "The power was out").standing == 2
    with pytest.raises(Broken, match="version_not_waiting"):
        house.projects.answer_late(manager, team, 2, False, "No")


def test_problems_of_a_project_stand_beside_their_fields(house: House, clock: Clock) -> None:
    lead, team = building(house, clock)
    wrong = {
        "title": "S", "language": "ky", "text": "x" * 10_000_000, "summary": {"en": "Only English"},
        "links": [{"address": "javascript:alert(1)", "label": "x"}], "video": "no address", "tracks": [],
        "files": ["0" * 64],
    }  # fmt: skip
    with pytest.raises(Invalid) as refused:
        house.projects.submit(lead, team, wrong)
    problems = {problem.field: problem.code for problem in refused.value.problems}
    assert problems == {
        "title": "too_short", "text": "too_long", "summary": "summary_in_own_language", "video": "not_an_address",
        "links.0.address": "required", "files": "file_not_uploaded", "tracks": "required",
    } | {"links.0.address": problems["links.0.address"]}  # fmt: skip
    assert house.projects.find(team) is None


def test_only_members_hand_in_and_only_managers_disqualify(house: House, clock: Clock) -> None:
    manager = house.person()
    lead, team = building(house, clock, manager, rule="refused")
    with pytest.raises(Refused):
        house.projects.submit(manager, team, CONTENT)
    house.projects.submit(lead, team, CONTENT)
    with pytest.raises(Refused):
        house.projects.disqualify(lead, team, "me")
    assert house.projects.disqualify(manager, team, "Copied").disqualified
    with pytest.raises(Broken, match="project_disqualified"):
        house.projects.submit(lead, team, {**CONTENT, "title": "Again"})
    assert not house.projects.reinstate(manager, team, "Not copied").disqualified
    assert house.log.get(Project, project_id(team)).standing == 1


def test_the_gallery_finds_by_words_and_tags(house: House, clock: Clock) -> None:
    lead, team = building(house, clock)
    house.projects.submit(lead, team, {**CONTENT, "challenges": ["light"]})
    with house.reading() as reading:
        projects, connection = reading.views.projects, reading.connection
        row: Any = projects.of_team(connection, team)
        here = row["hackathon"]
        assert projects.find(connection, here, "wells", {"language": ("ky",), "country": ("KG",)})[1] == 1
        assert projects.find(connection, here, "", {"challenge": ("light",), "track": ("other",)})[1] == 0
        assert projects.counts(connection, here, "", {})["track"] == {"water": 1}


def test_an_introduction_remembers_the_project_that_it_began_with(house: House, clock: Clock) -> None:
    lead, team = building(house, clock)
    mine, reader = house.startup(lead, "KG"), house.person()
    theirs = house.startup(reader, "PK")
    house.teams.stand_for(lead, team, mine.id)
    project = house.projects.submit(lead, team, CONTENT)
    made = house.introductions.propose(reader, theirs.id, mine.id, CHOICES, project=project.id)
    house.introductions.accept(lead, made.id)
    house.introductions.mark_met(lead, made.id, clock.now.date().isoformat())
    since = clock.now.date().isoformat()
    agreed = house.partnerships.record(
        lead, made.id, {"kind": "distribution", "since": since, "summary": {"en": "Yes"}}
    )
    with house.reading() as reading:
        partnership: Any = reading.views.partnerships.one(reading.connection, agreed.id)
        row: Any = reading.views.introductions.one(reading.connection, partnership["introduction"])
    assert (row["project"], row["hackathon"]) == (project.id, project.hackathon)


def test_only_the_startup_behind_a_project_is_met_through_it(house: House, clock: Clock) -> None:
    lead, team = building(house, clock)
    project = house.projects.submit(lead, team, CONTENT)
    reader = house.person()
    mine, theirs = house.startup(reader, "PK"), house.startup(lead, "KG")
    with pytest.raises(Broken, match="project_of_another_startup"):
        house.introductions.propose(reader, mine.id, theirs.id, CHOICES, project=project.id)
