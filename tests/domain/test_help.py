"""The help queue: given teams and mentors, when somebody asks or comes, then facts or a reason."""

import pytest

from events.errors import Broken, Invalid, Missing, Refused
from events.hackathons.help.aggregate import HelpRequest
from events.hackathons.help.events import HelpTaken
from events.judging.panel_events import TeamMentored
from tests.domain.house import Clock, House, Person
from tests.domain.jury import Jury, jury
from tests.store.threads import together

TYPED = {"subject": "iot", "text": "The sensor does not answer"}


@pytest.fixture
def made(house: House, clock: Clock) -> Jury:
    """A hackathon in its building phase, with a team and its project."""
    found = jury(house, clock, judges=0, projects=1, mates=True)
    clock.forward(days=-1.5)  # back from judging into building
    return found


def mentor(made: Jury) -> Person:
    person = made.house.person()
    made.house.panels.add_mentor(made.one, made.hackathon.id, person.account, ["iot"])
    return person


def waits(house: House, person: Person) -> list[str]:
    with house.reading() as reading:
        return [item.kind for item in reading.views.todo.of(reading.connection, person, house.clock())]


def test_a_team_asks_every_mentor_and_the_first_who_comes_is_the_only_one(made: Jury) -> None:
    house, first, second = made.house, mentor(made), mentor(made)
    asked = house.help.ask(made.mates[0], made.teams[0], TYPED)
    assert waits(house, first) == waits(house, second) == ["take_help"]
    house.help.take(first, asked.id)
    assert (waits(house, first), waits(house, second)) == (["finish_help"], [])
    with pytest.raises(Broken, match="help_is_taken"):
        house.help.take(second, asked.id)
    assert house.help.take(first, asked.id).version == 2  # a second tap
    house.help.finish(made.leads[0], asked.id)
    assert waits(house, first) == []
    with pytest.raises(Broken, match="help_is_over"):
        house.help.finish(first, asked.id)


def test_of_two_mentors_who_tap_at_once_one_comes(made: Jury) -> None:
    house, mentors = made.house, [mentor(made), mentor(made)]
    asked = house.help.ask(made.leads[0], made.teams[0], TYPED)
    answers = together(lambda number: house.help.take(mentors[number], asked.id), 2)
    assert sum(isinstance(answer, HelpRequest) for answer in answers) == 1
    assert sum(isinstance(answer, Broken) and answer.code == "help_is_taken" for answer in answers) == 1


def test_who_comes_has_a_stake_in_the_team_from_that_moment_on(made: Jury) -> None:
    house, helper = made.house, mentor(made)
    asked = house.help.ask(made.leads[0], made.teams[0], TYPED)
    house.help.take(helper, asked.id)
    newest = [entry.fact for entry in house.log.entries(limit=2, newest_first=True)]
    assert [type(fact) for fact in newest] == [TeamMentored, HelpTaken]
    house.panels.remove_mentor(helper, made.hackathon.id, helper.account)
    made.invite(helper)
    round = made.round()
    with pytest.raises(Broken, match="conflict_of_interest"):
        house.rounds.assign(made.one, round.id, [(helper.account, made.projects[0])])


def test_one_open_request_a_team_while_it_builds(made: Jury, clock: Clock) -> None:
    house, team = made.house, made.teams[0]
    mentor(made)
    with pytest.raises(Invalid, match="text: too_short"):
        house.help.ask(made.leads[0], team, {"text": "Hm"})
    with pytest.raises(Invalid, match="subject: unknown_code"):
        house.help.ask(made.leads[0], team, {**TYPED, "subject": "magic"})
    asked = house.help.ask(made.leads[0], team, TYPED)
    with pytest.raises(Broken, match="help_asked_already"):
        house.help.ask(made.mates[0], team, TYPED)
    house.help.withdraw(made.mates[0], asked.id)
    house.help.ask(made.leads[0], team, TYPED)
    clock.forward(days=5)
    with pytest.raises(Broken, match="phase_over"):
        house.help.ask(made.leads[0], team, TYPED)


def test_who_is_neither_team_nor_mentor_does_nothing(made: Jury) -> None:
    house, stranger = made.house, made.house.person()
    with pytest.raises(Refused, match="not_in_this_team"):
        house.help.ask(stranger, made.teams[0], TYPED)
    asked = house.help.ask(made.leads[0], made.teams[0], TYPED)
    for command in (house.help.take, house.help.finish, house.help.withdraw, house.help.give_back):
        with pytest.raises(Refused):
            command(stranger, asked.id)
    with pytest.raises(Missing):
        house.help.take(stranger, made.hackathon.id)


def test_a_request_that_its_mentor_cannot_answer_waits_for_another(made: Jury) -> None:
    house, first, second = made.house, mentor(made), mentor(made)
    asked = house.help.ask(made.leads[0], made.teams[0], TYPED)
    house.help.take(first, asked.id)
    house.help.give_back(first, asked.id)
    assert waits(house, second) == ["take_help"]
    house.panels.remove_mentor(made.one, made.hackathon.id, second.account)
    late = mentor(made)
    assert (waits(house, second), waits(house, late)) == ([], ["take_help"])
    house.help.take(late, asked.id)
    house.help.give_back(made.one, asked.id)  # a manager, because the mentor has gone home
    assert waits(house, first) == ["take_help"]
