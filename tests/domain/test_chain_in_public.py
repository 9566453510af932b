"""What everybody may read of the chain of a judging: no score before the results for which it counts, then at once."""

from dataclasses import dataclass

from events.judging.round import Round
from events.judging_chain import export, verify
from tests.domain.house import Clock, House
from tests.domain.jury import Jury, jury
from tests.domain.story_of_results import CHOICE
from tests.domain.test_results import publish


@dataclass(frozen=True)
class Public:
    """The file that everybody may read."""

    entries: int
    scores: int
    rankings: int
    text: str


def _read(made: Jury) -> Public | None:
    """The entries that everybody may read; the file is whole."""
    with made.house.reading() as reading:
        chain, id = reading.views.judging_chain, made.hackathon.id
        end = chain.public_end(reading.connection, id)
        lines = [] if end is None else list(export(chain.entries(reading.connection, id, end)))
    if not lines:
        return None
    assert verify(lines).whole
    text = "".join(lines)
    return Public(len(lines), text.count('"values"'), text.count('"ranking":'), text)


def _scored(made: Jury, round: Round, *pairs: tuple[int, int], **scores: int) -> None:
    for judge, project in pairs:
        made.score(round.id, made.judges[judge], made.projects[project], **scores)


ALL = ((0, 0), (0, 1), (1, 0), (1, 1))


def test_no_score_is_in_the_public_chain_before_its_results_are(house: House, clock: Clock) -> None:
    made = jury(house, clock, prizes=CHOICE)
    assert _read(made) is None
    first = made.opened()
    _scored(made, first, *ALL)
    house.rounds.close(made.one, first.id)
    assert _read(made) is None
    publish(made, round=first.id)
    whole = _read(made)
    assert whole is not None
    assert (whole.scores, whole.rankings) == (4, 1)
    assert "judging_round.results_published" in whole.text
    final = house.rounds.plan(made.one, made.hackathon.id, {"name": {"en": "Final"}}, 2)
    house.rounds.seat(made.one, final.id, [judge.account for judge in made.judges])
    house.rounds.take(made.one, final.id, made.projects)
    house.rounds.assign(made.one, final.id, made.everybody())
    house.rounds.open(made.one, final.id)
    _scored(made, final, *ALL)
    house.rounds.close(made.one, final.id)
    assert _read(made) == whole
    publish(made, round=final.id)
    both = _read(made)
    assert both is not None
    assert (both.scores, both.rankings) == (8, 2)


def test_a_round_that_is_published_is_read_at_once_while_another_is_judged(house: House, clock: Clock) -> None:
    made = jury(house, clock, prizes=CHOICE)
    first = made.opened()
    _scored(made, first, (0, 0), (0, 1), need=4)
    second = house.rounds.plan(made.one, made.hackathon.id, {"name": {"en": "Beside it"}}, 2)
    house.rounds.seat(made.one, second.id, [judge.account for judge in made.judges])
    house.rounds.take(made.one, second.id, made.projects)
    house.rounds.assign(made.one, second.id, made.everybody())
    house.rounds.open(made.one, second.id)
    _scored(made, second, *ALL, need=9)
    _scored(made, first, (1, 0), (1, 1), need=4)
    house.rounds.close(made.one, first.id)
    publish(made, round=first.id)
    read = _read(made)
    assert read is not None
    assert (read.scores, read.rankings, '"need":9' in read.text) == (4, 1, False)
    with house.reading() as reading:
        lines = list(export(reading.views.judging_chain.entries(reading.connection, made.hackathon.id)))
    assert verify(lines).sealed == 4
    house.rounds.close(made.one, second.id)
    publish(made, round=second.id)
    read = _read(made)
    assert read is not None
    assert (read.scores, read.text.count('"need":9')) == (8, 4)


def test_a_correction_is_under_its_seal_until_it_is_published(house: House, clock: Clock) -> None:
    made = jury(house, clock, prizes=CHOICE)
    first = made.opened()
    _scored(made, first, *ALL)
    house.rounds.close(made.one, first.id)
    publish(made, round=first.id)
    found = house.log.get(type(first), first.id)
    other = [{"project": row["project"], "place": 3 - row["place"]} for row in found.ranking]
    house.publishing.confirm(made.one, first.id, found.computed, other, "The tie was noted wrongly")
    read = _read(made)
    assert read is not None
    assert (read.text.count("ranking_confirmed"), read.rankings) == (2, 1)
