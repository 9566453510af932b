"""Wires the parts of the house together: the only module that knows everything."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.accounts import Accounts
from bridge.accounts.invitations import Invitations
from bridge.drafts import Drafts
from bridge.files import Files
from bridge.machines import Machines
from bridge.mail import Outbox
from bridge.readmodels import SLOTS, Views
from bridge.settings import Settings
from bridge.suggestions import Suggestions
from events.actor import VISITOR, Actor
from events.fact import Fact
from events.incubators.service import Incubators
from events.introductions.guards import Door, Traffic
from events.introductions.service import Introductions
from events.log import Log, utc_now
from events.offices.service import Offices
from events.partnerships.service import Partnerships
from events.personal import PersonalText
from events.startups.service import Startups
from events.store import Database, Keys, Prepared, Transaction
from events.store.tables import read_model_slot
from events.terms.service import TermUses


@dataclass(frozen=True, slots=True)
class Reading:
    """One consistent look at the live read models."""

    connection: sa.Connection
    views: Views
    keys: Keys

    def actor(self, account: UUID) -> Actor:
        """A person with the roles of this moment."""
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


class Bridge:
    """Everything that a process needs, made once from the settings."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = utc_now) -> None:
        self.settings = settings
        self.clock = clock
        self.db = Database(settings.database_url)
        self.views = {slot: Views(slot) for slot in SLOTS}
        self.log = Log(self.db, self._handle, clock)
        self.keys = Keys(self.db, settings.master_key)
        self.startups = Startups(self.log, self.keys)
        self.incubators = Incubators(self.log, self.keys)
        self.introductions = Introductions(self.log, self.keys, LiveDoors(self.views))
        self.partnerships = Partnerships(self.log, self.keys)
        self.offices = Offices(self.log, self.keys)
        self.terms = TermUses(self.log, self.keys)
        self.machines = Machines(self.db, self.keys, secret_key=settings.secret_key, clock=clock)
        self.outbox = Outbox(self.db, clock)
        self.accounts = Accounts(
            self.db, self.outbox, secret_key=settings.secret_key, clock=clock, demo=settings.environment != "production"
        )
        self.invitations = Invitations(self.db, clock)
        self.drafts = Drafts(self.db, clock)
        self.files = Files(self.db, settings.data / "files", clock)
        self.suggestions = Suggestions(self.db)

    def _handle(self, tx: Transaction, fact: Fact, event_id: int) -> None:
        self.views[tx.slot].handle(tx, fact, event_id)
        self.machines.repeats.happened(tx, fact)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Look at the live read models; everything read inside is from one moment."""
        with self.db.read() as connection:
            slot = connection.scalar(sa.select(read_model_slot.c.slot))
            yield Reading(connection, self.views[str(slot)], self.keys)

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
