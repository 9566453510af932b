"""Who may bring lists into an incubator, and the record of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing, Refused
from events.imports.aggregate import Import
from events.incubators.aggregate import Incubator
from events.log import Log
from events.service import Service
from events.store import Keys, Transaction

MOST_A_DAY = 30
Also = Callable[[Transaction], object]


class ImportTraffic(Protocol):
    """Implemented by a read model."""

    def imports_lately(self, tx: Transaction, incubator: UUID, now: datetime) -> int:
        """How many imports have begun for an incubator within a day."""

    def imports_meanwhile(self, tx: Transaction, incubator: UUID, since: datetime) -> tuple[int, int]:
        """How many imports of an incubator are at work, and how many have brought something in since a moment."""


@dataclass(frozen=True, slots=True)
class MayImport:
    """The guard of an import: lists of all incubators share one importer and one log."""

    traffic: ImportTraffic
    incubator: UUID
    now: datetime
    checked_at: datetime | None

    def __call__(self, tx: Transaction) -> None:
        if self.checked_at is not None:
            # Of two managers at once the second is told: else both lists bring the same startup in as a new one.
            at_work, since = self.traffic.imports_meanwhile(tx, self.incubator, self.checked_at)
            if at_work:
                raise Broken("import_running_here")
            if since:
                raise Broken("import_check_again")
        if self.traffic.imports_lately(tx, self.incubator, self.now) >= MOST_A_DAY:
            raise Broken("too_many_imports_today", most=MOST_A_DAY)


class Imports(Service):
    """Commands on imports; what their rows do is in `events.startups.importing`."""

    def __init__(self, log: Log, keys: Keys, traffic: ImportTraffic) -> None:
        super().__init__(log, keys)
        self.traffic = traffic

    def start(
        self, by: Actor, id: UUID, incubator: UUID, *, digest: str, rows: int, checked_at: datetime | None = None
    ) -> Import:
        """Begin, once: the same id again answers the import that there is.

        `checked_at` is when its rows were compared with what was there: nothing may have come in since.
        """
        self.must_import(by, incubator)
        try:
            return self.log.get(Import, id)
        except Missing:
            now = self.log.clock()
            begun = Import.begin(by, now, id=id, incubator=incubator, digest=digest, rows=rows)
            self.log.save(begun, guards=[MayImport(self.traffic, incubator, now, checked_at)])
            return begun

    def finish(self, by: Actor, id: UUID, counts: Mapping[str, int]) -> Import:
        """Every row had its turn."""
        found = self.log.get(Import, id)
        self.must_import(by, found.incubator)
        found.finish(by, self.log.clock(), dict(counts))
        self.log.save(found)
        return found

    def must_be_undoable(self, by: Actor, id: UUID) -> Import:
        """Raise where this cannot be taken back, or not by this person."""
        found = self.log.get(Import, id)
        self.must_import(by, found.incubator)
        found.must_be_undoable()
        return found

    def undo(self, by: Actor, id: UUID, counts: Mapping[str, int]) -> Import:
        """What it did was taken back."""
        found = self.log.get(Import, id)
        self.must_import(by, found.incubator)
        found.undo(by, self.log.clock(), dict(counts))
        self.log.save(found)
        return found

    def stop(self, by: Actor, id: UUID, account: UUID, during: str, code: str, also: Also) -> None:
        """The importer's command: it broke while rows came in or were taken back, in the name of `account`."""
        if by.system is None:
            raise Refused("system_only")

        def command() -> None:
            found = self.log.get(Import, id)
            found.stop(by, self.log.clock(), account, during, code)
            self._save(found, also)

        self.again(command)

    def go_on(self, by: Actor, id: UUID, during: str, also: Also) -> None:
        """Let it try again where it stands, in the name of whoever says so."""

        def command() -> None:
            found = self.log.get(Import, id)
            self.must_import(by, found.incubator)
            found.go_on(by, self.log.clock(), during)
            self._save(found, also)

        self.again(command)

    def dismiss(self, by: Actor, id: UUID) -> Import:
        """Leave it as it stands."""

        def command() -> Import:
            found = self.log.get(Import, id)
            self.must_import(by, found.incubator)
            found.dismiss(by, self.log.clock())
            self.log.save(found)
            return found

        return self.again(command)

    def _save(self, found: Import, also: Also) -> None:
        """Write what happened, and what `also` writes beside the log, in one transaction."""
        if found.pending:
            self.log.save(found, guards=[also])
            return
        with self.log.database.change() as tx:
            also(tx)

    def must_import(self, by: Actor, incubator: UUID) -> None:
        """Managers bring lists into their incubator, organisers into those of their country."""
        found = self.log.get(Incubator, incubator)
        if by.system is None and not found.is_manager(by) and not by.organises(found.page["country"]):
            raise Refused("not_a_manager")
