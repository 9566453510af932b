"""Which fact is a letter to whom. The texts are `templates/mail/<kind>.txt`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.mail import Letter
from bridge.readmodels.base import unpacked
from events.fact import Fact
from events.introductions import events as introductions
from events.partnerships import events as partnerships
from events.startups import events as startups

if TYPE_CHECKING:
    from bridge.composition import Reading

Write = Callable[["Occasion"], Iterator[Letter]]


class Occasion:
    """One fact, and who and what stands around it."""

    def __init__(self, reading: "Reading", zone_of: Callable[[UUID], str], fact: Fact) -> None:
        self.connection, self.views = reading.connection, reading.views
        self.zone_of, self.fact = zone_of, fact
        self.open = reading.open

    def startup(self, id: UUID) -> sa.RowMapping | None:
        """Name and slug of a startup."""
        rows = self.views.startups.rows
        return self.connection.execute(sa.select(rows.c.name, rows.c.slug).where(rows.c.id == id)).mappings().first()

    def incubator(self, id: UUID | None) -> str:
        """The name of an incubator; empty for none."""
        rows = self.views.incubators.rows.c
        page = self.connection.scalar(sa.select(rows.page).where(rows.id == id)) if id else None
        names = unpacked(page)["name"] if page else {}
        return str(names.get("en") or next(iter(names.values()), ""))

    def founders(self, startup: UUID) -> list[UUID]:
        """Who acts for a startup, without whoever did this."""
        return [id for id in self.views.directory.founders(self.connection, startup) if str(id) != self.fact.by]

    def managers(self, incubator: UUID) -> list[UUID]:
        """Who acts for an incubator, without whoever did this."""
        return [id for id in self.views.directory.managers(self.connection, incubator) if str(id) != self.fact.by]

    def did_it(self, startup: UUID) -> bool:
        """Whether a founder of this startup did it."""
        return self.fact.by in map(str, self.views.directory.founders(self.connection, startup))

    def between(self, kind: str, mine: UUID, other: UUID, path: str, **params: object) -> Iterator[Letter]:
        """A letter to the founders of `mine` about `other`; letters that lead to one thing are one thread."""
        names = self.startup(mine), self.startup(other)
        if names[0] is None or names[1] is None:
            return
        told = {"mine": names[0]["name"], "theirs": names[1]["name"], **params}
        thread = ":".join(path.split("/")[1:3])
        for account in self.founders(mine):
            yield Letter(kind, account=account, params=told, path=path, thread=thread)


def _to_other_side(kind: str) -> Write:
    """A letter to the side of an introduction that did not do it."""

    def write(occasion: Occasion) -> Iterator[Letter]:
        id = occasion.fact.originator_id
        row = occasion.views.introductions.one(occasion.connection, id)
        if row is None:
            return
        one, other = row["proposer"], row["receiver"]
        if occasion.did_it(one):
            one, other = other, one
        yield from occasion.between(kind, one, other, f"/introductions/{id}")

    return write


def _expired(occasion: Occasion) -> Iterator[Letter]:
    id = occasion.fact.originator_id
    if (row := occasion.views.introductions.one(occasion.connection, id)) is not None:
        yield from occasion.between(
            "introduction_expired", row["proposer"], row["receiver"], f"/introductions/{id}"
        )  # fmt: skip


def _confirmed(occasion: Occasion) -> Iterator[Letter]:
    """Both sides hear of a meeting, each on the reader's clock; the words for it are chosen when the letter leaves."""
    fact, id = occasion.fact, occasion.fact.originator_id
    row = occasion.views.introductions.one(occasion.connection, id)
    if row is None or not isinstance(fact, introductions.MeetingConfirmed):
        return
    for mine, other in ((row["proposer"], row["receiver"]), (row["receiver"], row["proposer"])):
        for letter in occasion.between("meeting_confirmed", mine, other, f"/introductions/{id}"):
            zone = occasion.zone_of(letter.account) if letter.account else "UTC"
            when = {"when": fact.meeting["start"], "zone": zone, "minutes": fact.meeting["minutes"]}
            params = {**letter.params, **when, "calendar": _entry(occasion, fact.meeting, fact.sequence)}
            yield replace(letter, params=params)


