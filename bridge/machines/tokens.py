"""Tokens for programs: of a person, a startup or an incubator; shown once, kept as hashes, with scopes and an end."""

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final, Literal
from uuid import UUID, uuid4

import sqlalchemy as sa

from bridge.machines.tables import tokens
from events.checks import Checker
from events.errors import Missing
from events.store import Database

Kind = Literal["person", "startup", "incubator"]
SCOPES: Final = (
    "read", "write:startups", "write:incubators", "write:introductions", "write:partnerships", "write:reports",
    "write:vocabulary", "write:hackathons", "account",
)  # fmt: skip
PREFIX = "sb_"
HINT = 10  # letters that are kept readable
LONGEST = timedelta(days=365)
MOST = 20  # working tokens of one person or organisation
DAYS: Final = (7, 30, 90, 365)


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret; `account` made it and answers for what it does."""

    id: UUID
    hint: str
    name: str
    account: UUID
    kind: Kind
    organisation: UUID | None
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    used_on: date | None
    revoked_at: datetime | None

    def works(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and now < self.expires_at


class Tokens:
    """Rows beside the log. Who may make or revoke one, the page or the operation has asked before."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db, self.clock = db, clock

    def make(
        self,
        account: UUID,
        name: object,
        scopes: object,
        days: object,
        *,
        kind: Kind = "person",
        organisation: UUID | None = None,
    ) -> tuple[Token, str]:
        """Make a token; its secret is in the answer and nowhere else. Raises `Invalid`."""
        check, now = Checker(), self.clock()
        called = check.text("name", name, least=1, most=80)
        chosen = check.codes("scopes", scopes, SCOPES, most=len(SCOPES))
        if not chosen:
            check.problem("scopes", "required")
        life = check.number("days", days, 1, LONGEST.days)
        if life is None and not any(problem.field == "days" for problem in check.problems):
            check.problem("days", "required")
        whose = tokens.c.organisation == organisation if organisation else _personal(account)
        if len([token for token in self._all(whose) if token.works(now)]) >= MOST:
            check.problem("name", "too_many_tokens", most=MOST)
        check.done()
        secret = PREFIX + secrets.token_urlsafe(32)
        token = Token(
            uuid4(), secret[:HINT], called, account, kind, organisation, tuple(s for s in SCOPES if s in chosen),
            now, now + timedelta(days=life or 1), None, None,
        )  # fmt: skip
        row: dict[str, Any] = {name: getattr(token, name) for name in Token.__slots__}
        with self.db.change() as tx:
            tx.connection.execute(
                tokens.insert().values({**row, "scopes": " ".join(token.scopes), "hash": _hash(secret)})
            )
        return token, secret

    def by_secret(self, secret: str) -> Token | None:
        """The token that a request came with, whether it works or not."""
        if not secret.startswith(PREFIX) or not secret.isascii():
            return None
        found = self._all(tokens.c.hash == _hash(secret))
        return found[0] if found else None

    def of_person(self, account: UUID) -> list[Token]:
        """The personal tokens of somebody, the newest first."""
        return self._all(_personal(account))

    def of_organisation(self, organisation: UUID) -> list[Token]:
        """The tokens of a startup or an incubator, whoever of its people made them."""
        return self._all(tokens.c.organisation == organisation)

    def used(self, token: Token) -> None:
        """Keep the day on which it was used last; one write a day."""
        today = self.clock().date()
        if token.used_on != today:
            with self.db.change() as tx:
                tx.connection.execute(tokens.update().where(tokens.c.id == token.id).values(used_on=today))

    def revoke(self, id: UUID, among: Collection[Token]) -> None:
        """End one of some tokens for good. Raises `Missing`."""
        if id not in {token.id for token in among}:
            raise Missing("token", id)
        still = (tokens.c.id == id, tokens.c.revoked_at.is_(None))
        with self.db.change() as tx:
            tx.connection.execute(tokens.update().where(*still).values(revoked_at=self.clock()))

    def _all(self, condition: sa.ColumnElement[bool]) -> list[Token]:
        columns = [tokens.c[name] for name in Token.__slots__]
        query = sa.select(*columns).where(condition).order_by(tokens.c.created_at.desc(), tokens.c.id)
        with self.db.read() as connection:
            rows = connection.execute(query).mappings().all()
        return [Token(**{**row, "scopes": tuple(row["scopes"].split())}) for row in rows]


def _personal(account: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(tokens.c.account == account, tokens.c.organisation.is_(None))


def _hash(secret: str) -> str:
    return sha256(f"token:{secret}".encode()).hexdigest()
