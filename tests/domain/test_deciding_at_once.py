"""Two who decide at once about the same results: nobody agrees to, or publishes, what they did not read."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from bridge.judging import asking
from events.errors import Broken, Invalid
from events.hackathons.checklist import digest
from events.hackathons.templates import shifted
from events.judging.round import Round, word
from tests.domain.hackathon_setup import setup
from tests.domain.house import Clock, House
from tests.domain.jury import Jury, jury
from tests.domain.story_of_results import CHOICE
from tests.domain.test_results import publish


def _read(made: Jury, round: UUID) -> str:
    """What a page names the ranking by that somebody reads now."""
    found = made.house.log.get(Round, round)
    return word(found.ranking, found.computed, found.published)


def test_a_host_agrees_to_the_ranking_that_they_read_and_to_no_other(house: House, clock: Clock) -> None:
    made = jury(house, clock, prizes=CHOICE)
    round = publish(made)
    seen = _read(made, round)
    digest = asking.results(house, round).digest
    turned: list[dict[str, Any]] = [
        {"project": project, "place": 2 - place} for place, project in enumerate(made.projects)
    ]
    house.publishing.confirm(made.one, round, digest, turned, "The other way round")
    with pytest.raises(Broken, match="ranking_changed_since"):
        house.publishing.agree(made.other, round, seen)
    for host in (made.one, made.other):
        house.publishing.agree(host, round, _read(made, round))


def test_a_host_agrees_to_the_rules_of_a_draft_that_they_read_and_to_no_others(house: House) -> None:
    one, other = house.person(), house.person()
    draft = house.hackathon(one, other, announced=False)
    read = digest(draft.setup)
    house.hackathons.change(one, draft.id, "rubric", {**draft.setup["rubric"], "tie": "jury"})
    with pytest.raises(Broken, match="rules_changed_since"):
        house.hackathons.agree(other, draft.id, read)
    house.hackathons.agree(other, draft.id, digest(house.log.get(type(draft), draft.id).setup))
    house.hackathons.announce(one, draft.id)


def test_a_correction_that_was_sent_twice_is_published_once(house: House, clock: Clock) -> None:
    made = jury(house, clock, prizes=CHOICE)
    round = publish(made)
    seen = _read(made, round)
    house.publishing.publish(made.one, round, (), "A prize was wrong", seen)
    with pytest.raises(Broken, match="ranking_changed_since"):
        house.publishing.publish(made.other, round, (), "A prize was wrong", seen)
    assert house.log.get(Round, round).published == 2


def test_results_go_out_while_judges_hand_in_elsewhere(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = jury(house, clock, prizes=CHOICE)
    second = house.rounds.plan(made.one, made.hackathon.id, {"name": {"en": "Beside it"}}, 2)
    house.rounds.seat(made.one, second.id, [judge.account for judge in made.judges])
    house.rounds.take(made.one, second.id, made.projects)
    house.rounds.assign(made.one, second.id, made.everybody())
    house.rounds.open(made.one, second.id)
    chain, waiting = house.publishing.evidence.chain, [(0, 0), (0, 1), (1, 0)]

    def busy(hackathon: UUID, tx: Any = None) -> tuple[int, str]:
        found = chain(hackathon, tx)
        if tx is None and waiting:  # between the look at the root and the lock
            judge, project = waiting.pop()
            made.score(second.id, made.judges[judge], made.projects[project])
        return found

    monkeypatch.setattr(house.publishing.evidence, "chain", busy)
    round = publish(made)
    assert waiting == []
    with house.reading() as reading:
        [row] = reading.views.judging.published(reading.connection, made.hackathon.id)
        last = list(reading.views.judging_chain.entries(reading.connection, made.hackathon.id, row["entries"]))[-1]
    assert (row["round"], row["root"]) == (round, last.hash)


def test_dates_are_not_moved_out_of_the_calendar(clock: Clock) -> None:
    with pytest.raises(Invalid) as refused:
        shifted(setup(clock.now), date.max)
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [("start", "not_a_date")]
