"""What a program with the token of a startup reads of a hackathon that its owner helps with: what everybody reads."""

from uuid import uuid4

import pytest

from bridge import listings
from bridge.api.calling import Call
from bridge.api.projects import shown_project
from bridge.api.registrations import own_registration
from bridge.listings.projects import runs_it
from bridge.listings.registrations import may_see_people
from events.actor import Actor
from events.errors import Missing
from tests.domain.house import Clock, House
from tests.domain.jury import jury


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


def test_programs_show_what_pages_show_of_registrations_and_projects(house: House, clock: Clock) -> None:
    made = jury(house, clock)
    lead, id, project = made.leads[0], made.hackathon.id, made.projects[0]
    bound = Call(house, Actor(lead.account, only=uuid4()))
    assert own_registration(Call(house, lead), id).state == "approved"
    with pytest.raises(Missing):
        own_registration(bound, id)
    assert shown_project(Call(house), id, project).id == project
    house.projects.disqualify(made.one, made.teams[0], "Not their own work")
    for nobody in (Call(house), bound):
        with pytest.raises(Missing):
            shown_project(nobody, id, project)
    for few in (lead, made.one):
        assert shown_project(Call(house, few), id, project).state == "disqualified"
