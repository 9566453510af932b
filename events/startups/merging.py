"""Merging a duplicate: who may, what is looked at before, both sides in one transaction."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Invalid, Problem, Refused
from events.log import Log
from events.personal import PersonalText
from events.service import Service
from events.startups.aggregate import BELONGS, Startup
from events.startups.duplicates import Merge, Stay, merge, plan
from events.startups.events import Admitted, Graduated
from events.startups.keepers import managed
from events.startups.service import SOURCE
from events.store import Keys, Transaction


class Ties(Protocol):
    """Implemented by a read model."""

    def open_introductions(self, tx: Transaction, startup: UUID) -> int:
        """How many introductions of a startup are under way."""


@dataclass(frozen=True, slots=True)
class NothingUnderWay:
    """The guard of a merge: whoever talks with somebody does not disappear."""

    ties: Ties
    startup: UUID

    def __call__(self, tx: Transaction) -> None:
        if self.ties.open_introductions(tx, self.startup):
            raise Broken("merge_with_introductions")


class Merging(Service):
    """Commands on duplicates."""

    def __init__(self, log: Log, keys: Keys, ties: Ties) -> None:
        super().__init__(log, keys)
        self.ties = ties

    def preview(self, by: Actor, twin: UUID, into: UUID) -> Merge:
        """What would go where. Raises what the merge itself would raise."""
        found, stays = self.log.get(Startup, twin), self.log.get(Startup, into)
        self._must_merge(by, found, stays)
        return plan(found, stays)

    def merge(self, by: Actor, twin: UUID, into: UUID, why: object = None) -> Startup:
        """Let an unclaimed profile go into another one; an organiser says why. Answers the one that stays."""
        reason = self.personal(by, "why", why, most=1000)

        def command() -> Startup:
            found, stays = self.log.get(Startup, twin), self.log.get(Startup, into)
            if self._must_merge(by, found, stays) and reason is None:
                raise Invalid([Problem("why", "required", {})])
            return self.finish(by, found, stays, reason)

        return self.again(command)

    def finish(self, by: Actor, twin: Startup, into: Startup, why: PersonalText | None) -> Startup:
        """Write both sides of a merge that somebody was allowed to decide."""
        moves = merge(twin, into, by, self.log.clock(), why, self._stays(twin))
        keys = [(SOURCE, ":".join(source)) for source in moves.sources]
        self.log.save(
            into, twin, release=keys, claim=[(kind, key, into.id) for kind, key in keys],
            guards=[NothingUnderWay(self.ties, twin.id)],
        )  # fmt: skip
        return into

    def _must_merge(self, by: Actor, twin: Startup, into: Startup) -> bool:
        """Managers merge what is in one incubator of theirs, organisers what is in their country: those say why."""
        if by.system is not None:
            return False
        if set(managed(self.log, by, twin)) & set(managed(self.log, by, into)):
            return False
        if all(by.organises(one.profile["country"]) for one in (twin, into)):
            if twin.profile["country"] != into.profile["country"]:
                raise Broken("merge_across_countries")
            return True
        raise Refused("not_a_manager")

    def _stays(self, twin: Startup) -> dict[UUID, Stay]:
        """Since when a profile belongs to its incubators."""
        days: dict[UUID, Stay] = {}
        for entry in self.log.entries(of=twin.id):
            fact = entry.fact
            if isinstance(fact, Admitted):
                days[fact.incubator] = Stay(fact.on or fact.timestamp.isoformat())
            elif isinstance(fact, Graduated):
                days[fact.incubator] = Stay(days[fact.incubator].admitted_on, fact.on)
        return {id: stay for id, stay in days.items() if twin.admission(id) in BELONGS}
