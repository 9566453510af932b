"""An import: what its rows did is in the log of the startups, this says who ran it, when, and how it ended."""

from datetime import datetime
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.imports import events as facts


class Import(Root, created=facts.ImportStarted):
    """Started, then finished, then perhaps undone."""

    def __init__(self, incubator: UUID, digest: str, rows: int) -> None:
        self.incubator, self.digest, self.rows = incubator, digest, rows
        self.state = "started"
        self.counts: dict[str, int] = {}

    def finish(self, by: Actor, now: datetime, counts: dict[str, int]) -> None:
        """Every row had its turn; a second time changes nothing."""
        if self.state == "started":
            self.record(facts.ImportFinished, by, now, incubator=self.incubator, counts=counts)

    def must_be_undoable(self) -> None:
        """Raise `Broken` where there is nothing to take back."""
        if self.state != "finished":
            raise Broken("import_not_finished" if self.state == "started" else "import_undone")

    def undo(self, by: Actor, now: datetime, counts: dict[str, int]) -> None:
        """What it did was taken back; a second time changes nothing."""
        if self.state != "undone":
            self.must_be_undoable()
            self.record(facts.ImportUndone, by, now, incubator=self.incubator, counts=counts)
