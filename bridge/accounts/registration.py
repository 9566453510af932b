"""From a form to an account: nothing is one until its address was confirmed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from bridge.accounts import checks, passwords
from bridge.accounts.checks import Email
from bridge.accounts.model import Account, LinkFailed, NewAccount, TooManyAttempts
from bridge.accounts.parts import Parts
from bridge.accounts.people import account_of, row_by_key
from bridge.accounts.tables import accounts
from bridge.accounts.throttle import LETTERS, REGISTER_ADDRESS
from bridge.mail import Letter
from events.checks import Checker
from events.errors import Refused

# Written here, so that whoever reads the code knows it: these accounts exist only where nothing is at stake.
DEMO_PASSWORD = "silk road demo"


class Registration:
    """Register, mail again, confirm; and the accounts of the demonstration."""

    _parts: Parts
    demo: bool
    _demo_hash: str | None = None

    def register(self, new: NewAccount, address: str) -> None:
        """Mail a link that makes the account; whether the address has one already shows in that mail alone.

        `address` is the network address of whoever asks. Raises `Invalid` and `TooManyAttempts`.
        """
        check = Checker()
        email = checks.email(check, "email", new.email)
        payload = {
            "email": email.address,
            "name": checks.name(check, "name", new.name),
            "language": checks.language(check, "language", new.language),
            "time_zone": checks.time_zone(check, "time_zone", new.time_zone),
            "next": new.next,
        }
        passwords.check(check, "password", new.password, email=new.email)
        check.done()
        # Done for a known address too: the answer takes as long.
        payload["password_hash"] = self._parts.passwords.hash(new.password)
        with self._parts.db.change() as tx:
            until = self._parts.throttle.count(tx.connection, REGISTER_ADDRESS, address)
            if until is None:
                self._write(tx.connection, email, payload)
        if until is not None:
            raise TooManyAttempts(until)

    def mail_again(self, typed: str, address: str) -> None:
        """Send the confirmation once more to an address that waits for one; the answer never says whether it does."""
        key = checks.key_of(typed)
        with self._parts.db.change() as tx:
            until = self._parts.throttle.count(tx.connection, REGISTER_ADDRESS, address)
            waiting = self._parts.tokens.newest(tx.connection, "confirm", key)
            if until is None and waiting is not None:
                self._write(tx.connection, Email(waiting.payload["email"], key), waiting.payload)
        if until is not None:
            raise TooManyAttempts(until)

    def look(self, raw: str) -> None:
        """Raise `LinkFailed` when a confirmation link does not work."""
        with self._parts.db.read() as connection:
            self._parts.tokens.look(connection, "confirm", raw)

    def confirm(self, raw: str) -> tuple[Account, str | None]:
        """Make the account; also returns the page that its person wanted first. Raises `LinkFailed`."""
        with self._parts.db.change() as tx:
            key = self._parts.tokens.look(tx.connection, "confirm", raw).email_key or ""
            self._parts.tokens.hold(tx.connection, "confirm", key)
            token = self._parts.tokens.use(tx.connection, "confirm", raw)
            values = {name: value for name, value in token.payload.items() if name != "next"}
            if not self._insert(tx.connection, uuid4(), key, values, demo=False):
                raise LinkFailed("used")  # another link to the same address was quicker
            self._parts.tokens.cancel(tx.connection, "confirm", email_key=key)
            row = row_by_key(tx.connection, key)
        assert row is not None  # noqa: S101  # it was inserted in this transaction
        return account_of(row), token.payload.get("next")

    def demo_account(self, email: str, name: str, *, id: UUID | None = None, **details: str | None) -> UUID:
        """Make a confirmed account with the demo password, or return the one there is; refused in production."""
        if not self.demo:
            raise Refused("no_demo_here")
        self._demo_hash = self._demo_hash or self._parts.passwords.hash(DEMO_PASSWORD)
        values = {"language": "en", "time_zone": "UTC"} | details
        values |= {"email": email, "name": name, "password_hash": self._demo_hash}
        with self._parts.db.change() as tx:
            key = email.lower()
            self._insert(tx.connection, id or uuid4(), key, values, demo=True)
            row = row_by_key(tx.connection, key)
        assert row is not None  # noqa: S101  # it was there or has just been inserted
        return account_of(row).id

    def _write(self, connection: Connection, email: Email, payload: Mapping[str, Any]) -> None:
        if self._parts.throttle.count(connection, LETTERS, email.key):
            return  # somebody floods this address: it gets no more, and they are not told
        known = row_by_key(connection, email.key)
        if known is not None:
            letter = Letter("already_registered", account=known.id, path="/account/sign-in")
        else:
            raw = self._parts.tokens.issue(connection, "confirm", email_key=email.key, payload=payload)
            letter = Letter(
                "confirm",
                email=email.address,
                language=payload["language"],
                params={"name": payload["name"]},
                path=f"/account/confirm/{raw}",
            )
        self._parts.outbox.put(connection, letter)

    def _insert(self, connection: Connection, id: UUID, key: str, values: Mapping[str, Any], *, demo: bool) -> bool:
        """Insert unless the address is taken; the table decides, not a look before."""
        row = {"id": id, "email_key": key, "epoch": 1, "demo": demo, "created_at": self._parts.clock(), **values}
        insert = postgresql.insert if self._parts.db.name == "postgresql" else sqlite.insert
        statement = insert(accounts).values(row).on_conflict_do_nothing(index_elements=["email_key"])
        return connection.execute(statement.returning(accounts.c.id)).first() is not None
