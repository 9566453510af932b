"""A partnership between two introduced startups: recorded by one, confirmed by the other, with milestones."""

from datetime import datetime
from typing import Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.partnerships import events as facts


class Partnership(Root, created=facts.PartnershipRecorded):
    """State is what commands need; pages read tables."""

    def __init__(
        self, introduction: UUID, startups: list[UUID], recorder: UUID, kind: str, summary: dict[str, str], since: str
    ) -> None:
        self.introduction = introduction
        self.startups = startups
        self.recorder = recorder
        self.kind = kind
        self.since = since
        self.state = "recorded"
        self.milestones = 0

    @property
    def other(self) -> UUID:
        """The startup whose confirmation counts."""
        return next(startup for startup in self.startups if startup != self.recorder)

    def answer(self, by: Actor, now: datetime, yes: bool) -> None:
        """The other side confirms or disputes; a dispute can still be turned into a confirmation."""
        if self.state not in ("recorded", "disputed") or (self.state == "disputed" and not yes):
            raise Broken("not_in_state", state=self.state)
        self.record(facts.PartnershipConfirmed if yes else facts.PartnershipDisputed, by, now)

    def reach(self, by: Actor, now: datetime, milestone: dict[str, Any]) -> None:
        """Add a milestone."""
        if self.state == "disputed":
            raise Broken("not_in_state", state=self.state)
        if self.milestones >= 100:
            raise Broken("too_many_milestones", most=100)
        self.record(facts.MilestoneReached, by, now, milestone=milestone)

    def end(self, by: Actor, now: datetime, on: str, reason: dict[str, str]) -> None:
        """They stopped working together."""
        # What was never confirmed cannot end: the end would look like a confirmation to everybody else.
        if self.state != "confirmed":
            raise Broken("not_in_state", state=self.state)
        if on < self.since:
            raise Broken("ends_before_it_began", since=self.since)
        self.record(facts.PartnershipEnded, by, now, on=on, reason=reason)
