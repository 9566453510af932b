"""What a program with the token of a startup reads of a hackathon that its owner helps with: what everybody reads."""

from uuid import uuid4

import pytest

from bridge import listings
from bridge.listings.projects import runs_it
from bridge.listings.registrations import may_see_people
from events.actor import Actor
from tests.domain.house import House


@pytest.mark.parametrize("bound", [False, True], ids=["in person", "by the token of a startup"])
def test_the_token_of_a_startup_does_not_look_after_people(house: House, bound: bool) -> None:
    one, helper = house.person(), house.person()
    found = house.hackathon(one)
    house.hackathons.invite_person(one, found.id, invitation := uuid4(), ["people"])
    house.hackathons.join(helper, found.id, invitation)
    startup = house.startup(helper, "KG")
    actor = Actor(helper.account, only=startup.id if bound else None)
    with house.reading() as reading:
        look = listings.look(house, reading, actor)
        assert may_see_people(look, found.id) is not bound
        assert runs_it(look, found.id) is not bound
