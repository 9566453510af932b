"""The follower that empties the outbox."""

import threading
import time

from bridge.accounts import Accounts
from bridge.mail import Mailer, Outbox
from bridge.mail.transport import Mailbox, Smtp, Transport
from bridge.mail.writing import Writer
from bridge.settings import Settings

SWEEP_EVERY = 3600.0


def make_mailer(settings: Settings, outbox: Outbox, accounts: Accounts) -> Mailer:
    """Wire the mailer: to the mail server of the settings, or to the mailbox page of a developer's machine."""
    transport: Transport
    if settings.smtp_url:
        transport = Smtp(settings.smtp_url)
    elif settings.environment == "production":
        raise ValueError("production needs SMTP_URL")
    else:
        transport = Mailbox(outbox.db, outbox.clock)
    return Mailer(outbox, Writer(settings.base_url, settings.mail_from), transport, accounts.recipient)


def run(mailer: Mailer, accounts: Accounts, stop: threading.Event) -> None:
    """Send what waits until told to stop; now and then forget what nobody needs any more."""
    swept = time.monotonic()
    while not stop.is_set():
        if mailer.step() == 0:
            stop.wait(0.25)
        if time.monotonic() - swept > SWEEP_EVERY:
            accounts.sweep()
            mailer.outbox.sweep()
            swept = time.monotonic()
