"""What the demonstration shows of trust: badges, fresh and stale profiles, reports with a decision and an appeal."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zlib import crc32

from bridge.demo.content import Content, Stay
from bridge.demo.timeline import DEMO, Cast, Moment
from events import vocabulary
from events.actor import VISITOR, Actor

if TYPE_CHECKING:
    from bridge.composition import Bridge

STALE, ASKED = "sutlej-sabz", "warsak-cautery"
"""Whose founders have not answered for months, and whose are asked these days."""
NOTES = {"registered": "Extract from the register of companies, seen at our desk.", "product_seen": "Shown to us live."}
HALF_A_YEAR = timedelta(days=183)


class Trust:
    """Reports have their days in 2026; what grows old is counted back from the present, or all would be out of date."""

    def __init__(self, bridge: "Bridge", cast: Cast, content: Content, until: datetime) -> None:
        self.bridge, self.cast, self.content, self.until = bridge, cast, content, until

    def moments(self, joined: dict[str, datetime]) -> Iterator[Moment]:
        """Everything, given when each startup joined."""
        for slug, since in joined.items():
            yield from self._freshness(slug, since)
        for stay in self.content.admissions:
            yield from self._badges(stay)
        yield from self._reports()
        houses = [incubator.slug for incubator in self.content.incubators][:3]
        for number, slug in enumerate(houses):
            for what in ("registered", "premises_seen")[: 2 - number % 2]:
                yield Moment(datetime(2026, 3, 5 + number, 9, tzinfo=UTC), partial(self._verify_house, slug, what))

    # -- fresh and stale ----------------------------------------------------------------------------------------

    def _freshness(self, slug: str, since: datetime) -> Iterator[Moment]:
        """Most were confirmed within the last months; they would otherwise all be asked about on the first day."""
        if slug == STALE:
            for ago in (75, 58, 25):
                yield Moment(max(self.until - timedelta(days=ago), since), partial(self._remind, slug))
            return
        days = 8 + _number(slug) % 150
        at = self.until - (timedelta(days=days) if slug != ASKED else HALF_A_YEAR + timedelta(days=3))
        if at > since + timedelta(days=1):
            yield Moment(at, partial(self._confirm, slug))
        if slug == ASKED:
            yield Moment(max(self.until - timedelta(days=1), since), partial(self._remind, slug))

    def _confirm(self, slug: str) -> None:
        self.bridge.confirmations.confirm(self.cast.founders.get(slug, DEMO), self.cast.startups[slug])

    def _remind(self, slug: str) -> None:
        self.bridge.confirmations.remind(DEMO, self.cast.startups[slug])

    # -- badges -------------------------------------------------------------------------------------------------

    def _badges(self, stay: Stay) -> Iterator[Moment]:
        number = _number(stay.startup)
        for what in vocabulary.verifications.codes[: number % 4]:
            at = self.until - timedelta(days=20 + (number >> 4) % 600)
            if at > stay.at:
                yield Moment(at, partial(self._verify, stay, what))

    def _verify(self, stay: Stay, what: str) -> None:
        manager = self.cast.managers.get(stay.incubator, DEMO)
        self.bridge.verifications.verify(
            manager,
            self.cast.startups[stay.startup],
            self.cast.incubators[stay.incubator],
            what,
            NOTES.get(what) if manager.account else None,
        )

    def _verify_house(self, slug: str, what: str) -> None:
        self.bridge.verifications.verify_incubator(self._organiser(), self.cast.incubators[slug], what)

    # -- reports ------------------------------------------------------------------------------------------------

    def _reports(self) -> Iterator[Moment]:
        yield Moment(datetime(2026, 9, 14, 7, tzinfo=UTC), self._decided)
        yield Moment(datetime(2026, 11, 3, 9, tzinfo=UTC), self._appealed)
        yield Moment(datetime(2026, 11, 19, 6, tzinfo=UTC), self._open)

    def _decided(self) -> None:
        report = self.bridge.reports.report(
            self.cast.founders["ravi-lipi"], "startup", self.cast.startups["pairhan-thread"],
            {"reason": "copied", "text": "The second paragraph is from our own page, word by word."},
        )  # fmt: skip
        self.bridge.moderation.decide(self._organiser(), [report.id], {
            "measure": "change", "reason": "copied", "message": "Please write the second paragraph in your own words.",
            "record": "Compared both pages: one paragraph is the same.",
        })  # fmt: skip

    def _appealed(self) -> None:
        startup = self.cast.startups["tolkun-sector"]
        typed = {"reason": "wrong_data", "text": "They do not work in Osh any more."}
        report = self.bridge.reports.report(VISITOR, "startup", startup, typed)
        # The country's own office decides, so that the organiser of all has an appeal to answer.
        decision = self.bridge.moderation.decide(self._organiser("organiser-kyrgyzstan"), [report.id], {
            "measure": "change", "reason": "wrong_data", "message": "Please say where you work now.",
        })  # fmt: skip
        message = "We still have our workshop in Osh; only the office has moved."
        self.bridge.moderation.appeal(self.cast.founders["tolkun-sector"], decision.id, message)

    def _open(self) -> None:
        startup = self.cast.startups["seaview-settle"]
        typed = {"reason": "wrong_data", "text": "The number of people in the team is last year's."}
        self.bridge.reports.report(VISITOR, "startup", startup, typed)
        self.bridge.reports.report(self.cast.founders["ravi-lipi"], "startup", startup, {"reason": "not_company"})

    def _organiser(self, who: str = "organiser") -> Actor:
        return self.bridge.actor_for(self.cast.accounts[f"{who}@demo.example"])


def _number(slug: str) -> int:
    return crc32(slug.encode())
