"""Judges without a password: guests, who have a name and perhaps an address, and the personal links of judges.

The log knows the ids alone. A link opens one hackathon, as often as its judge likes, until it is revoked or replaced.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from bridge.accounts import checks
from bridge.accounts.tables import guests, judge_links
from events.checks import Checker
from events.errors import Invalid, Missing, Problem
from events.store import Database

GUESTS_WISHES = ("at_once", "never")
LIFETIME = timedelta(days=120)
NOTED = timedelta(minutes=1)  # a link that was used a moment ago is not written down again


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody without an account."""

    id: UUID
    name: str
    email: str | None
    language: str
    letters: str = "at_once"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wrote who asked a person to judge; both are empty when that was erased."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class JudgeLink:
    """A personal link; `state` is open, revoked or expired."""

    id: UUID
    judge: UUID
    hackathon: UUID
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    state: str


class Guests:
    """Rows beside the log's facts about the same ids."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db, self.clock = db, clock

    # -- people -------------------------------------------------------------------------------------------------------

    def welcome(self, name: str, email: str = "", language: str = "en") -> Guest:
        """Know somebody by a name, and by an address where there is one. Raises `Invalid`."""
        check = Checker()
        called = checks.name(check, "name", name)
        address = checks.email(check, "email", email).address if email else None
        code = checks.language(check, "language", language)
        check.done()
        guest = Guest(uuid4(), called, address, code)
        row = {"id": guest.id, "name": called, "email": address, "language": code, "created_at": self.clock()}
        with self.db.change() as tx:
            tx.connection.execute(guests.insert().values(row))
        return guest

    def rename(self, id: UUID, name: str) -> None:
        """Call a guest who is asked again as they are called now; accounts name themselves."""
        with self.db.change() as tx:
            tx.connection.execute(guests.update().where(guests.c.id == id).values(name=name))

    def guest(self, id: UUID) -> Guest | None:
        """Who a guest is; None for accounts and for those who were erased."""
        with self.db.read() as connection:
            row = connection.execute(sa.select(guests).where(guests.c.id == id)).first()
        return None if row is None else _guest(row)

    def among(self, ids: Iterable[UUID]) -> dict[UUID, Guest]:
        """Which of these people are guests."""
        query = sa.select(guests).where(guests.c.id.in_(list(ids)))
        with self.db.read() as connection:
            return {row.id: _guest(row) for row in connection.execute(query)}

    def with_address(self, among: Iterable[UUID], email: str) -> Guest | None:
        """The guest of some people who has an address."""
        key = checks.key_of(email)
        found = self.among(among).values()
        return next((guest for guest in found if guest.email and checks.key_of(guest.email) == key), None)

    def choose_letters(self, id: UUID, wish: str) -> None:
        """Hear of what comes up, or not; there is no daily letter for who has no account. Raises `Invalid`."""
        if wish not in GUESTS_WISHES:
            raise Invalid([Problem("letters", "unknown_code" if wish else "required")])
        with self.db.change() as tx:
            tx.connection.execute(guests.update().where(guests.c.id == id).values(letters=wish))

    def erase(self, id: UUID) -> None:
        """Forget a guest: 'a former member' from now on, and no link opens anything. Raises `Missing`."""
        with self.db.change() as tx:
            tx.connection.execute(judge_links.delete().where(judge_links.c.judge == id))
            if tx.connection.execute(guests.delete().where(guests.c.id == id)).rowcount != 1:
                raise Missing("guest", id)
        self.db.scrub([guests, judge_links])

    def export(self, id: UUID) -> dict[str, Any]:
        """Everything that is kept about a guest beside the log; secrets are left out. Raises `Missing`."""
        guest = self.guest(id)
        if guest is None:
            raise Missing("guest", id)
        query = sa.select(judge_links).where(judge_links.c.judge == id).order_by(judge_links.c.created_at)
        with self.db.read() as connection:
            links = [self._link(row) for row in connection.execute(query)]
        told = [
            {"hackathon": link.hackathon, "made": link.created_at, "used": link.used_at, "state": link.state}
            for link in links
        ]
        return {"name": guest.name, "email": guest.email, "language": guest.language, "links": told}

    # -- links --------------------------------------------------------------------------------------------------------

    def replace_link(
        self, connection: sa.Connection, id: UUID, judge: UUID, hackathon: UUID, asked: Asked | None = None
    ) -> str:
        """Write a link down whose fact the log has; older ones are dead. Answers its secret, which is kept nowhere.

        `asked` is as whom somebody with an account was asked who has not come in yet.
        """
        secret, now = secrets.token_urlsafe(24), self.clock()
        self.end_links(connection, judge, hackathon)
        row = {"id": id, "judge": judge, "hackathon": hackathon, "token_hash": _hash(secret), "created_at": now}
        if asked is not None:
            row |= {"asked_name": asked.name, "asked_email": asked.email}
        connection.execute(judge_links.insert().values(**row, expires_at=now + LIFETIME))
        return secret

    def end_links(self, connection: sa.Connection, judge: UUID, hackathon: UUID) -> None:
        """Close the doors of a judge to a hackathon."""
        row = judge_links.c
        mine = (row.judge == judge, row.hackathon == hackathon, row.revoked_at.is_(None))
        connection.execute(judge_links.update().where(*mine).values(revoked_at=self.clock()))

    def asked_as(self, hackathon: UUID) -> dict[UUID, Asked]:
        """Judges of a hackathon with an account who have not come in, as whoever asked them knows them."""
        with self.db.read() as connection:
            return asked_as(connection, hackathon)

    def accepted(self, judge: UUID, hackathon: UUID) -> None:
        """They came in: from now on they have the name of their account."""
        self._know_as(judge, hackathon, {"asked_name": None, "asked_email": None})

    def forget_asked(self, judge: UUID, hackathon: UUID) -> None:
        """Who was asked and never came is called a former member, whether there is an account or not."""
        self._know_as(judge, hackathon, {"asked_name": "", "asked_email": ""})

    def _know_as(self, judge: UUID, hackathon: UUID, how: dict[str, str | None]) -> None:
        row = judge_links.c
        mine = (row.judge == judge, row.hackathon == hackathon, row.asked_email.is_not(None))
        with self.db.change() as tx:
            tx.connection.execute(judge_links.update().where(*mine).values(**how))

    def by_secret(self, secret: str) -> JudgeLink | None:
        """What a link stands for, whether it still opens or not."""
        return self._one(judge_links.c.token_hash == _hash(secret))

    def link(self, id: UUID) -> JudgeLink | None:
        """The link of a session."""
        return self._one(judge_links.c.id == id)

    def made_lately(self, hackathon: UUID) -> int:
        """How many links of a hackathon were made within a day: letters are not sent without end."""
        row, since = judge_links.c, self.clock() - timedelta(days=1)
        query = sa.select(sa.func.count()).where(row.hackathon == hackathon, row.created_at > since)
        with self.db.read() as connection:
            return connection.scalar(query) or 0

    def links_of(self, hackathon: UUID) -> dict[UUID, JudgeLink]:
        """The newest link of every judge of a hackathon."""
        query = sa.select(judge_links).where(judge_links.c.hackathon == hackathon)
        with self.db.read() as connection:
            rows = connection.execute(query.order_by(judge_links.c.created_at)).all()
        return {row.judge: self._link(row) for row in rows}

    def used(self, link: JudgeLink) -> None:
        """Note that its judge was here."""
        now = self.clock()
        if link.used_at is not None and now - link.used_at < NOTED:
            return
        with self.db.change() as tx:
            tx.connection.execute(judge_links.update().where(judge_links.c.id == link.id).values(used_at=now))

    def _one(self, condition: sa.ColumnElement[bool]) -> JudgeLink | None:
        with self.db.read() as connection:
            row = connection.execute(sa.select(judge_links).where(condition)).first()
        return None if row is None else self._link(row)

    def _link(self, row: sa.Row[Any]) -> JudgeLink:
        state = "open"
        if row.revoked_at is not None:
            state = "revoked"
        elif row.expires_at <= self.clock():
            state = "expired"
        return JudgeLink(row.id, row.judge, row.hackathon, row.created_at, row.expires_at, row.used_at, state)


def _guest(row: sa.Row[Any]) -> Guest:
    return Guest(row.id, row.name, row.email, row.language, row.letters)


def asked_as(connection: sa.Connection, hackathon: UUID) -> dict[UUID, Asked]:
    """Judges of a hackathon with an account who have not come in, as whoever asked them knows them."""
    row = judge_links.c
    query = sa.select(row.judge, row.asked_name, row.asked_email).order_by(row.created_at)
    found = connection.execute(query.where(row.hackathon == hackathon, row.asked_email.is_not(None)))
    return {judge: Asked(name, email) for judge, name, email in found}


def as_asked(names: Mapping[UUID, str | None], asked: Mapping[UUID, Asked]) -> dict[UUID, str | None]:
    """Names of judges; who has not come in is called what their inviter wrote, not what their account says."""
    return {id: (asked[id].name or None) if id in asked else name for id, name in names.items()}


def _hash(secret: str) -> str:
    return sha256(f"judge:{secret}".encode()).hexdigest()
