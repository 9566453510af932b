"""Wires the parts of the house together: the only module that knows everything."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.accounts import Accounts
from bridge.accounts.guests import Guests
from bridge.accounts.invitations import Invitations
from bridge.drafts import Drafts
from bridge.files import Files
from bridge.importing.jobs import Jobs
from bridge.judging.jobs import JudgingJobs
from bridge.lately import Lately
from bridge.leaving.erasing import Erasure
from bridge.machines import Machines
from bridge.machines.repeats import Kept
from bridge.mail import Outbox, StopLinks
from bridge.mail.desk import Desk
from bridge.papers import Papers
from bridge.project_drafts import ProjectDrafts
from bridge.readmodels import SLOTS, Views, views_of
from bridge.readmodels.registrations import Registrations as RegistrationRows
from bridge.scorecard_drafts import ScorecardDrafts
from bridge.settings import Settings
from bridge.suggestions import Suggestions
from events.actor import VISITOR, Actor
from events.enquiries.service import Enquiries
from events.fact import Fact
from events.hackathons.help.service import Help
from events.hackathons.phases import Times
from events.hackathons.service import Hackathons
from events.hackathons.talking.service import Talking
from events.imports.service import Imports
from events.incubators.service import Incubators
from events.introductions.between import Between
from events.introductions.guards import Door, Traffic
from events.introductions.service import Introductions
from events.judging.conflicts import Active, Conflict, Reaction
from events.judging.gone import Gone
from events.judging.panels import Panels
from events.judging.publishing import Publishing
from events.judging.rounds import Rounds
from events.judging.scoring import Scoring
from events.judging.ties import NEW_TIES
from events.log import Log, utc_now
from events.offices.service import Offices
from events.partnerships.service import Partnerships
from events.personal import PersonalText
from events.projects.service import Projects
from events.registrations.live import LiveHackathons
from events.registrations.service import Registrations
from events.reports.moderation import Moderation
from events.reports.service import Reports
from events.results.certificates import Certificates, Deserved
from events.results.voting import Votes
from events.startups.caring import Confirmations, Verifications
from events.startups.claiming import Claiming
from events.startups.importing import ImportedStartups
from events.startups.keeping import Keeping
from events.startups.merging import Merging
from events.startups.service import Startups
from events.store import Database, Keys, Prepared, Transaction
from events.store.tables import read_model_slot
from events.teams.service import Teams
from events.terms.service import TermUses

LIVE_SLOT = Prepared(sa.select(read_model_slot.c.slot))


@dataclass(frozen=True, slots=True)
class Reading:
    """One consistent look at the live read models."""

    connection: sa.Connection
    views: Views
    keys: Keys
    now: datetime

    def actor(self, account: UUID) -> Actor:
        """A person with the roles of this moment; whose account is suspended is a visitor everywhere."""
        if self.views.reports.suspension(self.connection, account, self.now) is not None:
            return VISITOR
        roles = self.views.offices.of(self.connection, account)
        return Actor(account, frozenset(roles), office=roles.get("organiser"))

    def rows(self, prepared: Prepared, params: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """All rows of a query that transactions run as well."""
        statement: Any = prepared.statement
        found: Sequence[Sequence[Any]] = self.connection.execute(statement, dict(params)).all()
        return found

    def open(self, token: str | None) -> str | None:
        """A personal text that a read model keeps; None where there is none, or where its author was forgotten."""
        return None if token is None else self.keys.open(PersonalText.parse(token))

    def fetch_keys(self, tokens: Iterable[str | None]) -> None:
        """Ask once for the keys of a whole list of texts, which are then opened line by line."""
        self.keys.fetch(PersonalText.parse(token) for token in tokens if token is not None)


class LiveDoors:
    """The guard of proposals, asked of the slot that the transaction writes to."""

    def __init__(self, views: dict[str, Views]) -> None:
        self.views = views

    def door(self, tx: Transaction, startup: UUID, other: UUID) -> Door | None:
        return self.views[tx.slot].introductions.door(tx, startup, other)

    def traffic(self, tx: Transaction, startup: UUID, other: UUID, now: datetime) -> Traffic:
        return self.views[tx.slot].introductions.traffic(tx.rows, startup, other, now)


class LiveFounders:
    """Who founded what, asked of the live slot or of the one that a transaction writes to."""

    def __init__(self, db: Database, views: dict[str, Views]) -> None:
        self.db, self.views = db, views

    def founded(self, account: UUID, tx: Transaction | None = None) -> list[UUID]:
        if tx is not None:
            return self.views[tx.slot].startups.founded(tx.connection, account)
        with self.db.read() as connection:
            slot = str(connection.scalar(sa.select(read_model_slot.c.slot)))
            return self.views[slot].startups.founded(connection, account)


class LiveLists:
    """Who has a place in a hackathon: inside a transaction what it sees, else the newest that was stored."""

    def __init__(self, db: Database, views: dict[str, Views]) -> None:
        self.db, self.views = db, views

    def taken(self, hackathon: UUID) -> int:
        found: int = self.db.rows(self._live().count_taken, {"hackathon": hackathon})[0][0]
        return found

    def next_waiting(self, hackathon: UUID) -> UUID | None:
        rows = self.db.rows(self._live().read_next, {"hackathon": hackathon})
        return rows[0][0] if rows else None

    def _live(self) -> RegistrationRows:
        return self.views[str(self.db.rows(LIVE_SLOT)[0][0])].registrations


class LiveListeners:
    """Who asked how much, and who is in which group: the newest that was stored, or what a transaction sees."""

    def __init__(self, db: Database, views: dict[str, Views]) -> None:
        self.db, self.views = db, views

    def questions_waiting(self, tx: Transaction, hackathon: UUID, account: UUID) -> int:
        return self.views[tx.slot].talking.questions_waiting(tx, hackathon, account)

    def readers(self, hackathon: UUID, group: str, track: str | None) -> list[UUID]:
        with self.db.read() as connection:
            slot = str(connection.scalar(sa.select(read_model_slot.c.slot)))
            return self.views[slot].talking.readers(connection, hackathon, group, track)


class LiveRules(LiveDoors):
    """The guards of what managers, enquirers and those who report do, asked the same way."""

    def brokered(self, tx: Transaction, incubator: UUID, one: UUID, other: UUID, now: datetime) -> Traffic:
        return self.views[tx.slot].introductions.brokered(tx.rows, incubator, one, other, now)

    def open_introductions(self, tx: Transaction, startup: UUID) -> int:
        return self.views[tx.slot].introductions.open_introductions(tx, startup)

    def claim_traffic(self, tx: Transaction, account: UUID, now: datetime) -> tuple[int, int]:
        return self.views[tx.slot].claims.claim_traffic(tx, account, now)

    def phase(self, tx: Transaction, hackathon: UUID, name: str) -> Times | None:
        return self.views[tx.slot].hackathons.phase(tx, hackathon, name)

    def asked(self, tx: Transaction, startup: UUID, now: datetime) -> tuple[int, int]:
        return self.views[tx.slot].enquiries.asked(tx, startup, now)

    def imports_lately(self, tx: Transaction, incubator: UUID, now: datetime) -> int:
        return self.views[tx.slot].imports.imports_lately(tx, incubator, now)

    def imports_meanwhile(self, tx: Transaction, incubator: UUID, since: datetime) -> tuple[int, int]:
        return self.views[tx.slot].imports.imports_meanwhile(tx, incubator, since)

    def made_lately(self, tx: Transaction, by: str, now: datetime) -> int:
        return self.views[tx.slot].reports.made_lately(tx, by, now)

    def waiting_of_visitors(self, tx: Transaction, about: UUID) -> int:
        return self.views[tx.slot].reports.waiting_of_visitors(tx, about)


class LiveJudging:
    """Conflicts, standing and evidence in judging, asked of the slot that a transaction writes to."""

    def __init__(self, db: Database, views: dict[str, Views]) -> None:
        self.db, self.views = db, views

    def conflicts(self, tx: Transaction, round: UUID, now: datetime, projects: Collection[UUID] = ()) -> list[Conflict]:
        return self.views[tx.slot].judging.conflicts(tx.connection, round, now, projects)

    def active(self, tx: Transaction) -> list[Active]:
        return self.views[tx.slot].judging.active(tx.connection)

    def counting(self, tx: Transaction, round: UUID) -> list[Active]:
        return self.views[tx.slot].judging.counting(tx.connection, round)

    def round_state(self, tx: Transaction, round: UUID) -> str | None:
        return self.views[tx.slot].judging.round_state(tx, round)

    def assigned(self, tx: Transaction, round: UUID, judge: UUID, project: UUID) -> bool:
        return self.views[tx.slot].judging.assigned(tx, round, judge, project)

    def rounds_with(self, tx: Transaction, project: UUID) -> list[UUID]:
        return self.views[tx.slot].judging.rounds_with(tx.connection, project)

    def submitted(self, tx: Transaction, hackathon: UUID) -> list[UUID]:
        return self.views[tx.slot].judging.submitted(tx.connection, hackathon)

    def digest(self, tx: Transaction, round: UUID) -> str:
        return self.views[tx.slot].judging.digest(tx.connection, round)

    def chain(self, hackathon: UUID, tx: Transaction | None = None) -> tuple[int, str]:
        if tx is not None:
            return self.views[tx.slot].judging_chain.end(tx, hackathon)
        with self.db.read() as connection:
            slot = str(connection.scalar(sa.select(read_model_slot.c.slot)))
            return self.views[slot].judging_chain.now(connection, hackathon)


class LiveResults:
    """Who voted, won, took part: asked of the slot that a transaction writes to, or of what was stored."""

    def __init__(self, db: Database, views: dict[str, Views]) -> None:
        self.db, self.views = db, views

    def candidate(self, tx: Transaction, hackathon: UUID, project: UUID) -> bool:
        return self.views[tx.slot].results.candidate(tx, hackathon, project)

    def own(self, tx: Transaction, project: UUID, account: UUID) -> bool:
        return self.views[tx.slot].results.own(tx, project, account)

    def decided(self, tx: Transaction, hackathon: UUID) -> bool:
        return self.views[tx.slot].results.decided(tx, hackathon)

    def published(self, hackathon: UUID) -> bool:
        with self._live() as (connection, views):
            return bool(views.results.newest(connection, hackathon))

    def deserved(self, hackathon: UUID) -> list[Deserved]:
        with self._live() as (connection, views):
            return views.results.deserved(connection, hackathon)

    def issued(self, hackathon: UUID) -> dict[UUID, bool]:
        with self._live() as (connection, views):
            rows = views.results.certificates_in(connection, hackathon)
            return {row["id"]: row["state"] == "valid" for row in rows}

    @contextmanager
    def _live(self) -> Iterator[tuple[sa.Connection, Views]]:
        with self.db.read() as connection:
            yield connection, self.views[str(connection.scalar(sa.select(read_model_slot.c.slot)))]


class Bridge:
    """Everything that a process needs, made once from the settings."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = utc_now) -> None:
        self.settings = settings
        self.clock = clock
        self.db = Database(settings.database_url)
        self.views = {slot: views_of(slot) for slot in SLOTS}
        self.log = Log(self.db, self._handle, clock)
        self.keys = Keys(self.db, settings.master_key)
        self.startups = Startups(self.log, self.keys)
        self.incubators = Incubators(self.log, self.keys)
        self.introductions = Introductions(self.log, self.keys, LiveDoors(self.views))
        self.partnerships = Partnerships(self.log, self.keys)
        self.offices = Offices(self.log, self.keys)
        self.terms = TermUses(self.log, self.keys)
        live = LiveRules(self.views)
        self.reports = Reports(self.log, self.keys, live)
        self.moderation = Moderation(self.log, self.keys, LiveFounders(self.db, self.views))
        self.confirmations = Confirmations(self.log, self.keys)
        self.verifications = Verifications(self.log, self.keys)
        self.merging = Merging(self.log, self.keys, live)
        self.claiming = Claiming(self.log, self.keys, live, self.merging)
        self.keeping = Keeping(self.log, self.keys)
        self.between = Between(self.log, self.keys, live)
        self.enquiries = Enquiries(self.log, self.keys, live)
        self.hackathons = Hackathons(self.log, self.keys)
        rules = LiveHackathons(self.log, self.hackathons)
        founding = LiveFounders(self.db, self.views)
        self.teams = Teams(self.log, self.keys, rules, founding)
        self.registrations = Registrations(self.log, self.keys, rules, LiveLists(self.db, self.views), self.teams)
        self.projects = Projects(self.log, self.keys, rules)
        self.talking = Talking(self.log, self.keys, LiveListeners(self.db, self.views))
        judged = LiveJudging(self.db, self.views)
        self.panels = Panels(self.log, self.keys)
        self.help = Help(self.log, self.keys, live)
        self.rounds = Rounds(self.log, self.keys, judged)
        self.scoring = Scoring(self.log, self.keys, judged, live)
        self.judging_jobs = JudgingJobs(self.db, clock)
        results = LiveResults(self.db, self.views)
        self.votes = Votes(self.log, self.keys, results)
        self.certificates = Certificates(self.log, self.keys, results)
        self.publishing = Publishing(self.log, self.keys, judged, self.judging_jobs, judged)
        Reaction(self.log, judged).listen(NEW_TIES)
        Gone(self.log, judged).listen()
        self.imports = Imports(self.log, self.keys, live)
        self.imported = ImportedStartups(self.imports)
        self.machines = Machines(self.db, self.keys, secret_key=settings.secret_key, clock=clock)
        self.lately = Lately[Kept](self.log.recorder.max_notification_id)  # what the API told visitors
        self.outbox = Outbox(self.db, clock)
        self.desk = Desk(self.outbox)
        self.stop_links = StopLinks(settings.secret_key)
        self.accounts = Accounts(
            self.db, self.outbox, secret_key=settings.secret_key, clock=clock, demo=settings.environment != "production"
        )
        self.papers = Papers(self.db, clock)
        self.invitations = Invitations(self.db, clock)
        self.guests = Guests(self.db, clock)
        self.drafts = Drafts(self.db, clock)
        self.project_drafts = ProjectDrafts(self.db, clock)
        self.scorecard_drafts = ScorecardDrafts(self.db, clock)
        self.files = Files(self.db, settings.data / "files", clock)
        self.suggestions = Suggestions(self.db)
        self.import_jobs = Jobs(self.db, settings.data / "uploads", clock)

        self.erasure = Erasure(self)

    def _handle(self, tx: Transaction, fact: Fact, event_id: int) -> None:
        self.views[tx.slot].handle(tx, fact, event_id)
        self.machines.repeats.happened(tx, fact)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Look at the live read models; everything read inside is from one moment."""
        with self.db.read() as connection:
            slot = connection.scalar(sa.select(read_model_slot.c.slot))
            yield Reading(connection, self.views[str(slot)], self.keys, self.clock())

    def actor_for(self, account: UUID | None) -> Actor:
        """Who asks, with the roles of this moment."""
        if account is None:
            return VISITOR
        with self.reading() as reading:
            return reading.actor(account)

    def close(self) -> None:
        """Let go of the database."""
        self.log.close()
        self.db.close()
