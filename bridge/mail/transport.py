"""The two ways that mail leaves: a mail server, and in development a table that a page shows."""

import logging
import selectors
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from functools import cached_property
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from sqlalchemy import delete, insert, select

from bridge.mail.outbox import ANSWER
from bridge.mail.tables import mailbox
from events.store import Database, Transaction

log = logging.getLogger(__name__)
SECONDS = 20.0
MAILBOX_HOLDS = 200
LAST_LINE = b".\r\n"
GOING_AWAY = 421

Handover = Callable[[], AbstractContextManager[Transaction]]
Send = Callable[[EmailMessage, Handover], None]


class NotSent(Exception):
    """A letter that did not leave: why, without any address, whether trying again is useless, and whether the
    connection is of no use any more."""

    def __init__(self, why: str, *, final: bool, cut: bool = False) -> None:
        super().__init__(why)
        self.why, self.final, self.cut = why, final, cut


class Unreachable(Exception):
    """No letter can leave now: nobody answers, not safely, or not to us."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Transport(Protocol):
    """A way out; `open` holds the connection for some letters and raises `Unreachable` where there is none.

    What it yields sends one message, and lets its last line leave inside `handover`.
    """

    def open(self) -> AbstractContextManager[Send]:
        """Connect, hand out the function that sends one message, disconnect."""


class Smtp:
    """A mail server: `smtp://user:password@host:587` (STARTTLS where offered) or `smtps://...:465`."""

    def __init__(self, url: str, *, seconds: float = SECONDS, answer: float = ANSWER.total_seconds()) -> None:
        parts = urlsplit(url)
        self.implicit = parts.scheme == "smtps"
        self.host = parts.hostname or "localhost"
        self.port = parts.port or (465 if self.implicit else 587)
        self.user = unquote(parts.username) if parts.username else None
        self.password = unquote(parts.password or "")
        self.seconds, self.answer = seconds, answer

    @cached_property
    def context(self) -> ssl.SSLContext:
        """Whom we trust: reading all of them takes longer than sending a letter."""
        return ssl.create_default_context()

    @contextmanager
    def open(self) -> Iterator[Send]:
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(_words(error)) from None
        try:
            yield lambda message, handover: self._send(server, message, handover)
        finally:
            try:
                server.quit()
            except (OSError, smtplib.SMTPException):
                server.close()

    def _connect(self) -> smtplib.SMTP:
        if self.implicit:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.seconds, context=self.context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
        try:
            # The last line is a small packet of its own, which would wait for the answer to the one before.
            _socket(server).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            server.ehlo_or_helo_if_needed()
            # A password never travels in the clear: with one, a server without STARTTLS is an error.
            if not self.implicit and (server.has_extn("starttls") or self.user):
                server.starttls(context=self.context)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _send(self, server: smtplib.SMTP, message: EmailMessage, handover: Handover) -> None:
        try:
            _all_but_the_last_line(server, message)
            _wait_until_it_takes_more(_socket(server), self.seconds)
        except Unwelcome as error:
            server.close()
            raise Unreachable(_words(error)) from None
        except (OSError, smtplib.SMTPException) as error:
            raise _refused(server, error) from None
        left, sock = False, _socket(server)
        try:
            with handover():
                _write_at_once(sock, LAST_LINE)
                left = True
        except BaseException as error:
            if not left:  # the server forgets a letter without its last line
                server.close()
                if isinstance(error, OSError):
                    raise NotSent(_words(error), final=False, cut=True) from None
                raise
            # It is on its way, and what becomes of it is recorded when the server has said so.
            log.warning("handing over was not recorded: %s", type(error).__name__)
        try:
            sock.settimeout(self.answer)
            code, words = server.getreply()
            sock.settimeout(self.seconds)
            if code // 100 != 2:
                raise smtplib.SMTPDataError(code, words)
        except (OSError, smtplib.SMTPException) as error:
            raise _refused(server, error) from None


class Mailbox:
    """The mailbox of development: the newest letters in a table, nothing leaves the machine."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db = db
        self.clock = clock

    @contextmanager
    def open(self) -> Iterator[Send]:
        yield self._keep

    def _keep(self, message: EmailMessage, handover: Handover) -> None:
        text, html = message.get_body(("plain",)), message.get_body(("html",))
        with handover() as tx:
            tx.connection.execute(
                insert(mailbox).values(
                    id=uuid4(),
                    sent_at=self.clock(),
                    email=str(message["To"]),
                    subject=str(message["Subject"]),
                    text=text.get_content() if text else "",
                    html=html.get_content() if html else "",
                )
            )
            newest = select(mailbox.c.id).order_by(mailbox.c.sent_at.desc()).limit(MAILBOX_HOLDS)
            tx.connection.execute(delete(mailbox).where(mailbox.c.id.not_in(newest)))


def _all_but_the_last_line(server: smtplib.SMTP, message: EmailMessage) -> None:
    server.ehlo_or_helo_if_needed()
    code, words = server.mail(parseaddr(str(message["From"]))[1])
    if code != 250:
        # The server does not want us, whoever the reader is: that is mended in settings, and the letter waits.
        raise Unwelcome(code, words)
    reader = getaddresses([str(message["To"])])[0][1]
    code, words = server.rcpt(reader)
    if code not in (250, 251):
        raise smtplib.SMTPRecipientsRefused({reader: (code, words)})
    code, words = server.docmd("DATA")
    if code != 354:
        raise smtplib.SMTPDataError(code, words)
    content = message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
    content = content if content.endswith(b"\r\n") else content + b"\r\n"
    server.send(smtplib._quote_periods(content))  # type: ignore[attr-defined]  # public in all but name since 2001


class Unwelcome(smtplib.SMTPResponseException):
    """The server refuses our own address, or this connection."""


def _socket(server: smtplib.SMTP) -> socket.socket:
    if server.sock is None:
        raise smtplib.SMTPServerDisconnected("closed")
    return server.sock


def _wait_until_it_takes_more(sock: socket.socket, seconds: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(sock, selectors.EVENT_WRITE)
        if not selector.select(seconds):
            raise TimeoutError


def _write_at_once(sock: socket.socket, line: bytes) -> None:
    """Write without waiting: a row is locked meanwhile, and on SQLite the whole database."""
    sock.settimeout(0)
    if sock.send(line) != len(line):
        raise BlockingIOError


def _refused(server: smtplib.SMTP, error: Exception) -> NotSent:
    """What a server's no, or its silence, means for a letter and for the connection."""
    code = _code(error)
    if code is None or code == GOING_AWAY:
        server.close()
        return NotSent(_words(error), final=False, cut=True)
    with suppress(OSError, smtplib.SMTPException):  # the next letter will notice
        server.rset()
    return NotSent(_words(error), final=code >= 500)


def _code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next((code for code, _ in error.recipients.values()), None)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None


def _words(error: Exception) -> str:
    """Name what happened by its class and code: a server's own words may repeat the address."""
    return f"{type(error).__name__} {_code(error) or ''}".strip()
