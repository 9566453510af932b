"""Judging: conflicts of interest are hard rules, whenever they arise; scores are taken while a round is open."""

from copy import deepcopy
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from events.errors import Broken, Invalid, Missing, Refused
from events.hackathons.moments import in_zone
from events.judging.round import Round
from events.judging.scorecard import Scorecard, scorecard_of
from tests.domain.house import Clock, House, Person
from tests.domain.jury import SCORES, SEAT, Jury, jury


@pytest.fixture
def made(house: House, clock: Clock) -> Jury:
    return jury(house, clock)


def refusal(made: Jury, judge: Person, project: UUID | None = None) -> str:
    """Why a judge may not look at a project."""
    round = made.round()
    with pytest.raises(Broken) as refused:
        made.house.rounds.assign(made.one, round.id, [(judge.account, project or made.projects[0])])
    assert refused.value.code == "conflict_of_interest"
    return str(refused.value.params["conflict"])


def test_a_judge_scores_what_they_were_assigned(made: Jury) -> None:
    round = made.opened()
    judge, project = made.judges[0], made.projects[0]
    made.score(round.id, judge, project)
    made.score(round.id, judge, project, need=9)
    card = made.house.log.get(Scorecard, scorecard_of(round.id, judge.account, project))
    assert card.state == "submitted"
    assert card.values == {**SCORES, "need": 9}


def test_a_former_member_never_judges_their_old_team(house: House, clock: Clock) -> None:
    made = jury(house, clock, judges=0, mates=True)
    made.invite(made.mates[0])
    made.house.teams.leave(made.mates[0], made.teams[0])
    assert refusal(made, made.judges[0]) == "team_member"


def test_founders_of_one_startup_do_not_judge_each_other(made: Jury) -> None:
    judge = made.house.person()
    startup = made.house.startup(made.leads[0])
    made.house.startups.invite_founder(made.leads[0], startup.id, invitation := uuid4())
    made.house.startups.join(judge, startup.id, invitation)
    made.house.startups.leave(made.leads[0], startup.id, judge.account)
    made.clock.forward(days=1)
    assert refusal(made, made.invite(judge)) == "shared_startup"


def test_a_tie_of_longer_than_two_years_ago_is_none(house: House, clock: Clock) -> None:
    judge, lead = house.person(), house.person()
    startup = house.startup(lead)
    house.startups.invite_founder(lead, startup.id, invitation := uuid4())
    house.startups.join(judge, startup.id, invitation)
    house.startups.leave(lead, startup.id, judge.account)
    clock.forward(days=760)
    made = jury(house, clock)
    assert made.leads[0] != lead
    made.invite(judge, startups=[])
    round = made.round()
    assigned = house.rounds.assign(made.one, round.id, made.everybody())
    assert len(assigned.assigned) == 6


def test_a_manager_of_the_startups_incubator_does_not_judge_it(made: Jury) -> None:
    judge = made.house.person()
    incubator = made.house.incubator("UZ", (judge,))
    startup = made.house.startup(made.leads[0])
    made.house.startups.offer_admission(judge, startup.id, incubator)
    made.house.startups.answer_offer(made.leads[0], startup.id, incubator, True)
    assert refusal(made, made.invite(judge)) == "shared_incubator"


def test_what_the_panel_knows_of_a_judge_counts_as_well(made: Jury) -> None:
    startup = made.house.startup(made.leads[0])
    assert refusal(made, made.invite(startups=[startup.id])) == "shared_startup"


def test_a_judge_reads_the_language_of_what_they_judge(made: Jury) -> None:
    assert refusal(made, made.invite(languages=["ur"])) == "language"


def test_where_the_manager_asks_for_it_nobody_judges_their_own_country(made: Jury) -> None:
    rubric = {**made.hackathon.setup["rubric"], "same_country": True}
    judge = made.invite(country="KG")
    round = made.round(rubric=rubric)
    with pytest.raises(Broken, match="conflict_of_interest"):
        made.house.rounds.assign(made.one, round.id, [(judge.account, made.projects[0])])


def test_a_conflict_that_arises_later_withdraws_assignment_and_scores_in_the_same_transaction(made: Jury) -> None:
    round = made.opened()
    judge, project, house = made.judges[0], made.projects[0], made.house
    made.score(round.id, judge, project)
    startup = house.startup(made.leads[0])
    house.startups.invite_founder(made.leads[0], startup.id, invitation := uuid4())
    house.startups.join(judge, startup.id, invitation)
    entries = house.log.entries()[-3:]
    assert [entry.fact.TOPIC for entry in entries] == [
        "startup.founder_added", "scorecard.withdrawn", "judging_round.assignment_withdrawn",
    ]  # fmt: skip
    assert len({entry.recorded_at for entry in entries}) == 1
    assert house.log.get(Scorecard, scorecard_of(round.id, judge.account, project)).state == "withdrawn"
    with pytest.raises(Broken, match="not_assigned"):
        made.score(round.id, judge, project)


