"""Nobody who runs a judging decides there about themselves: their own seat, or a round that judges their team."""

from uuid import uuid4

import pytest

from bridge.juries import Juries
from events.errors import Invalid, Refused
from events.judging.round import Round
from tests.domain.house import Clock, House, Person
from tests.domain.jury import SEAT, Jury, jury
from tests.domain.test_results import publish


@pytest.fixture
def made(house: House, clock: Clock) -> Jury:
    return jury(house, clock)


def chair(made: Jury, person: Person) -> Person:
    """Somebody who was given the rights of a chair beside the managers."""
    made.house.hackathons.invite_person(made.one, made.hackathon.id, invitation := uuid4(), ["judging", "chair"])
    made.house.hackathons.join(person, made.hackathon.id, invitation)
    return person


def test_a_manager_who_judges_does_not_write_their_own_seat(made: Jury) -> None:
    panels, id, one = made.house.panels, made.hackathon.id, made.one
    with pytest.raises(Refused, match="own_seat"):
        panels.invite(one, id, one.account, SEAT)
    panels.invite(made.other, id, one.account, SEAT)
    with pytest.raises(Refused, match="own_seat"):
        panels.change(one, id, one.account, {**SEAT, "languages": ["ur"]})
    with pytest.raises(Refused, match="own_seat"):
        panels.remove(one, id, one.account)
    panels.change(made.other, id, one.account, {**SEAT, "most": 2})
    panels.remove(made.other, id, one.account)
    with pytest.raises(Refused, match="own_seat"):
        panels.invite(one, id, one.account, SEAT)


def test_a_judge_who_runs_nothing_gives_up_by_themselves(made: Jury) -> None:
    judge = made.judges[0]
    made.house.panels.remove(judge, made.hackathon.id, judge.account)
    panel = made.house.panels.panel(made.hackathon.id)
    assert panel is not None
    assert judge.account.hex not in panel.judges


def test_a_chair_decides_nothing_about_a_round_that_judges_their_team(made: Jury) -> None:
    house, lead = made.house, chair(made, made.leads[0])
    judge, round = made.judges[0], publish(made)
    digest = house.log.get(Round, round).computed
    for refused in (
        lambda: house.scoring.withdraw(lead, round, judge.account, None, "Scored at random"),
        lambda: house.scoring.reinstate(lead, round, judge.account, made.projects[1], "A mistake"),
        lambda: house.publishing.confirm(lead, round, digest),
        lambda: house.publishing.confirm(lead, round, digest, [], "We are better"),
        lambda: house.publishing.publish(lead, round, [{"prize": "first", "project": made.projects[0]}], "We won"),
        lambda: house.publishing.reveal(lead, round, 1),
    ):
        with pytest.raises(Refused, match="not_for_oneself"):
            refused()
    assert house.publishing.reveal(made.other, round, 2).revealed == 2


def test_nor_do_they_take_sheets_or_projects_out_of_it_in_other_ways(made: Jury) -> None:
    house, lead = made.house, chair(made, made.leads[0])
    round, judge, rival = made.opened(), made.judges[0], made.projects[1]
    house.rounds.unassign(lead, round.id, [(judge.account, rival)])
    house.rounds.assign(lead, round.id, [(judge.account, rival)])
    made.score(round.id, judge, rival)
    with pytest.raises(Refused, match="not_for_oneself"):
        house.rounds.unassign(lead, round.id, [(judge.account, rival)])
    with pytest.raises(Refused, match="not_for_oneself"):
        house.rounds.take(lead, round.id, made.projects[:1])


def test_a_chair_whose_team_is_judged_elsewhere_decides(made: Jury) -> None:
    house, lead = made.house, chair(made, made.leads[0])
    round = made.round()
    house.rounds.take(made.one, round.id, made.projects[1:])
    house.rounds.assign(made.one, round.id, [(made.judges[0].account, made.projects[1])])
    house.rounds.open(made.one, round.id)
    made.score(round.id, made.judges[0], made.projects[1])
    assert house.scoring.withdraw(lead, round.id, made.judges[0].account, None, "Scored at random") == 1


def test_a_managers_own_address_is_refused_beside_the_field(made: Jury) -> None:
    house = made.house
    manager = Person(house.accounts.demo_account("manager@example.com", "Aigul"))
    chair(made, manager)
    typed = {"email": "Manager@example.com", "name": "Somebody"}
    with pytest.raises(Invalid) as refused:
        Juries(house, manager, "Aigul", "en").invite(made.hackathon.id, typed, SEAT)
    assert [(one.field, one.code) for one in refused.value.problems] == [("email", "own_seat")]
