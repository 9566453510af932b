"""Wires the parts of the house together: the only module that knows everything."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from bridge.live import LIVE, LiveDoors, LiveFounders, LiveJudging, LiveListeners, LiveLists, LiveResults, LiveRules
from bridge.machines import Machines
from bridge.machines.repeats import Kept
from bridge.mail import Outbox, StopLinks
from bridge.mail.desk import Desk
from bridge.mentors import Mentors
from bridge.papers import Papers
from bridge.project_drafts import ProjectDrafts
from bridge.readmodels import SLOTS, Views, views_of
from bridge.scorecard_drafts import ScorecardDrafts
from bridge.settings import Settings
from bridge.suggestions import Suggestions
from events.actor import VISITOR, Actor
from events.enquiries.service import Enquiries
from events.fact import Fact
from events.hackathons.help.service import Help
from events.hackathons.service import Hackathons
from events.hackathons.talking.service import Talking
from events.imports.service import Imports
from events.incubators.service import Incubators
from events.introductions.between import Between
from events.introductions.service import Introductions
from events.judging.conflicts import Reaction
from events.judging.gone import Gone, JudgeGone, Left
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
from events.results.certificates import Certificates
from events.results.taken_back import TakenBack
from events.results.voting import Votes
from events.startups.caring import Confirmations, Verifications
from events.startups.claiming import Claiming
from events.startups.importing import ImportedStartups
from events.startups.keeping import Keeping
from events.startups.merging import Merging
from events.startups.service import Startups
from events.store import Database, Keys, Prepared, Transaction
from events.teams.service import Teams
from events.terms.service import TermUses


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
        self.hackathons = Hackathons(self.log, self.keys, live)
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
        Left(self.log, judged).listen()
        JudgeGone(self.log, judged).listen()
        TakenBack(self.log, results).listen()
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
        self.mentors = Mentors(self)
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
            slot = connection.scalar(LIVE)
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
