"""The follower that keeps everybody's suggestions fresh: an engine in memory, fed by the log."""

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from bridge.followers import lists, profiles
from bridge.followers.learning import Learning, learnt
from bridge.followers.lists import Change
from events.fact import Fact
from events.log import Entry
from events.startups import standing
from events.startups.confirming import ProfileConfirmed, ProfileWentStale
from events.startups.events import FounderAdded, ProfileChanged, StartupPublished, StartupRegistered
from events.startups.hiding import ProfileHidden, ProfileShownAgain
from events.store.follower import BATCH, Follower
from events.store.places import Moved, move
from events.store.tables import events
from events.terms.events import TagFolded, TagUnfolded, TermReplaced
from matching import Engine, Profile

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading

logger = logging.getLogger(__name__)

STARTUPS: tuple[type[Fact], ...] = (
    StartupRegistered, ProfileChanged, StartupPublished, FounderAdded, ProfileHidden, ProfileShownAgain,
    ProfileConfirmed, ProfileWentStale, *standing.FACTS,
)  # fmt: skip
WORDS: tuple[type[Fact], ...] = (TagFolded, TagUnfolded, TermReplaced)
TOPICS = tuple(fact.TOPIC for fact in (*STARTUPS, *WORDS))
MANY = 20
"""So many startups at once (an import) are not written one by one: all lists are looked through instead."""
GRAIN = 0.1  # seconds of work on other lists before the log is looked at again
DRIFT, LEAST_CHANGES = 0.05, 20


class Matcher(Follower[Change]):
    """Takes in changed profiles at once; between events it brings all lists in line, and now and then learns anew.

    Two of them may run: whoever is second finds the place moved and writes nothing.
    """

    def __init__(self, bridge: "Bridge") -> None:
        super().__init__("matcher", bridge.log, self._take_in, lists.write, topics=TOPICS)
        self.bridge = bridge
        self.engine: Engine | None = None
        self.known: dict[UUID, Profile] = {}
        self.upto = 0  # the engine knows everything up to this event
        self.waiting: dict[UUID, None] = {}  # whose lists are still to be looked through, in this order
        self.changed = 0
        self.learning: Learning | None = None

    def step(self) -> int:
        """Take in what is new, or do a little of what can wait; answers whether there was anything to do."""
        if self.engine is None:
            self.load()
        return super().step() or self.tidy()

    def run(self, stop: threading.Event) -> None:
        """Follow until told to stop; what is being learnt then is given up."""
        try:
            super().run(stop)
        finally:
            if self.learning is not None:
                self.learning.give_up()

    # -- the engine ---------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Learn from everybody who takes part; all lists are then looked through."""
        began = time.monotonic()
        with self.bridge.reading() as reading:
            self.upto = reading.connection.scalar(sa.select(sa.func.max(events.c.id))) or 0
            self.known = profiles.everybody(reading)
        self.engine = learnt(list(self.known.values()), profiles.lexicon())
        self.waiting = dict.fromkeys(self.known)
        with self.database.change() as tx:
            lists.sweep(tx, self.known)
        logger.info("the matcher knows %d startups after %.1f s", len(self.known), time.monotonic() - began)

    def _take_in(self, entries: Sequence[Entry]) -> Change:
        """Tell the engine what is new, and say which rows that makes."""
        engine = self.engine
        if engine is None:
            raise RuntimeError("not loaded")
        touched = self._touched(entries)
        self.upto = max(self.upto, entries[-1].id)
        if not touched:
            return Change()
        if len(touched) <= MANY:
            return lists.change(engine, sorted(touched))
        self.waiting = dict.fromkeys([*sorted(touched & self.known.keys()), *self.known])
        return Change(anew=touched - self.known.keys())

    def _touched(self, entries: Sequence[Entry]) -> set[UUID]:
        """Put the startups that these entries are about into the engine, and those that another process took in."""
        with self.bridge.reading() as reading:
            touched = set().union(*(_about(reading, entry) for entry in self._unread(entries)))
            found = profiles.some(reading, touched)
        for startup, profile in found.items():
            self._put(startup, profile)
        return touched

    def _unread(self, entries: Sequence[Entry]) -> Iterable[Entry]:
        while self.upto < entries[0].id - 1:
            missed = self.log.entries(self.upto, BATCH, upto=entries[0].id - 1, topics=TOPICS)
            yield from missed
            self.upto = missed[-1].id if missed else entries[0].id - 1
        yield from (entry for entry in entries if entry.id > self.upto)

    def _put(self, startup: UUID, profile: Profile | None) -> None:
        if self.engine is None:
            raise RuntimeError("not loaded")
        if profile is None:
            self.engine.remove(startup.hex)
            self.known.pop(startup, None)
            self.waiting.pop(startup, None)
        else:
            self.engine.put(profile)
            self.known[startup] = profile
        self.changed += 1
        if self.learning is not None:
            self.learning.missed.add(startup)

    # -- between events -----------------------------------------------------------------------------------------

    def tidy(self) -> int:
        """Look through some lists, or begin or end learning anew; answers whether there was anything to do."""
        if self.learning is not None and self.learning.done:
            self._take_over(self.learning)
        elif self.learning is None and self.changed >= max(LEAST_CHANGES, DRIFT * len(self.known)):
            self.changed = 0
            self.learning = Learning(list(self.known.values()), profiles.lexicon())
        return self._look_through()

    def _take_over(self, learning: Learning) -> None:
        self.learning = None
        if learning.engine is None:
            logger.error("learning anew failed; the matcher goes on with what it knew")
            return
        for startup in learning.missed:
            if (profile := self.known.get(startup)) is None:
                learning.engine.remove(startup.hex)
            else:
                learning.engine.put(profile)
        self.engine = learning.engine
        self.waiting = dict.fromkeys(self.known)
        logger.info("the matcher has learnt anew from %d startups", len(self.known))

    def _look_through(self) -> int:
        if self.engine is None or not self.waiting:
            return 0
        at = self.place()
        if at.stopped_at is not None:
            return 0
        ends, made = time.monotonic() + GRAIN, {}
        for startup in list(self.waiting):
            made[startup] = lists.own_list(self.engine, startup)
            if time.monotonic() >= ends:
                break
        try:
            with self.database.change() as tx:
                move(tx, self.name, at.position, at.position)  # alone from here on
                lists.bring_in_line(tx, made)
        except Moved:
            return 1
        for startup in made:
            self.waiting.pop(startup, None)
        return len(made)


def _about(reading: "Reading", entry: Entry) -> set[UUID]:
    fact = entry.fact
    if isinstance(fact, TagFolded | TagUnfolded):
        return profiles.carriers(reading, "tag", fact.tag)
    if isinstance(fact, TermReplaced):
        return profiles.carriers(reading, fact.kind, fact.successor)
    return {fact.originator_id}
