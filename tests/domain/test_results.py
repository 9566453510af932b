"""The people's choice and certificates: one vote a person, certificates for those who earned them."""

from uuid import UUID, uuid4

import pytest

from bridge.judging import asking
from bridge.juries import Juries
from bridge.readmodels.todo import Kind
from events.errors import Broken, Invalid, Missing, Refused
from events.results.certificate import JUDGE, MENTOR, PARTICIPANT, WINNER, Certificate, certificate_id
from events.results.certificates import read_code, shown_code
from tests.domain.house import Clock, House, Person
from tests.domain.jury import Jury, jury
from tests.domain.story_of_results import CHOICE


@pytest.fixture
def made(house: House, clock: Clock) -> Jury:
    return jury(house, clock, mates=True, prizes=CHOICE)


def publish(made: Jury, first: int = 0, why: str | None = None, round: UUID | None = None) -> UUID:
    """Let this project win the first prize; the next time it is a correction."""
    house = made.house
    if round is None:
        round = made.opened().id
        for judge in made.judges:
            for project in made.projects:
                made.score(round, judge, project)
        house.rounds.close(made.one, round)
    asked = asking.results(house, round)
    rows = [
        {"project": str(project), "official": place, "mark": 8.5 - place, "low": 1, "high": 2}
        for place, project in enumerate([made.projects[first], *made.projects[:first], *made.projects[first + 1 :]], 1)
    ]
    if house.judging_jobs.take() is not None:
        house.judging_jobs.finish(asked.id, {"rows": rows})
    ranking = [{"project": str(row["project"]), "place": row["official"]} for row in rows]
    house.publishing.confirm(made.one, round, asked.digest, ranking, why)
    for host in (made.one, made.other):
        house.publishing.agree(host, round)
    house.publishing.publish(made.one, round, [{"prize": "first", "project": made.projects[first]}], why)
    return round


def choice(made: Jury) -> dict[UUID, int]:
    with made.house.reading() as reading:
        return dict(reading.views.results.choice(reading.connection, made.hackathon.id))


def certificates(made: Jury) -> dict[tuple[UUID, str], str]:
    with made.house.reading() as reading:
        rows = reading.views.results.certificates_in(reading.connection, made.hackathon.id)
    return {(row["account"], row["role"]): row["state"] for row in rows}


def test_everybody_has_one_vote_and_may_move_it(made: Jury) -> None:
    votes, guest = made.house.votes, made.house.person()
    votes.vote(guest, made.hackathon.id, made.projects[0])
    votes.vote(guest, made.hackathon.id, made.projects[0])
    votes.vote(made.leads[0], made.hackathon.id, made.projects[1])
    assert choice(made) == {made.projects[0]: 1, made.projects[1]: 1}
    votes.vote(guest, made.hackathon.id, made.projects[1])
    assert choice(made) == {made.projects[1]: 2}
    votes.withdraw(guest, made.hackathon.id)
    assert choice(made) == {made.projects[1]: 1}


def test_nobody_votes_for_a_team_that_they_are_or_were_in(made: Jury) -> None:
    mate = made.mates[0]
    with pytest.raises(Broken, match="not_for_the_own_team"):
        made.house.votes.vote(mate, made.hackathon.id, made.projects[0])
    made.house.teams.leave(mate, made.teams[0])
    with pytest.raises(Broken, match="not_for_the_own_team"):
        made.house.votes.vote(mate, made.hackathon.id, made.projects[0])


def test_a_vote_needs_an_account_and_a_project_of_this_hackathon(made: Jury) -> None:
    votes = made.house.votes
    with pytest.raises(Refused):
        votes.vote(made.as_judge(made.judges[0]), made.hackathon.id, made.projects[0])
    with pytest.raises(Missing):
        votes.vote(made.house.person(), made.hackathon.id, made.teams[0])


def test_votes_are_taken_until_the_results_open_or_are_published(made: Jury) -> None:
    guest, id = made.house.person(), made.hackathon.id
    publish(made)
    with pytest.raises(Broken, match="voting_is_over"):
        made.house.votes.vote(guest, id, made.projects[0])


def test_votes_are_not_taken_after_the_moment_of_the_results(made: Jury, clock: Clock) -> None:
    clock.forward(days=4)
    with pytest.raises(Broken, match="voting_is_over"):
        made.house.votes.vote(made.house.person(), made.hackathon.id, made.projects[0])


def test_where_no_choice_was_announced_nobody_votes(house: House, clock: Clock) -> None:
    plain = jury(house, clock, judges=0)
    with pytest.raises(Broken, match="no_peoples_choice"):
        house.votes.vote(house.person(), plain.hackathon.id, plain.projects[0])


