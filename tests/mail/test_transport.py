"""How mail leaves: over SMTP to a real server of the test, or into the mailbox of development."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select

from bridge.accounts import Accounts
from bridge.followers.mailer import make_mailer
from bridge.mail import Letter, Outbox
from bridge.mail.tables import mailbox
from bridge.mail.transport import Mailbox, NotSent, Smtp, Unreachable
from bridge.settings import Settings
from events.store import Database
from tests.accounts.people_at_work import Clock

LETTER = Letter("confirm", email="a@bridge.example", language="en", params={"name": "A"}, path="/account/confirm/x")


class Server:
    """What the mail server got, and the answer that it gives."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert envelope.content is not None
        self.got.append(message_from_bytes(bytes(envelope.content), policy=policy.default))  # type: ignore[arg-type]
        return self.answer


@contextmanager
def handover() -> Iterator[Any]:
    """Nothing that anybody remembers."""
    yield None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def smtp() -> Iterator[tuple[Server, str]]:
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield server, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


def message() -> EmailMessage:
    written = EmailMessage()
    written["From"], written["To"], written["Subject"] = "a@bridge.example", "Айгүл <b@bridge.example>", "Привет"
    written.set_content("Здравствуйте")
    written.add_alternative("<p>Здравствуйте</p>", subtype="html")
    return written


def test_a_message_reaches_the_server_whole(smtp: tuple[Server, str]) -> None:
    server, url = smtp
    with Smtp(url).open() as send:
        send(message(), handover)
        send(message(), handover)
    assert len(server.got) == 2
    got = server.got[0]
    assert (got["Subject"], got["To"]) == ("Привет", "Айгүл <b@bridge.example>")
    html = got.get_body(("html",))
    assert html is not None
    assert html.get_content().strip() == "<p>Здравствуйте</p>"


@pytest.mark.parametrize(("answer", "final"), [("554 no", True), ("451 later", False)])
def test_a_refusal_is_told_by_its_code_alone(smtp: tuple[Server, str], answer: str, final: bool) -> None:
    server, url = smtp
    server.answer = f"{answer} b@bridge.example"
    with Smtp(url).open() as send, pytest.raises(NotSent) as caught:
        send(message(), handover)
    assert caught.value.final is final
    assert caught.value.why == f"SMTPDataError {answer[:3]}"


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(Unreachable) as caught, Smtp(f"smtp://127.0.0.1:{free_port()}").open():
        pass
    assert caught.value.why == "ConnectionRefusedError"


def test_a_password_never_travels_in_the_clear(smtp: tuple[Server, str]) -> None:
    _, url = smtp
    with pytest.raises(Unreachable, match="SMTPNotSupportedError"), Smtp(url.replace("//", "//me:secret@")).open():
        pass


def test_addresses_of_mail_servers_are_understood() -> None:
    implicit = Smtp("smtps://me%40site:p%2Fw@mail.example")
    assert (implicit.host, implicit.port, implicit.user, implicit.password) == ("mail.example", 465, "me@site", "p/w")
    assert Smtp("smtp://mail.example").port == 587


def settings(**changed: object) -> Settings:
    return replace(Settings.load({"BRIDGE_ENV": "development"}), **changed)  # type: ignore[arg-type]


def wired(database: Database) -> tuple[Outbox, Accounts, Clock]:
    clock = Clock()
    outbox = Outbox(database, clock)
    return outbox, Accounts(database, outbox, secret_key="k" * 40, clock=clock), clock


def test_without_a_mail_server_letters_land_in_the_mailbox(database: Database) -> None:
    outbox, accounts, _ = wired(database)
    with database.change() as tx:
        outbox.put(tx.connection, LETTER)
    mailer = make_mailer(settings(), outbox, accounts)
    assert mailer.step() == 1
    with database.read() as connection:
        (row,) = connection.execute(select(mailbox)).all()
    assert (row.email, row.subject) == ("a@bridge.example", "Confirm your e-mail address")
    assert "http://127.0.0.1:8000/account/confirm/x" in row.text
    assert 'href="http://127.0.0.1:8000/account/confirm/x"' in row.html


def test_with_a_mail_server_letters_go_there(database: Database, smtp: tuple[Server, str]) -> None:
    server, url = smtp
    outbox, accounts, _ = wired(database)
    with database.change() as tx:
        outbox.put(tx.connection, LETTER)
    make_mailer(settings(smtp_url=url), outbox, accounts).step()
    assert [got["To"] for got in server.got] == ["a@bridge.example"]
    assert outbox.counts()["sent"] == 1


def test_production_has_no_mailbox(database: Database) -> None:
    outbox, accounts, _ = wired(database)
    with pytest.raises(ValueError, match="SMTP_URL"):
        make_mailer(settings(environment="production"), outbox, accounts)


def test_the_mailbox_holds_only_the_newest_letters(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bridge.mail.transport.MAILBOX_HOLDS", 3)
    clock = Clock()
    with Mailbox(database, clock).open() as send:
        for number in range(5):
            clock.turn(minutes=1)
            letter = message()
            letter.replace_header("Subject", str(number))
            send(letter, database.change)
    with database.read() as connection:
        subjects = connection.execute(select(mailbox.c.subject).order_by(mailbox.c.sent_at)).scalars().all()
    assert subjects == ["2", "3", "4"]
