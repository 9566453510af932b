"""Tables that pages query, made only from the log: one set for each of two slots, of which one is live."""

from collections.abc import Callable
from functools import cache
from typing import Any

import sqlalchemy as sa

from bridge.readmodels.changes import Changes
from bridge.readmodels.claims import Claims
from bridge.readmodels.directory import Directory
from bridge.readmodels.enquiries import Enquiries
from bridge.readmodels.hackathons import Hackathons
from bridge.readmodels.help import Help
from bridge.readmodels.history import History
from bridge.readmodels.imports import Imports
from bridge.readmodels.incubators import Incubators
from bridge.readmodels.interests import Interests
from bridge.readmodels.introductions import Introductions
from bridge.readmodels.judging import Judging
from bridge.readmodels.judging_chain import JudgingChain
from bridge.readmodels.judging_todo import JudgingTodo
from bridge.readmodels.offices import Offices
from bridge.readmodels.partnerships import Partnerships
from bridge.readmodels.projects import Projects
from bridge.readmodels.registrations import Registrations
from bridge.readmodels.reports import Reports
from bridge.readmodels.results import Results
from bridge.readmodels.search import Search
from bridge.readmodels.startups import Startups
from bridge.readmodels.talking import Talking
from bridge.readmodels.teams import Teams
from bridge.readmodels.terms import Terms
from bridge.readmodels.ties import Ties
from bridge.readmodels.todo import Todo
from bridge.readmodels.trust import Trust
from events.fact import Fact
from events.store import Transaction

SLOTS = ("a", "b")


class Views:
    """All read models of one slot."""

    def __init__(self, slot: str) -> None:
        self.slot = slot
        self.metadata = sa.MetaData()
        self.search = Search(slot, self.metadata)
        self.terms = Terms(slot, self.metadata)
        self.startups = Startups(slot, self.metadata)
        self.incubators = Incubators(slot, self.metadata)
        self.introductions = Introductions(slot, self.metadata)
        self.partnerships = Partnerships(slot, self.metadata)
        self.offices = Offices(slot, self.metadata)
        self.imports = Imports(slot, self.metadata)
        self.history = History(slot, self.metadata)
        self.changes = Changes(slot, self.metadata)
        self.todo = Todo(slot, self.metadata)
        self.trust = Trust(slot, self.metadata)
        self.reports = Reports(slot, self.metadata)
        self.claims = Claims(slot, self.metadata)
        self.enquiries = Enquiries(slot, self.metadata)
        self.hackathons = Hackathons(slot, self.metadata)
        self.registrations = Registrations(slot, self.metadata)
        self.teams = Teams(slot, self.metadata)
        self.projects = Projects(slot, self.metadata)
        self.ties = Ties(slot, self.metadata)
        self.judging = Judging(slot, self.metadata)
        self.judging_chain = JudgingChain(slot, self.metadata)
        self.talking = Talking(slot, self.metadata)
        self.help = Help(slot, self.metadata)
        self.results = Results(slot, self.metadata)
        self._connect()
        self.judging_todo = JudgingTodo(self.todo, self.hackathons, self.judging, self.results)
        self.directory = Directory(self.startups, self.incubators, self.search)
        self.changes.connect(self.directory, self.introductions.rows, self.partnerships.rows, self.hackathons.rows)
        self.todo.directory, self.todo.offices = self.directory, self.offices
        self.handlers: dict[type[Fact], Callable[[Transaction, Any, int], None]] = {}
        for model in (
            self.terms, self.startups, self.incubators, self.introductions, self.partnerships, self.offices,
            self.imports, self.trust, self.reports,
            self.claims, self.enquiries, self.hackathons, self.registrations, self.teams, self.projects,
            self.talking, self.help,
            self.judging, self.results,
        ):  # fmt: skip
            self.handlers |= model.handlers

    def _connect(self) -> None:
        self.startups.search = self.incubators.search = self.search
        self.startups.terms, self.terms.startups = self.terms, self.startups
        self.introductions.startups = self.startups
        trust = self.trust
        trust.startups, trust.incubators, trust.introductions = self.startups, self.incubators, self.introductions
        trust.prepare()
        for model in (self.startups, self.incubators, self.introductions, self.partnerships, trust, self.reports):
            model.todo = self.todo  # where what waits is filed
        self.startups.claims = claims = self.claims
        claims.startups, claims.incubators = self.startups, self.incubators
        claims.todo = self.enquiries.todo = self.imports.todo = self.todo
        claims.prepare_keepers()
        self.terms.prepare_carriers()
        self.introductions.prepare_doors()
        self.hackathons.search, self.hackathons.incubators = self.search, self.incubators
        self.hackathons.todo = self.todo
        self.hackathons.prepare()
        self._connect_taking_part()

    def _connect_taking_part(self) -> None:
        registrations, teams, projects, hackathons = self.registrations, self.teams, self.projects, self.hackathons
        registrations.todo = teams.todo = projects.todo = self.todo
        teams.projects = hackathons.projects = projects
        projects.search = self.search
        registrations.connect(hackathons.hosts, hackathons.people, self.reports.suspended)
        self.judging_chain.connect(self.judging.cards, self.judging.rounds, self.judging.publications)
        self.judging.projects, self.judging.interests = projects, Interests(self.ties, teams, projects)
        self.results.judging, self.results.teams, self.results.projects = self.judging, teams, projects
        self.results.prepare()
        self.talking.todo = self.help.todo = self.todo
        self.help.connect(self.judging.mentors, hackathons.rows)
        self.judging.help = self.help
        self.talking.connect(registrations, teams, projects, self.judging)
        self.talking.hackathons = hackathons.rows
        projects.connect(teams.rows, teams.people, registrations.rows, hackathons.tables.phases)

    @property
    def tables(self) -> list[sa.Table]:
        """Every table of the slot, the search table among them, in no order that matters: there are no foreign keys."""
        return [*self.metadata.sorted_tables, self.search.own_table]

    def handle(self, tx: Transaction, fact: Fact, event_id: int) -> None:
        """Write what follows from a fact. A fact that no read model knows is a mistake, and loud."""
        self.changes.handle(tx, fact, event_id)
        self.handlers[type(fact)](tx, fact, event_id)
        self.ties.handle(tx, fact)
        self.judging_chain.handle(tx, fact, event_id)
        self.judging_todo.handle(tx, fact)
        self.history.handle(tx, fact, event_id)


@cache
def views_of(slot: str) -> Views:
    """The read models of a slot, made once a process: they hold tables and statements, and nothing of a database."""
    return Views(slot)
