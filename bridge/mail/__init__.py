"""Mail: rows first, written with what they tell about, sent outside every transaction."""

from bridge.mail.delivery import Mailer, Recipient
from bridge.mail.letters import WISHES, Letter
from bridge.mail.outbox import Outbox
from bridge.mail.stopping import StopLinks

__all__ = ["WISHES", "Letter", "Mailer", "Outbox", "Recipient", "StopLinks"]
