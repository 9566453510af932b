"""The follower that empties the outbox."""

import logging
import threading
import time

from eventsourcing.persistence import InterfaceError, OperationalError

from bridge.accounts import Accounts
from bridge.mail import Mailer, Outbox, StopLinks
from bridge.mail.transport import Mailbox, Smtp, Transport
from bridge.mail.writing import Writer
from bridge.settings import Settings

logger = logging.getLogger(__name__)
LANES = 2
"""Connections to the mail server: where it takes its time over one letter, the others leave all the same."""
IDLE = 0.25  # seconds
SETTLE_EVERY = 30.0
SWEEP_EVERY = 3600.0
PATIENCE = 15.0  # seconds for the other lanes, when told to stop


def make_mailer(settings: Settings, outbox: Outbox, accounts: Accounts) -> Mailer:
    """Wire the mailer: to the mail server of the settings, or to the mailbox page of a developer's machine."""
    transport: Transport
    if settings.smtp_url:
        transport = Smtp(settings.smtp_url)
    elif settings.environment == "production":
        raise ValueError("production needs SMTP_URL")
    else:
        transport = Mailbox(outbox.db, outbox.clock)
    stop = StopLinks(settings.secret_key)
    writer = Writer(settings.base_url, settings.mail_from, stop, settings.unsubscribe_mail)
    return Mailer(outbox, writer, transport, accounts.recipient)


def run(mailer: Mailer, accounts: Accounts, stop: threading.Event) -> None:
    """Send what waits until told to stop; now and then look what became of the rest."""
    failed: list[BaseException] = []

    def beside() -> None:
        try:
            _lane(mailer, stop, failed)
        except BaseException as error:  # told by the follower itself, which then ends too
            failed.append(error)

    lanes = [threading.Thread(target=beside, name=f"mailer-{n}", daemon=True) for n in range(2, LANES + 1)]
    for lane in lanes:
        lane.start()
    _lane(mailer, stop, failed, accounts)
    for lane in lanes:
        lane.join(PATIENCE)
    if failed:
        raise failed[0]


def _lane(mailer: Mailer, stop: threading.Event, failed: list[BaseException], accounts: Accounts | None = None) -> None:
    """One connection at work; the lane that is given the accounts tidies up as well."""
    settled = swept = time.monotonic() if accounts else float("inf")
    while not stop.is_set() and not failed:
        try:
            if mailer.step() == 0:
                stop.wait(IDLE)
            if time.monotonic() - settled > SETTLE_EVERY:
                mailer.outbox.settle()
                settled = time.monotonic()
            if accounts and time.monotonic() - swept > SWEEP_EVERY:
                accounts.sweep()
                mailer.outbox.sweep()
                swept = time.monotonic()
        except (OperationalError, InterfaceError) as error:
            logger.warning("the mailer waits for the database: %s", type(error).__name__)
            stop.wait(1)
