"""What people can do with partnerships."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken, Refused, Taken
from events.introductions.aggregate import Introduction
from events.partnerships.aggregate import Partnership
from events.service import Service
from events.startups.aggregate import Startup

KIND = "partnership"


class Partnerships(Service):
    """Commands on partnerships: one of each kind may come of an introduction."""

    def record(self, by: Actor, introduction: UUID, typed: Mapping[str, Any]) -> Partnership:
        """One side of an accepted introduction records what was agreed: kind, day, summary in any languages."""
        met = self.log.get(Introduction, introduction)
        recorder = self._side(by, [met.proposer, met.receiver])
        if met.state not in ("accepted", "met"):
            raise Broken("not_in_state", state=met.state)
        now = self.log.clock()
        check = Checker()
        kind = check.choice("kind", typed.get("kind"), vocabulary.partnership_kinds)
        since = check.day("since", typed.get("since"), today=now.date())
        summary = check.texts("summary", typed.get("summary"), vocabulary.languages, most=1000, lines=True)
        check.done()
        partnership = Partnership.begin(
            by, now, introduction=introduction, startups=[met.proposer, met.receiver],
            recorder=recorder, kind=kind, summary=summary, since=since,
        )  # fmt: skip
        try:
            self.log.save(partnership, claim=[(KIND, f"{introduction.hex}:{kind}", partnership.id)])
        except Taken as taken:
            raise Broken("partnership_exists", kind=kind) from taken
        return partnership

    def answer(self, by: Actor, partnership: UUID, yes: bool) -> Partnership:
        """The other side confirms or disputes."""
        found = self.log.get(Partnership, partnership)
        self._side(by, [found.other])
        found.answer(by, self.log.clock(), yes)
        self.log.save(found)
        return found

    def reach(self, by: Actor, partnership: UUID, typed: Mapping[str, Any]) -> Partnership:
        """Either side adds a milestone: kind, day, note, a link as evidence, an amount in US dollars."""
        found = self.log.get(Partnership, partnership)
        side = self._side(by, found.startups)
        now = self.log.clock()
        check = Checker()
        milestone = {
            "kind": check.choice("kind", typed.get("kind"), vocabulary.milestones),
            "on": check.day("on", typed.get("on"), today=now.date()),
            "note": check.texts("note", typed.get("note"), vocabulary.languages, most=1000, lines=True),
            "evidence": check.address("evidence", typed.get("evidence")),
            "amount_usd": check.number("amount_usd", typed.get("amount_usd"), 1, 10_000_000_000),
            "startup": side.hex,
        }
        check.done()
        found.reach(by, now, milestone)
        self.log.save(found)
        return found

    def end(self, by: Actor, partnership: UUID, typed: Mapping[str, Any]) -> Partnership:
        """Either side records that they stopped working together, on a day, for a reason in any languages."""
        found = self.log.get(Partnership, partnership)
        self._side(by, found.startups)
        now = self.log.clock()
        check = Checker()
        on = check.day("on", typed.get("on"), today=now.date())
        reason = check.texts("reason", typed.get("reason"), vocabulary.languages, most=1000, lines=True)
        check.done()
        found.end(by, now, on, reason)
        self.log.save(found)
        return found

    def _side(self, by: Actor, startups: list[UUID]) -> UUID:
        for startup in startups:
            if by.acts_for(startup, self.log.get(Startup, startup).founders):
                return startup
        raise Refused("not_a_founder")
