"""An import: what its rows did is in the log of the startups, this says who ran it, when, and how it ended."""

from datetime import datetime
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.imports import events as facts


class Import(Root, created=facts.ImportStarted):
    """Started, then finished, then perhaps undone; `stands` while it has broken and nobody let it go on."""

    def __init__(self, incubator: UUID, digest: str, rows: int) -> None:
        self.incubator, self.digest, self.rows = incubator, digest, rows
        self.state = "started"
        self.counts: dict[str, int] = {}
        self.stands = self.dismissed = self.undoing = False

    def finish(self, by: Actor, now: datetime, counts: dict[str, int]) -> None:
        """Every row had its turn; a second time changes nothing."""
        if self.state == "started":
            self.record(facts.ImportFinished, by, now, incubator=self.incubator, counts=counts)

    def must_be_undoable(self) -> None:
        """Raise `Broken` where there is nothing to take back."""
        half = self.stands or self.undoing  # what came in before it broke can be taken back
        if self.state != "finished" and not (self.state == "started" and half):
            raise Broken("import_not_finished" if self.state == "started" else "import_undone")

    def stop(self, by: Actor, now: datetime, account: UUID, during: str, code: str) -> None:
        """It broke; a second time before anybody looked changes nothing."""
        if not self.stands:
            self.record(
                facts.ImportStopped, by, now, incubator=self.incubator, account=account, during=during, code=code
            )  # fmt: skip

    def go_on(self, by: Actor, now: datetime, during: str) -> None:
        """Let it try again."""
        if self.stands:
            self.record(facts.ImportWentOn, by, now, incubator=self.incubator, during=during)

    def dismiss(self, by: Actor, now: datetime) -> None:
        """Leave it as it stands; a second time changes nothing."""
        if not self.stands:
            raise Broken("import_not_stopped")
        if not self.dismissed:
            self.record(facts.ImportDismissed, by, now, incubator=self.incubator)

    def undo(self, by: Actor, now: datetime, counts: dict[str, int]) -> None:
        """What it did was taken back; a second time changes nothing."""
        if self.state != "undone":
            self.must_be_undoable()
            self.record(facts.ImportUndone, by, now, incubator=self.incubator, counts=counts)
