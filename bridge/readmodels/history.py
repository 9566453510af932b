"""What happened, a line a fact and a thing it is about; pages turn topics and codes into sentences."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, Number, index, inserting, moment, packed, unpacked
from bridge.readmodels.keyset import Key, Order, ordered
from events.enquiries.events import EnquiryAsked
from events.fact import Fact
from events.hackathons.events import ChangeApplied, ChangeProposed, HackathonDrafted, PartChanged
from events.hackathons.help.events import HelpAsked
from events.hackathons.talking.events import AnnouncementSent, AnnouncementWritten
from events.incubators.events import FactsListed, IncubatorConfirmed, IncubatorListed, PageChanged
from events.introductions.events import IntroductionProposed
from events.introductions.removing import TextRemoved
from events.judging.round_events import (
    JudgesAssigned,
    PitchesPlanned,
    RankingConfirmed,
    ResultsPublished,
    RoundPlanned,
)
from events.judging.scorecard_events import ScoresSubmitted
from events.partnerships.events import PartnershipRecorded
from events.personal import PersonalText
from events.projects.events import ProjectRevised, ProjectSubmitted
from events.registrations.events import Registered, RegisteredAgain
from events.reports.decisions import AppealAnswered, DecisionEnded, DecisionMade
from events.results.certificate_events import CertificateIssued
from events.results.vote_events import VoteCast, VoteMoved, VoteWithdrawn
from events.startups.claim_requests import ClaimRefused, ClaimRequested
from events.startups.duplicates import StartupTookIn
from events.startups.events import ProfileChanged, StartupRegistered, SuggestionDismissed
from events.store import Prepared, Transaction
from events.teams.events import JoinAsked, TeamDescribed

# What a line keeps of a fact besides codes and ids: long texts stay in the log.
_LEAVES_OUT: dict[type[Fact], tuple[str, ...]] = {
    StartupRegistered: ("profile",),
    IncubatorListed: ("page", "facts"),
    FactsListed: ("page", "facts"),
    IncubatorConfirmed: ("page",),
    PageChanged: ("changes",),
    ProfileChanged: ("changes",),
    SuggestionDismissed: ("shown",),
    IntroductionProposed: ("suggestion",),
    StartupTookIn: ("filled", "sources"),
    EnquiryAsked: ("choices", "message"),
    ClaimRequested: ("message",),  # it is for those who decide, not for whoever has the profile later
    PartnershipRecorded: ("summary",),
    Registered: ("answers", "code"),
    RegisteredAgain: ("answers",),
    JoinAsked: ("message",),
    HelpAsked: ("text",),
    TeamDescribed: ("text",),
    ProjectSubmitted: ("content",),
    ProjectRevised: ("content",),
    HackathonDrafted: ("setup",),
    PartChanged: ("value",),
    ChangeProposed: ("value",),
    ChangeApplied: ("value",),
    RoundPlanned: ("plan",),
    JudgesAssigned: ("pairs",),
    PitchesPlanned: ("pitches",),
    RankingConfirmed: ("ranking", "computed", "departs"),
    ResultsPublished: ("rows",),
    CertificateIssued: ("code",),
    VoteCast: ("account", "project"),
    VoteMoved: ("account", "project"),
    VoteWithdrawn: ("account",),
    ScoresSubmitted: ("values", "comment", "note"),
    AnnouncementWritten: ("texts",),
    AnnouncementSent: ("readers",),
    # Notes of those who decide, and which reports they answered, are on their own pages.
    DecisionMade: ("record", "reports"),
    AppealAnswered: ("record",),
    DecisionEnded: ("record",),
}
# Lines that only the people of the startup itself may read, whoever else sees the page's history.
PRIVATE = frozenset({
    "startup.proposals_paused", "startup.proposals_resumed", "startup.blocked", "startup.unblocked",
    "startup.suggestion_dismissed", "startup.suggestion_restored", "startup.founder_invited",
    "startup.founder_invitation_revoked", "startup.update_asked",
    "judging_round.planned", "judging_round.changed", "judging_round.panel_seated", "judging_round.projects_taken",
    "judging_round.judges_assigned", "judging_round.assignment_withdrawn", "judging_round.ranking_confirmed",
    "judging_round.rules_agreed", "judging_round.results_agreed", "judging_round.results_revealed",
    "hackathon.change_proposed", "hackathon.change_agreed", "hackathon.change_refused", "hackathon.host_declined",
})  # fmt: skip


_PRIVATE_KINDS = (
    "question.", "announcement.",
    "introduction.", "decision.", "report.", "person.", "enquiry.", "startup.claim_", "startup.handover_",
    "registration.", "team.", "project.", "help_request.",
    "hackathon.person_", "panel.", "scorecard.", "vote.", "certificate.",
)  # fmt: skip


def is_private(topic: str) -> bool:
    """Whether only the people of a startup may read such a line in its history: who talks with whom is theirs."""
    return topic in PRIVATE or topic.startswith(_PRIVATE_KINDS)


# The lines that hold a text which a decision may remove.
_SAID = {"message": ("introduction.proposed",), "answer": ("introduction.accepted", "introduction.declined")}


_ALSO = ("incubator", "proposer", "receiver")
_OF_HACKATHON = ("judging_round.", "panel.")


class History:
    """Built from every fact, so it is no `ReadModel` with a method for each."""

    def __init__(self, slot: str, metadata: sa.MetaData) -> None:
        self.rows = sa.Table(
            f"history_{slot}", metadata,
            sa.Column("subject", Id, primary_key=True),
            sa.Column("event_id", Number, primary_key=True),
            sa.Column("topic", Code, nullable=False),
            sa.Column("about", Id, nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("at", Moment, nullable=False),
            sa.Column("by", sa.String(80), nullable=False),
            sa.Column("private", sa.Boolean, nullable=False),
            sa.Column("details", sa.Text, nullable=False),
        )  # fmt: skip
        index(self.rows, "event_id")
        self.insert = inserting(self.rows)
        rows, key, line = self.rows, sa.bindparam("key", type_=Id), sa.bindparam("line", type_=Number)
        self.read = Prepared(sa.select(rows.c.event_id, rows.c.topic, rows.c.details).where(rows.c.subject == key))
        self.rewrite = Prepared(rows.update().where(rows.c.event_id == line))

    def handle(self, tx: Transaction, fact: Fact, event_id: int) -> None:
        """One line for the aggregate, one for each other thing that the fact is about."""
        row = {
            "event_id": event_id, "topic": fact.TOPIC, "about": fact.originator_id, "version": fact.originator_version,
            "at": moment(fact), "by": fact.by, "private": is_private(fact.TOPIC), "details": packed(_details(fact)),
        }  # fmt: skip
        tx.send(self.insert, [{**row, "subject": subject} for subject in _subjects(fact)])
        if isinstance(fact, TextRemoved):
            self._forget_text(tx, fact)

    def _forget_text(self, tx: Transaction, fact: TextRemoved) -> None:
        """A text that a decision removed is in no line any more, in whosever history."""
        for line, topic, details in tx.rows(self.read, {"key": fact.originator_id}):
            if topic in _SAID[fact.part]:
                kept = {name: value for name, value in unpacked(details).items() if name != "message"}
                tx.send(self.rewrite, {"line": line, "details": packed(kept)})

    def count(self, connection: sa.Connection, subject: UUID, *, private: bool) -> int:
        """How many lines there are about a thing."""
        return connection.scalar(sa.select(sa.func.count()).where(self._about(subject, private))) or 0

    def _about(self, subject: UUID, private: bool) -> sa.ColumnElement[bool]:
        rows = self.rows.c
        return sa.and_(rows.subject == subject, sa.true() if private else rows.private.is_(False))

    def order(self) -> Order:
        """How histories are ordered: the newest first."""
        return ordered(Key(self.rows.c.event_id, "event_id", down=True))

    def of(
        self,
        connection: sa.Connection,
        subject: UUID,
        *,
        private: bool,
        limit: int = 100,
        offset: int = 0,
        before: int | None = None,
    ) -> list[sa.RowMapping]:
        """The lines about a thing, the newest first; `private` ones only for its own people."""
        rows = self.rows
        query = sa.select(rows).where(self._about(subject, private)).offset(offset)
        if before is not None:
            query = query.where(rows.c.event_id < before)
        return list(connection.execute(query.order_by(rows.c.event_id.desc()).limit(limit)).mappings())


def _subjects(fact: Fact) -> list[UUID]:
    others = (getattr(fact, name, None) for name in _ALSO)
    startups = fact.startups if isinstance(fact, PartnershipRecorded) else ()
    if fact.TOPIC.startswith(_OF_HACKATHON):
        startups = [getattr(fact, "hackathon")]  # noqa: B009  # every fact of these kinds carries it
    if isinstance(fact, DecisionMade) and fact.kind in ("startup", "incubator"):
        startups = [fact.about]  # told to its own people
    return list(dict.fromkeys([fact.originator_id, *(other for other in others if other is not None), *startups]))


def _details(fact: Fact) -> dict[str, Any]:
    left_out = _LEAVES_OUT.get(type(fact), ())
    names = fact.__dataclass_fields__.keys() - Fact.__dataclass_fields__.keys()
    details: dict[str, Any] = {}
    for name in sorted(names):
        value = getattr(fact, name)
        if name == "changes" and isinstance(value, dict):
            details["fields"] = sorted(value)
        elif name not in left_out and value is not None:
            details[name] = str(value) if isinstance(value, PersonalText) else value
    if fact.why is not None and not isinstance(fact, ClaimRefused):
        details["why"] = str(fact.why)
    return details
