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


def test_dates_are_not_moved_out_of_the_calendar(clock: Clock) -> None:
    with pytest.raises(Invalid) as refused:
        shifted(setup(clock.now), date.max)
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [("start", "not_a_date")]
