"""Takes letters from the outbox, writes them for their reader and hands them over."""

import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from eventsourcing.persistence import InterfaceError, OperationalError

from bridge.mail.letters import DIGEST
from bridge.mail.outbox import Leased, LeaseLost, Outbox
from bridge.mail.transport import NotSent, Send, Transport, Unreachable
from bridge.mail.writing import Writer

log = logging.getLogger(__name__)
A_CONNECTION = 20  # letters; then others that wait for the server have their turn
RESTS = tuple(timedelta(seconds=seconds) for seconds in (2, 5, 15, 60, 300))
RECORD_AGAIN = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where an account's mail goes now, and how its person wishes to hear."""

    email: str
    name: str
    language: str
    letters: str = "at_once"


class Mailer:
    """Sends what waits; several threads and processes may, each letter is leased by one."""

    def __init__(
        self, outbox: Outbox, writer: Writer, transport: Transport, recipient: Callable[[UUID], Recipient | None]
    ) -> None:
        self.outbox = outbox
        self.writer = writer
        self.transport = transport
        self.recipient = recipient
        self.troubles = 0
        self.rests_until: datetime | None = None

    def step(self) -> int:
        """Send what is due, letter by letter over one connection; answers how many were taken."""
        if self.rests_until is not None and self.outbox.clock() < self.rests_until:
            return 0
        taken = 0
        with ExitStack() as connection:
            send: Send | None = None
            while taken < A_CONNECTION and (batch := self.outbox.lease(1)):
                taken += 1
                (leased,) = batch
                recipient = self._recipient(leased)
                if recipient is None:
                    continue
                try:
                    send = send or connection.enter_context(self.transport.open())
                except Unreachable as trouble:
                    self._wait_for_the_server(leased, trouble)
                    break
                if not self._deliver(leased, recipient, send):
                    break
        return taken

    def _recipient(self, leased: Leased) -> Recipient | None:
        """Who gets it, asked when it is about to leave; None where it should not leave now."""
        letter = leased.letter
        if letter.account is None:
            return Recipient(letter.email or "", "", letter.language or "en")
        found = self.recipient(letter.account)
        if found is None:
            self.outbox.dropped(leased, "the account is gone")
        elif letter.always or found.letters == "at_once" or (found.letters == "daily" and letter.kind == DIGEST):
            return found
        elif found.letters == "daily":
            self.outbox.held(leased)
        else:
            self.outbox.dropped(leased, "not wanted")
        return None

    def _deliver(self, leased: Leased, recipient: Recipient, send: Send) -> bool:
        """Send one letter; False where the connection is of no use any more."""
        try:
            written = self.writer.write(leased, leased.letter.language or recipient.language)
            message = self.writer.message(leased, written, recipient.email, recipient.name)
        except Exception as problem:  # a letter that cannot be written must not hold up the others
            log.exception("letter %s (%s) cannot be written", leased.id, leased.letter.kind)
            self.outbox.failed(leased, type(problem).__name__, final=True)
            return True
        try:
            send(message, lambda: self.outbox.handing_over(leased))
        except LeaseLost:
            log.info("letter %s was taken away before it left", leased.id)
            return False
        except Unreachable as trouble:
            self._wait_for_the_server(leased, trouble)
            return False
        except NotSent as problem:
            why, final = problem.why, problem.final
            log.warning("letter %s did not leave: %s", leased.id, why)
            self._record(lambda: self.outbox.failed(leased, why, final=final))
            if problem.cut:
                self._rest()
            return not problem.cut
        self._record(lambda: self.outbox.sent(leased))
        self.troubles, self.rests_until = 0, None
        return True

    def _record(self, note: Callable[[], None]) -> None:
        """Write down what the server said, however long the database is away: nobody else heard it."""
        while True:
            try:
                note()
            except (OperationalError, InterfaceError) as error:
                log.warning("the mailer waits for the database: %s", type(error).__name__)
                threading.Event().wait(RECORD_AGAIN)
            else:
                return

    def _wait_for_the_server(self, leased: Leased, trouble: Unreachable) -> None:
        """The letter is not to blame: however long the server is away, it waits without being counted."""
        log.warning("the mail server takes nothing: %s", trouble.why)
        self.outbox.released(leased, trouble.why)
        self._rest()

    def _rest(self) -> None:
        self.rests_until = self.outbox.clock() + RESTS[min(self.troubles, len(RESTS) - 1)]
        self.troubles += 1
