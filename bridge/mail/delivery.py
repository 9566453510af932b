"""Takes letters from the outbox, writes them for their reader and hands them over."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from bridge.mail.outbox import Leased, Outbox
from bridge.mail.transport import NotSent, Send, Transport
from bridge.mail.writing import Writer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where an account's mail goes now."""

    email: str
    name: str
    language: str


class Mailer:
    """Sends what waits; two of them may run, each letter is leased by one."""

    def __init__(
        self, outbox: Outbox, writer: Writer, transport: Transport, recipient: Callable[[UUID], Recipient | None]
    ) -> None:
        self.outbox = outbox
        self.writer = writer
        self.transport = transport
        self.recipient = recipient

    def step(self) -> int:
        """Send one batch and say how many letters were taken."""
        batch = self.outbox.lease()
        if not batch:
            return 0
        try:
            with self.transport.open() as send:
                for leased in batch:
                    self._deliver(leased, send)
        except NotSent as problem:
            log.warning("the mail server did not answer: %s", problem.why)
            for leased in batch:
                # Letters of this batch that left have lost their lease: nothing happens to them here.
                self.outbox.failed(leased, problem.why, final=False)
        return len(batch)

    def _deliver(self, leased: Leased, send: Send) -> None:
        letter = leased.letter
        if letter.account is None:
            recipient = Recipient(letter.email or "", "", letter.language or "en")
        elif (found := self.recipient(letter.account)) is not None:
            recipient = found
        else:
            self.outbox.failed(leased, "the account is gone", final=True)
            return
        try:
            written = self.writer.write(leased, letter.language or recipient.language)
            send(self.writer.message(leased, written, recipient.email, recipient.name))
        except NotSent as problem:
            log.warning("letter %s did not leave: %s", leased.id, problem.why)
            self.outbox.failed(leased, problem.why, final=problem.final)
        except Exception as problem:  # a letter that cannot be written must not hold up the others
            log.exception("letter %s (%s) cannot be written", leased.id, letter.kind)
            self.outbox.failed(leased, type(problem).__name__, final=True)
        else:
            self.outbox.sent(leased)