def test_a_mentor_who_helped_a_team_does_not_judge_it(made: Jury) -> None:
    judge = made.house.person()
    made.house.panels.add_mentor(made.one, made.hackathon.id, judge.account, ["iot"])
    made.house.panels.mentored(judge, made.hackathon.id, made.teams[0], judge.account)
    made.house.panels.remove_mentor(made.one, made.hackathon.id, judge.account)
    assert refusal(made, made.invite(judge)) == "mentored"


def test_a_judge_who_skips_for_a_conflict_loses_the_assignment(made: Jury) -> None:
    round = made.opened()
    judge, project = made.judges[0], made.projects[0]
    made.house.scoring.skip(made.as_judge(judge), round.id, project, "conflict", "We are cousins")
    with pytest.raises(Broken, match="not_assigned"):
        made.score(round.id, judge, project)
    with pytest.raises(Broken, match="conflict_of_interest"):
        made.house.rounds.assign(made.one, round.id, [(judge.account, project)])
    made.house.panels.lift(made.one, made.hackathon.id, project, judge.account, "Wrong project")
    made.house.rounds.assign(made.one, round.id, [(judge.account, project)])


def test_scores_are_whole_numbers_of_the_scale_for_every_criterion(made: Jury) -> None:
    round = made.opened()
    typed = {"values": {"need": 11, "idea": "x", "other": 3}}
    with pytest.raises(Invalid) as refused:
        made.house.scoring.submit(made.as_judge(made.judges[0]), round.id, made.projects[0], typed)
    assert {problem.field for problem in refused.value.problems} == {
        "values.need", "values.idea", "values.work", "values.other",
    }  # fmt: skip


def test_nothing_is_scored_before_a_round_opens_or_after_it_closed(made: Jury) -> None:
    round = made.round()
    made.house.rounds.assign(made.one, round.id, made.everybody())
    with pytest.raises(Broken, match="round_not_open"):
        made.score(round.id, made.judges[0], made.projects[0])
    made.house.rounds.open(made.one, round.id)
    made.house.rounds.close(made.one, round.id)
    with pytest.raises(Broken, match="round_not_open"):
        made.score(round.id, made.judges[0], made.projects[0])
    paper = {"values": SCORES}
    made.house.scoring.enter_paper(made.one, round.id, made.judges[0].account, made.projects[0], paper)


def test_paper_takes_the_place_of_what_a_judge_handed_in_with_a_reason_only(made: Jury) -> None:
    round = made.opened()
    judge, project, enter = made.judges[0], made.projects[0], made.house.scoring.enter_paper
    made.score(round.id, judge, project)
    paper = {"values": {**SCORES, "need": 1}}
    with pytest.raises(Invalid, match="why: required"):
        enter(made.one, round.id, judge.account, project, paper)
    assert enter(made.one, round.id, judge.account, project, paper, "Their phone sent the wrong sheet").paper
    enter(made.one, round.id, judge.account, project, {"values": SCORES})


def test_nothing_is_scored_after_the_deadline_of_judging(made: Jury) -> None:
    round = made.opened()
    made.clock.forward(days=5)
    with pytest.raises(Broken, match="phase_over"):
        made.score(round.id, made.judges[0], made.projects[0])


def test_teams_do_not_build_again_once_judges_look_at_what_they_built(made: Jury) -> None:
    house, id, later = made.house, made.hackathon.id, deepcopy(made.hackathon.setup["dates"])
    soon = in_zone(made.clock.now + timedelta(hours=5), later["zone"])
    later["phases"]["building"]["closes"] = later["phases"]["judging"]["opens"] = soon
    waiting = house.hackathons.propose(made.one, id, "dates", later, "The hall had no light")
    [change] = waiting.open_changes
    made.opened()
    with pytest.raises(Broken, match="building_stays_closed"):
        house.hackathons.agree_change(made.other, id, UUID(change))
    house.hackathons.refuse_change(made.other, id, UUID(change), "Judging has begun")
    with pytest.raises(Broken, match="building_stays_closed"):
        house.hackathons.propose(made.one, id, "dates", later, "The hall had no light")


