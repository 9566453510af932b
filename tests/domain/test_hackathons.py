"""Setting up hackathons: given what happened, when somebody asks, then facts or a reason."""

from datetime import timedelta

import pytest

from events.errors import Broken, Invalid, Missing, Refused, Stale
from events.hackathons import events as happened
from events.hackathons.aggregate import Hackathon
from events.hackathons.moments import in_zone
from tests.domain.hackathon_setup import setup
from tests.domain.house import SYSTEM, Clock, House


def test_two_hosts_announce_a_hackathon_together(house: House) -> None:
    found = house.hackathon()
    assert found.state == "announced"
    assert house.topics(found.id) == [
        "hackathon.drafted", "hackathon.host_invited", "hackathon.host_accepted", "hackathon.host_agreed",
        "hackathon.host_agreed", "hackathon.announced",
    ]  # fmt: skip
    now = house.clock.now
    assert found.phase_open("registration", now)
    assert not found.phase_open("building", now)