def test_certificates_are_for_those_who_took_part_won_judged_and_helped(made: Jury) -> None:
    house, id, one = made.house, made.hackathon.id, made.one
    house.panels.add_mentor(one, id, (mentor := house.person()).account, ["iot"])
    with pytest.raises(Broken, match="results_not_published"):
        house.certificates.issue(one, id)
    publish(made)
    assert house.certificates.issue(one, id) == 9
    assert house.certificates.issue(made.other, id) == 0
    everybody = [(person.account, PARTICIPANT) for person in (*made.leads, *made.mates)]
    winners = [(person.account, WINNER) for person in (made.leads[0], made.mates[0])]
    jurors = [(judge.account, JUDGE) for judge in made.judges]
    assert set(certificates(made)) == {*everybody, *winners, *jurors, (mentor.account, MENTOR)}


def test_a_correction_takes_the_certificate_of_a_prize_with_it(made: Jury) -> None:
    round = publish(made)
    made.house.certificates.issue(made.one, made.hackathon.id)
    publish(made, 1, "Two sheets were mixed up", round)
    taken = certificate_id(made.hackathon.id, made.leads[0].account, WINNER, "first")
    with made.house.reading() as reading:
        row = reading.views.results.by_id(reading.connection, taken)
        assert row is not None
        assert (row["state"], row["revoked"]) == ("revoked", "corrected")
        assert reading.open(row["why"]) == "Two sheets were mixed up"
    assert (made.leads[1].account, WINNER) not in certificates(made)
    assert made.house.certificates.issue(made.one, made.hackathon.id) == 2
    states = certificates(made)
    assert states[made.leads[0].account, WINNER] == "revoked"
    assert states[made.leads[1].account, WINNER] == "valid"
    assert states[made.leads[0].account, PARTICIPANT] == "valid"


def test_certificates_wait_for_those_who_look_after_people_until_they_are_issued(made: Jury) -> None:
    house, helper = made.house, made.house.person()
    house.hackathons.invite_person(made.one, made.hackathon.id, invitation := uuid4(), ["people"])
    house.hackathons.join(helper, made.hackathon.id, invitation)

    def waits() -> list[bool]:
        with house.reading() as reading:
            lists = [reading.views.todo.of(reading.connection, who, house.clock.now) for who in (made.other, helper)]
        return [any(one.kind is Kind.ISSUE_CERTIFICATES for one in found) for found in lists]

    assert waits() == [False, False]
    round = publish(made)
    assert waits() == [True, True]
    house.certificates.issue(made.other, made.hackathon.id)
    assert waits() == [False, False]
    publish(made, 1, "Two sheets were mixed up", round)
    assert waits() == [True, True]
    publish(made, 0, "They were not", round)
    assert waits() == [True, True]
    house.certificates.issue(made.one, made.hackathon.id)
    assert waits() == [False, False]
    publish(made, 0, "A comma", round)
    assert waits() == [False, False]


def test_certificates_do_not_wait_where_nobody_has_earned_one(made: Jury) -> None:
    house, id = made.house, made.hackathon.id

    def waits() -> bool:
        with house.reading() as reading:
            found = reading.views.todo.of(reading.connection, made.one, house.clock.now)
            return any(one.kind is Kind.ISSUE_CERTIFICATES for one in found)

    publish(made)
    for judge in made.judges:
        house.panels.remove(made.one, id, judge.account)
    assert waits()
    for team in made.teams:
        house.projects.disqualify(made.one, team, "Bought, not built")
    assert not waits()


def test_a_judge_by_link_who_was_erased_gets_no_certificate(made: Jury) -> None:
    house, juries = made.house, Juries(made.house, made.one, "", "en")
    seat = {"languages": ["ru"], "country": "UZ"}
    guests = [juries.invite(made.hackathon.id, {"name": name}, seat).judge for name in ("Aziz", "Gulnara")]
    made.judges = [*made.judges, *(Person(guest) for guest in guests)]
    publish(made)
    for guest in guests:
        juries.remove(made.hackathon.id, guest)
    juries.erase(made.hackathon.id, guests[0])
    house.certificates.issue(made.one, made.hackathon.id)
    assert [(guest, JUDGE) in certificates(made) for guest in guests] == [False, True]


def test_the_prize_of_a_track_goes_to_a_project_of_that_track(made: Jury) -> None:
    round = publish(made)
    wave = {"prize": "wave", "project": made.projects[1]}
    made.house.publishing.publish(made.one, round, [wave], "The prize of the track was missing")
    with made.house.db.write() as tx:
        made.house.views[tx.slot].projects.tag(tx, made.projects[1], made.hackathon.id, "track", [])
    with pytest.raises(Invalid, match="not_in_this_track"):
        made.house.publishing.publish(made.one, round, [wave], "The prize of the track was missing")


