"""What can happen to a report: somebody said that something is wrong, and a decision closed it."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.reports.aggregate import Report


class ReportMade(Created, topic="report.made"):
    """Something is not right about a thing: `about` is its id, `part` which message of an introduction is meant.

    `startup` stands behind it (none for an incubator), `version` is how that stood then, `country` whose office looks.
    """

    kind: str
    about: UUID
    part: str | None
    startup: UUID | None
    version: int
    country: str
    reason: str
    text: PersonalText | None

    def apply(self, report: "Report") -> None:
        report.reporter = self.by


class ReportClosed(Fact, topic="report.closed"):
    """A decision answered it."""

    decision: UUID

    def apply(self, report: "Report") -> None:
        report.decision = self.decision
