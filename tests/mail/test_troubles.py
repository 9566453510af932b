"""A mail server with troubles: what becomes of the letter, and of the others."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import select

from bridge.mail import Letter, Mailer, Outbox
from bridge.mail.tables import outbox
from bridge.mail.transport import Smtp
from bridge.mail.writing import Writer
from events.store import Database
from tests.accounts.people_at_work import Clock
from tests.mail.test_transport import free_port


class Moody:
    """A server that treats each reader as it was told to, and remembers whom it took letters for."""

    def __init__(self) -> None:
        self.took: list[str] = []
        self.mail = "250 OK"
        self.rcpt: dict[str, str] = {}
        self.data: dict[str, str] = {}
        self.silent = threading.Event()  # set: it has begun to be silent

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, _: list[str]) -> str:
        envelope.mail_from = address
        return self.mail

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, _: list[str]) -> str:
        answer = self.rcpt.get(_who(address), "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        who = _who(envelope.rcpt_tos[0])
        answer = self.data.get(who, "250 OK")
        if answer == "hang":
            self.silent.set()
            await server.loop.create_future()
        if answer == "cut":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        if answer.startswith("250"):
            self.took.append(who)
        return answer


def _who(address: str) -> str:
    return address.partition("@")[0]


class Office:
    """An outbox, a mailer and the moody server between them."""

    def __init__(self, database: Database, server: Moody, url: str) -> None:
        self.database, self.server, self.clock = database, server, Clock()
        self.outbox = Outbox(database, self.clock)
        writer = Writer("https://bridge.example", "Startup Bridge <bridge@bridge.example>")
        self.mailer = Mailer(self.outbox, writer, Smtp(url, seconds=0.5, answer=0.5), lambda _: None)

    def put(self, *people: str) -> None:
        for person in people:
            letter = Letter("confirm", email=f"{person}@people.example", language="en", params={"name": "A"}, path="/x")
            with self.database.change() as tx:
                self.outbox.put(tx.connection, letter)
            self.clock.turn(seconds=1)  # so that they leave in this order

    def states(self) -> dict[str, tuple[str, str | None, int]]:
        """By reader while they are remembered, else by state."""
        with self.database.read() as connection:
            rows = connection.execute(select(outbox)).all()
        return {_who(row.email or row.state): (row.state, row.failure, row.attempts) for row in rows}


@pytest.fixture
def opened(sqlite_url: str) -> Iterator[Database]:
    database = Database(sqlite_url)
    yield database
    database.close()


@pytest.fixture
def office(opened: Database) -> Iterator[Office]:
    server = Moody()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield Office(opened, server, f"smtp://127.0.0.1:{controller.port}")
    controller.stop()


def test_an_address_that_is_refused_for_good_holds_up_nobody(office: Office) -> None:
    office.server.rcpt["bad"] = "550 no such person as bad@people.example"
    office.put("bad", "good", "better")
    assert office.mailer.step() == 3
    assert office.server.took == ["good", "better"]
    assert office.states()["bad"] == ("failed", "SMTPRecipientsRefused 550", 0)


def test_what_is_refused_for_now_is_tried_again_after_a_while(office: Office) -> None:
    office.server.rcpt["grey"] = "451 come back later"
    office.put("grey", "good")
    assert office.mailer.step() == 2
    assert office.states()["grey"] == ("waiting", "SMTPRecipientsRefused 451", 1)
    office.server.rcpt.clear()
    assert office.mailer.step() == 0
    office.clock.turn(minutes=1)
    assert office.mailer.step() == 1
    assert office.server.took == ["good", "grey"]


@pytest.mark.parametrize(("answer", "state"), [("554 spam", "failed"), ("452 full", "waiting")])
def test_a_letter_that_is_refused_after_its_last_line(office: Office, answer: str, state: str) -> None:
    office.server.data["full"] = answer
    office.put("full", "good")
    office.mailer.step()
    assert office.server.took == ["good"]
    assert office.states()["full"][:2] == (state, f"SMTPDataError {answer[:3]}")


def test_a_server_that_does_not_want_us_as_a_sender_costs_no_letter(office: Office) -> None:
    office.server.mail = "550 who are you"
    office.put("good")
    office.mailer.step()
    assert office.states()["good"] == ("waiting", "Unwelcome 550", 0)
    office.server.mail = "250 OK"
    office.clock.turn(minutes=1)
    office.mailer.step()
    assert office.server.took == ["good"]


def test_a_server_that_is_going_away_gets_the_rest_later(office: Office) -> None:
    office.server.rcpt["first"] = "421 closing"
    office.put("first", "second")
    assert office.mailer.step() == 1
    assert office.mailer.step() == 0
    office.server.rcpt.clear()
    office.clock.turn(minutes=1)
    assert office.mailer.step() == 2
    assert sorted(office.server.took) == ["first", "second"]


def test_a_connection_that_breaks_before_the_answer_means_once_more(office: Office) -> None:
    office.server.data["unlucky"] = "cut"
    office.put("unlucky")
    office.mailer.step()
    assert office.states()["unlucky"] == ("waiting", "SMTPServerDisconnected", 1)
    office.server.data.clear()
    office.clock.turn(minutes=1)
    office.mailer.step()
    assert office.server.took == ["unlucky"]


def test_while_a_server_is_silent_about_one_letter_the_others_leave_beside_it(office: Office) -> None:
    office.server.data["slow"] = "hang"
    office.put("slow", "good")
    beside = threading.Thread(target=office.mailer.step)
    beside.start()
    assert office.server.silent.wait(5)
    assert office.mailer.step() == 1
    assert office.server.took == ["good"]
    beside.join(5)
    assert office.states()["slow"][0] == "waiting"


def test_a_server_that_never_greets_is_left_after_a_while(opened: Database) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        office = Office(opened, Moody(), f"smtp://127.0.0.1:{deaf.getsockname()[1]}")
        office.put("good")
        office.mailer.step()
    assert office.states()["good"] == ("waiting", "SMTPServerDisconnected", 0)


def test_a_server_without_a_certificate_that_we_trust_gets_no_letter(
    opened: Database, certificate: Callable[[], ssl.SSLContext]
) -> None:
    server = Moody()
    controller = Controller(server, hostname="127.0.0.1", port=free_port(), tls_context=certificate())
    controller.start()
    office = Office(opened, server, f"smtp://127.0.0.1:{controller.port}")
    office.put("good")
    office.mailer.step()
    controller.stop()
    assert office.states()["good"] == ("waiting", "SSLCertVerificationError", 0)
    assert server.took == []


def test_the_last_line_leaves_over_tls_too(
    opened: Database, certificate: Callable[[], ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    server = Moody()
    controller = Controller(server, hostname="127.0.0.1", port=free_port(), tls_context=certificate())
    controller.start()
    office = Office(opened, server, f"smtp://127.0.0.1:{controller.port}")
    office.put("good", "better")
    assert office.mailer.step() == 2
    controller.stop()
    assert server.took == ["good", "better"]


def test_a_server_that_speaks_no_tls_where_it_should_gets_no_letter(office: Office) -> None:
    office.mailer.transport = Smtp(f"smtps://127.0.0.1:{office.mailer.transport.port}", seconds=0.5)  # type: ignore[attr-defined]  # it is an Smtp
    office.put("good")
    office.mailer.step()
    state, failure, attempts = office.states()["good"]
    assert (state, attempts) == ("waiting", 0)
    assert str(failure).startswith("SSL")


@pytest.fixture
def certificate(tmp_path: Path) -> Callable[[], ssl.SSLContext]:
    def made() -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
        now = datetime.now(UTC)
        signed = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .sign(key, hashes.SHA256())
        )
        pem = serialization.Encoding.PEM
        private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (tmp_path / "both.pem").write_bytes(private + signed.public_bytes(pem))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "both.pem")
        return context

    return made
