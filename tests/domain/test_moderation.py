"""Decisions, appeals, and what they do to startups, people, pages and messages."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from events.actor import VISITOR, Actor
from events.errors import Broken, Invalid, Missing, Refused
from events.introductions.aggregate import Introduction
from events.reports.decisions import Decision
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, Clock, House, Person

TEXTS = {"reason": "scam", "message": "This is not what it says", "record": "Seen twice before"}


@pytest.fixture
def moderator(house: House) -> Person:
    return house.moderator("PK")


@pytest.fixture
def other(house: House) -> Person:
    return house.moderator()


@pytest.fixture
def anor(house: House, founder: Person) -> Startup:
    return house.startup(founder)


@pytest.fixture
def decide(house: House, anor: Startup, moderator: Person) -> Callable[..., Decision]:
    """Report and decide in one breath."""

    def act(measure: str, kind: str = "startup", about: UUID | None = None, **more: Any) -> Decision:
        by = more.pop("reporter", None) or house.person()
        startup = anor.id if kind == "person" else None
        report = house.reports.report(by, kind, about or anor.id, {"reason": "spam"}, startup=startup)
        return house.moderation.decide(moderator, [report.id], {"measure": measure, **TEXTS, **more})

    return act


Decide = Callable[..., Decision]


def seen(house: House, startup: UUID, actor: Actor = VISITOR) -> bool:
    with house.reading() as reading:
        return startup in reading.views.directory.by_ids(reading.connection, actor, [startup])


def visibility(house: House, startup: UUID) -> str:
    return str(house.log.get(Startup, startup).profile["visibility"])


# -- who decides ------------------------------------------------------------------------------------------------


def test_the_office_of_the_country_and_administrators_decide(house: House, anor: Startup) -> None:
    report = house.reports.report(VISITOR, "startup", anor.id, {"reason": "spam"})
    fine = {"measure": "nothing", "reason": "no_violation"}
    for stranger in (house.person(), house.moderator("UZ"), VISITOR):
        with pytest.raises(Refused, match="not_a_moderator"):
            house.moderation.decide(stranger, [report.id], fine)
    administrator = Person(uuid4(), frozenset({"administrator"}))
    assert house.moderation.decide(administrator, [report.id], fine).measure == "nothing"


def test_nobody_decides_about_their_own_startup_incubator_or_report(house: House) -> None:
    near = house.moderator("PK")
    house.offices.grant(SYSTEM, near.account, "organiser", "PK")
    own = house.startup(near)
    incubator = house.incubator(managers=(near,))
    kept = house.startup(house.person())
    house.startups.offer_admission(near, kept.id, incubator)
    fine = {"measure": "nothing", "reason": "no_violation"}
    for kind, about in (("startup", own.id), ("incubator", incubator)):
        report = house.reports.report(VISITOR, kind, about, {"reason": "spam"})
        with pytest.raises(Refused, match="own_thing"):
            house.moderation.decide(near, [report.id], fine)
    mine = house.reports.report(near, "startup", kept.id, {"reason": "spam"})
    theirs = house.reports.report(VISITOR, "startup", kept.id, {"reason": "spam"})
    with pytest.raises(Refused, match="own_report"):
        house.moderation.decide(near, [mine.id, theirs.id], fine)


def test_of_two_who_decide_at_once_the_second_is_told(house: House, anor: Startup, other: Person) -> None:
    report = house.reports.report(VISITOR, "startup", anor.id, {"reason": "spam"})
    house.moderation.decide(house.moderator(), [report.id], {"measure": "suspend", **TEXTS})
    with pytest.raises(Broken, match="report_closed"):
        house.moderation.decide(other, [report.id], {"measure": "suspend", **TEXTS})
    assert house.topics(anor.id).count("startup.suspended") == 1


def test_a_decision_answers_reports_of_one_thing(house: House, anor: Startup, moderator: Person) -> None:
    bodom = house.startup(house.person(), name="Bodom")
    reports = [house.reports.report(VISITOR, "startup", one.id, {"reason": "spam"}).id for one in (anor, bodom)]
    with pytest.raises(Invalid):
        house.moderation.decide(moderator, reports, {"measure": "nothing", "reason": "no_violation"})
    with pytest.raises(Invalid):
        house.moderation.decide(moderator, [], {"measure": "nothing", "reason": "no_violation"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"measure": "remove_text"}, {"measure": ""}, {"reason": "no_violation"}, {"message": "Bad"},
        {"until": "2020-01-01"}, {"until": "soon"}, {"until": "9999-12-31"},
    ],
)  # fmt: skip
def test_a_decision_says_what_and_why_in_words(house: House, decide: Decide, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        decide(**{"measure": "suspend", **wrong})


# -- suspending -------------------------------------------------------------------------------------------------


def test_a_suspended_startup_is_out_of_everything_and_comes_back(
    house: House, anor: Startup, founder: Person, partner: Person, decide: Decide, moderator: Person
) -> None:
    theirs = house.startup(partner, "UZ", "Bodom")
    meets = house.propose(founder, anor, theirs)
    decision = decide("suspend")
    assert not seen(house, anor.id)
    assert seen(house, anor.id, founder)
    with pytest.raises(Broken, match="own_profile_suspended"):
        house.propose(founder, anor, house.startup(partner, "UZ", "Chinor"))
    with pytest.raises(Broken, match="introduction_paused"):
        house.introductions.accept(partner, meets.id)
    house.moderation.lift(moderator, decision.id, "They have shown papers")
    assert seen(house, anor.id)
    house.introductions.accept(partner, meets.id)
    with pytest.raises(Broken, match="not_in_force"):
        house.moderation.lift(moderator, decision.id)


def test_of_two_suspensions_both_must_end(house: House, anor: Startup, decide: Decide, moderator: Person) -> None:
    reports = [house.reports.report(VISITOR, "startup", anor.id, {"reason": "spam"}) for _ in range(2)]
    first, second = (house.moderation.decide(moderator, [r.id], {"measure": "suspend", **TEXTS}) for r in reports)
    house.moderation.lift(moderator, first.id)
    assert not seen(house, anor.id)
    house.moderation.lift(moderator, second.id)
    assert seen(house, anor.id)


def test_a_suspension_until_a_day_ends_with_it(house: House, anor: Startup, clock: Clock, decide: Decide) -> None:
    decision = decide("suspend", until="2026-03-10")
    clock.now = clock.now.replace(day=10, hour=23)
    assert not house.moderation.expire(SYSTEM, decision.id)
    clock.forward(hours=2)
    with house.reading() as reading:
        assert reading.views.reports.over(reading.connection, clock.now) == [decision.id]
    assert house.moderation.expire(SYSTEM, decision.id)
    assert not house.moderation.expire(SYSTEM, decision.id)
    assert seen(house, anor.id)
    with pytest.raises(Refused, match="system_only"):
        house.moderation.expire(house.person(), decision.id)


# -- people -----------------------------------------------------------------------------------------------------


def test_a_suspended_person_is_a_visitor_and_takes_along_what_only_they_answer_for(
    house: House, anor: Startup, founder: Person, decide: Decide, moderator: Person
) -> None:
    shared = house.startup(founder, name="Shared")
    house.startups.invite_founder(founder, shared.id, invitation := uuid4())
    second = house.person()
    house.startups.join(second, shared.id, invitation)
    decision = decide("suspend_person", "person", founder.account)
    assert house.actor_for(founder.account) == VISITOR
    assert (seen(house, anor.id), seen(house, shared.id)) == (False, True)
    house.moderation.lift(moderator, decision.id)
    assert house.actor_for(founder.account) == Actor(founder.account)
    assert seen(house, anor.id)


def test_a_startup_comes_back_with_the_first_founder_who_can_act(
    house: House, anor: Startup, founder: Person, moderator: Person
) -> None:
    house.startups.invite_founder(founder, anor.id, invitation := uuid4())
    second = house.person()
    house.startups.join(second, anor.id, invitation)
    why, made = {"measure": "suspend_person", **TEXTS}, []
    for person in (founder, second):
        report = house.reports.report(house.person(), "person", person.account, {"reason": "scam"}, startup=anor.id)
        made.append(house.moderation.decide(moderator, [report.id], why))
    assert not seen(house, anor.id)  # the second one's decision took it along
    house.moderation.lift(moderator, made[0].id)
    assert seen(house, anor.id)
    house.moderation.lift(moderator, made[1].id)
    assert house.topics(anor.id).count("startup.reinstated") == 1


def test_the_moment_itself_ends_a_persons_suspension(
    house: House, founder: Person, clock: Clock, decide: Decide
) -> None:
    decide("suspend_person", "person", founder.account, until="2026-03-10")
    assert house.actor_for(founder.account) == VISITOR
    clock.now = clock.now.replace(month=3, day=11, hour=0)
    assert house.actor_for(founder.account) == Actor(founder.account)  # recorded or not


# -- hiding and removing ----------------------------------------------------------------------------------------


def test_a_hidden_profile_is_changed_by_its_people_and_shown_by_nobody_but_the_decision(
    house: House, anor: Startup, founder: Person, decide: Decide, moderator: Person
) -> None:
    decision = decide("hide")
    assert not seen(house, anor.id)
    house.startups.change(founder, anor.id, {"city": "Lahore"})
    with pytest.raises(Broken, match="hidden_by_decision"):
        house.startups.change(founder, anor.id, {"visibility": "public"})
    with pytest.raises(Broken, match="hidden_by_decision"):
        house.startups.publish(founder, anor.id, "members")
    house.moderation.lift(moderator, decision.id)
    assert (seen(house, anor.id), visibility(house, anor.id)) == (True, "public")


def test_an_incubators_page_is_hidden_and_newer_lists_do_not_show_it(
    house: House, decide: Decide, moderator: Person
) -> None:
    incubator = house.incubator("PK")
    decision = decide("hide", "incubator", incubator)
    page = {"name": {"en": "Incubator PK"}, "kind": "it_park", "country": "PK", "city": "Lahore"}
    house.incubators.relist(SYSTEM, incubator, page, [])
    with house.reading() as reading:
        assert reading.views.directory.incubators_by_ids(reading.connection, VISITOR, [incubator]) == {}
    house.moderation.lift(moderator, decision.id)
    with house.reading() as reading:
        assert incubator in reading.views.directory.incubators_by_ids(reading.connection, VISITOR, [incubator])


def test_a_removed_text_is_on_no_page_and_comes_back_after_an_appeal(
    house: House, anor: Startup, founder: Person, partner: Person, moderator: Person, other: Person
) -> None:
    theirs = house.startup(partner, "UZ", "Bodom")
    meets = house.propose(founder, anor, theirs, message="Buy now")
    report = house.reports.report(partner, "introduction", meets.id, {"reason": "spam"}, part="message")
    decision = house.moderation.decide(moderator, [report.id], {"measure": "remove_text", **TEXTS})

    def pages() -> str:
        with house.reading() as reading:
            row = reading.views.introductions.one(reading.connection, meets.id)
            assert row is not None
            lines = [*reading.views.history.of(reading.connection, meets.id, private=True),
                     *reading.views.history.of(reading.connection, theirs.id, private=True)]  # fmt: skip
            return f"{row['message']} {[line['details'] for line in lines]}"

    sealed = house.log.get(Introduction, meets.id).texts["message"]
    assert str(sealed) not in pages()
    assert house.keys.open(sealed) == "Buy now"  # what an appeal is decided by
    house.moderation.appeal(founder, decision.id, "It was meant as a joke")
    house.moderation.answer(other, decision.id, "reversed", "It was one indeed")
    assert str(sealed) in pages()


# -- appeals ----------------------------------------------------------------------------------------------------


def test_an_appeal_is_made_once_in_time_by_those_concerned_and_answered_by_somebody_else(
    house: House, founder: Person, moderator: Person, other: Person, decide: Decide
) -> None:
    decision = decide("suspend")
    with pytest.raises(Missing):
        house.moderation.appeal(house.person(), decision.id, "Not fair at all")
    house.moderation.appeal(founder, decision.id, "We are registered in Peshawar")
    with pytest.raises(Broken, match="already_appealed"):
        house.moderation.appeal(founder, decision.id, "We are registered in Peshawar")
    with pytest.raises(Refused, match="own_decision"):
        house.moderation.answer(moderator, decision.id, "upheld", "I still think so")
    with pytest.raises(Refused, match="not_a_moderator"):
        house.moderation.answer(house.moderator("UZ"), decision.id, "upheld", "I still think so")
    house.moderation.answer(other, decision.id, "upheld", "The papers are not theirs")
    with pytest.raises(Broken, match="no_open_appeal"):
        house.moderation.answer(other, decision.id, "reversed", "On second thoughts")
    assert house.log.get(Decision, decision.id).in_force


def test_an_appeal_has_thirty_days(house: House, founder: Person, clock: Clock, decide: Decide) -> None:
    decision = decide("change")
    clock.forward(days=30)
    with pytest.raises(Broken, match="appeal_too_late"):
        house.moderation.appeal(founder, decision.id, "We only read it now")


def test_there_is_nothing_to_appeal_where_nothing_was_wrong(house: House, founder: Person, decide: Decide) -> None:
    decision = decide("nothing", reason="no_violation")
    with pytest.raises(Broken, match="nothing_to_appeal"):
        house.moderation.appeal(founder, decision.id, "But I want to talk")


def test_a_reporter_does_not_answer_the_appeal(house: House, founder: Person, other: Person, decide: Decide) -> None:
    decision = decide("hide", reporter=other)
    house.moderation.appeal(founder, decision.id, "We have changed it")
    with pytest.raises(Refused, match="own_report"):
        house.moderation.answer(other, decision.id, "upheld", "It was me who saw it")


def test_a_suspended_person_appeals(house: House, founder: Person, other: Person, decide: Decide) -> None:
    decision = decide("suspend_person", "person", founder.account)
    house.moderation.appeal(Actor(founder.account), decision.id, "This was my brother")
    house.moderation.answer(other, decision.id, "reversed", "It was indeed")
    assert house.actor_for(founder.account) == Actor(founder.account)


def test_the_feed_of_changes_tells_strangers_only_that_something_is_gone(
    house: House, anor: Startup, decide: Decide, moderator: Person
) -> None:
    def lines(actor: Actor) -> list[str]:
        with house.reading() as reading:
            found = reading.views.changes.after(reading.connection, actor, 0).lines
        return [line.topic for line in found if line.about == anor.id]

    decision = decide("suspend")
    assert "gone" in lines(VISITOR)
    assert "startup.suspended" not in lines(VISITOR)
    house.moderation.lift(moderator, decision.id)
    assert lines(VISITOR)[-1] == "startup.reinstated"
    assert "startup.suspended" not in lines(VISITOR)


def test_what_has_gone_into_another_profile_is_reported_no_more_and_its_reports_can_be_answered(
    house: House, moderator: Person
) -> None:
    twin, kept = (
        house.startups.register_unclaimed(SYSTEM, {"name": "Row", "country": "PK"}, source="l", row=row)
        for row in ("1", "2")
    )
    house.startups.publish(SYSTEM, twin.id, "public")
    report = house.reports.report(VISITOR, "startup", twin.id, {"reason": "copied"})
    twin = house.log.get(Startup, twin.id)
    twin.merge(SYSTEM, house.clock(), kept.id, None)
    house.log.save(twin)
    with pytest.raises(Missing):
        house.reports.report(VISITOR, "startup", twin.id, {"reason": "copied"})
    fine = {"measure": "nothing", "reason": "no_violation"}
    assert house.moderation.decide(moderator, [report.id], fine).measure == "nothing"
