"""What everybody may read of the chain of a judging: no score before the results that it counts for."""

from tests.domain.house import Clock, House
from tests.domain.jury import Jury, jury
from tests.domain.story_of_results import CHOICE
from tests.domain.test_results import publish


def _read(made: Jury) -> list[str] | None:
    """The entries that everybody may read."""
    with made.house.reading() as reading:
        chain, id = reading.views.judging_chain, made.hackathon.id
        end = chain.public_end(reading.connection, id)
        return None if end is None else [entry.body for entry in chain.entries(reading.connection, id, end)]


def test_no_score_is_in_the_public_chain_before_its_results_are(house: House, clock: Clock) -> None:
    made = jury(house, clock, prizes=CHOICE)
    assert _read(made) is None
    first = made.opened()
    made.score(first.id, made.judges[0], made.projects[0])
    assert _read(made) is None
    house.rounds.close(made.one, first.id)
    house.rounds.reopen(made.one, first.id, "Not everybody was done")
    made.score(first.id, made.judges[0], made.projects[1])
    made.score(first.id, made.judges[1], made.projects[0])
    made.score(first.id, made.judges[1], made.projects[1])
    house.rounds.close(made.one, first.id)
    publish(made, round=first.id)
    whole = _read(made)
    assert whole is not None
    assert "judging_round.results_published" in whole[-1]
    final = house.rounds.plan(made.one, made.hackathon.id, {"name": {"en": "Final"}}, 2)
    house.rounds.seat(made.one, final.id, [judge.account for judge in made.judges])
    house.rounds.take(made.one, final.id, made.projects)
    house.rounds.assign(made.one, final.id, made.everybody())
    house.rounds.open(made.one, final.id)
    assert len(_read(made) or ()) > len(whole)  # who looks at what, under names that say nothing
    made.score(final.id, made.judges[0], made.projects[0])
    assert _read(made) == whole
    for judge, project in ((0, 1), (1, 0), (1, 1)):
        made.score(final.id, made.judges[judge], made.projects[project])
    house.rounds.close(made.one, final.id)
    assert _read(made) == whole
    publish(made, round=final.id)
    assert sum('"values"' in body for body in _read(made) or ()) == 8
