"""After the announcement a track stays as long as a prize names it or projects are in it; its texts may change."""

from typing import Any

import pytest

from events.errors import Invalid
from events.hackathons.aggregate import Hackathon
from tests.domain.hackathon_setup import setup
from tests.domain.house import Clock, House
from tests.domain.jury import jury
from tests.domain.story_of_results import CHOICE


def problems(house: House, by: Any, hackathon: Hackathon, tracks: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    with pytest.raises(Invalid) as refused:
        house.hackathons.change(by, hackathon.id, "tracks", {"tracks": tracks})
    return [(problem.code, problem.params) for problem in refused.value.problems]


def test_a_track_that_projects_are_in_stays(house: House, clock: Clock) -> None:
    made = jury(house, clock, judges=0)
    water, light = made.hackathon.setup["tracks"]["tracks"]
    told = {"track": {"en": "Water"}, "number": 2}
    assert problems(house, made.one, made.hackathon, [light]) == [("projects_in_track", told)]
    house.hackathons.change(made.one, made.hackathon.id, "tracks", {"tracks": [{**water, "name": {"en": "Rivers"}}]})


def test_a_track_that_a_prize_names_stays(house: House) -> None:
    manager = house.person()
    found = house.hackathon(manager, prizes=CHOICE)
    _, light = setup(house.clock.now)["tracks"]["tracks"]
    [(code, told)] = problems(house, manager, found, [light])
    assert (code, told["track"]) == ("prize_names_track", {"en": "Water"})
    draft = house.hackathon(manager, announced=False, prizes=CHOICE)
    house.hackathons.change(manager, draft.id, "tracks", {"tracks": [light]})


def test_a_track_that_a_proposed_prize_names_stays(house: House) -> None:
    manager = house.person()
    found = house.hackathon(manager)
    wave = {"name": {"en": "The light"}, "track": "light"}
    house.hackathons.propose(manager, found.id, "prizes", {"prizes": [wave]}, "A sponsor came")
    water, _ = setup(house.clock.now)["tracks"]["tracks"]
    told = {"track": {"en": "Light"}, "prize": {"en": "The light"}}
    assert problems(house, manager, found, [water]) == [("prize_names_track", told)]