def _called_off(occasion: Occasion) -> Iterator[Letter]:
    """The other side hears of it, with a file that takes the entry out of the calendar."""
    fact, id = occasion.fact, occasion.fact.originator_id
    lines = occasion.views.history.of(occasion.connection, id, private=True)
    confirmed = next((line for line in lines if line["topic"] == introductions.MeetingConfirmed.TOPIC), None)
    for letter in _to_other_side("meeting_cancelled")(occasion):
        params = dict(letter.params)
        if confirmed is not None and isinstance(fact, introductions.MeetingCancelled):
            meeting = unpacked(confirmed["details"])["meeting"]
            params["calendar"] = _entry(occasion, meeting, fact.sequence, cancelled=True)
        yield replace(letter, params=params)


def _entry(
    occasion: Occasion, meeting: Mapping[str, Any], sequence: int, *, cancelled: bool = False
) -> dict[str, object]:
    """What the letter's calendar file is made from; place and link stay on the page, nobody else's mail has them."""
    return {
        "introduction": str(occasion.fact.originator_id), "start": meeting["start"], "minutes": meeting["minutes"],
        "sequence": sequence, "changed": occasion.fact.timestamp.isoformat(), "cancelled": cancelled,
    }  # fmt: skip


def _partnership(occasion: Occasion) -> Iterator[Letter]:
    fact = occasion.fact
    if isinstance(fact, partnerships.PartnershipRecorded):
        other = next(id for id in fact.startups if id != fact.recorder)
        yield from occasion.between("partnership_recorded", other, fact.recorder, f"/partnerships/{fact.originator_id}")


def _admission(to_founders: str | None, to_managers: str | None) -> Write:
    """A letter to the side of an admission that did not do it."""

    def write(occasion: Occasion) -> Iterator[Letter]:
        fact: Any = occasion.fact
        startup, incubators = occasion.startup(fact.originator_id), occasion.views.incubators.rows
        query = sa.select(incubators.c.slug, incubators.c.page).where(incubators.c.id == fact.incubator)
        incubator = occasion.connection.execute(query).first()
        if startup is None or incubator is None:
            return
        names = unpacked(incubator.page)["name"]
        told = {"startup": startup["name"], "incubator": names.get("en") or next(iter(names.values()))}
        if occasion.did_it(fact.originator_id):
            kind, readers = to_managers, occasion.managers(fact.incubator)
            path = f"/incubators/{incubator.slug}/manage/startups"
        else:
            kind, readers, path = to_founders, occasion.founders(fact.originator_id), f"/startups/{startup['slug']}"
        thread = f"admission:{fact.originator_id}:{fact.incubator}"
        for account in readers if kind else ():
            yield Letter(str(kind), account=account, params=told, path=path, thread=thread)

    return write


def _ended(occasion: Occasion) -> Iterator[Letter]:
    """Only an answer is news: who leaves or withdraws is seen on the pages."""
    if isinstance(occasion.fact, startups.AdmissionEnded) and occasion.fact.how in ("refused", "declined"):
        yield from _admission("admission_refused", "admission_declined")(occasion)


WRITERS: Mapping[type[Fact], Write] = {
    introductions.IntroductionProposed: _to_other_side("introduction_proposed"),
    introductions.IntroductionReminded: _to_other_side("introduction_reminded"),
    introductions.IntroductionAccepted: _to_other_side("introduction_accepted"),
    introductions.IntroductionDeclined: _to_other_side("introduction_declined"),
    introductions.IntroductionExpired: _expired,
    introductions.TimesProposed: _to_other_side("times_proposed"),
    introductions.MeetingConfirmed: _confirmed,
    introductions.MeetingCancelled: _called_off,
    partnerships.PartnershipRecorded: _partnership,
    startups.AdmissionAsked: _admission(None, "admission_asked"),
    startups.AdmissionOffered: _admission("admission_offered", None),
    startups.Admitted: _admission("admission_answered", "admission_accepted"),
    startups.AdmissionEnded: _ended,
}