def test_a_prize_that_comes_back_is_certified_under_its_old_code(made: Jury) -> None:
    house, id, round = made.house, made.hackathon.id, publish(made)
    house.certificates.issue(made.one, id)
    first = certificate_id(id, made.leads[0].account, WINNER, "first")
    code = house.log.get(Certificate, first).code
    publish(made, 1, "Two sheets were mixed up", round)
    house.certificates.issue(made.one, id)
    with pytest.raises(Broken, match="prize_was_taken_back"):
        house.certificates.reinstate(made.one, first, "They should have it")
    publish(made, 0, "They were not", round)
    assert house.certificates.issue(made.one, id) == 2
    assert (house.log.get(Certificate, first).valid, house.log.get(Certificate, first).code) == (True, code)
    assert certificates(made)[made.leads[1].account, WINNER] == "revoked"


def test_whoever_leaves_a_team_after_the_results_has_won_all_the_same(made: Jury) -> None:
    house, id = made.house, made.hackathon.id
    publish(made)
    house.certificates.issue(made.one, id)
    house.teams.leave(made.mates[0], made.teams[0])
    assert house.certificates.issue(made.one, id) == 0
    assert certificates(made)[made.mates[0].account, WINNER] == "valid"


def test_a_revoked_certificate_says_why_and_stays_revoked(made: Jury) -> None:
    house, id = made.house, made.hackathon.id
    publish(made)
    house.certificates.issue(made.one, id)
    first = certificate_id(id, made.leads[0].account, PARTICIPANT)
    with pytest.raises(Invalid):
        house.certificates.revoke(made.one, first, "")
    with pytest.raises(Refused):
        house.certificates.revoke(made.leads[0], first, "I would rather not")
    house.certificates.revoke(made.other, first, "Was never there")
    assert house.certificates.issue(made.one, id) == 0
    with house.reading() as reading:
        row = reading.views.results.by_id(reading.connection, first)
        assert row is not None
        assert reading.open(row["why"]) == "Was never there"
        assert reading.views.results.certificate(reading.connection, row["code"]) == row


def test_only_people_of_a_host_issue_certificates(made: Jury) -> None:
    publish(made)
    with pytest.raises(Refused):
        made.house.certificates.issue(made.house.person(), made.hackathon.id)


def test_a_code_is_read_as_people_type_it() -> None:
    assert shown_code("7QK2M4XW01AB") == "7QK2-M4XW-01AB"
    assert read_code(" 7qk2 m4xw-OlAB ") == "7QK2M4XW01AB"


def test_the_reveal_freezes_the_leaderboard_and_goes_from_the_last_to_the_first(made: Jury) -> None:
    house, round = made.house, made.opened().id
    for judge in made.judges:
        for project in made.projects:
            made.score(round, judge, project)
    house.rounds.close(made.one, round)
    asked = asking.results(house, round)
    assert house.judging_jobs.take() is not None
    rows = [{"project": str(project), "official": place} for place, project in enumerate(made.projects, 1)]
    house.judging_jobs.finish(asked.id, {"rows": rows})
    house.publishing.confirm(made.one, round, asked.digest)
    house.publishing.agree(made.one, round)
    with pytest.raises(Broken, match="results_not_agreed"):  # a stage is as public as a publication
        house.publishing.reveal(made.one, round, 2)
    house.publishing.agree(made.other, round)
    assert house.publishing.reveal(made.one, round, 2).frozen
    assert house.publishing.reveal(made.one, round, 1).revealed == 1
    assert house.publishing.reveal(made.one, round, 2).revealed == 1
    with pytest.raises(Refused):
        house.publishing.reveal(Person(made.leads[0].account), round, 1)


def test_scores_that_change_or_another_ranking_begin_the_reveal_anew(made: Jury) -> None:
    house, round = made.house, made.opened().id
    for judge in made.judges:
        for project in made.projects:
            made.score(round, judge, project)
    house.rounds.close(made.one, round)

    def agree() -> None:
        asked = asking.results(house, round)
        if house.judging_jobs.take() is not None:
            rows = [{"project": str(project), "official": place} for place, project in enumerate(made.projects, 1)]
            house.judging_jobs.finish(asked.id, {"rows": rows})
        house.publishing.confirm(made.one, round, asked.digest)
        for host in (made.one, made.other):
            house.publishing.agree(host, round)

    agree()
    house.publishing.reveal(made.one, round, 2)
    house.scoring.withdraw(made.one, round, made.judges[0].account, made.projects[:1], "They scored another one")
    with pytest.raises(Broken, match="scores_changed_since"):
        house.publishing.reveal(made.one, round, 1)
    agree()
    with house.reading() as reading:
        row = reading.views.judging.round(reading.connection, round)
        assert row is not None
        assert row["revealed"] is None
    assert house.publishing.reveal(made.one, round, 2).revealed == 2
