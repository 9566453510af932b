"""Who may report what, and what the log keeps of it."""

from uuid import uuid4

import pytest

from events.actor import VISITOR
from events.errors import Broken, Invalid, Missing, Refused
from events.reports.aggregate import Report
from events.reports.guards import MOST_AN_HOUR, MOST_OF_VISITORS
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, Clock, House, Person


@pytest.fixture
def anor(house: House, founder: Person) -> Startup:
    return house.startup(founder)


def test_anybody_reports_a_public_profile_without_an_account_too(house: House, anor: Startup) -> None:
    by_visitor = house.reports.report(VISITOR, "startup", anor.id, {"reason": "spam", "text": "Only advertising"})
    by_member = house.reports.report(house.person(), "startup", anor.id, {"reason": "copied"})
    [made] = house.log.entries(of=by_visitor.id)
    assert (made.fact.by, made.fact.text.subject) == ("visitor", by_visitor.id)  # type: ignore[attr-defined]  # a ReportMade
    assert house.keys.open(made.fact.text) == "Only advertising"  # type: ignore[attr-defined]  # a ReportMade
    assert by_member.version == anor.version


def test_what_a_visitor_sends_twice_is_one_report(house: House, anor: Startup) -> None:
    sent = [house.reports.report(VISITOR, "startup", anor.id, {"reason": "spam"}, once="form-1") for _ in range(2)]
    other = house.reports.report(VISITOR, "startup", anor.id, {"reason": "spam"}, once="form-2")
    assert sent[0].id == sent[1].id != other.id


def test_a_member_has_one_open_report_of_a_thing_and_may_report_again_after_the_decision(
    house: House, anor: Startup, partner: Person
) -> None:
    first = house.reports.report(partner, "startup", anor.id, {"reason": "spam"})
    assert house.reports.report(partner, "startup", anor.id, {"reason": "scam"}).id == first.id
    why = {"measure": "nothing", "reason": "no_violation"}
    house.moderation.decide(house.moderator(), [first.id], why)
    assert house.reports.report(partner, "startup", anor.id, {"reason": "scam"}).id != first.id


def test_nobody_reports_what_they_may_not_know_of_or_their_own(house: House, founder: Person) -> None:
    hidden = house.startup(founder, visibility="hidden")
    members = house.startup(founder, visibility="members")
    with pytest.raises(Missing):
        house.reports.report(house.person(), "startup", hidden.id, {"reason": "spam"})
    with pytest.raises(Missing):
        house.reports.report(VISITOR, "startup", members.id, {"reason": "spam"})
    house.reports.report(house.person(), "startup", members.id, {"reason": "spam"})
    with pytest.raises(Refused, match="own_report"):
        house.reports.report(founder, "startup", members.id, {"reason": "spam"})
    house.startups.invite_founder(founder, members.id, invitation := uuid4())
    house.startups.join(second := house.person(), members.id, invitation)
    with pytest.raises(Refused, match="own_report"):
        house.reports.report(founder, "person", second.account, {"reason": "spam"}, startup=members.id)


def test_something_else_wants_a_sentence(house: House, anor: Startup) -> None:
    with pytest.raises(Invalid):
        house.reports.report(VISITOR, "startup", anor.id, {"reason": "other"})
    with pytest.raises(Invalid):
        house.reports.report(VISITOR, "startup", anor.id, {"reason": "nonsense", "text": "Look at this"})


def test_only_whoever_received_a_message_reports_it(
    house: House, anor: Startup, founder: Person, partner: Person
) -> None:
    theirs = house.startup(partner, "UZ", "Bodom")
    meets = house.propose(founder, anor, theirs, message="Buy now")
    for stranger in (house.person(), founder, VISITOR, house.moderator()):
        with pytest.raises(Missing):
            house.reports.report(stranger, "introduction", meets.id, {"reason": "spam"}, part="message")
    made = house.reports.report(partner, "introduction", meets.id, {"reason": "spam"}, part="message")
    assert (made.startup, made.country) == (anor.id, "PK")  # the writer's side, and their country's office
    with pytest.raises(Missing):  # nothing was answered yet
        house.reports.report(founder, "introduction", meets.id, {"reason": "spam"}, part="answer")
    house.introductions.accept(partner, meets.id, "Pay me first")
    answer = house.reports.report(founder, "introduction", meets.id, {"reason": "scam"}, part="answer")
    assert answer.startup == theirs.id


def test_a_person_is_reported_as_a_founder_and_by_members_only(house: House, anor: Startup, founder: Person) -> None:
    reporter = house.person()
    house.reports.report(reporter, "person", founder.account, {"reason": "scam"}, startup=anor.id)
    with pytest.raises(Refused):
        house.reports.report(VISITOR, "person", founder.account, {"reason": "scam"}, startup=anor.id)
    with pytest.raises(Missing):
        house.reports.report(reporter, "person", uuid4(), {"reason": "scam"}, startup=anor.id)


def test_an_incubator_is_reported_and_not_by_its_managers(house: House) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    made = house.reports.report(VISITOR, "incubator", incubator, {"reason": "spam"})
    assert house.log.get(Report, made.id).about == incubator
    with pytest.raises(Refused):
        house.reports.report(manager, "incubator", incubator, {"reason": "spam"})


def test_no_part_of_the_system_reports(house: House, anor: Startup) -> None:
    with pytest.raises(Refused):
        house.reports.report(SYSTEM, "startup", anor.id, {"reason": "spam"})


def test_the_history_of_the_reported_says_nothing_of_the_report(house: House, anor: Startup, founder: Person) -> None:
    reporter = house.person()
    report = house.reports.report(reporter, "startup", anor.id, {"reason": "spam", "text": "Look at this"})
    house.moderation.decide(house.moderator(), [report.id], {"measure": "nothing", "reason": "no_violation"})
    with house.reading() as reading:
        lines = reading.views.history.of(reading.connection, anor.id, private=True)
    assert "decision.made" in {line["topic"] for line in lines}
    told = str([dict(line) for line in lines])
    assert str(reporter.account) not in told
    assert str(report.id) not in told


def test_a_member_reports_so_often_an_hour_and_what_they_reported_already_is_still_given_back(
    house: House, clock: Clock
) -> None:
    keen, things = house.person(), [house.startup(house.person(), name=f"Thing {n}") for n in range(MOST_AN_HOUR + 1)]
    made = [house.reports.report(keen, "startup", thing.id, {"reason": "spam"}) for thing in things[:-1]]
    with pytest.raises(Broken, match="too_many_reports"):
        house.reports.report(keen, "startup", things[-1].id, {"reason": "spam"})
    assert house.reports.report(keen, "startup", things[0].id, {"reason": "scam"}).id == made[0].id
    house.reports.report(house.person(), "startup", things[-1].id, {"reason": "spam"})
    clock.forward(hours=1, seconds=1)
    house.reports.report(keen, "startup", things[-1].id, {"reason": "spam"})


def test_visitors_cannot_bury_a_queue_under_reports_of_one_thing(house: House, anor: Startup) -> None:
    def send() -> None:
        house.reports.report(VISITOR, "startup", anor.id, {"reason": "spam"})

    for _ in range(MOST_OF_VISITORS):
        send()
    with pytest.raises(Broken, match="too_many_reports_here"):
        send()
    house.reports.report(house.person(), "startup", anor.id, {"reason": "spam"})
    house.reports.report(VISITOR, "startup", house.startup(house.person(), name="Another").id, {"reason": "spam"})
