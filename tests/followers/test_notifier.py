"""Who gets which letter, once, in words that nobody typed."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bridge.composition import Bridge
from bridge.followers.notifier import Notifier
from bridge.followers.timer import Timer
from bridge.mail import Letter
from bridge.mail.outbox import Leased
from bridge.mail.tables import outbox
from bridge.mail.writing import Writer
from events.startups.aggregate import Startup
from tests.domain.house import Clock, House, Person

SECRET = "words that only the other side may read"


class Pair:
    """Two startups with a founder each."""

    def __init__(self, house: House) -> None:
        self.house, self.asks, self.answers = house, house.person(), house.person()
        self.one: Startup = house.startup(self.asks, "PK", "Anor")
        self.other: Startup = house.startup(self.answers, "UZ", "Bodom")

    def propose(self) -> UUID:
        return self.house.propose(self.asks, self.one, self.other, message=SECRET).id


@pytest.fixture
def pair(house: House) -> Pair:
    return Pair(house)


def letters(house: Bridge) -> list[dict[str, Any]]:
    while Notifier(house).step():
        pass
    with house.db.read() as connection:
        rows = connection.execute(sa.select(outbox)).mappings()
        return [dict(row) for row in rows]


def kinds_for(house: Bridge, person: Person) -> set[str]:
    return {row["kind"] for row in letters(house) if row["account"] == person.account}


def test_a_proposal_is_told_to_the_other_side_without_its_message(house: House, pair: Pair) -> None:
    introduction = pair.propose()
    [letter] = letters(house)
    assert (letter["kind"], letter["account"]) == ("introduction_proposed", pair.answers.account)
    assert letter["path"] == f"/introductions/{introduction}"
    assert letter["params"] == {"mine": "Bodom", "theirs": "Anor"}
    assert SECRET not in str(letter)


def test_the_whole_way_is_told_to_whoever_did_not_act(house: House, clock: Clock, pair: Pair) -> None:
    introduction = pair.propose()
    clock.forward(days=6)
    house.introductions.remind(pair.asks, introduction)
    house.introductions.accept(pair.answers, introduction)
    wall = {"wall": "2026-03-20T14:00", "minutes": 30, "format": "video"}
    met = house.introductions.propose_times(pair.asks, introduction, [wall], "Asia/Karachi")
    house.introductions.confirm_time(pair.answers, introduction, met.times[0]["start"])
    house.introductions.cancel_meeting(pair.asks, introduction)
    house.partnerships.record(pair.asks, introduction, {"kind": "distribution", "since": "2026-03-01"})
    assert kinds_for(house, pair.answers) == {
        "introduction_proposed", "introduction_reminded", "times_proposed", "meeting_cancelled", "partnership_recorded",
    }  # fmt: skip
    assert kinds_for(house, pair.asks) == {"introduction_accepted", "meeting_confirmed"}
    threads = {row["thread"] for row in letters(house) if row["kind"] != "partnership_recorded"}
    assert threads == {f"introductions:{introduction}"}


def test_a_meeting_is_told_in_the_clock_of_the_reader(house: House, clock: Clock) -> None:
    account = house.accounts.demo_account("asks@demo.example", "Asks", language="en", time_zone="Asia/Karachi")
    pair = Pair(house)
    pair.asks = Person(account)
    pair.one = house.startup(pair.asks, "PK", "Chinor")
    introduction = pair.propose()
    house.introductions.accept(pair.answers, introduction)
    wall = {"wall": "2026-03-20T14:00", "minutes": 30, "format": "video"}
    met = house.introductions.propose_times(pair.asks, introduction, [wall], "Asia/Tashkent")
    house.introductions.confirm_time(pair.answers, introduction, met.times[0]["start"])
    [letter] = [row for row in letters(house) if row["kind"] == "meeting_confirmed"]
    assert letter["params"]["when"] == "2026-03-20T09:00:00+00:00"
    assert letter["params"]["zone"] == "Asia/Karachi"


def test_a_decline_is_told(house: House, pair: Pair) -> None:
    house.introductions.decline(pair.answers, pair.propose(), "not_now", SECRET)
    assert kinds_for(house, pair.asks) == {"introduction_declined"}
    assert SECRET not in str(letters(house))


def test_the_timer_expires_what_is_over_and_that_is_told_to_whoever_asked(
    house: House, clock: Clock, pair: Pair
) -> None:
    introduction = pair.propose()
    timer = Timer(house)
    assert timer.step() == 0
    clock.forward(days=22)
    assert timer.step() == 1
    assert timer.step() == 0
    assert house.topics(introduction)[-1] == "introduction.expired"
    assert kinds_for(house, pair.asks) == {"introduction_expired"}


def test_admissions_are_told_to_the_side_that_did_not_act(house: House, pair: Pair) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    house.startups.ask_admission(pair.asks, pair.one.id, incubator, SECRET)
    house.startups.answer_request(manager, pair.one.id, incubator, yes=True)
    house.startups.offer_admission(manager, pair.other.id, incubator)
    house.startups.answer_offer(pair.answers, pair.other.id, incubator, yes=False)
    assert kinds_for(house, manager) == {"admission_asked", "admission_declined"}
    assert kinds_for(house, pair.asks) == {"admission_answered"}
    assert kinds_for(house, pair.answers) == {"admission_offered"}


def test_reading_the_log_again_puts_no_letter_twice(house: House, pair: Pair) -> None:
    pair.propose()
    assert len(letters(house)) == 1
    with house.db.change() as tx:
        tx.connection.execute(sa.text("UPDATE positions SET position = 0"))
    assert len(letters(house)) == 1


def test_old_news_makes_no_letters(house: House, clock: Clock, pair: Pair) -> None:
    pair.propose()
    clock.forward(days=15)
    assert letters(house) == []


def met(house: House, pair: Pair) -> UUID:
    """An introduction whose meeting begins in a day."""
    introduction = pair.propose()
    house.introductions.accept(pair.answers, introduction)
    times = [{"wall": "2026-03-03T09:00", "minutes": 30, "format": "video"}]
    start = house.introductions.propose_times(pair.asks, introduction, times, "UTC").times[0]["start"]
    return house.introductions.confirm_time(pair.answers, introduction, start).id


def asked(house: House) -> list[tuple[UUID, str]]:
    with house.db.read() as connection:
        rows = connection.execute(sa.select(outbox.c.account, outbox.c.path).where(outbox.c.kind == "did_you_meet"))
        return [(row.account, row.path) for row in rows]


def test_after_a_meeting_each_founder_is_asked_once_whether_they_met(house: House, clock: Clock, pair: Pair) -> None:
    introduction = met(house, pair)
    timer = Timer(house)
    clock.forward(days=1, minutes=29)
    timer.step()
    assert asked(house) == []
    clock.forward(minutes=1)
    timer.step()
    path = f"/introductions/{introduction}/held"
    assert set(asked(house)) == {(pair.asks.account, path), (pair.answers.account, path)}
    timer.step()
    Timer(house).step()  # another process, or this one after a restart
    assert len(asked(house)) == 2


def test_not_yet_is_asked_about_again_in_a_week_and_an_answer_is_not(house: House, clock: Clock, pair: Pair) -> None:
    introduction = met(house, pair)
    clock.forward(days=2)
    house.introductions.say_not_held(pair.asks, introduction, "not_yet")
    timer = Timer(house)
    timer.step()
    assert [account for account, _ in asked(house)] == [pair.answers.account]
    house.introductions.say_not_held(pair.answers, introduction, "they_missed")
    clock.forward(days=7)
    timer.step()
    assert [account for account, _ in asked(house)] == [pair.answers.account, pair.asks.account]


def test_the_letter_after_a_meeting_has_a_link_for_each_answer(house: House) -> None:
    letter = Letter("did_you_meet", account=UUID(int=1), params={"mine": "Anor", "theirs": "Bodom"}, path="/i/held")
    leased = Leased(UUID(int=2), UUID(int=3), letter, house.clock(), 0)
    written = Writer("https://bridge.example", "Bridge <bridge@bridge.example>").write(leased, "en")
    for answer in ("met", "not_yet", "missed"):
        assert f"https://bridge.example/i/held/{answer}\n" in written.text
        assert f'href="https://bridge.example/i/held/{answer}"' in written.html


def test_every_letter_can_be_written(house: House) -> None:
    params = {
        "mine": "Anor", "theirs": "Bodom", "startup": "Anor", "incubator": "Demo", "when": "2026-03-20T09:00:00+00:00",
        "zone": "Asia/Karachi", "minutes": 30,
    }  # fmt: skip
    writer = Writer("https://bridge.example", "Bridge <bridge@bridge.example>")
    for kind in KINDS:
        letter = Letter(kind, account=UUID(int=1), params=params, path="/")
        leased = Leased(UUID(int=2), UUID(int=3), letter, house.clock(), 0)
        written = writer.write(leased, "en")
        assert "Anor" in written.text
        assert "\n" not in written.subject


KINDS = (
    "introduction_proposed", "introduction_reminded", "introduction_accepted", "introduction_declined",
    "introduction_expired", "times_proposed", "meeting_confirmed", "meeting_cancelled", "partnership_recorded",
    "admission_asked", "admission_offered", "admission_answered", "admission_accepted", "admission_refused",
    "admission_declined", "did_you_meet",
)  # fmt: skip
