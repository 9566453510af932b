"""Introductions: from a proposal to what came of it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from events.actor import Actor
from events.errors import Broken, Invalid, Missing, Refused
from events.introductions.aggregate import ANSWER_WITHIN, Introduction
from events.introductions.guards import MOST_A_DAY, MOST_OPEN, REST
from tests.domain.house import SYSTEM, Clock, House


def pair(house: House, founder: Actor, partner: Actor) -> Introduction:
    return house.propose(founder, house.startup(founder, "PK"), house.startup(partner, "UZ"))


def test_only_a_founder_proposes(house: House, founder: Actor, partner: Actor) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    with pytest.raises(Refused):
        house.propose(partner, mine, theirs)


def test_a_proposal_keeps_what_the_engine_said(house: House, founder: Actor, partner: Actor) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    said = {"engine": "1", "score": 0.71, "rank": 2, "reasons": ["need_met", "common_language"]}
    choices = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru"}
    found = house.introductions.propose(founder, mine.id, theirs.id, choices, suggestion=said)
    assert house.log.entries(of=found.id)[0].fact.__dict__["suggestion"] == said


def test_a_proposal_is_made_of_choices(house: House, founder: Actor, partner: Actor) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    with pytest.raises(Invalid) as caught:
        house.propose(founder, mine, theirs, want="love", offer=None, next_step="", language="xx")
    assert [p.code for p in caught.value.problems] == ["unknown_code", "required", "required", "unknown_code"]


def test_two_startups_of_one_country_are_not_introduced(house: House, founder: Actor, partner: Actor) -> None:
    with pytest.raises(Broken, match="same_country"):
        house.propose(founder, house.startup(founder), house.startup(partner))


def test_one_introduction_may_be_open_for_two_startups(house: House, founder: Actor, partner: Actor) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    house.propose(founder, mine, theirs)
    with pytest.raises(Broken, match="already_introduced"):
        house.propose(founder, mine, theirs)
    with pytest.raises(Broken, match="already_introduced"):
        house.propose(partner, theirs, mine)


def test_after_a_no_another_proposal_is_possible(house: House, founder: Actor, partner: Actor) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    house.introductions.decline(partner, house.propose(founder, mine, theirs).id, "not_now")
    assert house.propose(partner, theirs, mine).state == "proposed"


def test_after_a_no_the_same_side_rests_before_it_asks_again(
    house: House, founder: Actor, partner: Actor, clock: Clock
) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    house.introductions.decline(partner, house.propose(founder, mine, theirs).id, "not_now")
    with pytest.raises(Broken, match="declined_lately"):
        house.propose(founder, mine, theirs)
    clock.now += REST
    assert house.propose(founder, mine, theirs).state == "proposed"


def test_proposing_and_withdrawing_all_day_has_a_limit(
    house: House, founder: Actor, partner: Actor, clock: Clock
) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    for _ in range(MOST_A_DAY):
        clock.forward(minutes=1)
        house.introductions.withdraw(founder, house.propose(founder, mine, theirs).id)
    with pytest.raises(Broken, match="too_many_proposals_today"):
        house.propose(founder, mine, theirs)
    clock.forward(days=1)
    house.propose(founder, mine, theirs)


def test_open_proposals_have_a_limit_which_answers_free(house: House, founder: Actor) -> None:
    mine = house.startup(founder)
    others = [house.person() for _ in range(MOST_OPEN + 1)]
    theirs = [house.startup(other, "UZ") for other in others]
    sent = [house.propose(founder, mine, startup) for startup in theirs[:-1]]
    with pytest.raises(Broken, match="too_many_open_proposals"):
        house.propose(founder, mine, theirs[-1])
    house.introductions.accept(others[0], sent[0].id)
    house.propose(founder, mine, theirs[-1])


def test_a_paused_startup_gets_no_proposals(house: House, founder: Actor, partner: Actor) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    house.startups.pause(partner, theirs.id, True)
    with pytest.raises(Broken, match="proposals_paused"):
        house.propose(founder, mine, theirs)
    house.startups.pause(partner, theirs.id, False)
    house.propose(founder, mine, theirs)


def test_a_block_reads_like_a_pause_to_the_blocked_one(house: House, founder: Actor, partner: Actor) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    house.startups.block(partner, theirs.id, mine.id, "spam")
    with pytest.raises(Broken, match="proposals_paused"):
        house.propose(founder, mine, theirs)
    with pytest.raises(Broken, match="you_blocked_them"):
        house.propose(partner, theirs, mine)


def test_hidden_and_unclaimed_startups_get_no_proposals(house: House, founder: Actor, partner: Actor) -> None:
    mine, hidden = house.startup(founder), house.startup(partner, "UZ", visibility="hidden")
    unclaimed = house.startups.register_unclaimed(SYSTEM, {"name": "Row", "country": "KG"}, source="list", row="1")
    with pytest.raises(Missing):
        house.propose(founder, mine, hidden)
    with pytest.raises(Missing):
        house.propose(founder, mine, unclaimed)
    house.startups.publish(SYSTEM, unclaimed.id, "public")
    with pytest.raises(Broken, match="unclaimed_startup"):
        house.propose(founder, mine, unclaimed)


@pytest.mark.parametrize("command", ["accept", "decline", "withdraw", "mark_met", "close", "cancel_meeting", "remind"])
def test_outsiders_can_do_nothing(house: House, founder: Actor, partner: Actor, command: str) -> None:
    found = pair(house, founder, partner)
    extra = {"decline": ["not_now"], "mark_met": ["2026-03-01"], "close": ["no_fit"]}.get(command, [])
    for outsider in (house.person(), Actor(uuid4(), frozenset({"organiser", "administrator"}), office="*")):
        with pytest.raises(Refused):
            getattr(house.introductions, command)(outsider, found.id, *extra)
    assert house.topics(found.id) == ["introduction.proposed"]


def test_the_proposer_cannot_answer_for_the_other_side(house: House, founder: Actor, partner: Actor) -> None:
    found = pair(house, founder, partner)
    with pytest.raises(Refused, match="not_your_side"):
        house.introductions.accept(founder, found.id)
    with pytest.raises(Refused, match="not_your_side"):
        house.introductions.withdraw(partner, found.id)


def test_an_answer_counts_only_before_the_deadline(house: House, founder: Actor, partner: Actor, clock: Clock) -> None:
    found = pair(house, founder, partner)
    clock.now += ANSWER_WITHIN
    with pytest.raises(Broken, match="expired"):
        house.introductions.accept(partner, found.id)
    clock.now -= timedelta(microseconds=1)
    house.introductions.accept(partner, found.id)


def test_the_timer_records_an_expiry_once_and_frees_the_pair(
    house: House, founder: Actor, partner: Actor, clock: Clock
) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    found = house.propose(founder, mine, theirs)
    assert not house.introductions.expire(SYSTEM, found.id)
    clock.forward(days=22)
    with house.reading() as reading:
        assert reading.views.introductions.due(reading.connection, clock.now) == [found.id]
    assert house.introductions.expire(SYSTEM, found.id)
    assert not house.introductions.expire(SYSTEM, found.id)
    assert house.propose(founder, mine, theirs).state == "proposed"


def test_a_proposer_reminds_once_and_not_at_once(house: House, founder: Actor, partner: Actor, clock: Clock) -> None:
    found = pair(house, founder, partner)
    with pytest.raises(Broken, match="too_early_to_remind"):
        house.introductions.remind(founder, found.id)
    clock.forward(days=6)
    house.introductions.remind(founder, found.id)
    with pytest.raises(Broken, match="already_reminded"):
        house.introductions.remind(founder, found.id)


def times(*walls: str) -> list[dict[str, object]]:
    return [{"wall": wall, "minutes": 45, "format": "video"} for wall in walls]


def test_a_meeting_is_confirmed_by_the_other_side(house: House, founder: Actor, partner: Actor) -> None:
    found = pair(house, founder, partner)
    house.introductions.accept(partner, found.id)
    house.introductions.propose_times(
        founder, found.id, times("2026-03-05T14:00", "2026-03-06T14:00"), "Asia/Karachi", "https://meet.example/a"
    )
    start = "2026-03-05T09:00:00+00:00"
    with pytest.raises(Broken, match="own_times"):
        house.introductions.confirm_time(founder, found.id, start)
    with pytest.raises(Broken, match="time_not_offered"):
        house.introductions.confirm_time(partner, found.id, "2026-03-05T10:00:00+00:00")
    meeting = house.introductions.confirm_time(partner, found.id, start).meeting
    assert meeting is not None
    assert datetime.fromisoformat(meeting["start"]) == datetime(2026, 3, 5, 9, tzinfo=UTC)


def test_times_in_the_past_or_far_away_or_unreadable_are_named(house: House, founder: Actor, partner: Actor) -> None:
    found = pair(house, founder, partner)
    house.introductions.accept(partner, found.id)
    with pytest.raises(Invalid) as caught:
        house.introductions.propose_times(
            founder, found.id, times("2026-03-01T14:00", "2027-03-05T14:00", "soon", ""), "Asia/Bishkek"
        )
    assert [p.code for p in caught.value.problems] == ["in_the_past", "too_far_ahead", "not_a_moment", "required"]


def test_a_meeting_can_be_moved_and_cancelled(house: House, founder: Actor, partner: Actor) -> None:
    found = pair(house, founder, partner)
    house.introductions.accept(partner, found.id)
    house.introductions.propose_times(founder, found.id, times("2026-03-05T14:00"), "Asia/Karachi")
    house.introductions.confirm_time(partner, found.id, "2026-03-05T09:00:00+00:00")
    house.introductions.propose_times(partner, found.id, times("2026-03-09T15:00"), "Asia/Tashkent")
    moved = house.introductions.confirm_time(founder, found.id, "2026-03-09T10:00:00+00:00")
    assert moved.sequence == 2
    assert house.introductions.cancel_meeting(partner, found.id, "ill").meeting is None
    with pytest.raises(Broken, match="no_meeting"):
        house.introductions.cancel_meeting(partner, found.id)


def test_what_came_of_it_needs_a_yes_first(house: House, founder: Actor, partner: Actor) -> None:
    found = pair(house, founder, partner)
    with pytest.raises(Broken, match="not_in_state"):
        house.introductions.mark_met(founder, found.id, "2026-03-01")
    with pytest.raises(Broken, match="not_in_state"):
        house.partnerships.record(founder, found.id, {"kind": "outsourcing", "since": "2026-03-01"})


def test_a_partnership_is_recorded_by_one_and_confirmed_by_the_other(
    house: House, founder: Actor, partner: Actor
) -> None:
    found = pair(house, founder, partner)
    house.introductions.accept(partner, found.id)
    house.introductions.mark_met(partner, found.id, "2026-03-01")
    agreed = house.partnerships.record(
        founder, found.id, {"kind": "outsourcing", "since": "2026-03-02", "summary": {"en": "Support in Russian"}}
    )
    with pytest.raises(Refused):
        house.partnerships.answer(founder, agreed.id, True)
    house.partnerships.answer(partner, agreed.id, True)
    house.partnerships.reach(partner, agreed.id, {"kind": "first_revenue", "on": "2026-03-02", "amount_usd": "1200"})
    house.partnerships.end(founder, agreed.id, {"on": "2026-03-02", "reason": {"en": "Done"}})
    assert house.topics(agreed.id) == [
        "partnership.recorded", "partnership.confirmed", "partnership.milestone_reached", "partnership.ended",
    ]  # fmt: skip


def test_one_partnership_of_a_kind_comes_of_an_introduction(house: House, founder: Actor, partner: Actor) -> None:
    found = pair(house, founder, partner)
    house.introductions.accept(partner, found.id)
    house.partnerships.record(founder, found.id, {"kind": "outsourcing", "since": "2026-03-01"})
    with pytest.raises(Broken, match="partnership_exists"):
        house.partnerships.record(partner, found.id, {"kind": "outsourcing", "since": "2026-03-01"})


def test_messages_are_sealed_in_the_log_and_in_the_tables(house: House, founder: Actor, partner: Actor) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    found = house.propose(founder, mine, theirs, message="Salaam, we make small units")
    with house.reading() as reading:
        row = reading.views.introductions.one(reading.connection, found.id)
        assert row is not None
        assert "Salaam" not in row["message"]
        assert reading.open(row["message"]) == "Salaam, we make small units"
        house.keys.forget(founder.account)  # type: ignore[arg-type]
    with house.reading() as reading:
        assert reading.open(row["message"]) is None
