"""The feed of changes: a line a fact, in the order of the log, shown to those who may know of what it is about.

Lines hold kinds, ids and names of fields; what something looks like now, the reader asks for. What only the people of a
startup read in its history (whom it blocks, whom it does not want) has no line at all.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, Number, inserting, moment, packed, unpacked
from bridge.readmodels.directory import Directory
from events.actor import Actor
from events.fact import Fact
from events.hackathons import events as hackathons
from events.incubators import events as incubators
from events.incubators import trust
from events.introductions import events as introductions
from events.introductions.agreeing import SideAgreed
from events.introductions.held import MeetingNotHeld
from events.partnerships import events as partnerships
from events.startups import events as startups
from events.startups import hiding, verifying
from events.startups.aggregate import BELONGS
from events.startups.confirming import ProfileConfirmed
from events.startups.duplicates import StartupTookIn
from events.startups.standing import ACTIVE, StartupMerged, StartupReinstated, StartupSuspended, StartupWithdrawn
from events.store import Prepared, Transaction

# For whoever may see the thing itself.
OPEN: frozenset[type[Fact]] = frozenset({
    startups.StartupRegistered, startups.ProfileChanged, startups.StartupRenamed, startups.StartupPublished,
    startups.Admitted, startups.Graduated, incubators.IncubatorListed, incubators.FactsListed,
    incubators.IncubatorConfirmed, incubators.PageChanged, partnerships.PartnershipConfirmed,
    partnerships.MilestoneReached, partnerships.PartnershipEnded,
    verifying.StartupVerified, verifying.VerificationWithdrawn, ProfileConfirmed, hiding.ProfileShownAgain,
    StartupReinstated, StartupTookIn, trust.IncubatorVerified, trust.IncubatorVerificationWithdrawn,
    trust.PageShownAgain,
    hackathons.HackathonAnnounced, hackathons.ChangeApplied, hackathons.DeadlineMoved, hackathons.HackathonCancelled,
    hackathons.PhaseOpened, hackathons.PhaseClosed,
})  # fmt: skip
# For its own people, for those who look after it, and for organisers.
INNER: frozenset[type[Fact]] = frozenset({
    startups.FounderAdded, startups.FounderLeft, startups.AdmissionAsked, startups.AdmissionOffered,
    startups.AdmissionEnded, incubators.ManagerAdded, incubators.ManagerLeft, introductions.IntroductionProposed,
    introductions.IntroductionAccepted, introductions.IntroductionDeclined, introductions.IntroductionWithdrawn,
    introductions.IntroductionReminded, introductions.IntroductionExpired, introductions.TimesProposed,
    introductions.MeetingConfirmed, introductions.MeetingCancelled, introductions.StartupsMet,
    introductions.NothingCame, partnerships.PartnershipRecorded, partnerships.PartnershipDisputed,
    hiding.ProfileHidden, StartupSuspended, trust.PageHidden, SideAgreed, MeetingNotHeld, StartupMerged,
    StartupWithdrawn,
})  # fmt: skip
CONFIRMED = ("confirmed", "ended")
AT_ONCE = 2000  # events that one request looks through, whoever may see few of them
GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One line; of what the reader may not see any more only that it is gone."""

    event_id: int
    topic: str
    kind: str
    about: UUID
    fields: list[str] | None
    at: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that somebody may see, and the event up to which there are no others."""

    lines: list[Change]
    upto: int
    more: bool


class Changes:
    """Built from every fact, before the other read models: so it sees what they looked like until then."""

    directory: Directory
    introductions: sa.Table
    hackathons: sa.Table
    partnerships: sa.Table

    def __init__(self, slot: str, metadata: sa.MetaData) -> None:
        self.rows = sa.Table(
            f"changes_{slot}", metadata,
            sa.Column("event_id", Number, primary_key=True),
            sa.Column("topic", Code, nullable=False),
            sa.Column("kind", Code, nullable=False),
            sa.Column("about", Id, nullable=False),
            sa.Column("other", Id),
            sa.Column("open", sa.Boolean, nullable=False),
            sa.Column("left", Code),
            sa.Column("came", Code),
            sa.Column("fields", sa.Text),
            sa.Column("at", Moment, nullable=False),
        )  # fmt: skip
        self.insert = inserting(self.rows)

    def connect(
        self, directory: Directory, introductions: sa.Table, partnerships: sa.Table, hackathons: sa.Table
    ) -> None:
        """Know the tables that say who may see what."""
        self.directory, self.introductions, self.partnerships = directory, introductions, partnerships
        self.hackathons = hackathons
        key = sa.bindparam("key", type_=Id)
        own, houses = directory.startups.rows, directory.incubators.rows
        self.read = {
            "startup": Prepared(sa.select(own.c.visibility, own.c.standing).where(own.c.id == key)),
            "incubator": Prepared(sa.select(houses.c.visibility, sa.literal(ACTIVE)).where(houses.c.id == key)),
        }

    def handle(self, tx: Transaction, fact: Fact, event_id: int) -> None:
        """Write the line of a fact, if it has one."""
        cls = type(fact)
        if cls not in OPEN and cls not in INNER:
            return
        changed = getattr(fact, "changes", None)
        row = {
            "event_id": event_id, "topic": fact.TOPIC, "kind": fact.TOPIC.partition(".")[0],
            "about": fact.originator_id, "other": getattr(fact, "incubator", None), "open": cls in OPEN,
            "left": self._left(tx, fact), "came": self._came(tx, fact),
            "fields": None if changed is None else packed(sorted(changed)), "at": moment(fact),
        }  # fmt: skip
        tx.send(self.insert, row)

    def _left(self, tx: Transaction, fact: Fact) -> str | None:
        """How visible something was that this fact hides from somebody."""
        new = _visibility(fact)
        if new is None or (kind := fact.TOPIC.partition(".")[0]) not in self.read:
            return None
        before = tx.rows(self.read[kind], {"key": fact.originator_id})
        order = ("public", "members", "hidden")
        if not before or before[0][1] != ACTIVE or order.index(before[0][0]) >= order.index(new):
            return None
        return str(before[0][0])

    def _came(self, tx: Transaction, fact: Fact) -> str | None:
        """How visible something is again after this fact: whoever did not see it come back learns of no decision."""
        if isinstance(fact, hiding.ProfileShownAgain | trust.PageShownAgain):
            return fact.visibility
        if isinstance(fact, StartupReinstated):
            rows = tx.rows(self.read["startup"], {"key": fact.originator_id})
            return str(rows[0][0]) if rows else None
        return None

    # -- queries ------------------------------------------------------------------------------------------------

    def after(self, connection: sa.Connection, actor: Actor, place: int, *, limit: int = 100) -> Stretch:
        """The next lines after an event that an actor may see, in the order of the log."""
        rows = self.rows.c
        ahead = sa.select(rows.event_id).where(rows.event_id > place).order_by(rows.event_id)
        ids = list(connection.scalars(ahead.limit(AT_ONCE + 1)))
        if not ids:
            return Stretch([], place, False)
        upto, more = ids[:AT_ONCE][-1], len(ids) > AT_ONCE
        shown, gone = self._visible(actor), self._gone(actor)
        query = (
            sa.select(self.rows, shown.label("_shown"))
            .where(rows.event_id > place, rows.event_id <= upto, sa.or_(shown, gone))
            .order_by(rows.event_id)
            .limit(limit + 1)
        )
        found = connection.execute(query).mappings().all()
        if len(found) > limit:
            found, more = found[:limit], True
            upto = found[-1]["event_id"]
        return Stretch([_change(row) for row in found], upto, more)

    def _visible(self, actor: Actor) -> sa.ColumnElement[bool]:
        rows, directory = self.rows.c, self.directory
        startup, incubator = directory.startups.rows, directory.incubators.rows
        seen = sa.select(startup.c.id).where(directory.visible(actor))
        houses = sa.select(incubator.c.id).where(directory.incubator_visible(actor))
        house = sa.or_(rows.other.is_(None), rows.other.in_(houses))
        # What is public today may have been hidden when a decision about it ended.
        then = sa.or_(rows.came.is_(None), rows.came.in_(_within_sight(actor)))
        announced = sa.select(self.hackathons.c.id).where(self.hackathons.c.shown)
        conditions = [
            sa.and_(rows.kind == "startup", rows.open, rows.about.in_(seen), house, then),
            sa.and_(rows.kind == "incubator", rows.open, rows.about.in_(houses), then),
            sa.and_(rows.kind == "partnership", rows.open, rows.about.in_(self._confirmed(seen))),
            sa.and_(rows.kind == "hackathon", rows.open, rows.about.in_(announced)),
        ]
        if actor.account is not None:
            own, managed = directory.own_startups(actor), directory.own_incubators(actor)
            admissions = directory.startups.admissions.c
            kept = sa.select(admissions.startup).where(admissions.incubator.in_(managed), admissions.state.in_(BELONGS))
            met, agreed = self.introductions.c, self.partnerships.c
            sides = sa.select(met.id).where(sa.or_(met.proposer.in_(own), met.receiver.in_(own)))
            partners = sa.select(agreed.id).where(sa.or_(agreed.one.in_(own), agreed.other.in_(own)))
            mine = sa.or_(rows.about.in_(own), rows.about.in_(kept), rows.other.in_(managed))
            # What somebody was founder or manager of and may not see any more is closed to them as well.
            conditions += [
                sa.and_(rows.kind == "startup", mine, rows.about.in_(seen)),
                sa.and_(rows.kind == "incubator", rows.about.in_(managed)),
                sa.and_(rows.kind == "introduction", rows.about.in_(sides)),
                sa.and_(rows.kind == "partnership", rows.about.in_(partners)),
            ]
        if "organiser" in actor.roles:
            conditions.append(sa.or_(rows.kind.not_in(("startup", "hackathon")), rows.about.in_(seen)))
        return sa.or_(*conditions)

    def _confirmed(self, seen: sa.Select[Any]) -> sa.Select[Any]:
        agreed = self.partnerships.c
        either = sa.or_(agreed.one.in_(seen), agreed.other.in_(seen))
        return sa.select(agreed.id).where(agreed.state.in_(CONFIRMED), either)

    def _gone(self, actor: Actor) -> sa.ColumnElement[bool]:
        """What left the sight of such a reader at this line: it is told to those who could see it until then."""
        return self.rows.c.left.in_(_within_sight(actor))


def _within_sight(actor: Actor) -> tuple[str, ...]:
    return ("public",) if actor.account is None else ("public", "members")


def _visibility(fact: Fact) -> str | None:
    """How visible something is after a fact that says so."""
    if isinstance(fact, startups.StartupPublished):
        return fact.visibility
    if isinstance(fact, (hiding.ProfileHidden, StartupSuspended, StartupMerged, StartupWithdrawn, trust.PageHidden)):
        return "hidden"
    if isinstance(fact, (startups.ProfileChanged, incubators.PageChanged)):
        found: str | None = fact.changes.get("visibility")
        return found
    if isinstance(fact, (incubators.IncubatorConfirmed, incubators.FactsListed)):
        return str(fact.page["visibility"])
    return None


def _change(row: sa.RowMapping) -> Change:
    if not row["_shown"]:
        return Change(row["event_id"], GONE, row["kind"], row["about"], None, row["at"])
    fields = unpacked(row["fields"])
    return Change(row["event_id"], row["topic"], row["kind"], row["about"], fields, row["at"])
