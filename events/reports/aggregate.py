"""A report: open until a decision closes it."""

from datetime import datetime
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.personal import PersonalText
from events.reports import events as facts


class Report(Root, created=facts.ReportMade):
    """State is what commands need; who made it is `by`."""

    def __init__(
        self,
        kind: str,
        about: UUID,
        part: str | None,
        startup: UUID | None,
        version: int,
        country: str,
        reason: str,
        text: PersonalText | None,
    ) -> None:
        self.kind, self.about, self.part = kind, about, part
        self.startup, self.version, self.country = startup, version, country
        self.decision: UUID | None = None
        self.reporter = ""

    def close(self, by: Actor, now: datetime, decision: UUID) -> None:
        """Answer it by a decision, once."""
        if self.decision is not None:
            raise Broken("report_closed")
        self.record(facts.ReportClosed, by, now, decision=decision)
