"""What administrators see of undelivered mail, and what they may do about it."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from bridge.mail import Letter, Outbox
from bridge.mail.desk import Desk
from bridge.mail.outbox import Leased, LeaseLost
from bridge.mail.tables import outbox
from events.actor import VISITOR, Actor
from events.errors import Broken, Missing, Refused
from events.store import Database
from tests.accounts.people_at_work import Clock

BOSS = Actor(uuid4(), frozenset({"administrator"}))


class Office:
    """An outbox with one letter, and the desk in front of it."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock = database, Clock()
        self.outbox = Outbox(database, self.clock)
        self.desk = Desk(self.outbox)
        letter = Letter("confirm", email="aisha@people.example", language="en", params={"name": "A"}, path="/secret")
        with database.change() as tx:
            self.outbox.put(tx.connection, letter)

    def lease(self) -> Leased:
        (leased,) = self.outbox.lease()
        return leased

    def failed(self) -> UUID:
        leased = self.lease()
        self.outbox.failed(leased, "SMTPRecipientsRefused 550", final=True)
        return leased.id


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def test_a_failed_letter_is_shown_without_its_address_and_words_and_can_be_sent_again(office: Office) -> None:
    id = office.failed()
    (seen,) = office.desk.undelivered(BOSS, "failed", 10)
    assert (seen.id, seen.kind, seen.domain, seen.failure) == (
        id,
        "confirm",
        "people.example",
        "SMTPRecipientsRefused 550",
    )
    assert "aisha" not in repr(seen)
    assert "secret" not in repr(seen)
    office.desk.send_again(BOSS, id)
    leased = office.lease()
    assert (leased.letter.email, leased.letter.path, leased.attempts) == ("aisha@people.example", "/secret", 0)


def test_a_letter_that_waits_for_its_next_attempt_can_leave_now(office: Office) -> None:
    leased = office.lease()
    office.outbox.failed(leased, "SMTPDataError 451", final=False)
    assert office.outbox.lease() == []
    office.desk.send_again(BOSS, leased.id)
    assert office.lease().id == leased.id


def test_a_letter_that_is_given_up_is_forgotten_and_does_not_leave_though_a_mailer_has_it(office: Office) -> None:
    leased = office.lease()
    office.desk.give_up(BOSS, leased.id)
    with pytest.raises(LeaseLost), office.outbox.handing_over(leased):
        raise AssertionError("the last line must not leave")
    with office.database.read() as connection:
        row = connection.execute(select(outbox)).one()
    assert (row.state, row.email, row.params, row.path) == ("dropped", None, {}, None)


def test_a_letter_that_is_leaving_just_now_is_nobodys_to_decide(office: Office) -> None:
    leased = office.lease()
    with office.outbox.handing_over(leased):
        pass
    with pytest.raises(Broken, match="letter_is_done"):
        office.desk.send_again(BOSS, leased.id)
    with pytest.raises(Missing):
        office.desk.give_up(BOSS, uuid4())


def test_a_letter_in_doubt_can_be_sent_again(office: Office) -> None:
    leased = office.lease()
    with office.outbox.handing_over(leased):
        pass
    office.clock.turn(days=1)
    office.outbox.settle()
    assert [seen.id for seen in office.desk.undelivered(BOSS, "unsure", 10)] == [leased.id]
    office.desk.send_again(BOSS, leased.id)
    assert office.lease().id == leased.id


@pytest.mark.parametrize("who", [VISITOR, Actor(uuid4()), Actor(uuid4(), frozenset({"organiser"}), office="*")])
def test_only_administrators_sit_there(office: Office, who: Actor) -> None:
    id = office.failed()
    with pytest.raises(Refused):
        office.desk.undelivered(who, "failed", 10)
    with pytest.raises(Refused):
        office.desk.send_again(who, id)
    with pytest.raises(Refused):
        office.desk.give_up(who, id)
    with pytest.raises(Refused):
        office.desk.counts(who)


def test_since_when_mail_should_have_left_leaves_out_what_waits_for_its_time(office: Office) -> None:
    assert office.outbox.waits_since() == office.clock()
    leased = office.lease()
    office.outbox.failed(leased, "SMTPDataError 451", final=False)
    assert office.outbox.waits_since() is None
    with office.database.change() as tx:
        tx.connection.execute(update(outbox).values(due_at=datetime(2026, 3, 1, tzinfo=UTC)))
    assert office.outbox.waits_since() == datetime(2026, 3, 1, tzinfo=UTC)
