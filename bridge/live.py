"""What the rules ask of the read models: of the slot that a transaction writes to, or else of what was stored last."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from bridge.accounts.same_person import accounts_of_guests
from bridge.readmodels import Views
from bridge.readmodels.registrations import Registrations
from events.hackathons.phases import Times
from events.introductions.guards import Door, Traffic
from events.judging.conflicts import Active, Conflict
from events.results.certificates import Deserved
from events.store import Database, Prepared, Transaction
from events.store.tables import read_model_slot

LIVE = sa.select(read_model_slot.c.slot)
LIVE_SLOT = Prepared(LIVE)


class Stored:
    """For rules that also ask outside a transaction: the newest that was stored."""

    def __init__(self, db: Database, views: dict[str, Views]) -> None:
        self.db, self.views = db, views

    @contextmanager
    def stored(self) -> Iterator[tuple[sa.Connection, Views]]:
        with self.db.read() as connection:
            yield connection, self.views[str(connection.scalar(LIVE))]


class LiveDoors:
    """The guard of proposals, asked of the slot that the transaction writes to."""

    def __init__(self, views: dict[str, Views]) -> None:
        self.views = views

    def door(self, tx: Transaction, startup: UUID, other: UUID) -> Door | None:
        return self.views[tx.slot].introductions.door(tx, startup, other)

    def traffic(self, tx: Transaction, startup: UUID, other: UUID, now: datetime) -> Traffic:
        return self.views[tx.slot].introductions.traffic(tx.rows, startup, other, now)


class LiveFounders(Stored):
    """Who founded what, asked of the live slot or of the one that a transaction writes to."""

    def founded(self, account: UUID, tx: Transaction | None = None) -> list[UUID]:
        if tx is not None:
            return self.views[tx.slot].startups.founded(tx.connection, account)
        with self.stored() as (connection, views):
            return views.startups.founded(connection, account)


class LiveLists(Stored):
    """Who has a place in a hackathon: inside a transaction what it sees, else the newest that was stored."""

    def taken(self, hackathon: UUID) -> int:
        found: int = self.db.rows(self._live().count_taken, {"hackathon": hackathon})[0][0]
        return found

    def next_waiting(self, hackathon: UUID, now: datetime) -> UUID | None:
        rows = self.db.rows(self._live().read_next, {"hackathon": hackathon, "now": now.isoformat()})
        return rows[0][0] if rows else None

    def _live(self) -> Registrations:
        return self.views[str(self.db.rows(LIVE_SLOT)[0][0])].registrations


class LiveListeners(Stored):
    """Who asked how much, and who is in which group: the newest that was stored, or what a transaction sees."""

    def questions_waiting(self, tx: Transaction, hackathon: UUID, account: UUID) -> int:
        return self.views[tx.slot].talking.questions_waiting(tx, hackathon, account)

    def readers(self, hackathon: UUID, group: str, track: str | None) -> list[UUID]:
        with self.stored() as (connection, views):
            return views.talking.readers(connection, hackathon, group, track)


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

    def judging_begun(self, tx: Transaction, hackathon: UUID) -> bool:
        rounds = self.views[tx.slot].judging.rounds_of(tx.connection, hackathon)
        return any(row["state"] != "planned" for row in rounds)

    def projects_in(self, tx: Transaction, hackathon: UUID, track: str) -> int:
        return self.views[tx.slot].projects.in_track(tx.connection, hackathon, track)

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


class LiveJudging(Stored):
    """Conflicts, standing and evidence in judging, asked of the slot that a transaction writes to."""

    def conflicts(
        self,
        tx: Transaction,
        round: UUID,
        now: datetime,
        projects: Collection[UUID] = (),
        judges: Collection[UUID] = (),
    ) -> list[Conflict]:
        judging = self.views[tx.slot].judging
        also = accounts_of_guests(tx.connection, judging.asked_to_judge(round, judges))
        return judging.conflicts(tx.connection, round, now, projects, gone=True, also=also, judges=judges)

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

    def rounds_of_judge(self, tx: Transaction, hackathon: UUID, judge: UUID) -> list[UUID]:
        return self.views[tx.slot].judging.rounds_of_judge(tx.connection, hackathon, judge)

    def submitted(self, tx: Transaction, hackathon: UUID) -> list[UUID]:
        return self.views[tx.slot].judging.submitted(tx.connection, hackathon)

    def digest(self, tx: Transaction, round: UUID) -> str:
        return self.views[tx.slot].judging.digest(tx.connection, round)

    def tracks(self, projects: Sequence[UUID]) -> dict[UUID, list[str]]:
        with self.stored() as (connection, views):
            tags = views.projects.tags_of(connection, list(projects))
        return {project: [*found.get("track", ()), *found.get("challenge", ())] for project, found in tags.items()}

    def chain(self, hackathon: UUID, tx: Transaction | None = None) -> tuple[int, str]:
        if tx is not None:
            return self.views[tx.slot].judging_chain.end(tx, hackathon)
        with self.stored() as (connection, views):
            return views.judging_chain.now(connection, hackathon)


class LiveResults(Stored):
    """Who voted, won, took part: asked of the slot that a transaction writes to, or of what was stored."""

    def candidate(self, tx: Transaction, hackathon: UUID, project: UUID) -> bool:
        return self.views[tx.slot].results.candidate(tx, hackathon, project)

    def own(self, tx: Transaction, project: UUID, account: UUID) -> bool:
        return self.views[tx.slot].results.own(tx, project, account)

    def decided(self, tx: Transaction, hackathon: UUID) -> bool:
        return self.views[tx.slot].results.decided(tx, hackathon)

    def published(self, hackathon: UUID) -> bool:
        with self.stored() as (connection, views):
            return bool(views.results.newest(connection, hackathon))

    def deserved(self, hackathon: UUID) -> list[Deserved]:
        with self.stored() as (connection, views):
            return views.results.deserved(connection, hackathon)

    def prizes(self, hackathon: UUID, tx: Transaction | None = None) -> set[tuple[str, UUID]]:
        if tx is not None:
            return self.views[tx.slot].results.prizes(tx.connection, hackathon)
        with self.stored() as (connection, views):
            return views.results.prizes(connection, hackathon)

    def taken_back(self, tx: Transaction, hackathon: UUID) -> list[UUID]:
        return self.views[tx.slot].results.taken_back(tx.connection, hackathon)

    def issued(self, hackathon: UUID) -> dict[UUID, bool]:
        with self.stored() as (connection, views):
            rows = views.results.certificates_in(connection, hackathon)
            return {row["id"]: row["state"] == "valid" for row in rows}
