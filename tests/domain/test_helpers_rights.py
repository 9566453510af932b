"""People who help with a hackathon pass on and take away no more than they have themselves."""

from uuid import UUID, uuid4

import pytest

from events.errors import Refused
from tests.domain.house import House, Person


@pytest.fixture
def one(house: House) -> Person:
    return house.person()


@pytest.fixture
def hackathon(house: House, one: Person) -> UUID:
    return house.hackathon(one, house.person()).id


def helper(house: House, one: Person, hackathon: UUID, *rights: str) -> Person:
    person = house.person()
    house.hackathons.invite_person(one, hackathon, invitation := uuid4(), rights)
    house.hackathons.join(person, hackathon, invitation)
    return person


def test_an_invitation_with_more_rights_is_not_renewed(house: House, one: Person, hackathon: UUID) -> None:
    """Whoever renews a link gets to see it, and might use it."""
    desk = helper(house, one, hackathon, "people", "desk")
    house.hackathons.invite_person(one, hackathon, chair := uuid4(), ["chair"])
    house.hackathons.invite_person(one, hackathon, like := uuid4(), ["desk"])
    with pytest.raises(Refused, match="no_right_in_hackathon"):
        house.hackathons.renew_invitation(desk, hackathon, chair, uuid4())
    house.hackathons.renew_invitation(desk, hackathon, like, uuid4())
    house.hackathons.renew_invitation(one, hackathon, chair, uuid4())


def test_rights_that_somebody_lacks_they_do_not_take_away(house: House, one: Person, hackathon: UUID) -> None:
    desk, chair = helper(house, one, hackathon, "people", "desk"), helper(house, one, hackathon, "chair", "people")
    with pytest.raises(Refused, match="no_right_in_hackathon"):
        house.hackathons.change_rights(desk, hackathon, chair.account, ["desk"])
    with pytest.raises(Refused, match="no_right_in_hackathon"):
        house.hackathons.leave(desk, hackathon, chair.account)
    house.hackathons.leave(chair, hackathon, chair.account)
    house.hackathons.leave(one, hackathon, desk.account)
