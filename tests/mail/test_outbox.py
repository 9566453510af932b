"""Letters leave once, by one sender, after the transaction that they tell about."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID, uuid4

import pytest

from bridge.mail import Letter, Mailer, Outbox, Recipient
from bridge.mail.outbox import KEPT, LEASE, RETRY_AFTER, LeaseLost
from bridge.mail.transport import Handover, NotSent, Send, Unreachable
from bridge.mail.writing import Writer
from events.store import Database
from tests.accounts.people_at_work import Clock


class Post:
    """A mail server that remembers, and refuses what it is told to."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.problem: NotSent | None = None
        self.closed: Unreachable | None = None
        self.opened = 0

    @contextmanager
    def open(self) -> Iterator[Send]:
        if self.closed:
            raise self.closed
        self.opened += 1
        yield self._take

    def _take(self, message: EmailMessage, handover: Handover) -> None:
        if self.problem:
            raise self.problem
        with handover():
            self.messages.append(message)


class Office:
    """An outbox with its mailer and everything around them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = Clock()
        self.outbox = Outbox(database, self.clock)
        self.post = Post()
        self.people: dict[UUID, Recipient] = {}
        writer = Writer("https://bridge.example", "Startup Bridge <bridge@bridge.example>")
        self.mailer = Mailer(self.outbox, writer, self.post, self.people.get)

    def put(self, letter: Letter | None = None, *, key: str | None = None, wait: timedelta | None = None) -> None:
        with self.database.change() as tx:
            due = self.clock() + wait if wait else None
            self.outbox.put(tx.connection, letter or confirmation(), key=key, due=due)


def confirmation(email: str = "aisha@startup.example", language: str = "en") -> Letter:
    return Letter(
        "confirm", email=email, language=language, params={"name": "Aisha"}, path="/account/confirm/secret-link"
    )


def news(account: UUID) -> Letter:
    told = {"mine": "Anor", "theirs": "Bodom"}
    return Letter("introduction_accepted", account=account, params=told, path="/introductions/x")


def states(office: Office) -> dict[str, int]:
    return {state: count for state, count in office.outbox.counts().items() if count}


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def test_a_letter_leaves_once_and_its_address_words_and_link_are_forgotten(office: Office) -> None:
    office.put()
    assert (office.mailer.step(), office.mailer.step()) == (1, 0)
    (message,) = office.post.messages
    assert message["To"] == "aisha@startup.example"
    assert states(office) == {"sent": 1}
    with office.database.read() as connection:
        row = str(connection.exec_driver_sql("SELECT * FROM outbox").one())
    assert "aisha" not in row.lower()
    assert "secret-link" not in row


def test_a_transaction_that_fails_mails_nothing(office: Office) -> None:
    def fail() -> None:
        with office.database.change() as tx:
            office.outbox.put(tx.connection, confirmation())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert office.mailer.step() == 0


def test_the_same_key_puts_one_letter(office: Office) -> None:
    office.put(key="introduction 7 accepted")
    office.put(key="introduction 7 accepted")
    office.mailer.step()
    office.put(key="introduction 7 accepted")
    office.mailer.step()
    assert len(office.post.messages) == 1


def test_two_senders_never_take_the_same_letter(office: Office) -> None:
    for number in range(30):
        office.put(confirmation(f"person{number}@startup.example"))
    with ThreadPoolExecutor(3) as threads:
        taken = [leased.id for batch in threads.map(lambda _: office.outbox.lease(8), range(6)) for leased in batch]
    assert len(taken) == len(set(taken))
    rest = [leased.id for leased in office.outbox.lease(100)]
    assert len({*taken, *rest}) == 30


def test_a_sender_that_died_loses_its_letters_to_the_next_with_the_same_message_id(office: Office) -> None:
    office.put()
    (lost,) = office.outbox.lease()
    assert office.outbox.lease() == []
    office.clock.turn(seconds=LEASE.total_seconds())
    (again,) = office.outbox.lease()
    writer = office.mailer.writer
    first = writer.message(lost, writer.write(lost, "en"), "a@startup.example", "")
    second = writer.message(again, writer.write(again, "en"), "a@startup.example", "")
    assert first["Message-ID"] == second["Message-ID"] == f"<{lost.id}@bridge.example>"
    office.outbox.sent(lost)  # the lease is gone: this no longer counts
    assert office.outbox.counts()["waiting"] == 1
    office.outbox.sent(again)
    assert office.outbox.counts()["sent"] == 1


def test_a_letter_waits_for_its_time(office: Office) -> None:
    office.put(wait=timedelta(hours=2))
    assert office.mailer.step() == 0
    office.clock.turn(hours=2)
    assert office.mailer.step() == 1


def test_a_passing_trouble_is_tried_again_later_and_in_the_end_given_up(office: Office) -> None:
    office.put()
    office.post.problem = NotSent("SMTPServerDisconnected", final=False)
    for wait in RETRY_AFTER:
        assert office.mailer.step() == 1
        assert office.mailer.step() == 0
        office.clock.turn(seconds=wait.total_seconds())
    assert office.mailer.step() == 1
    assert states(office) == {"failed": 1}


def test_a_refused_address_is_not_tried_again(office: Office) -> None:
    office.put()
    office.post.problem = NotSent("SMTPRecipientsRefused 550", final=True)
    office.mailer.step()
    assert office.outbox.counts()["failed"] == 1


def test_a_server_that_is_down_for_weeks_costs_no_letter_and_no_attempt(office: Office) -> None:
    office.put()
    office.put(confirmation("bakyt@startup.example"))
    office.post.closed = Unreachable("ConnectionRefusedError")
    for _ in range(30):
        assert office.mailer.step() == 1
        assert office.mailer.step() == 0  # it rests before it knocks again
        office.clock.turn(days=1)
    office.post.closed = None
    assert office.mailer.step() == 2
    assert {message["To"] for message in office.post.messages} == {"aisha@startup.example", "bakyt@startup.example"}


def test_a_server_that_goes_away_is_left_alone_for_a_moment_and_then_tried_with_the_next_letter(office: Office) -> None:
    office.put(confirmation("bad@startup.example"))
    office.clock.turn(seconds=1)
    office.put()
    office.post.problem = NotSent("SMTPServerDisconnected", final=False, cut=True)
    assert office.mailer.step() == 1
    assert office.mailer.step() == 0
    office.post.problem = None
    office.clock.turn(seconds=10)
    assert office.mailer.step() == 1
    assert [message["To"] for message in office.post.messages] == ["aisha@startup.example"]


def test_a_letter_that_somebody_else_took_does_not_leave(office: Office) -> None:
    office.put()
    (slow,) = office.outbox.lease()
    office.clock.turn(seconds=LEASE.total_seconds())
    (quick,) = office.outbox.lease()
    with pytest.raises(LeaseLost), office.outbox.handing_over(slow):
        raise AssertionError("the last line must not leave")
    with office.outbox.handing_over(quick):
        pass
    with pytest.raises(LeaseLost), office.outbox.handing_over(quick):
        raise AssertionError("nor twice")


def test_a_letter_whose_mailer_died_before_the_answer_is_not_sent_again_and_shown(office: Office) -> None:
    office.put()
    (leased,) = office.outbox.lease()
    with office.outbox.handing_over(leased):
        pass
    office.clock.turn(days=1)
    assert office.mailer.step() == 0
    assert office.outbox.settle() == 1
    assert states(office) == {"unsure": 1}


def test_who_chose_never_between_writing_and_sending_gets_nothing_but_letters_about_their_account(
    office: Office,
) -> None:
    account = uuid4()
    office.people[account] = Recipient("a@startup.example", "Aisha", "en")
    office.put(news(account))
    office.put(Letter("reset", account=account, path="/account/reset/abc"))
    office.people[account] = Recipient("a@startup.example", "Aisha", "en", letters="never")
    assert office.mailer.step() == 2
    assert [message["Subject"] for message in office.post.messages] == ["A new password for Startup Bridge"]
    assert states(office) == {"dropped": 1, "sent": 1}


def test_nobody_is_called_for_a_letter_that_nobody_wants(office: Office) -> None:
    account = uuid4()
    office.people[account] = Recipient("a@startup.example", "Aisha", "en", letters="never")
    office.put(news(account))
    office.mailer.step()
    assert office.post.opened == 0


def test_letters_for_the_daily_one_are_kept_until_it_tells_them_or_their_reader_wants_them_at_once(
    office: Office,
) -> None:
    account = uuid4()
    office.people[account] = Recipient("a@startup.example", "Aisha", "en", letters="daily")
    office.put(news(account))
    office.put(news(account))
    office.mailer.step()
    assert (states(office), office.outbox.held_for()) == ({"digest": 2}, [account])
    office.people[account] = Recipient("a@startup.example", "Aisha", "en")
    assert office.outbox.let_go([account]) == 2
    assert office.mailer.step() == 2
    assert len(office.post.messages) == 2


def test_what_the_daily_letter_told_is_forgotten(office: Office) -> None:
    account = uuid4()
    office.people[account] = Recipient("a@startup.example", "Aisha", "en", letters="daily")
    office.put(news(account))
    office.mailer.step()
    with office.database.change() as tx:
        (told,) = office.outbox.take_held(tx.connection, account)
        assert told.params["theirs"] == "Bodom"
    with office.database.change() as tx:
        assert office.outbox.take_held(tx.connection, account) == []
    assert states(office) == {"sent": 1}


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_next(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.put(Letter("no_such_letter", email="aisha@startup.example"))
    office.put(confirmation("bakyt@startup.example"))
    office.mailer.step()
    assert [message["To"] for message in office.post.messages] == ["bakyt@startup.example"]
    assert states(office) == {"sent": 1, "failed": 1}
    assert "no_such_letter" in caplog.text
    assert "aisha" not in caplog.text


def test_an_accounts_letter_goes_where_the_account_is_now(office: Office) -> None:
    account = uuid4()
    office.put(Letter("reset", account=account, path="/account/reset/abc"))
    office.people[account] = Recipient("new@startup.example", "Айгүл", "en")
    office.mailer.step()
    (message,) = office.post.messages
    assert message["To"] == "Айгүл <new@startup.example>"


def test_who_left_gets_no_mail(office: Office) -> None:
    office.put(Letter("reset", account=uuid4(), path="/account/reset/abc"))
    office.mailer.step()
    assert office.post.messages == []
    assert states(office) == {"dropped": 1}


def test_letters_that_were_done_with_are_forgotten_after_a_month(office: Office) -> None:
    office.put()
    office.mailer.step()
    office.put()
    office.clock.turn(seconds=KEPT.total_seconds() + 1)
    office.outbox.sweep()
    assert states(office) == {"waiting": 1}


@pytest.mark.parametrize("whose", [{}, {"account": uuid4(), "email": "aisha@startup.example"}])
def test_a_letter_goes_to_one_reader(whose: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="to an account or to an address"):
        Letter("confirm", **whose)  # type: ignore[arg-type]
