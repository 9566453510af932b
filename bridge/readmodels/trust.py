"""What is known about how far a profile can be trusted: verifications, confirmations, and what decisions hide."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, ReadModel, deleting, handles, index, inserting, moment, token
from bridge.readmodels.freshness import due, looked_after
from bridge.readmodels.incubators import Incubators
from bridge.readmodels.introductions import Introductions
from bridge.readmodels.startups import Startups
from bridge.readmodels.todo import Kind, of_incubator, of_startup
from events.incubators import trust as houses
from events.introductions import removing
from events.startups import confirming, hiding, verifying
from events.startups.aggregate import BELONGS
from events.startups.standing import ACTIVE
from events.store import Prepared, Transaction


class Trust(ReadModel):
    """One table of verifications; the rest is columns of the startups', incubators' and introductions' rows."""

    startups: Startups
    incubators: Incubators
    introductions: Introductions

    def build(self) -> None:
        self.rows = self.table(
            "verifications",
            sa.Column("subject", Id, primary_key=True),
            sa.Column("verifier", Id, primary_key=True),  # an incubator; of an incubator's own row, itself
            sa.Column("what", Code, primary_key=True),
            sa.Column("office", sa.String(2)),  # of an incubator: whose organisers said it
            sa.Column("at", Moment, nullable=False),
            sa.Column("valid_until", Moment, nullable=False),
            sa.Column("note", sa.Text),  # what the verifier added
        )
        index(self.rows, "verifier")
        self.insert, self.drop = inserting(self.rows), deleting(self.rows, "subject", "verifier", "what")

    def prepare(self) -> None:
        """Statements over other tables, made once those exist."""
        rows, key = self.startups.rows.c, sa.bindparam("key", type_=Id)
        admissions = self.startups.admissions.c
        self.read_startup = Prepared(sa.select(rows.visibility, rows.unclaimed).where(rows.id == key))
        belongs = sa.and_(admissions.startup == key, sa.or_(*(admissions.state == state for state in BELONGS)))
        self.read_houses = Prepared(sa.select(admissions.incubator).where(belongs).order_by(admissions.incubator))

    # -- badges -------------------------------------------------------------------------------------------------

    @handles(verifying.StartupVerified)
    def _verified(self, tx: Transaction, fact: verifying.StartupVerified, event_id: int) -> None:
        self.startups.write(tx, fact)
        self._say(tx, fact, fact.incubator, None)

    @handles(verifying.VerificationWithdrawn)
    def _withdrawn(self, tx: Transaction, fact: verifying.VerificationWithdrawn, event_id: int) -> None:
        self.startups.write(tx, fact)
        tx.send(self.drop, {"subject": fact.originator_id, "verifier": fact.incubator, "what": fact.what})

    @handles(houses.IncubatorVerified)
    def _house_verified(self, tx: Transaction, fact: houses.IncubatorVerified, event_id: int) -> None:
        self.incubators.bump(tx, fact)
        self._say(tx, fact, fact.originator_id, fact.office)

    @handles(houses.IncubatorVerificationWithdrawn)
    def _house_withdrawn(self, tx: Transaction, fact: houses.IncubatorVerificationWithdrawn, event_id: int) -> None:
        self.incubators.bump(tx, fact)
        tx.send(self.drop, {"subject": fact.originator_id, "verifier": fact.originator_id, "what": fact.what})

    def _say(self, tx: Transaction, fact: Any, verifier: UUID, office: str | None) -> None:
        row = {"subject": fact.originator_id, "verifier": verifier, "what": fact.what}
        tx.send(self.drop, row)
        until = (fact.timestamp + verifying.VALID_FOR).isoformat()
        said = {"office": office, "at": moment(fact), "valid_until": until, "note": token(fact.note)}
        tx.send(self.insert, {**row, **said})

    def badges(self, connection: sa.Connection, subjects: Iterable[UUID], now: datetime) -> list[sa.RowMapping]:
        """What holds now of some startups and incubators, the latest first."""
        rows = self.rows
        holds = sa.and_(rows.c.subject.in_(list(subjects)), rows.c.valid_until > now.isoformat())
        query = sa.select(rows).where(holds).order_by(rows.c.at.desc(), rows.c.what)
        return list(connection.execute(query).mappings())

    # -- is it still right? -------------------------------------------------------------------------------------

    @handles(confirming.ProfileConfirmed)
    def _confirmed(self, tx: Transaction, fact: confirming.ProfileConfirmed, event_id: int) -> None:
        visibility, _ = self._startup(tx, fact)
        self.startups.write(tx, fact, **looked_after(fact.timestamp, visibility))
        self.todo.close_all(tx, fact.originator_id, Kind.CONFIRM_PROFILE, Kind.LOOK_THROUGH)

    @handles(confirming.ConfirmationAsked)
    def _asked(self, tx: Transaction, fact: confirming.ConfirmationAsked, event_id: int) -> None:
        startup, (visibility, unclaimed) = fact.originator_id, self._startup(tx, fact)
        self.startups.write(tx, fact, asked=fact.time, ask_at=due(fact.time, fact.timestamp, visibility))
        if not unclaimed:
            self.todo.file(tx, fact, Kind.CONFIRM_PROFILE, of_startup(startup), startup, other=startup)
            return
        for (incubator,) in tx.rows(self.read_houses, {"key": startup}):
            self.todo.file(tx, fact, Kind.CONFIRM_PROFILE, of_incubator(incubator), startup, other=startup)

    @handles(confirming.ProfileWentStale)
    def _stale(self, tx: Transaction, fact: confirming.ProfileWentStale, event_id: int) -> None:
        self.startups.write(tx, fact, stale=True, ask_at=None)

    def due(self, connection: sa.Connection, now: datetime, limit: int = 100) -> list[UUID]:
        """Profiles that are to be asked again, or to leave suggestions."""
        return self._due(connection, self.startups.rows.c.asked.in_((1, 2)), now, limit)

    def first_due(self, connection: sa.Connection, now: datetime, limit: int) -> list[UUID]:
        """Profiles that are to be asked for the first time."""
        return self._due(connection, self.startups.rows.c.asked == 0, now, limit)

    def _due(self, connection: sa.Connection, which: sa.ColumnElement[bool], now: datetime, limit: int) -> list[UUID]:
        rows = self.startups.rows.c
        over = sa.and_(rows.ask_at <= now.isoformat(), which, rows.standing == ACTIVE)
        return list(connection.scalars(sa.select(rows.id).where(over).order_by(rows.ask_at, rows.id).limit(limit)))

    def lately_asked(self, connection: sa.Connection, since: datetime) -> int:
        """How many were asked for the first time since a moment and have not answered yet."""
        rows = self.startups.rows.c
        after = (since + confirming.ASK_AGAIN_AFTER).isoformat()
        query = sa.select(sa.func.count()).where(rows.ask_at > after, rows.asked == 1)
        return connection.scalar(query) or 0

    def shown(self, connection: sa.Connection) -> int:
        """How many profiles somebody may see: what the asking is spread over."""
        rows = self.startups.rows.c
        query = sa.select(sa.func.count()).where(rows.visibility.in_(("public", "members")), rows.standing == ACTIVE)
        return connection.scalar(query) or 0

    # -- what decisions hide ------------------------------------------------------------------------------------

    @handles(hiding.ProfileHidden)
    def _hidden(self, tx: Transaction, fact: hiding.ProfileHidden, event_id: int) -> None:
        self.startups.show(tx, fact, "hidden")
        self.startups.write(tx, fact, ask_at=None)
        self.todo.close_all(tx, fact.originator_id, Kind.CONFIRM_PROFILE)

    @handles(hiding.ProfileShownAgain)
    def _shown_again(self, tx: Transaction, fact: hiding.ProfileShownAgain, event_id: int) -> None:
        self.startups.show(tx, fact, fact.visibility)
        self.startups.write(tx, fact, **looked_after(fact.timestamp, fact.visibility, by_people=False))

    @handles(hiding.SuspensionEnded)
    def _one_ended(self, tx: Transaction, fact: hiding.SuspensionEnded, event_id: int) -> None:
        self.startups.write(tx, fact)

    @handles(houses.PageHidden)
    def _page_hidden(self, tx: Transaction, fact: houses.PageHidden, event_id: int) -> None:
        self.incubators.show(tx, fact, "hidden")

    @handles(houses.PageShownAgain)
    def _page_shown(self, tx: Transaction, fact: houses.PageShownAgain, event_id: int) -> None:
        self.incubators.show(tx, fact, fact.visibility)

    @handles(removing.TextRemoved)
    def _text_removed(self, tx: Transaction, fact: removing.TextRemoved, event_id: int) -> None:
        """Pages read it nowhere any more; lines of histories lose it too, see there."""
        self.introductions.write(tx, fact, **{fact.part: None, f"{fact.part}_removed": fact.decision})

    @handles(removing.TextRestored)
    def _text_restored(self, tx: Transaction, fact: removing.TextRestored, event_id: int) -> None:
        self.introductions.write(tx, fact, **{fact.part: token(fact.message), f"{fact.part}_removed": None})

    def _startup(self, tx: Transaction, fact: Any) -> tuple[str, bool]:
        for visibility, unclaimed in tx.rows(self.read_startup, {"key": fact.originator_id}):
            return visibility, bool(unclaimed)
        return "hidden", False  # a stored sample of the fact, without what came before it
