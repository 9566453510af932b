"""Hackathons as pages show them; implements the domain's `LivePhases`."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import (
    Id,
    ReadModel,
    deleting,
    handles,
    inserting,
    moment,
    packed,
    token,
    unpacked,
    updating,
)  # fmt: skip
from bridge.readmodels.finding_hackathons import FindingHackathons
from bridge.readmodels.hackathon_rows import at_of, document_of, next_of, row_of, times, words_of
from bridge.readmodels.hackathon_tables import tables
from bridge.readmodels.incubators import Incubators
from bridge.readmodels.projects import Projects
from bridge.readmodels.search import Search
from bridge.readmodels.todo import Kind, of_incubator
from events.hackathons import events as facts
from events.hackathons.phases import EDGES, PHASES, Times
from events.store import Prepared, Transaction


class Hackathons(FindingHackathons, ReadModel):
    """Handlers; the queries are in `finding_hackathons`."""

    search: Search
    incubators: Incubators
    projects: Projects  # whom a moved deadline concerns

    def build(self) -> None:
        self.tables = tables(self.table)
        t = self.tables
        self.rows, self.hosts, self.people, self.words = t.rows, t.hosts, t.people, t.words
        key = sa.bindparam("key", type_=Id)
        self.insert, self.update = inserting(t.rows), updating(t.rows)
        self.read = Prepared(sa.select(t.rows).where(t.rows.c.id == key))
        self.add_host, self.drop_host = inserting(t.hosts), deleting(t.hosts, "hackathon", "incubator")
        this = sa.and_(t.hosts.c.hackathon == key, t.hosts.c.incubator == sa.bindparam("house", type_=Id))
        self.set_host = Prepared(t.hosts.update().where(this))
        self.add_person, self.drop_person = inserting(t.people), deleting(t.people, "hackathon", "account")
        self.add_invitation, self.drop_invitation = inserting(t.invitations), deleting(t.invitations, "invitation")
        phase = sa.bindparam("name", type_=sa.String(40))
        this = sa.and_(t.phases.c.hackathon == key, t.phases.c.phase == phase)
        self.add_phase, self.set_phase = inserting(t.phases), Prepared(t.phases.update().where(this))
        rows, phases = t.rows.c, t.phases.c
        self.read_phase = Prepared(
            sa.select(phases.opens, phases.closes, phases.hand)
            .join_from(t.phases, t.rows, rows.id == phases.hackathon)
            .where(phases.hackathon == key, phases.phase == phase, rows.state == "announced")
        )
        self.read_recorded = Prepared(sa.select(t.phases).where(phases.hackathon == key))
        self.add_change, self.set_change = inserting(t.changes), updating(t.changes, "change")
        self.read_change = Prepared(sa.select(t.changes.c.agreed).where(t.changes.c.change == key))
        waiting = sa.select(t.changes.c.change).where(t.changes.c.hackathon == key, t.changes.c.state == "proposed")
        self.read_waiting = Prepared(waiting)
        hosting = sa.select(t.hosts.c.incubator, t.hosts.c.agreed).where(t.hosts.c.hackathon == key)
        self.read_hosts = Prepared(
            hosting.where(t.hosts.c.state == "accepted").order_by(t.hosts.c.since, t.hosts.c.incubator)
        )
        self.add_word, self.drop_words = inserting(t.words), deleting(t.words, "hackathon")

    def prepare(self) -> None:
        """The statement that asks which countries host it, made once the tables exist."""
        hosts, houses = self.hosts, self.incubators.rows
        key = sa.bindparam("key", type_=Id)
        self.read_countries = Prepared(
            sa.select(houses.c.country)
            .join_from(hosts, houses, houses.c.id == hosts.c.incubator)
            .where(hosts.c.hackathon == key, hosts.c.state == "accepted")
        )

    # -- the domain's guard -------------------------------------------------------------------------------------

    def phase(self, tx: Transaction, hackathon: UUID, name: str) -> Times | None:
        """The times of a phase of an announced hackathon."""
        for opens, closes, hand in tx.rows(self.read_phase, {"key": hackathon, "name": name}):
            return times(opens, closes, hand)
        return None

    # -- handlers -----------------------------------------------------------------------------------------------

    @handles(facts.HackathonDrafted)
    def _drafted(self, tx: Transaction, fact: facts.HackathonDrafted, event_id: int) -> None:
        hackathon, at = fact.originator_id, moment(fact)
        row = {
            "id": hackathon, "number": event_id, "version": 1, "slug": fact.slug, "state": "draft", "shown": False,
            "why": None, "announced_at": None, "next_at": None, "changed_at": at,
            "versions": packed(dict.fromkeys(fact.setup, 1)),
        }  # fmt: skip
        tx.send(self.insert, {**row, **row_of(fact.setup)})
        blank = dict.fromkeys(("opens", "closes", "hand", "opened_at", "closed_at"))
        tx.send(self.add_phase, [{**blank, "hackathon": hackathon, "phase": phase} for phase in PHASES])
        self._host(tx, fact, fact.incubator, "accepted")
        self._dates(tx, hackathon, fact.setup)
        self._index(tx, hackathon, fact.setup)
        self.search.put(tx, event_id, document_of(fact.setup), new=True)

    @handles(facts.PartChanged, facts.ChangeApplied)
    def _changed(self, tx: Transaction, fact: Any, event_id: int) -> None:
        hackathon = fact.originator_id
        row = self._of(tx, hackathon)
        setup = {**unpacked(row["setup"]), fact.part: fact.value}
        versions = {**unpacked(row["versions"]), fact.part: fact.originator_version}
        self._set(tx, fact, versions=packed(versions), changed_at=moment(fact), **row_of(setup))
        if fact.part == "dates":
            self._dates(tx, hackathon, setup)
            self._next(tx, hackathon)
            self.projects.deadline(tx, fact, hackathon)
        self._index(tx, hackathon, setup)
        self.search.put(tx, row["number"], document_of(setup))
        if isinstance(fact, facts.ChangeApplied):
            tx.send(self.set_change, {"key": fact.change, "state": "applied", "done_at": moment(fact)})
            self._settled(tx, fact)

    @handles(facts.HostInvited)
    def _host_invited(self, tx: Transaction, fact: facts.HostInvited, event_id: int) -> None:
        self._set(tx, fact)
        asking = self._accepted(tx, fact.originator_id)
        self._host(tx, fact, fact.incubator, "invited")
        self._ask(tx, fact, Kind.HOST_HACKATHON, fact.incubator, asking[0] if asking else None)

    @handles(facts.HostAccepted)
    def _host_accepted(self, tx: Transaction, fact: facts.HostAccepted, event_id: int) -> None:
        self._set(tx, fact)
        where = {"key": fact.originator_id, "house": fact.incubator}
        tx.send(self.set_host, {**where, "state": "accepted", "since": moment(fact)})
        self._answered(tx, fact, Kind.HOST_HACKATHON)
        self._index(tx, fact.originator_id, unpacked(self._of(tx, fact.originator_id)["setup"]))

    @handles(facts.HostDeclined, facts.HostLeft)
    def _host_gone(self, tx: Transaction, fact: Any, event_id: int) -> None:
        self._set(tx, fact)
        tx.send(self.drop_host, {"hackathon": fact.originator_id, "incubator": fact.incubator})
        self._answered(tx, fact, Kind.HOST_HACKATHON, Kind.AGREE_HACKATHON, Kind.AGREE_CHANGE)
        self._index(tx, fact.originator_id, unpacked(self._of(tx, fact.originator_id)["setup"]))

    @handles(facts.HostAgreed)
    def _host_agreed(self, tx: Transaction, fact: facts.HostAgreed, event_id: int) -> None:
        self._set(tx, fact)
        tx.send(self.set_host, {"key": fact.originator_id, "house": fact.incubator, "agreed": fact.digest})
        self._answered(tx, fact, Kind.AGREE_HACKATHON)
        if self._of(tx, fact.originator_id)["state"] == "draft":
            for host in self._accepted(tx, fact.originator_id, not_agreed_to=fact.digest):
                self._ask(tx, fact, Kind.AGREE_HACKATHON, host, fact.incubator)

    @handles(facts.HackathonAnnounced)
    def _announced(self, tx: Transaction, fact: facts.HackathonAnnounced, event_id: int) -> None:
        self._set(tx, fact, state="announced", shown=True, announced_at=moment(fact))
        self.todo.close_all(tx, fact.originator_id, Kind.AGREE_HACKATHON)
        self._next(tx, fact.originator_id)

    @handles(facts.HackathonCancelled)
    def _cancelled(self, tx: Transaction, fact: facts.HackathonCancelled, event_id: int) -> None:
        self._set(tx, fact, state="cancelled", next_at=None, why=token(fact.why), changed_at=moment(fact))
        self.todo.close_all(tx, fact.originator_id, Kind.HOST_HACKATHON, Kind.AGREE_HACKATHON, Kind.AGREE_CHANGE)

    @handles(facts.ChangeProposed)
    def _proposed(self, tx: Transaction, fact: facts.ChangeProposed, event_id: int) -> None:
        self._set(tx, fact)
        before = unpacked(self._of(tx, fact.originator_id)["setup"]).get(fact.part) or {}
        row = {
            "change": fact.change, "hackathon": fact.originator_id, "part": fact.part, "before": packed(before),
            "value": packed(fact.value), "state": "proposed", "why": token(fact.why), "by": fact.by,
            "agreed": packed([] if fact.incubator is None else [fact.incubator.hex]), "at": moment(fact),
            "done_at": None,
        }  # fmt: skip
        tx.send(self.add_change, row)
        for host in self._accepted(tx, fact.originator_id):
            if host != fact.incubator:
                self._ask(tx, fact, Kind.AGREE_CHANGE, host, fact.incubator)

    @handles(facts.ChangeAgreed)
    def _agreed(self, tx: Transaction, fact: facts.ChangeAgreed, event_id: int) -> None:
        self._set(tx, fact)
        [(agreed,)] = tx.rows(self.read_change, {"key": fact.change})
        tx.send(self.set_change, {"key": fact.change, "agreed": packed([*unpacked(agreed), fact.incubator.hex])})
        self._answered(tx, fact, Kind.AGREE_CHANGE)

    @handles(facts.ChangeRefused)
    def _refused(self, tx: Transaction, fact: facts.ChangeRefused, event_id: int) -> None:
        self._set(tx, fact)
        tx.send(self.set_change, {"key": fact.change, "state": "refused", "done_at": moment(fact)})
        self._settled(tx, fact)

    @handles(facts.DeadlineMoved)
    def _moved(self, tx: Transaction, fact: facts.DeadlineMoved, event_id: int) -> None:
        self._set(tx, fact)
        recorded = "opened_at" if fact.edge == "opens" else "closed_at"
        tx.send(self.set_phase, {"key": fact.originator_id, "name": fact.phase, recorded: None})
        self._next(tx, fact.originator_id)

    @handles(facts.PhaseOpened)
    def _opened(self, tx: Transaction, fact: facts.PhaseOpened, event_id: int) -> None:
        self._phase(tx, fact, "opened", "opened_at")

    @handles(facts.PhaseClosed)
    def _closed(self, tx: Transaction, fact: facts.PhaseClosed, event_id: int) -> None:
        self._phase(tx, fact, "closed", "closed_at")

    @handles(facts.PersonInvited)
    def _person_invited(self, tx: Transaction, fact: facts.PersonInvited, event_id: int) -> None:
        self._set(tx, fact)
        row = {"invitation": fact.invitation, "hackathon": fact.originator_id, "rights": packed(fact.rights)}
        tx.send(self.add_invitation, {**row, "since": moment(fact)})

    @handles(facts.PersonInvitationRevoked)
    def _person_revoked(self, tx: Transaction, fact: facts.PersonInvitationRevoked, event_id: int) -> None:
        self._set(tx, fact)
        tx.send(self.drop_invitation, {"invitation": fact.invitation})

    @handles(facts.PersonAdded)
    def _person_added(self, tx: Transaction, fact: facts.PersonAdded, event_id: int) -> None:
        self._set(tx, fact)
        tx.send(self.drop_invitation, {"invitation": fact.invitation})
        self._person(tx, fact)

    @handles(facts.RightsChanged)
    def _rights(self, tx: Transaction, fact: facts.RightsChanged, event_id: int) -> None:
        self._set(tx, fact)
        tx.send(self.drop_person, {"hackathon": fact.originator_id, "account": fact.account})
        self._person(tx, fact)

    @handles(facts.PersonRemoved)
    def _person_removed(self, tx: Transaction, fact: facts.PersonRemoved, event_id: int) -> None:
        self._set(tx, fact)
        tx.send(self.drop_person, {"hackathon": fact.originator_id, "account": fact.account})

    # -- inside -------------------------------------------------------------------------------------------------

    def _of(self, tx: Transaction, hackathon: UUID) -> dict[str, Any]:
        [row] = tx.rows(self.read, {"key": hackathon})
        return dict(zip(self.rows.c.keys(), row, strict=True))

    def _set(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        tx.send(self.update, {"key": fact.originator_id, "version": fact.originator_version, **columns})

    def _accepted(self, tx: Transaction, hackathon: UUID, *, not_agreed_to: str | None = None) -> list[UUID]:
        hosts = tx.rows(self.read_hosts, {"key": hackathon})
        return [host for host, agreed in hosts if not_agreed_to is None or agreed != not_agreed_to]

    def _ask(self, tx: Transaction, fact: Any, kind: Kind, host: UUID, other: UUID | None) -> None:
        """Ask a host something; asked again, by another host too, it is one item."""
        self._answered(tx, fact, kind, host=host)
        slug = self._of(tx, fact.originator_id)["slug"]
        params = {"slug": slug}
        self.todo.file(tx, fact, kind, of_incubator(host), fact.originator_id, other=other, params=params)

    def _answered(self, tx: Transaction, fact: Any, *kinds: Kind, host: UUID | None = None) -> None:
        owner = of_incubator(host or fact.incubator)
        for other in (None, *self._accepted(tx, fact.originator_id)):
            for kind in kinds:
                self.todo.close(tx, kind, owner, fact.originator_id, other=other)

    def _settled(self, tx: Transaction, fact: Any) -> None:
        """A change is applied or refused; while another one waits, whoever was asked about it is asked still."""
        if not tx.rows(self.read_waiting, {"key": fact.originator_id}):
            self.todo.close_all(tx, fact.originator_id, Kind.AGREE_CHANGE)

    def _person(self, tx: Transaction, fact: Any) -> None:
        row = {"hackathon": fact.originator_id, "account": fact.account, "rights": packed(fact.rights)}
        tx.send(self.add_person, {**row, "since": moment(fact)})

    def _host(self, tx: Transaction, fact: Any, incubator: UUID, state: str) -> None:
        row = {"hackathon": fact.originator_id, "incubator": incubator, "state": state, "agreed": None}
        tx.send(self.add_host, {**row, "since": moment(fact)})

    def _phase(self, tx: Transaction, fact: Any, hand: str, recorded: str) -> None:
        self._set(tx, fact)
        values = {"hand": hand} if fact.how == "hand" else {}
        tx.send(self.set_phase, {"key": fact.originator_id, "name": fact.phase, recorded: moment(fact), **values})
        self._next(tx, fact.originator_id)

    def _dates(self, tx: Transaction, hackathon: UUID, setup: dict[str, Any]) -> None:
        phases = (setup.get("dates") or {}).get("phases") or {}
        for phase in PHASES:
            edges = {edge: at_of((phases.get(phase) or {}).get(edge)) for edge in EDGES}
            tx.send(self.set_phase, {"key": hackathon, "name": phase, **edges})

    def _next(self, tx: Transaction, hackathon: UUID) -> None:
        row = self._of(tx, hackathon)
        columns = self.tables.phases.c.keys()
        phases = [dict(zip(columns, found, strict=True)) for found in tx.rows(self.read_recorded, {"key": hackathon})]
        due = next_of(phases) if row["state"] == "announced" else None
        tx.send(self.update, {"key": hackathon, "next_at": due})

    def _index(self, tx: Transaction, hackathon: UUID, setup: dict[str, Any]) -> None:
        tx.send(self.drop_words, {"hackathon": hackathon})
        countries = {row[0] for row in tx.rows(self.read_countries, {"key": hackathon})}
        words = words_of(setup, countries)
        if words:
            tx.send(self.add_word, [{"hackathon": hackathon, "kind": kind, "code": code} for kind, code in words])