def test_a_judge_of_another_hackathon_finds_nothing(made: Jury) -> None:
    round = made.opened()
    stranger = made.house.person()
    with pytest.raises(Missing):
        made.house.scoring.submit(stranger, round.id, made.projects[0], {"values": SCORES})


def test_judges_and_strangers_do_not_run_the_judging(made: Jury) -> None:
    round = made.opened()
    for stranger in (made.house.person(), made.as_judge(made.judges[0])):
        with pytest.raises(Refused):
            made.house.rounds.close(stranger, round.id)
        with pytest.raises(Refused):
            made.house.panels.invite(stranger, made.hackathon.id, uuid4(), {"languages": ["en"]})


def test_the_scores_of_a_judge_are_withdrawn_with_a_reason_and_reinstated(made: Jury) -> None:
    round = made.opened()
    judge = made.judges[0]
    for project in made.projects:
        made.score(round.id, judge, project)
    with pytest.raises(Invalid):
        made.house.scoring.withdraw(made.one, round.id, judge.account, None, "")
    assert made.house.scoring.withdraw(made.one, round.id, judge.account, None, "Scored at random") == 2
    with made.house.reading() as reading:
        assert reading.views.judging.sheets(reading.connection, round.id) == []
    made.house.scoring.reinstate(made.one, round.id, judge.account, made.projects[0], "It was the other judge")
    with made.house.reading() as reading:
        assert len(reading.views.judging.sheets(reading.connection, round.id)) == 1


def test_a_judge_who_is_left_out_loses_what_they_were_assigned(made: Jury) -> None:
    round = made.opened()
    made.house.rounds.leave(made.one, round.id, made.judges[0].account)
    with pytest.raises(Missing):
        made.score(round.id, made.judges[0], made.projects[0])
    with made.house.reading() as reading:
        looks = reading.views.judging.looks_of(reading.connection, round.id)
    assert {look["judge"] for look in looks} == {made.judges[1].account}


def test_a_round_that_lacks_something_does_not_open(made: Jury) -> None:
    round = made.round()
    with pytest.raises(Broken, match="projects_without_judges"):
        made.house.rounds.open(made.one, round.id)


def test_a_judge_is_invited_once(made: Jury) -> None:
    with pytest.raises(Broken, match="judge_invited_already"):
        made.invite(made.judges[0])


def test_who_is_asked_once_more_comes_in_once_more(made: Jury) -> None:
    house, id, judge = made.house, made.hackathon.id, made.judges[0]
    for _ in range(2):
        house.panels.enter(made.as_judge(judge), id)
        with house.reading() as reading:
            seat = reading.views.judging.seat(reading.connection, id, judge.account)
        assert seat is not None
        assert seat["state"] == "entered"
        house.panels.remove(made.one, id, judge.account)
        house.panels.invite(made.one, id, judge.account, SEAT)


def test_the_leaderboard_can_be_seen_as_of_a_past_moment(made: Jury) -> None:
    round = made.opened()
    judge, project = made.judges[0], made.projects[0]
    made.score(round.id, judge, project, need=3)
    then = made.clock.now.isoformat()
    made.clock.forward(hours=1)
    made.score(round.id, judge, project, need=9)
    with made.house.reading() as reading:
        [old] = reading.views.judging.sheets(reading.connection, round.id, as_of=then)
        [new] = reading.views.judging.sheets(reading.connection, round.id)
    assert '"need":3' in old["scores"]
    assert '"need":9' in new["scores"]


def test_only_submitted_projects_are_taken_into_a_round(made: Jury) -> None:
    round = made.round()
    made.house.projects.disqualify(made.one, made.teams[0], "Copied")
    with pytest.raises(Missing):
        made.house.rounds.take(made.one, round.id, [made.projects[0], uuid4()])
    assert made.house.rounds.take(made.one, round.id, made.projects[1:]).projects == made.projects[1:]


def test_a_disqualified_project_leaves_the_round_with_what_was_scored(made: Jury) -> None:
    round = made.opened()
    judge, project = made.judges[0], made.projects[0]
    made.score(round.id, judge, project)
    made.house.projects.disqualify(made.one, made.teams[0], "Copied")
    assert made.house.log.get(Round, round.id).projects == made.projects[1:]
    assert made.house.log.get(Scorecard, scorecard_of(round.id, judge.account, project)).state == "withdrawn"
    with pytest.raises(Broken, match="not_assigned"):
        made.score(round.id, judge, project)
