"""The search in the header finds what somebody may know of, says how many there are, and asks alike for 1 and 100."""

import pytest
import sqlalchemy as sa

from bridge.readmodels.finding_everything import KINDS, FindingEverything
from events.actor import VISITOR, Actor
from tests.domain.house import Clock, House
from tests.domain.jury import jury
from tests.domain.story_of_taking_part import CONTENT
from tests.domain.test_registrations import HERE


def found(house: House, text: str, actor: Actor = VISITOR, **more: int) -> dict[str, int]:
    with house.reading() as reading:
        finding = FindingEverything(reading.views)
        ask = (reading.connection, actor)
        hits = {kind: finding.find(*ask, kind, text, house.clock(), more.get("limit", 9)) for kind in KINDS}
    return {kind: one.total for kind, one in hits.items() if one.total}


def test_projects_are_found_once_their_gallery_is_open(house: House, clock: Clock) -> None:
    lead, manager = house.person(), house.person()
    hackathon = house.hackathon(manager)
    house.registrations.register(lead, hackathon.id, HERE)
    team = house.teams.form(lead, hackathon.id, "Kuduk")
    clock.forward(days=15)
    house.projects.submit(lead, team.id, CONTENT)
    assert found(house, "suu ajyrat") == {}
    clock.forward(days=1)
    assert found(house, "suu ajyr") == found(house, "kuduk") == {"project": 1}
    house.projects.disqualify(manager, team.id, "Copied")
    assert found(house, "kuduk") == {}


def test_what_is_not_for_somebody_is_neither_found_nor_counted(house: House, clock: Clock) -> None:
    founder, manager = house.person(), house.person()
    house.startup(founder, name="Water Hidden", visibility="hidden")
    house.startup(founder, name="Water Works", visibility="public")
    house.hackathon(manager, announced=False)
    assert found(house, "water") == {"startup": 1}
    assert found(house, "water", manager) == {"startup": 1, "hackathon": 1}
    assert found(house, "water", founder) == {"startup": 2}
    assert found(house, "") == found(house, "'\" *") == {}


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_the_same_number_of_questions_for_any_number_of_things(house: House, clock: Clock, many: int) -> None:
    jury(house, clock, judges=0, projects=many)
    house.startup(house.person(), name="Project House", visibility="public")
    asked: list[str] = []
    with house.reading() as reading:
        sa.event.listen(reading.connection, "before_cursor_execute", lambda *said: asked.append(said[2]))
        finding = FindingEverything(reading.views)
        totals = [finding.find(reading.connection, VISITOR, kind, "project", house.clock(), 2).total for kind in KINDS]
    assert totals == [1, 0, many, 0]
    assert len(asked) == 8
