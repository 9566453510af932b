"""Conflicts of interest that come by a detour: judges who left, merged profiles, changed rules, sheets put back."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest

from bridge.juries import Juries
from events.errors import Broken, Invalid, Refused
from events.judging.round import Round
from events.judging.scorecard import Scorecard, scorecard_of
from tests.domain.house import SYSTEM, Clock, House, Person
from tests.domain.jury import SCORES, SEAT, Jury, jury
from tests.domain.story_of_results import CHOICE
from tests.domain.test_last_second import at_once
from tests.domain.test_results import publish


@pytest.fixture
def made(house: House, clock: Clock) -> Jury:
    return jury(house, clock, mates=True, prizes=CHOICE)


def state(made: Jury, round: UUID, judge: Person) -> str:
    """What became of the sheet of a judge on the first project."""
    return made.house.log.get(Scorecard, scorecard_of(round, judge.account, made.projects[0])).state


def taken_off(made: Jury, judge: Person) -> None:
    Juries(made.house, made.one, "", "en").remove(made.hackathon.id, judge.account)


def meet(made: Jury, judge: Person) -> None:
    """A judge and the lead of the first team found something together."""
    startup = made.house.startup(made.leads[0])
    made.house.startups.invite_founder(made.leads[0], startup.id, invitation := startup.id)
    made.house.startups.join(judge, startup.id, invitation)


def test_who_left_the_panel_has_conflicts_all_the_same(made: Jury) -> None:
    round = made.opened()
    judge = made.judges[0]
    made.score(round.id, judge, made.projects[0])
    taken_off(made, judge)
    assert state(made, round.id, judge) == "submitted"
    meet(made, judge)
    assert state(made, round.id, judge) == "withdrawn"


def test_a_sheet_that_a_conflict_withdrew_is_not_put_back_when_its_judge_has_left(made: Jury) -> None:
    round = made.opened()
    judge = made.judges[0]
    made.score(round.id, judge, made.projects[0])
    meet(made, judge)
    taken_off(made, judge)
    with pytest.raises(Broken, match="conflict_of_interest"):
        made.house.scoring.reinstate(made.one, round.id, judge.account, made.projects[0], "They left")


def test_who_is_asked_once_more_brings_new_ties(made: Jury) -> None:
    round = made.opened()
    judge, startup = made.judges[0], made.house.startup(made.leads[0])
    made.score(round.id, judge, made.projects[0])
    taken_off(made, judge)
    made.house.panels.invite(made.one, made.hackathon.id, judge.account, {**SEAT, "startups": [startup.id]})
    assert state(made, round.id, judge) == "withdrawn"


def test_a_rule_that_a_planned_round_gets_later_takes_assignments_back(made: Jury) -> None:
    judge = made.invite(country="KG")
    round = made.round()
    made.house.rounds.assign(made.one, round.id, [(judge.account, made.projects[0])])
    rubric = {**made.hackathon.setup["rubric"], "same_country": True}
    changed = made.house.rounds.change(made.one, round.id, {"rubric": rubric})
    assert not made.house.log.get(type(changed), round.id).assigned


def test_a_profile_and_the_duplicate_that_went_into_it_are_one_startup(made: Jury) -> None:
    house, one = made.house, made.house.incubator("PK", (made.house.person(),))
    listed = house.startups.register_unclaimed(
        SYSTEM, {"name": "Kiln", "country": "PK"}, source="list", row="1", incubator=one
    )
    judge, other = made.invite(startups=[listed.id]), made.invite(incubators=[one])
    round = made.round()
    pairs = [(judge.account, made.projects[0]), (other.account, made.projects[0])]
    house.rounds.assign(made.one, round.id, pairs)
    house.merging.merge(SYSTEM, listed.id, house.startup(made.leads[0], name="Kiln works").id)
    with made.house.reading() as reading:
        assert reading.views.judging.looks_of(reading.connection, round.id) == []
    with pytest.raises(Broken, match="conflict_of_interest"):
        house.rounds.assign(made.one, round.id, pairs[:1])


def test_what_was_scored_of_a_project_that_has_left_the_round_is_not_put_back(made: Jury) -> None:
    round = made.opened()
    made.score(round.id, made.judges[0], made.projects[0])
    made.house.projects.disqualify(made.one, made.teams[0], "Copied")
    with pytest.raises(Broken, match="project_left_the_round"):
        made.house.scoring.reinstate(made.one, round.id, made.judges[0].account, made.projects[0], "By mistake")


@pytest.mark.parametrize("way", ["disqualify", "take"])
def test_a_project_leaves_a_round_with_the_scores_of_judges_who_left_before_it(made: Jury, way: str) -> None:
    round = made.opened()
    judge, house = made.judges[0], made.house
    made.score(round.id, judge, made.projects[0])
    house.rounds.leave(made.one, round.id, judge.account)
    if way == "take":
        house.rounds.take(made.one, round.id, made.projects[1:])
    else:
        house.projects.disqualify(made.one, made.teams[0], "Copied")
    assert state(made, round.id, judge) == "withdrawn"


def test_nobody_puts_their_own_sheet_back(made: Jury) -> None:
    judge = made.one
    made.house.panels.invite(made.other, made.hackathon.id, judge.account, SEAT)
    made.judges.append(judge)
    round = made.opened()
    made.score(round.id, judge, made.projects[0])
    made.house.scoring.withdraw(made.other, round.id, judge.account, None, "Scored at random")
    with pytest.raises(Refused, match="not_for_oneself"):
        made.house.scoring.reinstate(made.one, round.id, judge.account, made.projects[0], "I did not")


def test_a_guest_who_has_an_account_since_is_the_same_person(made: Jury) -> None:
    house, asking = made.house, Juries(made.house, made.one, "", "en")
    guest = asking.invite(made.hackathon.id, {"email": "aziza@example.com"}, SEAT).judge
    judge = Person(guest)
    made.judges.append(judge)
    round = made.opened()
    made.score(round.id, judge, made.projects[0])
    account = Person(house.accounts.demo_account("Aziza@example.com", "Aziza"))
    with pytest.raises(Invalid, match="judge_invited_already"):
        asking.invite(made.hackathon.id, {"email": "aziza@example.com"}, SEAT)
    meet(made, account)
    assert state(made, round.id, judge) == "withdrawn"
    with pytest.raises(Broken, match="conflict_of_interest"):
        house.rounds.assign(made.one, round.id, [(guest, made.projects[0])])


def test_a_correction_does_without_the_sheets_that_a_conflict_forbids_by_then(made: Jury) -> None:
    round = publish(made)
    meet(made, judge := made.judges[0])
    with pytest.raises(Broken, match="conflicted_scores_count"):
        publish(made, 1, "Two sheets were mixed up", round)
    withdraw = made.house.scoring.withdraw
    with pytest.raises(Broken, match="results_are_published"):
        withdraw(made.one, round, judge.account, None, "They found a startup with the team since")
    withdraw(made.one, round, judge.account, made.projects[:1], "They found a startup with the team since")
    publish(made, 1, "Two sheets were mixed up", round)
    with made.house.reading() as reading:
        assert len(reading.views.judging.published(reading.connection, made.hackathon.id)) == 2


def test_who_runs_the_judging_decides_nothing_about_sheets_on_the_project_of_their_own_team(made: Jury) -> None:
    house, id, lead, project = made.house, made.hackathon.id, made.leads[0], made.projects[0]
    house.hackathons.invite_person(made.one, id, id, ["judging", "chair"])
    house.hackathons.join(lead, id, id)
    round, (judge, other) = made.opened(), [one.account for one in made.judges]
    house.panels.declare(made.one, id, project, other)
    made.score(round.id, made.judges[0], project)
    house.scoring.withdraw(made.one, round.id, judge, None, "Scored at random")
    with pytest.raises(Refused, match="not_for_oneself"):
        house.scoring.reinstate(lead, round.id, judge, project, "We liked it")
    with pytest.raises(Refused, match="not_for_oneself"):
        house.panels.lift(lead, id, project, other, "They hardly know us")
    with pytest.raises(Refused, match="not_for_oneself"):
        house.scoring.enter_paper(lead, round.id, judge, project, {"values": SCORES})
    house.scoring.enter_paper(lead, round.id, judge, made.projects[1], {"values": SCORES})


def test_no_round_waits_for_judges_who_were_erased(made: Jury) -> None:
    house = made.house
    gone = [Person(house.accounts.demo_account(f"{name}@example.com", name)) for name in ("aziz", "aida")]
    for judge in gone:
        made.invite(judge)
    round = made.opened()
    made.score(round.id, gone[0], made.projects[0])
    for judge in gone:
        house.erasure.erase(judge, judge.account)
    assert set(house.log.get(Round, round.id).judges) == {judge.account for judge in made.judges[:2]}
    with house.reading() as reading:
        looks = reading.views.judging.looks_of(reading.connection, round.id)
    assert not {look["judge"] for look in looks} & {judge.account for judge in gone}
    assert state(made, round.id, gone[0]) == "submitted"
    house.rounds.leave(made.one, round.id, made.judges[0].account)


def test_one_pair_asked_alone_has_the_conflict_that_it_has_among_all(made: Jury) -> None:
    house, id = made.house, made.hackathon.id
    made.invite(languages=["ps"])
    made.invite(startups=[house.startup(made.mates[1]).id])
    made.invite(made.house.person(), country="KG")
    round = made.round(rubric={**made.hackathon.setup["rubric"], "same_country": True})
    house.panels.declare(made.as_judge(made.judges[0]), id, made.projects[1], made.judges[0].account)
    with house.db.write() as tx:
        ties, now = house.scoring.ties, house.clock()
        found = ties.conflicts(tx, round.id, now)
        alone = [
            one for judge, project in made.everybody() for one in ties.conflicts(tx, round.id, now, [project], [judge])
        ]
    assert sorted(map(str, alone)) == sorted(map(str, found))
    assert {one.code for one in found} >= {"declared", "language", "shared_startup"}


def test_a_judge_who_saves_while_a_conflict_arises_leaves_no_score_that_counts(house: House, clock: Clock) -> None:
    """Six pairs at once, each scored, assigned anew and put in conflict in threads of its own."""
    made = jury(house, clock, judges=3)
    round = made.opened()
    pairs = [(judge, place) for judge in made.judges for place in range(2)]
    commands: list[Callable[[], object]] = []
    for judge, place in pairs:
        project = made.projects[place]
        commands.append(partial(made.score, round.id, judge, project))
        commands.append(partial(house.rounds.assign, made.one, round.id, [(judge.account, project)]))
        startup = house.startup(made.leads[place], name=f"Kiln {len(commands)}")
        house.startups.invite_founder(made.leads[place], startup.id, startup.id)
        commands.append(partial(house.startups.join, judge, startup.id, startup.id))
    at_once(*commands)
    with house.reading() as reading:
        judging, connection = reading.views.judging, reading.connection
        assert judging.active(connection) == []
        assert len(judging.conflicts(connection, round.id, clock.now)) == len(pairs)
