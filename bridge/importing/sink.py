"""The domain as an import sees it: unclaimed startups by the row that they came from."""

from __future__ import annotations

from uuid import UUID

from events.actor import Actor
from events.startups.profile import Profile
from events.startups.service import SOURCE, Startups
from events.store import ApplicationRecorder


class StartupSink:
    """Registers and updates in somebody's name; with an `incubator` the startups are admitted to it."""

    def __init__(self, startups: Startups, by: Actor, incubator: UUID | None = None) -> None:
        self.startups, self.by, self.incubator = startups, by, incubator
        self.recorder = ApplicationRecorder(startups.log.database)

    def existing(self, source: str, row_id: str) -> UUID | None:
        """The startup that came from this row earlier."""
        return self.recorder.owner(SOURCE, f"{source}:{row_id}")

    def register_unclaimed(self, source: str, row_id: str, profile: Profile) -> UUID:
        """Make a hidden profile that nobody has taken over yet."""
        made = self.startups.register_unclaimed(self.by, profile, source=source, row=row_id, incubator=self.incubator)
        return made.id

    def update_if_untouched(self, startup: UUID, profile: Profile) -> bool:
        """Take the fields that no person has edited; answers whether anything changed."""
        return self.startups.reimport(self.by, startup, profile)
