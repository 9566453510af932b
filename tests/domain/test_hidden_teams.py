"""A team that a decision about a report hides: nowhere for others, there for its people, and back when it ends."""

from typing import Any

import pytest

from bridge.listings.base import Look
from bridge.listings.projects import PROJECTS
from bridge.listings.results import RESULTS
from bridge.listings.teams import TEAMS
from bridge.readmodels.base import unpacked
from events.actor import VISITOR, Actor
from events.errors import Broken, Missing
from events.reports.decisions import Decision
from tests.domain.house import Clock, House, Person
from tests.domain.jury import Jury, jury
from tests.domain.story_of_taking_part import CONTENT
from tests.domain.test_registrations import HERE
from tests.domain.test_results import publish

HIDE = {"measure": "hide", "reason": "spam", "message": "Please choose another name"}


def hidden(house: House, team: Any) -> Decision:
    report = house.reports.report(house.person(), "team", team, {"reason": "spam"})
    return house.moderation.decide(house.moderator(), [report.id], HIDE)


def listed(house: House, listing: Any, hackathon: Any, actor: Actor = VISITOR, **asked: Any) -> list[str]:
    with house.reading() as reading:
        found = listing.find(
            Look(reading, actor, house.accounts, house.clock()), listing.parse(asked, hackathon), limit=100
        )
        assert found.total == len(found.rows)
        return [str(row.get("name", row.get("title"))) for row in found.rows]


def test_a_hidden_team_and_its_project_are_in_no_list_and_come_back(house: House, clock: Clock) -> None:
    made: Jury = jury(house, clock)
    round = made.opened()
    made.score(round.id, made.judges[0], made.projects[0])
    here = made.hackathon.id
    decision = hidden(house, made.teams[0])
    assert house.topics(made.teams[0])[-1] == "team.hidden"
    assert house.topics(made.projects[0])[-1] == "project.disqualified"
    assert listed(house, TEAMS, here) == ["Team 1"]
    assert listed(house, PROJECTS, here) == ["Project 1"]
    assert listed(house, PROJECTS, here, q=["Team 0"]) == []
    with house.reading() as reading:
        row = reading.views.projects.one(reading.connection, made.projects[0])
        assert row is not None
        assert row["team_name"] == ""
        assert unpacked(row["content"])["title"] == "Project 0"
        assert not reading.views.talking.is_shown(reading.connection, "team", made.teams[0])
    with pytest.raises(Broken, match="team_hidden"):
        house.projects.reinstate(made.one, made.teams[0], "It was good")
    house.moderation.appeal(made.leads[0], decision.id, "We are called something else now")
    house.moderation.answer(house.moderator(), decision.id, "reversed", "It is shown again from now on")
    assert house.topics(made.teams[0])[-1] == "team.shown_again"
    assert house.topics(made.projects[0])[-1] == "project.reinstated"
    assert listed(house, TEAMS, here) == ["Team 0", "Team 1"]
    assert listed(house, PROJECTS, here, q=["Team 0"]) == ["Project 0"]


def test_nobody_joins_a_hidden_team_and_it_hands_nothing_in(house: House, clock: Clock) -> None:
    lead, asker = house.person(), house.person()
    found = house.hackathon()
    for person in (lead, asker):
        house.registrations.register(person, found.id, HERE)
    team = house.teams.form(lead, found.id, "Unkind")
    house.teams.describe(lead, team.id, {"open": True, "skills": ["iot"], "text": {"en": "Come"}})
    house.teams.ask(asker, team.id, "I solder")
    decision = hidden(house, team.id)
    with house.reading() as reading:
        assert reading.views.teams.skills_sought(reading.connection, found.id) == {}
    other: Person = house.person()
    house.registrations.register(other, found.id, HERE)
    with pytest.raises(Missing):
        house.teams.ask(other, team.id)
    with pytest.raises(Broken, match="team_hidden"):
        house.teams.answer(lead, team.id, asker.account, True)
    clock.forward(days=15)
    with pytest.raises(Broken, match="team_hidden"):
        house.projects.submit(lead, team.id, CONTENT)
    house.moderation.lift(house.moderator(), decision.id)
    assert house.projects.submit(lead, team.id, CONTENT).standing == 1


def test_a_project_that_a_manager_took_out_before_stays_out(house: House, clock: Clock) -> None:
    made: Jury = jury(house, clock)
    house.projects.disqualify(made.one, made.teams[0], "Copied")
    decision = hidden(house, made.teams[0])
    house.moderation.lift(house.moderator(), decision.id)
    assert house.topics(made.projects[0])[-1] == "project.disqualified"


def test_a_project_that_is_handed_in_at_the_same_moment_goes_with_its_team(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead, found = house.person(), house.hackathon()
    house.registrations.register(lead, found.id, HERE)
    team = house.teams.form(lead, found.id, "Unkind")
    clock.forward(days=15)
    save, made = house.log.save, list[Any]()

    def later(*roots: Any, **more: Any) -> int:
        if not made and any(isinstance(root, Decision) for root in roots):
            made.append(None)
            made.append(house.projects.submit(lead, team.id, CONTENT))
        return save(*roots, **more)

    monkeypatch.setattr(house.log, "save", later)
    hidden(house, team.id)
    assert house.topics(made[1].id)[-1] == "project.disqualified"
    assert house.topics(team.id)[-1] == "team.hidden"


def test_published_results_keep_the_place_and_not_the_name_of_what_is_hidden(house: House, clock: Clock) -> None:
    made = jury(house, clock)
    publish(made)
    report = house.reports.report(house.person(), "project", made.projects[0], {"reason": "spam"})
    decision = house.moderation.decide(house.moderator(), [report.id], HIDE)
    hidden(house, made.teams[1])
    assert listed(house, RESULTS, made.hackathon.id) == ["", ""]
    house.moderation.lift(house.moderator(), decision.id)
    assert sorted(listed(house, RESULTS, made.hackathon.id)) == ["", "Project 0"]
