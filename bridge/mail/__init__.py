"""Mail: rows first, written with what they tell about, sent outside every transaction."""

from bridge.mail.delivery import Mailer, Recipient
from bridge.mail.letters import Letter
from bridge.mail.outbox import Outbox

__all__ = ["Letter", "Mailer", "Outbox", "Recipient"]
