"""Setting up hackathons: given what happened, when somebody asks, then facts or a reason."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from events.errors import Broken, Invalid, Missing, Refused, Stale
from events.hackathons.aggregate import Hackathon
from events.hackathons.checklist import blocks, not_agreed
from events.hackathons.guards import must_be_open
from events.hackathons.moments import in_zone
from events.hackathons.templates import shifted, six_weeks
from tests.domain.hackathon_setup import setup
from tests.domain.house import SYSTEM, Clock, House

WORDS = {
    code: {"en": code}
    for code in ("opening", "check_in", "pitches", "ceremony", "need", "idea", "work", "pitch", "conduct")
}


def codes(refusal: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in refusal.value.problems}


def moved(found: Hackathon, phase: str, edge: str, when: datetime) -> dict[str, Any]:
    dates: dict[str, Any] = deepcopy(found.setup["dates"])
    dates["phases"][phase][edge] = in_zone(when, dates["zone"])
    return dates


def test_two_hosts_announce_a_hackathon_together(house: House) -> None:
    found = house.hackathon()
    assert house.topics(found.id) == [
        "hackathon.drafted", "hackathon.host_invited", "hackathon.host_accepted", "hackathon.host_agreed",
        "hackathon.host_agreed", "hackathon.announced",
    ]  # fmt: skip
    assert found.phase_open("registration", house.clock.now)
    assert not found.phase_open("building", house.clock.now)


def test_a_change_of_the_rules_takes_the_agreement_of_a_host_back(house: House) -> None:
    one, other = house.person(), house.person()
    found = house.hackathon(one, other, announced=False)
    house.hackathons.agree(other, found.id)
    house.hackathons.change(one, found.id, "prizes", {"prizes": []})
    with pytest.raises(Broken, match="hosts_have_not_agreed"):
        house.hackathons.announce(one, found.id)
    assert len(not_agreed(house.hackathons.agree(other, found.id))) == 1  # the side that announces agrees by that
    assert house.hackathons.announce(one, found.id).state == "announced"


def test_the_checklist_names_what_is_missing_and_nobody_announces_before(house: House) -> None:
    manager = house.person()
    incubator = house.incubator("UZ", (manager,))
    found = house.hackathons.draft(manager, incubator, {"about": {"title": {"ru": "Вода"}, "binding": "en"}})
    house.hackathons.invite_host(manager, found.id, house.incubator("TJ"))
    missing = {(block.part, block.code) for block in blocks(house.log.get(Hackathon, found.id), house.clock.now)}
    assert missing == {
        ("about", "text_not_in_binding_language"), ("about", "no_summary"), ("about", "no_description"),
        ("place", "no_form"), ("dates", "no_date"), ("taking_part", "no_eligibility"), ("rubric", "no_criteria"),
        ("rules", "no_conduct"), ("hosts", "host_not_answered"),
    }  # fmt: skip
    with pytest.raises(Broken, match="not_ready_to_announce"):
        house.hackathons.announce(manager, found.id)


@pytest.mark.parametrize(
    ("part", "typed", "field", "code"),
    [
        ("rubric", {"criteria": [{"name": {"en": "A"}, "weight": 0}]}, "criteria.0.weight", "weights_sum_to_zero"),
        ("rubric", {"criteria": [], "low": 5, "high": 5}, "high", "scale_upside_down"),
        ("taking_part", {"team_least": 4, "team_most": 2}, "team_most", "team_sizes_crossed"),
        ("about", {"title": {"en": "x"}, "description": {"en": "x" * 10_000_000}}, "description.en", "too_long"),
        ("place", {"form": "in_person"}, "city", "required"),
        ("dates", {"zone": "Bishkek"}, "zone", "unknown_zone"),
        ("rules", {"late": {"rule": "penalty"}}, "late.penalty", "required"),
        ("questions", {"questions": [{"kind": "choice", "label": {"en": "?"}}]},
         "questions.0.options", "too_few_options"),
        ("prizes", {"prizes": [{"name": {"en": "x"}, "track": "gone"}]}, "prizes.0.track", "unknown_code"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field(
    house: House, part: str, typed: dict[str, Any], field: str, code: str
) -> None:
    one = house.person()
    found = house.hackathon(one, announced=False)
    with pytest.raises(Invalid) as refusal:
        house.hackathons.change(one, found.id, part, typed)
    assert (field, code) in codes(refusal)


@pytest.mark.parametrize(
    ("zone", "wall", "code"),
    [
        ("Europe/Berlin", "2027-03-28T02:30", "no_such_time"),
        ("Europe/Berlin", "2026-10-25T02:30", "time_comes_twice"),
        ("Asia/Bishkek", "2026-03-02T10:00", "in_the_past"),
        ("Asia/Bishkek", "tomorrow", "not_a_moment"),
    ],
)
def test_a_moment_that_the_zone_does_not_know_gets_a_message(house: House, zone: str, wall: str, code: str) -> None:
    one = house.person()
    found = house.hackathon(one, announced=False)
    with pytest.raises(Invalid) as refusal:
        house.hackathons.change(one, found.id, "dates", {"zone": zone, "phases": {"building": {"closes": wall}}})
    assert ("phases.building.closes", code) in codes(refusal)


def test_phases_in_the_wrong_order_are_refused(house: House) -> None:
    one = house.person()
    found = house.hackathon(one, announced=False)
    dates = moved(found, "judging", "opens", house.clock.now + timedelta(days=15))
    with pytest.raises(Invalid) as refusal:
        house.hackathons.change(one, found.id, "dates", dates)
    assert codes(refusal) == {("phases.judging.opens", "phases_out_of_order")}


def test_a_deadline_is_exclusive_and_a_guard_asks_at_the_moment_of_the_command(house: House, clock: Clock) -> None:
    found = house.hackathon()
    live = LivePhases(house)
    clock.now = found.times("building").closes or clock.now
    with pytest.raises(Broken, match="phase_over"), house.db.write() as tx:
        must_be_open(live, clock, found.id, "building")(tx)
    clock.now -= timedelta(microseconds=1)
    read: list[datetime] = []
    with house.db.write() as tx:
        must_be_open(live, clock, found.id, "building", at=read)(tx)
    assert read == [clock.now]


class LivePhases:
    def __init__(self, house: House) -> None:
        self.phase = lambda tx, hackathon, name: house.views[tx.slot].hackathons.phase(tx, hackathon, name)


def test_an_announced_deadline_moves_with_a_reason_when_every_host_agrees(house: House, clock: Clock) -> None:
    one, other = house.person(), house.person()
    found = house.hackathon(one, other)
    later = found.times("building").closes
    assert later is not None
    dates = moved(found, "building", "closes", later - timedelta(hours=2))
    with pytest.raises(Broken, match="needs_every_host"):
        house.hackathons.change(one, found.id, "dates", dates)
    with pytest.raises(Invalid):
        house.hackathons.propose(one, found.id, "dates", dates, " ")
    waiting = house.hackathons.propose(one, found.id, "dates", dates, "The hall closes early")
    assert waiting.times("building").closes == later
    with pytest.raises(Broken, match="already_agreed"):
        house.hackathons.agree_change(one, found.id, UUID(next(iter(waiting.open_changes))))
    applied = house.hackathons.agree_change(other, found.id, UUID(next(iter(waiting.open_changes))))
    assert applied.times("building").closes == later - timedelta(hours=2)
    assert house.topics(found.id)[-4:] == [
        "hackathon.change_proposed", "hackathon.change_agreed", "hackathon.change_applied", "hackathon.deadline_moved",
    ]  # fmt: skip


def test_what_waits_only_for_a_host_that_leaves_applies(house: House) -> None:
    one, other = house.person(), house.person()
    found = house.hackathon(one, other)
    house.hackathons.propose(one, found.id, "prizes", {"prizes": []}, "No sponsor")
    left = house.hackathons.leave_as_host(other, found.id, found.accepted[1])
    assert (left.setup["prizes"], left.open_changes) == ({"prizes": []}, {})
    with pytest.raises(Broken, match="last_host"):
        house.hackathons.leave_as_host(one, found.id, found.accepted[0])


def test_of_two_who_edit_one_part_the_second_is_told_and_different_parts_do_not_meet(house: House) -> None:
    one, other = house.person(), house.person()
    found = house.hackathon(one, other, announced=False)
    about, version = found.setup["about"], found.versions["about"]
    house.hackathons.change(one, found.id, "about", {**about, "sectors": ["water"]}, version=version)
    house.hackathons.change(other, found.id, "prizes", {"prizes": []}, version=found.versions["prizes"])
    with pytest.raises(Stale) as stale:
        house.hackathons.change(other, found.id, "about", {**about, "sectors": ["energy"]}, version=version)
    assert (stale.value.version, stale.value.kind) == (version, "hackathon_part")
    assert house.log.get(Hackathon, found.id).setup["about"]["sectors"] == ["water"]


def test_a_draft_is_missing_for_strangers_and_rights_are_asked_of_those_who_help(house: House) -> None:
    one, helper = house.person(), house.person()
    found = house.hackathon(one, announced=False)
    with pytest.raises(Missing):
        house.hackathons.change(house.person(), found.id, "prizes", {"prizes": []})
    house.hackathons.invite_person(one, found.id, invitation := uuid4(), ["people"])
    house.hackathons.join(helper, found.id, invitation)
    with pytest.raises(Refused, match="no_right_in_hackathon"):
        house.hackathons.change(helper, found.id, "prizes", {"prizes": []})
    with pytest.raises(Refused, match="no_right_in_hackathon"):
        house.hackathons.invite_person(helper, found.id, uuid4(), ["chair"])  # nobody gives what they do not have
    house.hackathons.invite_person(helper, found.id, uuid4(), ["people"])


def test_the_timer_records_once_what_time_did_and_decides_nothing(house: House, clock: Clock) -> None:
    found = house.hackathon()
    clock.forward(days=16.5)
    assert house.hackathons.record_phases(SYSTEM, found.id)
    assert not house.hackathons.record_phases(SYSTEM, found.id)
    assert house.topics(found.id)[-5:].count("hackathon.phase_opened") == 3
    again = house.log.get(Hackathon, found.id)
    assert again.phase_open("judging", clock.now)


def test_a_phase_without_a_deadline_opens_and_closes_by_hand(house: House, clock: Clock) -> None:
    one = house.person()
    found = house.hackathon(one)
    with pytest.raises(Broken, match="move_the_deadline"):
        house.hackathons.close_phase(one, found.id, "registration")
    clock.forward(days=20)
    assert house.log.get(Hackathon, found.id).phase_open("results", clock.now)
    assert not house.hackathons.close_phase(one, found.id, "results").phase_open("results", clock.now)
    assert house.hackathons.open_phase(one, found.id, "results").phase_open("results", clock.now)
    with pytest.raises(Broken, match="phase_deadline_passed"):
        house.hackathons.open_phase(one, found.id, "building")
    assert blocks(house.log.get(Hackathon, found.id), clock.now) == []  # its past deadlines keep it from nothing


def test_the_six_week_template_lacks_only_what_people_have_to_write(house: House) -> None:
    manager = house.person()
    incubator = house.incubator("PK", (manager,))
    plan = six_weeks(date(2027, 3, 1), "Asia/Karachi", WORDS)
    about = {"title": {"en": "Spring"}, "binding": "en"}
    found = house.hackathons.draft(manager, incubator, {"about": about, **plan})
    missing = [(block.part, block.code) for block in blocks(found, house.clock.now)]
    assert missing == [("about", "no_summary"), ("about", "no_description"), ("place", "no_form")]
    closes = found.times("building").closes
    assert closes == datetime(2027, 4, 4, 11, 0, tzinfo=UTC)


def test_a_copy_keeps_the_wall_times_and_shifts_the_days() -> None:
    earlier = setup(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), "Europe/Berlin")  # before the clocks go forward
    copy = shifted(earlier, date(2026, 7, 1))
    was = earlier["dates"]["phases"]["registration"]["opens"]["wall"]
    now = copy["dates"]["phases"]["registration"]["opens"]
    assert (was, now["wall"], now["at"]) == ("2026-03-01T10:00", "2026-07-01T10:00", "2026-07-01T08:00:00+00:00")
    assert copy["schedule"]["items"][0]["starts"]["wall"] == "2026-07-16T10:00"


def test_a_cancelled_hackathon_is_over_for_every_command(house: House) -> None:
    one = house.person()
    found = house.hackathon(one)
    with pytest.raises(Invalid):
        house.hackathons.cancel(one, found.id, "")
    house.hackathons.cancel(one, found.id, "The hall burnt down")
    commands: list[Callable[[], Hackathon]] = [
        lambda: house.hackathons.change(one, found.id, "tracks", {"tracks": []}),
        lambda: house.hackathons.open_phase(one, found.id, "building"),
        lambda: house.hackathons.invite_host(one, found.id, house.incubator("UZ")),
    ]
    for command in commands:
        with pytest.raises(Broken, match="hackathon_cancelled"):
            command()
    assert not house.log.get(Hackathon, found.id).phase_open("registration", house.clock.now)
