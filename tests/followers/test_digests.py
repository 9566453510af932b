"""The letter of those who want one a day: in their morning, once, and only when there is something."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bridge.accounts import Account
from bridge.followers.digests import Digests
from bridge.followers.mailer import make_mailer
from bridge.followers.notifier import Notifier
from bridge.mail import Mailer
from bridge.mail.tables import mailbox, outbox
from events.startups.aggregate import Startup
from tests.domain.house import House, Person


class Town:
    """A founder in Karachi who reads one letter a day, and one in Tashkent."""

    def __init__(self, house: House) -> None:
        self.house, self.clock = house, house.clock
        self.reader = self._person("aisha", "Asia/Karachi")
        self.other = self._person("bakyt", "Asia/Tashkent")
        house.accounts.choose_letters(self.reader.account, "daily")
        self.mine: Startup = house.startup(self.reader, "PK", "Anor")
        self.theirs: Startup = house.startup(self.other, "UZ", "Bodom")
        self.stranger = house.person()
        self.third: Startup = house.startup(self.stranger, "UZ", "Chinor")
        self.mailer: Mailer = make_mailer(house.settings, house.outbox, house.accounts)

    def _person(self, name: str, zone: str) -> Person:
        return Person(self.house.accounts.demo_account(f"{name}@people.example", name.title(), time_zone=zone))

    def propose(self) -> UUID:
        return self.house.propose(self.other, self.theirs, self.mine).id

    def work(self) -> int:
        """Everybody goes round once; answers how many daily letters were made."""
        while Notifier(self.house).step():
            pass
        self.mailer.step()
        made = Digests(self.house).step()
        self.mailer.step()
        return made

    def at(self, *moment: int) -> None:
        """Set the clock; five hours later it is so late in Karachi."""
        self.clock.now = datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type,misc]  # year to minute

    def letters(self, person: Person) -> list[dict[str, Any]]:
        email = self.house.accounts.recipient(person.account)
        assert email is not None
        with self.house.db.read() as connection:
            query = sa.select(mailbox).where(mailbox.c.email.contains(email.email)).order_by(mailbox.c.sent_at)
            return [dict(row) for row in connection.execute(query).mappings()]

    def states(self, person: Person) -> list[str]:
        with self.house.db.read() as connection:
            query = sa.select(outbox.c.state).where(outbox.c.account == person.account).order_by(outbox.c.created_at)
            return list(connection.scalars(query))


@pytest.fixture
def town(house: House) -> Town:
    made = Town(house)
    made.at(2026, 3, 2, 12, 0)
    made.work()  # their day was thought of already
    return made


def test_in_the_morning_of_the_reader_one_letter_tells_what_waits_and_what_happened(town: Town) -> None:
    asked = town.house.propose(town.reader, town.mine, town.third).id
    town.house.introductions.decline(town.stranger, asked, "not_now", "")
    introduction = town.propose()
    before = len(town.letters(town.reader))
    town.work()
    town.at(2026, 3, 3, 2, 59)
    assert town.work() == 0
    assert len(town.letters(town.reader)) == before
    town.at(2026, 3, 3, 3, 1)
    assert town.work() == 1
    letter = town.letters(town.reader)[-1]
    assert "wait" in letter["subject"]
    assert "Chinor declined the introduction" in letter["text"]
    assert "Bodom proposes an introduction. Please answer." in letter["text"]
    assert letter["text"].count(f"/introductions/{introduction}") == 1
    assert "/letters/" in letter["text"]


def test_the_day_has_one_letter_whoever_works(town: Town) -> None:
    town.propose()
    town.work()
    town.at(2026, 3, 3, 3, 1)
    with ThreadPoolExecutor(2) as threads:
        made = list(threads.map(lambda _: Digests(town.house).step(), range(4)))
    assert sum(made) == 1
    town.at(2026, 3, 3, 10, 0)
    assert town.work() == 0


def test_a_day_without_anything_has_no_letter(town: Town) -> None:
    town.house.introductions.accept(town.reader, town.propose())
    town.work()
    before = len(town.letters(town.reader))
    town.house.accounts.choose_letters(town.other.account, "daily")
    stranger = Person(town.house.accounts.demo_account("new@people.example", "New", time_zone="Asia/Karachi"))
    town.house.accounts.choose_letters(stranger.account, "daily")
    town.at(2026, 3, 3, 3, 30)
    town.work()
    assert town.letters(stranger) == []
    assert len(town.letters(town.reader)) == before + 1  # propose times: that waits
    with town.house.db.read() as connection:
        days = connection.execute(sa.text("SELECT count(*) FROM accounts WHERE digest_on IS NOT NULL")).scalar()
    assert days == 3


def test_one_persons_trouble_costs_the_others_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    town.propose()
    town.house.accounts.choose_letters(town.other.account, "daily")
    town.work()
    whole = Digests._waiting

    def fails(digests: Digests, account: Account) -> list[dict[str, str]]:
        if account.id == town.reader.account:
            raise KeyError("something typed")
        return whole(digests, account) or [{"text": "Look", "path": "/"}]

    monkeypatch.setattr(Digests, "_waiting", fails)
    town.at(2026, 3, 3, 3, 30)
    assert town.work() == 1
    assert "cannot be made today" in caplog.text
    assert "digest" in town.states(town.reader)  # for tomorrow
    monkeypatch.undo()
    town.at(2026, 3, 4, 3, 30)
    assert town.work() >= 1
    assert "digest" not in town.states(town.reader)


def test_nobody_is_written_to_at_night_though_the_house_stood_still_all_day(town: Town) -> None:
    town.propose()
    town.work()
    town.at(2026, 3, 3, 15, 5)  # 20:05
    assert town.work() == 0
    town.at(2026, 3, 4, 4, 0)
    assert town.work() == 1


def test_who_wants_letters_at_once_again_gets_what_was_kept(town: Town) -> None:
    town.propose()
    before = len(town.letters(town.reader))
    town.work()
    assert "digest" in town.states(town.reader)
    town.house.accounts.choose_letters(town.reader.account, "at_once")
    town.work()
    assert town.letters(town.reader)[-1]["subject"] == "Bodom would like to meet Anor"
    assert len(town.letters(town.reader)) == before + 1


def test_who_wants_none_any_more_gets_none_of_what_was_kept(town: Town) -> None:
    town.propose()
    town.work()
    before = len(town.letters(town.reader))
    town.house.accounts.choose_letters(town.reader.account, "never")
    town.work()
    town.at(2026, 3, 3, 3, 1)
    town.work()
    assert len(town.letters(town.reader)) == before
    assert "digest" not in town.states(town.reader)


def test_a_daily_letter_comes_in_the_language_of_its_reader(town: Town) -> None:
    account = town.house.accounts.by_id(town.reader.account)
    assert account is not None
    town.house.accounts.change_details(account.id, name=account.name, language="ur", time_zone="Asia/Karachi")
    town.propose()
    town.work()
    town.at(2026, 3, 3, 3, 1)
    town.work()
    assert 'lang="ur" dir="rtl"' in town.letters(town.reader)[-1]["html"]
