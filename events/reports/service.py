"""Saying that something is wrong: anybody may, without an account too."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Refused, Taken
from events.log import Log
from events.personal import PersonalText
from events.reports import subjects
from events.reports.aggregate import Report
from events.reports.guards import MayReport, Traffic
from events.service import Service
from events.store import Keys

OPEN = "open_report"
"""The claim that keeps one open report a person and thing; what a visitor sends twice has the form's own value."""


class Reports(Service):
    """The command of whoever meets something wrong."""

    def __init__(self, log: Log, keys: Keys, traffic: Traffic) -> None:
        super().__init__(log, keys)
        self.traffic = traffic

    def report(
        self,
        by: Actor,
        kind: str,
        about: UUID,
        typed: Mapping[str, Any],
        *,
        part: str | None = None,
        startup: UUID | None = None,
        once: str | None = None,
    ) -> Report:
        """Report a thing with a reason code and a text; whoever has an open report of it gets that one back.

        `startup` is whose founder a reported person is; `once` tells one sending of a visitor's form from another.
        """
        subject = subjects.find(self.log, kind, about, part, startup)
        subjects.must_meet(by, subject, self.log)
        reason, text = checked(typed)
        if by.system is not None:
            raise Refused("sign_in")
        id, claim = uuid4(), claimed(by.by if by.account else f"once:{once or uuid4().hex}", kind, about, part)
        if (owner := self.log.owner(OPEN, claim)) is not None:  # before the limits: it is there already
            return self.log.get(Report, owner)
        now = self.log.clock()
        may = MayReport(self.traffic, by.by, by.account is not None, about, now)
        report = Report.begin(
            by, now, id=id, kind=kind, about=about, part=subject.part, version=subject.version,
            startup=subject.startup.id if subject.startup else None, country=subject.country, reason=reason,
            text=self._sealed(by, id, text),
        )  # fmt: skip
        try:
            self.log.save(report, claim=[(OPEN, claim, id)], guards=[may])
        except Taken:
            owner = self.log.owner(OPEN, claim)
            if owner is None:  # it was decided in this moment
                return self.report(by, kind, about, typed, part=part, startup=startup, once=once)
            return self.log.get(Report, owner)
        return report

    def _sealed(self, by: Actor, report: UUID, text: str) -> PersonalText | None:
        # A visitor has no key; the report has one of its own, so that its words can be forgotten too.
        return self.keys.seal(by.account or report, text) if text else None


def checked(typed: Mapping[str, Any]) -> tuple[str, str]:
    """Reason and text, cleaned. Raises `Invalid`."""
    check = Checker()
    reason = check.choice("reason", typed.get("reason"), vocabulary.report_reasons)
    text = check.text("text", typed.get("text"), most=2000, least=10 if reason == "other" else 0, lines=True)
    check.done()
    return reason, text


def claimed(who: str, kind: str, about: UUID, part: str | None) -> str:
    """The claim's value."""
    return f"{who}:{kind}:{about.hex}:{part or ''}"
