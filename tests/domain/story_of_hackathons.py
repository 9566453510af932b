"""The part of the story in which hackathons are prepared, announced, changed, run and cancelled."""

from collections.abc import Mapping
from copy import deepcopy
from uuid import UUID, uuid4

from events.hackathons.moments import in_zone
from tests.domain.house import SYSTEM, Clock, House


def hackathons(house: House, clock: Clock) -> None:
    """Play it with two hosts and one who does not want to."""
    one, other, third = house.person(), house.person(), house.person()
    found = house.hackathon(one, other, announced=False)
    houses = [house.incubator(country, (third,)) for country in ("UZ", "TJ")]
    for incubator in houses:
        house.hackathons.invite_host(one, found.id, incubator)
    house.hackathons.answer_host(third, found.id, houses[0], False)
    house.hackathons.leave_as_host(one, found.id, houses[1])
    about = {**found.setup["about"], "sectors": ["water"]}
    house.hackathons.change(other, found.id, "about", about)
    helper = house.person()
    for rights in (["desk"], ["judging", "chair"]):
        house.hackathons.invite_person(one, found.id, invitation := uuid4(), rights)
    house.hackathons.join(helper, found.id, invitation)
    house.hackathons.change_rights(one, found.id, helper.account, ["desk"])
    house.hackathons.leave(one, found.id, helper.account)
    house.hackathons.invite_person(one, found.id, invitation := uuid4(), ["people"])
    house.hackathons.revoke_invitation(one, found.id, invitation)
    house.hackathons.agree(one, found.id)
    house.hackathons.agree(other, found.id)
    house.hackathons.announce(one, found.id)
    dates = deepcopy(found.setup["dates"])
    dates["phases"]["registration"]["closes"] = in_zone(clock.now.replace(day=28), dates["zone"])
    waiting = house.hackathons.propose(one, found.id, "prizes", {"prizes": []}, "No sponsor")
    house.hackathons.refuse_change(other, found.id, _change(waiting.open_changes), "Let us ask again")
    dates["phases"]["building"]["closes"] = in_zone(clock.now.replace(day=30), dates["zone"])
    for phase in ("judging", "results"):
        dates["phases"][phase] = {"opens": None, "closes": None}
    waiting = house.hackathons.propose(one, found.id, "dates", dates, "A holiday")
    house.hackathons.agree_change(other, found.id, _change(waiting.open_changes))
    house.hackathons.record_phases(SYSTEM, found.id)
    house.hackathons.open_phase(one, found.id, "results")
    house.hackathons.close_phase(one, found.id, "results")
    house.hackathons.cancel(other, found.id, "The hall burnt down")


def _change(changes: Mapping[str, object]) -> UUID:
    return UUID(next(iter(changes)))
