"""What people can do with hackathons: draft, set up, announce, run through the phases, cancel."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from events import slugs
from events.actor import Actor
from events.errors import Broken, Invalid, Missing, Problem, Refused, Stale, Taken
from events.hackathons import changing, hosting
from events.hackathons.aggregate import Hackathon
from events.hackathons.checklist import digest
from events.hackathons.guards import Judged, not_judged
from events.hackathons.kept import kept_tracks
from events.hackathons.parts import NEEDS_EVERY_HOST, checked
from events.hackathons.phases import PHASES, times_of
from events.hackathons.together import Together
from events.incubators.aggregate import Incubator
from events.log import Log
from events.personal import PersonalText
from events.store import Keys
from events.store.recorder import Guard

SLUG = "hackathon_slug"
RESERVED = frozenset({"new", "mine", "calendar"})


class Hackathons(Together):
    """Commands on hackathons."""

    def __init__(self, log: Log, keys: Keys, judged: Judged) -> None:
        super().__init__(log, keys)
        self.judged = judged

    def draft(
        self,
        by: Actor,
        incubator: UUID,
        setup: Mapping[str, Any],
        *,
        slug: str | None = None,
        copied: UUID | None = None,
    ) -> Hackathon:
        """Begin to prepare one for an incubator that somebody manages, with some parts of its setup."""
        host = self.log.get(Incubator, incubator)
        if by.system is None:
            host.must_be_manager(by)
        parts = self._parts(setup)
        titles = (parts.get("about") or {}).get("title") or {}
        if not titles:
            raise Invalid([Problem("title", "required")])
        name, now = titles.get("en") or next(iter(titles.values())), self.log.clock()
        for candidate in [slug] if slug else slugs.candidates(name, fallback="hackathon"):
            if candidate in RESERVED:
                continue
            drafted = Hackathon.begin(by, now, slug=candidate, incubator=incubator, setup=parts, copied=copied)
            try:
                self.log.save(drafted, claim=[(SLUG, candidate, drafted.id)])
            except Taken:
                continue
            return drafted
        raise Invalid([Problem("slug", "taken", {"value": slug or name})])

    def _parts(self, setup: Mapping[str, Any]) -> dict[str, Any]:
        parts: dict[str, Any] = {}
        for part, typed in setup.items():
            # Tracks come before prizes and dates before the schedule: both refer to what is there.
            parts[part] = checked(part, typed, {**setup, **parts}, None)
        return parts

    def change(
        self, by: Actor, hackathon: UUID, part: str, typed: Mapping[str, Any], *, version: int | None = None
    ) -> Hackathon:
        """Save one part. Two people may save different parts at once; of the same part the second is told: `Stale`."""

        def save() -> Hackathon:
            found = self.led(by, hackathon, "setup")
            current = found.versions.get(part, 0)
            if version is not None and version != current:
                raise Stale("hackathon_part", f"{hackathon}/{part}", version, current)
            now = self.log.clock()
            value = checked(part, typed, found.setup, now)
            guards = kept_tracks(self.judged, found, value) if part == "tracks" else []
            changing.change(found, by, now, part, value)
            self.log.save(found, guards=guards)
            return found

        return self._again(save)

    def announce(self, by: Actor, hackathon: UUID) -> Hackathon:
        """Show it to everybody, when nothing is missing and every host agrees."""
        found = self.led(by, hackathon, "setup")
        changing.announce(found, by, self.log.clock(), self.speaks_for(by, found))
        self.log.save(found)
        return found

    def cancel(self, by: Actor, hackathon: UUID, why: object) -> Hackathon:
        """Call it off, with a reason; a draft needs none."""
        found = self.led(by, hackathon, "setup")
        reason = self._reason(by, why, least=0 if found.state == "draft" else 5)
        changing.cancel(found, by, self.log.clock(), reason)
        self.log.save(found)
        return found

    # -- what needs every host --------------------------------------------------------------------------------------

    def agree(self, by: Actor, hackathon: UUID, seen: str | None = None) -> Hackathon:
        """A manager agrees to the rules, deadlines and prizes of a draft, for every host that they manage.

        With `seen` (their `digest`) to those that they read, and to no others.
        """
        found = self.led(by, hackathon, "setup")
        if seen is not None and seen != digest(found.setup):
            raise Broken("rules_changed_since")
        sides = self.speaks_for(by, found)
        if not sides:
            raise Refused("not_a_host")
        for side in sides:
            hosting.agree(found, by, self.log.clock(), side)
        self.log.save(found)
        return found

    def propose(
        self,
        by: Actor,
        hackathon: UUID,
        part: str,
        typed: Mapping[str, Any],
        why: object,
        *,
        version: int | None = None,
    ) -> Hackathon:
        """Propose another text of rules, deadlines or prizes after the announcement, with a reason for everybody.

        Raises `Stale` where the part reads otherwise by now than when somebody began to write (`version`).
        """
        found = self.led(by, hackathon, "setup")
        if part not in NEEDS_EVERY_HOST:
            raise Missing("part", part)
        if version is not None and version != (current := found.versions.get(part, 0)):
            raise Stale("hackathon_part", f"{hackathon}/{part}", version, current)
        now = self.log.clock()
        value = checked(part, typed, found.setup, now)
        reason = self._reason(by, why, least=5)
        sides = self.speaks_for(by, found)
        guards = self._building_stays_closed(found, part, value)
        changing.propose(found, by, now, sides[0] if sides else None, part, value, reason)
        self.log.save(found, guards=guards)
        return found

    def agree_change(self, by: Actor, hackathon: UUID, change: UUID) -> Hackathon:
        """A manager of another host agrees; with the last host the change applies."""
        found = self.led(by, hackathon, "setup")
        waiting = found.open_changes.get(change.hex)
        sides = self.speaks_for(by, found)
        if not sides:
            raise Refused("not_a_host")
        left = [side for side in sides if waiting is None or side.hex not in waiting["agreed"]]
        if waiting is not None and waiting["part"] == "dates":
            checked("dates", waiting["value"], found.setup, self.log.clock())  # a moment may have passed meanwhile
        guards = self._building_stays_closed(found, waiting["part"], waiting["value"]) if waiting else []
        for side in left or sides[:1]:
            changing.agree_change(found, by, self.log.clock(), side, change)
        self.log.save(found, guards=guards)
        return found

    def refuse_change(self, by: Actor, hackathon: UUID, change: UUID, why: object = "") -> Hackathon:
        """A manager of a host refuses a change, or whoever proposed it takes it back."""
        found = self.led(by, hackathon, "setup")
        waiting, sides = found.open_changes.get(change.hex), self.speaks_for(by, found)
        own = waiting is not None and waiting["by"] == by.by
        if not sides and not own and by.system is None:
            raise Refused("not_a_host")
        reason = self._reason(by, why, least=0)
        changing.refuse_change(found, by, self.log.clock(), None if own or not sides else sides[0], change, reason)
        self.log.save(found)
        return found

    # -- phases ------------------------------------------------------------------------------------------------------

    def open_phase(self, by: Actor, hackathon: UUID, phase: str) -> Hackathon:
        """Open a phase by hand."""
        found = self.led(by, hackathon, "setup")
        found.open_phase(by, self.log.clock(), _phase(phase))
        self.log.save(found)
        return found

    def close_phase(self, by: Actor, hackathon: UUID, phase: str) -> Hackathon:
        """Close a phase without a deadline by hand."""
        found = self.led(by, hackathon, "setup")
        found.close_phase(by, self.log.clock(), _phase(phase))
        self.log.save(found)
        return found

    def record_phases(self, by: Actor, hackathon: UUID) -> bool:
        """The timer writes down which moments have passed."""
        if by.system is None:
            raise Refused("not_a_host")
        found = self.log.get(Hackathon, hackathon)
        if recorded := found.record_phases(by, self.log.clock()):
            self.log.save(found)
        return recorded

    # -- inside ------------------------------------------------------------------------------------------------------

    def _building_stays_closed(self, found: Hackathon, part: str, value: Mapping[str, Any]) -> list[Guard]:
        """Dates under which teams would build again are refused once a round of judging has opened."""
        now = self.log.clock()
        if part != "dates" or not found.times("building").over(now):
            return []
        again = not times_of(value["phases"], found.hands, "building").over(now)
        return [not_judged(self.judged, found.id)] if again else []

    def _reason(self, by: Actor, typed: object, *, least: int) -> PersonalText | None:
        if by.account is None:
            return None
        return self.personal(by, "why", typed, most=1000, least=least)

    @staticmethod
    def _again(command: Callable[[], Hackathon]) -> Hackathon:
        for _ in range(3):
            try:
                return command()
            except Stale as stale:
                if stale.kind == "hackathon_part":
                    raise
        return command()


def _phase(name: str) -> str:
    if name not in PHASES:
        raise Missing("phase", name)
    return name
