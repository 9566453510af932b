"""A hackathon: the parts of its setup, its hosts, who may do what in it, and its phases."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Refused
from events.fact import Fact, Root
from events.hackathons import events as happened
from events.hackathons.phases import PHASES, Times, times_of


class Hackathon(Root, created=happened.HackathonDrafted):
    """State is what commands need; pages read tables. Keys of mappings are ids as hex texts."""

    def __init__(self, slug: str, incubator: UUID, setup: dict[str, Any], copied: UUID | None = None) -> None:
        self.slug, self.setup, self.state = slug, setup, "draft"
        self.versions: dict[str, int] = dict.fromkeys(setup, 1)
        self.hosts: dict[str, str] = {incubator.hex: "accepted"}
        self.agreed: dict[str, str] = {}
        self.people: dict[str, list[str]] = {}
        self.invitations: dict[str, list[str]] = {}
        self.open_changes: dict[str, dict[str, Any]] = {}
        self.hands: dict[str, str] = {}
        self.recorded: dict[str, str] = {}

    # -- what facts change -----------------------------------------------------------------------------------------

    def put(self, part: str, value: dict[str, Any], version: int) -> None:
        """A part has a new value."""
        self.setup = {**self.setup, part: value}
        self.versions = {**self.versions, part: version}

    def forget_change(self, change: UUID) -> None:
        """A change waits no more."""
        self.open_changes = {key: value for key, value in self.open_changes.items() if key != change.hex}

    def moved(self, phase: str, edge: str, state: str, fact: Fact) -> None:
        """A phase opened or closed; what the timer recorded decides nothing."""
        if getattr(fact, "how", "") == "hand":
            self.hands = {**self.hands, phase: state}
        self.recorded = {**self.recorded, f"{phase}.{edge}": fact.timestamp.isoformat()}

    # -- who ----------------------------------------------------------------------------------------------------------

    @property
    def accepted(self) -> list[UUID]:
        """The incubators that host it."""
        return [UUID(key) for key, state in self.hosts.items() if state == "accepted"]

    @property
    def invited(self) -> list[UUID]:
        """The incubators that were asked and have not answered."""
        return [UUID(key) for key, state in self.hosts.items() if state == "invited"]

    def may(self, by: Actor, right: str, sides: Collection[UUID] = ()) -> bool:
        """Whether somebody may do something; `sides` are the host incubators that they manage."""
        if by.system is not None or any(side in self.accepted for side in sides):
            return True
        if by.account is None or by.only not in (None, self.id):
            return False
        return right in self.people.get(by.account.hex, ())

    def must(self, by: Actor, right: str, sides: Collection[UUID] = ()) -> None:
        """Raise `Refused` for whoever may not."""
        if not self.may(by, right, sides):
            raise Refused("no_right_in_hackathon", right=right)

    # -- phases -------------------------------------------------------------------------------------------------------

    def times(self, phase: str) -> Times:
        """What decides whether a phase is open."""
        return times_of((self.setup.get("dates") or {}).get("phases") or {}, self.hands, phase)

    def phase_open(self, phase: str, now: datetime) -> bool:
        """Whether a phase is open at a moment."""
        return self.state == "announced" and self.times(phase).open(now)

    def open_phase(self, by: Actor, now: datetime, phase: str) -> None:
        """Open a phase by hand, before its moment or because it has none."""
        self._must_be_announced()
        times = self.times(phase)
        if times.open(now):
            raise Broken("phase_is_open", phase=phase)
        if times.closes is not None and now >= times.closes:
            raise Broken("phase_deadline_passed", phase=phase)
        if phase == "judging" and self.phase_open("building", now):
            raise Broken("phase_before_is_open", phase="building")
        self.record(happened.PhaseOpened, by, now, phase=phase, how="hand")

    def close_phase(self, by: Actor, now: datetime, phase: str) -> None:
        """Close a phase by hand; one with a deadline closes there, or the deadline has to be moved by every host."""
        self._must_be_announced()
        times = self.times(phase)
        if not times.open(now):
            raise Broken("phase_not_open", phase=phase)
        if times.closes is not None:
            raise Broken("move_the_deadline", phase=phase)
        self.record(happened.PhaseClosed, by, now, phase=phase, how="hand")

    def record_phases(self, by: Actor, now: datetime) -> bool:
        """Write down which moments have passed; answers whether there was anything to write."""
        before = self.version
        if self.state == "announced":
            for phase in PHASES:
                times = self.times(phase)
                for edge, fact, moment in (
                    ("opens", happened.PhaseOpened, times.opens),
                    ("closes", happened.PhaseClosed, times.closes),
                ):
                    if moment is not None and now >= moment and f"{phase}.{edge}" not in self.recorded:
                        self.record(fact, by, now, phase=phase, how="time")
        return self.version != before

    def _must_be_announced(self) -> None:
        if self.state != "announced":
            raise Broken("hackathon_not_announced" if self.state == "draft" else "hackathon_cancelled")
