"""The part of the story in which a panel judges, changes, and its work is confirmed."""

from uuid import UUID

from bridge.judging import asking
from events.judging import rules
from events.judging.round import Round
from tests.domain.house import Clock, House
from tests.domain.jury import SEAT, Jury, jury
from tests.domain.story_of_results import CHOICE, certificates, voting


def judging(house: House, clock: Clock) -> Jury:
    """Play it up to a round that is closed."""
    made = jury(house, clock, judges=3, projects=3, prizes=CHOICE)
    _panel(made)
    voting(made)
    one, id = made.one, made.hackathon.id
    round = made.round()
    house.rounds.change(one, round.id, {"name": {"en": "The jury", "ru": "Жюри"}})
    house.rounds.change(one, round.id, {"rubric": {**made.hackathon.setup["rubric"], "tie": "jury"}})
    judges = [judge.account for judge in made.judges]
    house.rounds.agree(made.other, round.id, rules.name(house.log.get(Round, round.id).plan))
    house.rounds.seat(one, round.id, judges)
    house.rounds.assign(one, round.id, made.everybody(), "all")
    house.rounds.plan_pitches(one, round.id, [{"project": made.projects[0], "at": "2026-03-19T10:00", "room": "1"}])
    house.rounds.open(one, round.id)
    _scores(made, round.id)
    house.panels.remove(one, id, judges[2], "Fell ill")
    house.rounds.leave(one, round.id, judges[2])
    house.rounds.unassign(one, round.id, [(judges[1], made.projects[2])], "Too many")
    house.rounds.close(one, round.id)
    house.rounds.reopen(one, round.id, "Closed too early")
    house.rounds.close(one, round.id)
    _results(made, round.id)
    return made


def _panel(made: Jury) -> None:
    house, one, id = made.house, made.one, made.hackathon.id
    judge = made.judges[0]
    house.panels.change(one, id, judge.account, {**SEAT, "languages": ["en", "ru", "ky"]})
    house.panels.issue_link(one, id, judge.account)
    house.panels.revoke_link(one, id, judge.account)
    house.panels.issue_link(one, id, judge.account)
    house.panels.enter(made.as_judge(judge), id)
    mentor = house.person()
    house.panels.add_mentor(one, id, mentor.account, ["iot"])
    house.panels.mentored(mentor, id, made.teams[0], mentor.account)
    house.panels.remove_mentor(one, id, mentor.account)


def _scores(made: Jury, round: UUID) -> None:
    house, one = made.house, made.one
    first, second, third = made.judges
    for number, project in enumerate(made.projects):
        made.score(round, first, project, need=9 - number)
        made.score(round, second, project, need=8 - 2 * number)
    house.scoring.skip(made.as_judge(third), round, made.projects[0], "absent")
    house.scoring.skip(made.as_judge(third), round, made.projects[1], "conflict", "We are cousins")
    house.panels.lift(one, made.hackathon.id, made.projects[1], third.account, "They are not")
    house.scoring.enter_paper(
        one, round, third.account, made.projects[2], {"values": {"need": 5, "idea": 5, "work": 5}}
    )
    house.scoring.withdraw(one, round, second.account, [made.projects[0]], "Wrong sheet")
    house.scoring.reinstate(one, round, second.account, made.projects[0], "It was the right one")


def _results(made: Jury, round: UUID) -> None:
    house, one = made.house, made.one
    asked = asking.results(house, round)
    assert house.judging_jobs.take() is not None
    rows = [
        {"project": str(project), "official": place, "mark": 9 - place}
        for place, project in enumerate(made.projects, 1)
    ]
    house.judging_jobs.finish(asked.id, {"rows": rows})
    house.publishing.freeze(one, round)
    house.publishing.confirm(one, round, asked.digest)
    for host in (one, made.other):
        house.publishing.agree(host, round)
    house.publishing.reveal(one, round, 1)
    house.publishing.publish(one, round, [{"prize": "first", "project": made.projects[0]}])
    house.publishing.release_feedback(one, round)
    certificates(made)
