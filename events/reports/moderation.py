"""Deciding what was reported: by administrators and the office of the country, never about one's own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken, Invalid, Missing, Problem, Refused
from events.fact import Root
from events.log import Log
from events.reports import subjects
from events.reports.aggregate import Report
from events.reports.decisions import MEASURES, NOTHING, SUSPEND, SUSPEND_PERSON, Decision
from events.reports.effects import Effects
from events.reports.guards import Founded
from events.reports.service import OPEN, claimed
from events.reports.subjects import Subject
from events.service import Service
from events.store import Keys

LONGEST = timedelta(days=5 * 366)


class Moderation(Service):
    """Commands on reports and decisions."""

    def __init__(self, log: Log, keys: Keys, founded: Founded) -> None:
        super().__init__(log, keys)
        self.founded = founded

    def decide(self, by: Actor, reports: Sequence[UUID], typed: Mapping[str, Any]) -> Decision:
        """Answer open reports about one thing by a measure, with a reason and words for those it concerns.

        `typed` has measure, reason, message (for them), record (for those who decide) and until (a day; empty: for
        good). Of two who decide at once the second is told that it is done. Raises `Invalid`.
        """
        return self.again(lambda: self._decide(by, reports, typed))

    def _decide(self, by: Actor, reports: Sequence[UUID], typed: Mapping[str, Any]) -> Decision:
        found = [self.log.get(Report, report) for report in dict.fromkeys(reports)]
        if not found or len({(report.kind, report.about, report.part) for report in found}) != 1:
            raise Invalid([Problem("reports", "required")])
        subject = self._subject(found[0].kind, found[0].about, found[0].part, found[0].startup)
        self.must_be_impartial(by, subject, (report.reporter for report in found))
        now = self.log.clock()
        measure, reason, until = self._checked(subject, typed, now)
        message = self.personal(by, "message", typed.get("message"), most=2000, least=0 if measure == NOTHING else 10)
        record = self.personal(by, "record", typed.get("record"), most=2000)
        id, effects = uuid4(), Effects(self.log, self.founded, by, now)
        changed = effects.begin(id, subject, measure, reason, until)
        decision = Decision.begin(
            by, now, id=id, kind=subject.kind, about=subject.about, part=subject.part,
            startup=subject.startup.id if subject.startup else None, person=subject.person, country=subject.country,
            reports=[report.id for report in found], measure=measure, reason=reason, message=message, record=record,
            until=until, hits=effects.hits,
        )  # fmt: skip
        for report in found:
            report.close(by, now, id)
        release = [(OPEN, claimed(report.reporter, report.kind, report.about, report.part)) for report in found]
        self.log.save(decision, *found, *changed, release=release, guards=effects.guards)
        return decision

    # -- the other side -----------------------------------------------------------------------------------------

    def appeal(self, by: Actor, decision: UUID, message: object) -> Decision:
        """Those whom a decision concerns ask, once, that somebody else look at it."""

        def command() -> Decision:
            found = self.log.get(Decision, decision)
            if by.account is None or by.account not in self.concerned(found):
                raise Missing("decision", decision)
            text = self.personal(by, "message", message, most=2000, least=10)
            if text is None:
                raise Invalid([Problem("message", "required")])
            found.appeal_against(by, self.log.clock(), text)
            self.log.save(found)
            return found

        return self.again(command)

    def answer(self, by: Actor, decision: UUID, outcome: object, message: object, record: object = None) -> Decision:
        """Decide an appeal: `upheld` or `reversed`; who decided first does not."""
        check = Checker()
        code = check.choice("outcome", outcome, ("upheld", "reversed"))
        check.done()

        def command() -> Decision:
            found = self._open(by, decision)
            said = self.personal(by, "message", message, most=2000, least=10)
            note = self.personal(by, "record", record, most=2000)
            now, in_force = self.log.clock(), found.in_force
            found.answer(by, now, code, said, note)
            changed = self._effects(by, now, found) if code == "reversed" and in_force else []
            self.log.save(found, *changed)
            return found

        return self.again(command)

    def lift(self, by: Actor, decision: UUID, record: object = None) -> Decision:
        """End what a decision stopped before its time: the people have changed what was wrong."""

        def command() -> Decision:
            found = self._open(by, decision)
            note = self.personal(by, "record", record, most=2000)
            now = self.log.clock()
            found.end(by, now, "lifted", note)
            self.log.save(found, *self._effects(by, now, found))
            return found

        return self.again(command)

    def expire(self, by: Actor, decision: UUID) -> bool:
        """The timer's command: record that a suspension's time is over."""
        if by.system is None:
            raise Refused("system_only")

        def command() -> bool:
            found, now = self.log.get(Decision, decision), self.log.clock()
            if not found.in_force or not found.over(now):
                return False
            found.end(by, now, "until")
            self.log.save(found, *self._effects(by, now, found))
            return True

        return self.again(command)

    # -- who may ------------------------------------------------------------------------------------------------

    def concerned(self, decision: Decision) -> set[UUID]:
        """Whom a decision concerns."""
        subject = self._subject(decision.kind, decision.about, decision.part, decision.startup)
        near = set(subject.concerned)
        if decision.person is not None and decision.measure == SUSPEND_PERSON:
            near.add(decision.person)
        if decision.measure == SUSPEND and subject.startup is not None:
            near.update(subject.startup.founders)
        return near

    def must_be_impartial(self, by: Actor, subject: Subject, reporters: Iterable[str] = ()) -> None:
        """Raise `Refused` for those who do not decide in this country, and for those to whom it is their own."""
        if "administrator" not in by.roles and not by.organises(subject.country):
            raise Refused("not_a_moderator")
        if by.account in subject.insiders(self.log):
            raise Refused("own_thing")
        if by.by in reporters:
            raise Refused("own_report")

    def _open(self, by: Actor, decision: UUID) -> Decision:
        found = self.log.get(Decision, decision)
        subject = self._subject(found.kind, found.about, found.part, found.startup)
        self.must_be_impartial(by, subject, (self.log.get(Report, report).reporter for report in found.reports))
        return found

    def _subject(self, kind: str, about: UUID, part: str | None, startup: UUID | None) -> Subject:
        return subjects.find(self.log, kind, about, part, startup)

    def _effects(self, by: Actor, now: datetime, decision: Decision) -> list[Root]:
        return Effects(self.log, self.founded, by, now).end(decision)

    def _checked(self, subject: Subject, typed: Mapping[str, Any], now: datetime) -> tuple[str, str, str | None]:
        check = Checker()
        measure = check.choice("measure", typed.get("measure"), MEASURES[subject.kind])
        reason = check.choice("reason", typed.get("reason"), vocabulary.decision_reasons)
        if measure and measure != NOTHING and reason == "no_violation":
            check.problem("reason", "unknown_code")
        until = _until(check, typed.get("until"), now) if measure in (SUSPEND, SUSPEND_PERSON) else None
        check.done()
        if measure == SUSPEND_PERSON and subject.person is None:
            raise Broken("nobody_to_suspend")
        return measure, reason, until


def _until(check: Checker, typed: object, now: datetime) -> str | None:
    """The moment at which a suspension ends: the end of a day, in UTC; None for good."""
    if typed in (None, ""):
        return None
    try:
        end = datetime.combine(date.fromisoformat(str(typed)), time(), UTC) + timedelta(days=1)
    except (ValueError, OverflowError):
        check.problem("until", "not_a_date")
        return None
    if end <= now:
        check.problem("until", "in_the_past")
    elif end > now + LONGEST:
        check.problem("until", "out_of_range", low=1, high=LONGEST.days)
    return end.isoformat()
