"""What can happen to an import: it began, it ended, it was taken back. No name, no cell of the list, only counts."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.imports.aggregate import Import


class ImportStarted(Created, topic="import.started"):
    """Somebody brings a list into an incubator; the file is known by the hash of its content."""

    incubator: UUID
    digest: str
    rows: int


class ImportFinished(Fact, topic="import.finished"):
    """Every row had its turn; `counts` are rows by what became of them."""

    incubator: UUID
    counts: dict[str, int]

    def apply(self, found: "Import") -> None:
        found.state, found.counts, found.stands = "finished", self.counts, False


class ImportStopped(Fact, topic="import.stopped"):
    """It broke on the way in or back, and stands still until somebody decides; `account` is in whose name it ran."""

    incubator: UUID
    account: UUID
    during: str
    code: str

    def apply(self, found: "Import") -> None:
        found.stands, found.dismissed = True, False


class ImportWentOn(Fact, topic="import.went_on"):
    """Somebody lets it try again, where it stood: `during` is running or undoing."""

    incubator: UUID
    during: str

    def apply(self, found: "Import") -> None:
        found.stands, found.undoing = False, self.during == "undoing"


class ImportDismissed(Fact, topic="import.dismissed"):
    """Somebody leaves it as it stands: what came in stays, and it can still go on or be undone."""

    incubator: UUID

    def apply(self, found: "Import") -> None:
        found.dismissed = True


class ImportUndone(Fact, topic="import.undone"):
    """What the import did was taken back; `counts` are rows withdrawn, restored and kept as they are."""

    incubator: UUID
    counts: dict[str, int]

    def apply(self, found: "Import") -> None:
        found.state, found.stands = "undone", False
