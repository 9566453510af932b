"""Who may bring lists into an incubator, and the record of it."""

from collections.abc import Mapping
from uuid import UUID

from events.actor import Actor
from events.errors import Missing, Refused
from events.imports.aggregate import Import
from events.incubators.aggregate import Incubator
from events.service import Service


class Imports(Service):
    """Commands on imports; what their rows do is in `events.startups.importing`."""

    def start(self, by: Actor, id: UUID, incubator: UUID, *, digest: str, rows: int) -> Import:
        """Begin, once: the same id again answers the import that there is."""
        self.must_import(by, incubator)
        try:
            return self.log.get(Import, id)
        except Missing:
            begun = Import.begin(by, self.log.clock(), id=id, incubator=incubator, digest=digest, rows=rows)
            self.log.save(begun)
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

    def must_import(self, by: Actor, incubator: UUID) -> None:
        """Managers bring lists into their incubator, organisers into those of their country."""
        found = self.log.get(Incubator, incubator)
        if by.system is None and not found.is_manager(by) and not by.organises(found.page["country"]):
            raise Refused("not_a_manager")
