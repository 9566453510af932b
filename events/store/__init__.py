"""The log on SQLAlchemy: the only place below `events` that knows SQL."""

from eventsourcing.persistence import IntegrityError, OperationalError

from events.personal import PersonalText
from events.store.database import Database
from events.store.factory import Factory
from events.store.failures import ClaimTaken, VersionConflict
from events.store.keys import Keys
from events.store.prepared import Prepared
from events.store.recorder import AggregateRecorder, ApplicationRecorder
from events.store.transaction import Transaction
from events.store.verify import Finding, verify

__all__ = [
    "AggregateRecorder",
    "ApplicationRecorder",
    "ClaimTaken",
    "Database",
    "Factory",
    "Finding",
    "IntegrityError",
    "Keys",
    "OperationalError",
    "PersonalText",
    "Prepared",
    "Transaction",
    "VersionConflict",
    "verify",
]
