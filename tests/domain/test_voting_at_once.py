"""The same person in two windows, each answered by another process: one vote, whatever the moment."""

from functools import partial
from uuid import UUID

from tests.domain.house import Clock, House, Person
from tests.domain.jury import jury
from tests.domain.story_of_results import CHOICE
from tests.domain.test_last_second import at_once
from tests.domain.test_results import choice

VOTERS = 4


def _told(house: House, voter: Person, hackathon: UUID) -> tuple[list[str], UUID | None, UUID | None]:
    """What the log says of somebody's vote, what it comes to, and what is counted."""
    vote = house.votes.find(hackathon, voter.account)
    assert vote is not None
    with house.reading() as reading:
        counted = reading.views.results.vote_of(reading.connection, hackathon, voter.account)
    return house.topics(vote.id), vote.project, counted


def test_who_votes_for_two_projects_at_the_same_moment_has_one_vote(house: House, clock: Clock) -> None:
    made = jury(house, clock, judges=0, prizes=CHOICE)
    id, voters, other = made.hackathon.id, [house.person() for _ in range(VOTERS)], House(house.settings, clock)
    windows = zip((house, other), made.projects, strict=True)
    votes = [(process.votes, voter, project) for process, project in windows for voter in voters]
    raised = at_once(*(partial(window.vote, voter, id, project) for window, voter, project in votes))
    other.close()
    assert not any(raised)
    for voter in voters:
        topics, chosen, counted = _told(house, voter, id)
        assert topics == ["vote.cast", "vote.moved"]
        assert counted == chosen
    assert sum(choice(made).values()) == VOTERS


def test_a_vote_that_is_moved_and_taken_back_at_the_same_moment_is_one_or_none(house: House, clock: Clock) -> None:
    made = jury(house, clock, judges=0, prizes=CHOICE)
    id, voter, other = made.hackathon.id, house.person(), House(house.settings, clock)
    house.votes.vote(voter, id, made.projects[0])
    raised = at_once(
        partial(house.votes.vote, voter, id, made.projects[1]), partial(other.votes.withdraw, voter, id)
    )  # fmt: skip
    other.close()
    assert not any(raised)
    topics, chosen, counted = _told(house, voter, id)
    assert counted == chosen
    assert topics[0] == "vote.cast"
    assert set(topics[1:]) == {"vote.moved", "vote.withdrawn"}
    assert sum(choice(made).values()) == (0 if chosen is None else 1)
    assert (chosen is None) == (topics[-1] == "vote.withdrawn")
