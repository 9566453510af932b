"""The drivers' errors under the names that the event store's library gives them."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from eventsourcing import persistence

NAMES = (
    "IntegrityError",
    "DataError",
    "OperationalError",
    "ProgrammingError",
    "InternalError",
    "NotSupportedError",
    "InterfaceError",
    "DatabaseError",
)


class ClaimTaken(persistence.IntegrityError):
    """A value that must be unique has an owner already."""

    def __init__(self, kind: str, value: str) -> None:
        super().__init__(f"{kind} is taken")
        self.kind, self.value = kind, value


class VersionConflict(persistence.IntegrityError):
    """Another event has this place in its aggregate already."""


def translate(error: BaseException) -> persistence.PersistenceError | None:
    """The library's error for a driver's or SQLAlchemy's; None for any other."""
    original = error.orig if isinstance(error, sa.exc.DBAPIError) and error.orig is not None else error
    if type(original).__module__.partition(".")[0] not in ("sqlite3", "psycopg"):
        return None
    names = {base.__name__ for base in type(original).__mro__}
    for name in NAMES:
        if name in names:
            kind: type[persistence.PersistenceError] = getattr(persistence, name)
            return kind(str(original))
    return None


def constraint(error: BaseException) -> str:
    """The table or constraint whose rule the error is about; empty when there is none."""
    original = error.orig if isinstance(error, sa.exc.DBAPIError) and error.orig is not None else error
    diagnosis = getattr(original, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name or "")
    message = str(original)
    return message.rpartition("failed: ")[2] if "constraint failed" in message else ""


@contextmanager
def translated() -> Iterator[None]:
    """Raise the library's errors instead of the driver's."""
    try:
        yield
    except Exception as error:
        other = translate(error)
        if other is None:
            raise
        raise other from error
