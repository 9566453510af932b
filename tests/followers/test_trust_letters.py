"""Who hears of reports, decisions and profiles to confirm; never who reported."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bridge.followers.notifier import Notifier
from bridge.mail import Letter
from bridge.mail.outbox import Leased
from bridge.mail.tables import outbox
from bridge.mail.writing import Writer
from events.actor import VISITOR
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, Clock, House, Person

WHY = {"reason": "scam", "message": "Words that the letter does not hold", "record": "Nor these"}


@pytest.fixture
def founder(house: House) -> Person:
    return house.person()


@pytest.fixture
def anor(house: House, founder: Person) -> Startup:
    return house.startup(founder)


def letters(house: House) -> list[dict[str, Any]]:
    while Notifier(house).step():
        pass
    with house.db.read() as connection:
        return [dict(row) for row in connection.execute(sa.select(outbox)).mappings()]


def kinds(house: House, person: Person) -> list[str]:
    return sorted(row["kind"] for row in letters(house) if row["account"] == person.account)


def test_reporter_and_reported_are_told_and_nobody_learns_who_it_was(
    house: House, anor: Startup, founder: Person
) -> None:
    reporter, moderator, other = house.person(), house.moderator(), house.moderator()
    reports = [house.reports.report(who, "startup", anor.id, {"reason": "scam"}).id for who in (reporter, VISITOR)]
    decision = house.moderation.decide(moderator, reports, {"measure": "suspend", **WHY})
    house.moderation.appeal(founder, decision.id, "Neither are these words")
    house.moderation.answer(other, decision.id, "reversed", "Much less are these")
    assert kinds(house, reporter) == ["report_decided", "report_reconsidered"]
    assert kinds(house, founder) == ["appeal_answered", "decision_made"]
    mine = str([row for row in letters(house) if row["account"] == founder.account])
    assert str(reporter.account) not in mine
    assert not any(str(report) in mine for report in reports)
    assert not any(
        words in str(letters(house)) for words in ("Words that", "Nor these", "Neither", "Much less are these")
    )


def test_a_message_in_which_nothing_was_wrong_is_told_to_its_receiver_only(
    house: House, anor: Startup, founder: Person
) -> None:
    partner = house.person()
    meets = house.propose(founder, anor, house.startup(partner, "UZ", "Bodom"), message="Hello")
    report = house.reports.report(partner, "introduction", meets.id, {"reason": "spam"}, part="message")
    house.moderation.decide(house.moderator(), [report.id], {"measure": "nothing", "reason": "no_violation"})
    assert "report_decided" in kinds(house, partner)
    assert kinds(house, founder) == []


def test_the_other_side_hears_that_an_introduction_rests_and_goes_on_without_the_reason(
    house: House, anor: Startup, founder: Person
) -> None:
    partner, moderator = house.person(), house.moderator()
    house.propose(founder, anor, house.startup(partner, "UZ", "Bodom"))
    report = house.reports.report(VISITOR, "startup", anor.id, {"reason": "scam"})
    decision = house.moderation.decide(moderator, [report.id], {"measure": "suspend", **WHY})
    house.moderation.lift(moderator, decision.id)
    assert kinds(house, partner) == ["introduction_paused", "introduction_proposed", "introduction_resumed"]
    assert "scam" not in str([row for row in letters(house) if row["account"] == partner.account])
    assert kinds(house, founder) == ["decision_ended", "decision_made"]


def test_a_suspended_person_is_led_to_the_page_that_says_why(house: House, anor: Startup, founder: Person) -> None:
    report = house.reports.report(house.person(), "person", founder.account, {"reason": "scam"}, startup=anor.id)
    house.moderation.decide(house.moderator(), [report.id], {"measure": "suspend_person", **WHY})
    [letter] = [row for row in letters(house) if row["account"] == founder.account]
    assert (letter["kind"], letter["path"]) == ("decision_made", "/account/suspended")


def test_founders_are_asked_by_letter_and_managers_of_unclaimed_profiles_are_not(
    house: House, anor: Startup, founder: Person, clock: Clock
) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    row = {"name": "Row", "country": "PK"}
    kept = house.startups.register_unclaimed(manager, row, source="l", row="1", incubator=incubator)
    house.startups.publish(manager, kept.id, "public")
    for days in (183, 15, 29):
        clock.forward(days=days)
        for startup in (anor, kept):
            house.confirmations.remind(SYSTEM, startup.id)
        letters(house)
    assert kinds(house, founder) == ["profile_to_confirm", "profile_to_confirm", "profile_went_stale"]
    assert kinds(house, manager) == []


def test_every_letter_of_these_can_be_written(house: House) -> None:
    params = {"name": "Anor", "mine": "Anor", "theirs": "Anor", "startup": "Anor", "again": True}
    writer, id = Writer("https://bridge.example", "Bridge <bridge@bridge.example>"), UUID(int=1)
    for kind in KINDS:
        for measure in ("nothing", "change", "hide", "suspend", "suspend_person", "remove_text"):
            told = {**params, "measure": measure, "outcome": "reversed"}
            letter = Letter(kind, account=id, params=told, path="/")
            written = writer.write(Leased(id, id, letter, house.clock(), 0), "en")
            assert "Anor" in f"{written.subject} {written.text}"
            assert "\n" not in written.subject


KINDS = (
    "report_decided", "report_reconsidered", "decision_made", "appeal_answered", "decision_ended",
    "introduction_paused", "introduction_resumed", "profile_to_confirm", "profile_went_stale",
)  # fmt: skip
