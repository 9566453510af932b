"""The two ways that mail leaves: a mail server, and in development a table that a page shows."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from sqlalchemy import delete, insert, select

from bridge.mail.tables import mailbox
from events.store import Database

SECONDS = 20
MAILBOX_HOLDS = 200

Send = Callable[[EmailMessage], None]


class NotSent(Exception):
    """Mail that did not leave: why, without any address, and whether trying again is useless."""

    def __init__(self, why: str, *, final: bool) -> None:
        super().__init__(why)
        self.why, self.final = why, final


class Transport(Protocol):
    """A way out; `open` holds the connection for one batch and raises `NotSent` where there is none."""

    def open(self) -> AbstractContextManager[Send]:
        """Connect, hand out the function that sends one message, disconnect."""


class Smtp:
    """A mail server: `smtp://user:password@host:587` (STARTTLS where offered) or `smtps://...:465`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.implicit = parts.scheme == "smtps"
        self.host = parts.hostname or "localhost"
        self.port = parts.port or (465 if self.implicit else 587)
        self.user = unquote(parts.username) if parts.username else None
        self.password = unquote(parts.password or "")

    @contextmanager
    def open(self) -> Iterator[Send]:
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise _not_sent(error, reachable=False) from None
        try:
            yield lambda message: _send(server, message)
        finally:
            try:
                server.quit()
            except (OSError, smtplib.SMTPException):
                server.close()

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.implicit:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            server.ehlo()
            # A password never travels in the clear: with one, a server without STARTTLS is an error.
            if not self.implicit and (server.has_extn("starttls") or self.user):
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


class Mailbox:
    """The mailbox of development: the newest letters in a table, nothing leaves the machine."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db = db
        self.clock = clock

    @contextmanager
    def open(self) -> Iterator[Send]:
        yield self._keep

    def _keep(self, message: EmailMessage) -> None:
        text, html = message.get_body(("plain",)), message.get_body(("html",))
        with self.db.change() as tx:
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


def _send(server: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise _not_sent(error, reachable=True) from None


def _not_sent(error: Exception, *, reachable: bool) -> NotSent:
    """Name what happened by its class and code: a server's own words may repeat the address."""
    code = None
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next((code for code, _ in error.recipients.values()), None)
    elif isinstance(error, smtplib.SMTPResponseException):
        code = error.smtp_code
    # A refusal before any letter (bad password) says nothing about the letters: they wait.
    return NotSent(f"{type(error).__name__} {code or ''}".strip(), final=reachable and code is not None and code >= 500)
