"""What a decision does to other things, and how its end undoes that: everything is saved with the decision."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from events.actor import Actor
from events.errors import Missing
from events.fact import Root
from events.incubators import trust
from events.incubators.aggregate import Incubator
from events.introductions import removing
from events.introductions.aggregate import Introduction
from events.log import Log
from events.people.aggregate import Person, person_id
from events.reports import around
from events.reports.decisions import HIDE, REMOVE_TEXT, SUSPEND, SUSPEND_PERSON, Decision
from events.reports.guards import Founded, SameStartups
from events.reports.subjects import Subject
from events.startups import hiding
from events.startups.aggregate import Startup
from events.startups.standing import GONE
from events.store.recorder import Guard

Changed = TypeVar("Changed", bound=Root)


class Effects:
    """Collects the aggregates that change; `hits` are the startups that a decision suspends."""

    def __init__(self, log: Log, founded: Founded, by: Actor, now: datetime) -> None:
        self.log, self.founded, self.by, self.now = log, founded, by, now
        self.hits: list[UUID] = []
        self.guards: list[Guard] = []
        self.changed: dict[UUID, Root] = {}

    def begin(self, decision: UUID, subject: Subject, measure: str, reason: str, until: str | None) -> list[Root]:
        """Do what a measure says; answers what has to be saved."""
        by, now = self.by, self.now
        if measure == HIDE and subject.of_hackathon is not None:
            self.guards += around.guard_of(self.log, subject.of_hackathon.thing)
            for root in around.hide(self.log, subject.of_hackathon.thing, by, now):
                self._changes(root)
        elif measure == HIDE and subject.incubator is not None:
            trust.hide(self._changes(subject.incubator), by, now, decision, reason)
        elif measure == HIDE and subject.startup is not None:
            hiding.hide(self._changes(subject.startup), by, now, decision, reason)
        elif measure == REMOVE_TEXT and subject.introduction is not None and subject.part is not None:
            removing.remove(self._changes(subject.introduction), by, now, subject.part, decision)
        elif measure == SUSPEND and subject.startup is not None:
            self._suspend(subject.startup, decision, reason, until)
        elif measure == SUSPEND_PERSON and subject.person is not None:
            self._suspend_person(subject.person, decision, reason, until)
        return self._all()

    def end(self, decision: Decision) -> list[Root]:
        """Undo what a decision did."""
        by, now = self.by, self.now
        if decision.measure == HIDE and decision.kind in around.KINDS:
            thing = around.Thing(self.log, decision.kind, decision.about, now).thing
            for root in around.show_again(self.log, thing, by, now):
                self._changes(root)
        elif decision.measure == HIDE and decision.startup is None:
            trust.show_again(self._changes(self.log.get(Incubator, decision.about)), by, now, decision.id)
        elif decision.measure == HIDE and decision.startup is not None:
            if (startup := self._startup(decision.startup)) is not None:
                hiding.show_again(startup, by, now, decision.id)
        elif decision.measure == REMOVE_TEXT and decision.part is not None:
            text = self._changes(self.log.get(Introduction, decision.about))
            removing.restore(text, by, now, decision.part, decision.id)
        elif decision.measure == SUSPEND_PERSON and decision.person is not None:
            person = self._changes(self.log.get(Person, person_id(decision.person)))
            person.reinstate(by, now, decision.id)
            if not person.suspensions:
                self._bring_back(decision.person)
        for hit in decision.hits:
            if (startup := self._startup(hit)) is not None:
                hiding.reinstate(startup, by, now, decision.id)
        return self._all()

    def _suspend(self, startup: Startup, decision: UUID, reason: str, until: str | None) -> None:
        self.hits.append(startup.id)
        hiding.suspend(self._changes(startup), self.by, self.now, decision, reason, until)

    def _suspend_person(self, account: UUID, decision: UUID, reason: str, until: str | None) -> None:
        """The account, and the startups for which nobody could answer any more."""
        founded = self.founded.founded(account)
        self.guards.append(SameStartups(self.founded, account, frozenset(founded)))
        person = self._person(account)
        person.suspend(self.by, self.now, decision, reason, until)
        for id in founded:
            startup = self._startup(id)
            if startup is not None and all(f == account or self._is_suspended(f) for f in startup.founders):
                self._suspend(startup, decision, reason, until)

    def _bring_back(self, account: UUID) -> None:
        """Startups that were suspended because nobody could answer for them have somebody again."""
        for id in self.founded.founded(account):
            startup = self._startup(id)
            for key in list(startup.suspensions) if startup is not None else ():
                if startup is not None and self.log.get(Decision, UUID(key)).measure == SUSPEND_PERSON:
                    hiding.reinstate(startup, self.by, self.now, UUID(key))

    def _person(self, account: UUID) -> Person:
        try:
            return self._changes(self.log.get(Person, person_id(account)))
        except Missing:
            return self._changes(Person.begin(self.by, self.now, id=person_id(account), account=account))

    def _is_suspended(self, account: UUID) -> bool:
        try:
            return bool(self.log.get(Person, person_id(account)).suspensions)
        except Missing:
            return False

    def _startup(self, id: UUID) -> Startup | None:
        """A startup to be changed; None where it is gone since."""
        if isinstance(known := self.changed.get(id), Startup):
            return known
        startup = self.log.get(Startup, id)
        return None if startup.standing in GONE else self._changes(startup)

    def _changes(self, root: Changed) -> Changed:
        self.changed[root.id] = root
        return root

    def _all(self) -> list[Root]:
        return [root for root in self.changed.values() if root.pending]
