"""Who asks for which unclaimed profile, and what was decided; implements the domain's `ClaimTraffic`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, ReadModel, handles, index, inserting, moment, token, updating
from bridge.readmodels.incubators import Incubators
from bridge.readmodels.startups import Startups
from bridge.readmodels.todo import Kind, Owner, of_incubator, of_office, of_startup
from events.fact import Fact
from events.startups import claim_requests as facts
from events.startups import duplicates, handing_over
from events.startups.aggregate import BELONGS
from events.startups.events import FounderAdded
from events.store import Prepared, Transaction


class Claims(ReadModel):
    """One row a request. What waits for an answer is filed for its incubators, else for the office of its country."""

    startups: Startups
    incubators: Incubators

    def build(self) -> None:
        self.rows = self.table(
            "startup_claims",
            sa.Column("request", Id, primary_key=True),
            sa.Column("startup", Id, nullable=False),
            sa.Column("account", Id, nullable=False),
            sa.Column("own", Id),
            sa.Column("state", Code, nullable=False),  # asked, approved, refused, withdrawn, lapsed
            sa.Column("message", sa.Text),
            sa.Column("why", sa.Text),
            sa.Column("at", Moment, nullable=False),
            sa.Column("answered_at", Moment),
        )
        index(self.rows, "startup", "state")
        index(self.rows, "account", "state")
        rows = self.rows.c
        key, account = sa.bindparam("key", type_=Id), sa.bindparam("account", type_=Id)
        self.insert, self.update = inserting(self.rows), updating(self.rows, "request")
        waits = self.rows.update().where(rows.startup == key, rows.state == "asked")
        at = sa.bindparam("at_moment", type_=Moment)
        self.lapse = Prepared(waits.values(state="lapsed", answered_at=at))
        count = sa.select(sa.func.count()).where(rows.account == account)
        since = sa.bindparam("since", type_=Moment)
        self.read_traffic = Prepared(
            sa.select(
                count.where(rows.state == "asked").scalar_subquery(), count.where(rows.at > since).scalar_subquery()
            )
        )
        waiting = sa.select(sa.func.count()).where(rows.startup == key, rows.state == "asked")
        self.count_waiting = Prepared(waiting)

    def prepare_keepers(self) -> None:
        """The statement that says who is to decide, made once the tables exist."""
        admissions, people, rows = self.startups.admissions.c, self.incubators.people.c, self.startups.rows.c
        key = sa.bindparam("key", type_=Id)
        led = sa.select(people.incubator).where(people.incubator == admissions.incubator).exists()
        self.read_incubators = Prepared(
            sa.select(admissions.incubator)
            .where(admissions.startup == key, sa.or_(*(admissions.state == state for state in BELONGS)), led)
            .order_by(admissions.incubator)
        )
        house = sa.bindparam("house", type_=Id)
        asked = self.startups.admissions.update().where(admissions.startup == key, admissions.incubator == house)
        self.ask_update = Prepared(asked.values(update_asked_at=sa.bindparam("at_moment", type_=Moment)))
        self.read_country = Prepared(sa.select(rows.country).where(rows.id == key))

    # -- the domain's guard -------------------------------------------------------------------------------------

    def claim_traffic(self, tx: Transaction, account: UUID, now: datetime) -> tuple[int, int]:
        """How many requests of a person wait, and how many they have made within a day."""
        since = (now - timedelta(days=1)).isoformat()
        [(waiting, today)] = tx.rows(self.read_traffic, {"account": account, "since": since})
        return waiting, today

    # -- handlers -----------------------------------------------------------------------------------------------

    @handles(facts.ClaimRequested)
    def _requested(self, tx: Transaction, fact: facts.ClaimRequested, event_id: int) -> None:
        self.startups.bump(tx, fact)
        row = {
            "request": fact.request, "startup": fact.originator_id, "account": fact.account, "own": fact.own,
            "state": "asked", "message": token(fact.message), "at": moment(fact),
        }  # fmt: skip
        tx.send(self.insert, row)
        for owner in self._deciders(tx, fact.originator_id):
            self.todo.file(tx, fact, Kind.ANSWER_CLAIM, owner, fact.originator_id, other=fact.originator_id)

    @handles(facts.ClaimWithdrawn)
    def _withdrawn(self, tx: Transaction, fact: facts.ClaimWithdrawn, event_id: int) -> None:
        self._close(tx, fact, "withdrawn")

    @handles(facts.ClaimRefused)
    def _refused(self, tx: Transaction, fact: facts.ClaimRefused, event_id: int) -> None:
        self._close(tx, fact, "refused", why=token(fact.why))

    @handles(facts.ClaimApproved)
    def _approved(self, tx: Transaction, fact: facts.ClaimApproved, event_id: int) -> None:
        self._close(tx, fact, "approved")

    def claimed(self, tx: Transaction, fact: FounderAdded) -> None:
        """A profile has a founder: whoever else asked has to be invited by them."""
        tx.send(self.lapse, {"key": fact.originator_id, "at_moment": moment(fact)})
        self.todo.close_all(tx, fact.originator_id, Kind.ANSWER_CLAIM, Kind.ANSWER_HANDOVER)

    # -- in an incubator's care ---------------------------------------------------------------------------------

    @handles(duplicates.StartupTookIn)
    def _took_in(self, tx: Transaction, fact: duplicates.StartupTookIn, event_id: int) -> None:
        self.startups.fill(tx, fact, fact.filled)

    @handles(handing_over.UpdateAsked)
    def _update_asked(self, tx: Transaction, fact: handing_over.UpdateAsked, event_id: int) -> None:
        self.startups.bump(tx, fact)
        startup, at = fact.originator_id, moment(fact)
        tx.send(self.ask_update, {"key": startup, "house": fact.incubator, "at_moment": at})
        self.todo.file(tx, fact, Kind.LOOK_THROUGH, of_startup(startup), startup, other=fact.incubator)

    @handles(handing_over.HandoverOffered, handing_over.HandoverEnded)
    def _handed(self, tx: Transaction, fact: Any, event_id: int) -> None:
        self.startups.bump(tx, fact)
        startup, incubator = fact.originator_id, fact.incubator
        tx.send(self.startups.drop_admission, {"startup": startup, "incubator": incubator})
        offered = isinstance(fact, handing_over.HandoverOffered)
        row = {"startup": startup, "incubator": incubator, "state": handing_over.HANDED if offered else fact.how}
        tx.send(self.startups.add_admission, {**row, "changed_at": moment(fact), "why": token(fact.why)})
        if offered:
            self.todo.file(tx, fact, Kind.ANSWER_HANDOVER, of_incubator(incubator), startup, other=startup)
        else:
            self.todo.close_all(tx, startup, Kind.ANSWER_HANDOVER)

    def _close(self, tx: Transaction, fact: Any, state: str, **columns: Any) -> None:
        self.startups.bump(tx, fact)
        tx.send(self.update, {"key": fact.request, "state": state, "answered_at": moment(fact), **columns})
        if tx.rows(self.count_waiting, {"key": fact.originator_id}) == [(0,)]:
            self.todo.close_all(tx, fact.originator_id, Kind.ANSWER_CLAIM)

    def _deciders(self, tx: Transaction, startup: UUID) -> list[Owner]:
        houses, countries = (tx.rows(query, {"key": startup}) for query in (self.read_incubators, self.read_country))
        return _owners(houses, countries)

    # -- queries ------------------------------------------------------------------------------------------------

    def deciders(self, connection: sa.Connection, startup: UUID) -> list[Owner]:
        """Who is asked to decide about requests for a profile at this moment."""
        statements: list[Any] = [self.read_incubators.statement, self.read_country.statement]
        houses, countries = (connection.execute(query, {"key": startup}).all() for query in statements)
        return _owners(houses, countries)

    def waiting(self, connection: sa.Connection, startup: UUID) -> list[sa.RowMapping]:
        """The requests for a profile that wait, the oldest first; who may read them, the page has asked."""
        rows = self.rows
        query = sa.select(rows).where(rows.c.startup == startup, rows.c.state == "asked")
        query = query.order_by(rows.c.at, rows.c.request)
        return list(connection.execute(query).mappings())

    def of_person(self, connection: sa.Connection, account: UUID, startup: UUID) -> sa.RowMapping | None:
        """The last request of a person for a profile."""
        rows = self.rows
        query = sa.select(rows).where(rows.c.account == account, rows.c.startup == startup)
        return connection.execute(query.order_by(rows.c.at.desc()).limit(1)).mappings().first()

    def asked_by(self, connection: sa.Connection, account: UUID) -> list[tuple[UUID, UUID]]:
        """The requests of a person that wait: (startup, request)."""
        rows = self.rows.c
        query = sa.select(rows.startup, rows.request).where(rows.account == account, rows.state == "asked")
        return [(startup, request) for startup, request in connection.execute(query)]

    def one(self, connection: sa.Connection, request: UUID) -> sa.RowMapping | None:
        """A request by its id."""
        return connection.execute(sa.select(self.rows).where(self.rows.c.request == request)).mappings().first()

    def lapsed_at(self, connection: sa.Connection, startup: UUID, at: Fact) -> list[UUID]:
        """Whose requests ended because somebody else became founder at this moment."""
        rows = self.rows.c
        query = sa.select(rows.account).where(
            rows.startup == startup, rows.state == "lapsed", rows.answered_at == moment(at)
        )
        return list(connection.scalars(query))


def _owners(houses: Sequence[Any], countries: Sequence[Any]) -> list[Owner]:
    return [of_incubator(row[0]) for row in houses] or [of_office(row[0]) for row in countries]
