"""Signing in, and changing what one signs in with."""

from typing import Any
from uuid import UUID

from eventsourcing.persistence import IntegrityError
from sqlalchemy import Connection, Row, select, update

from bridge.accounts import checks, passwords
from bridge.accounts.model import Account, LinkFailed, TooManyAttempts
from bridge.accounts.parts import Parts
from bridge.accounts.people import account_of, row_by_key
from bridge.accounts.tables import accounts
from bridge.accounts.throttle import LETTERS, RESET_ADDRESS, SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS
from bridge.mail import Letter
from events.checks import Checker
from events.errors import Invalid, Missing, Problem


class Credentials:
    """Every way in, each with its limit."""

    _parts: Parts
    demo: bool

    def authenticate(self, email: str, password: str, address: str) -> Account | None:
        """Say who signs in, or None; the time taken tells nothing about the address. Raises `TooManyAttempts`."""
        key = checks.key_of(email)
        with self._parts.db.change() as tx:
            # Counted before the password is looked at: many at once cannot all slip through.
            by_address = self._parts.throttle.count(tx.connection, SIGN_IN_ADDRESS, address)
            by_account = self._parts.throttle.count(tx.connection, SIGN_IN_ACCOUNT, key)
            row = row_by_key(tx.connection, key)
        if by_address or by_account:
            raise TooManyAttempts(max(filter(None, (by_address, by_account))))
        known = row is not None and (self.demo or not row.demo)
        if not self._parts.passwords.verify(row.password_hash if row is not None and known else None, password):
            return None
        assert row is not None  # noqa: S101  # nothing verifies without a row
        with self._parts.db.change() as tx:
            self._parts.throttle.give_back(tx.connection, SIGN_IN_ADDRESS, address)
            self._parts.throttle.clear(tx.connection, SIGN_IN_ACCOUNT, key)
            if self._parts.passwords.outdated(row.password_hash):
                same = (accounts.c.id == row.id, accounts.c.password_hash == row.password_hash)
                renewed = self._parts.passwords.hash(password)
                tx.connection.execute(update(accounts).where(*same).values(password_hash=renewed))
        return account_of(row)

    def change_password(self, id: UUID, current: str, new: str) -> Account:
        """Change the password; every other sign-in ends. Raises `Invalid` and `TooManyAttempts`."""
        row = self._verified(id, "current", current)
        check = Checker()
        passwords.check(check, "new", new, email=row.email)
        check.done()
        hashed = self._parts.passwords.hash(new)
        with self._parts.db.change() as tx:
            self._set_password(tx.connection, row, hashed)
            changed = row_by_key(tx.connection, row.email_key)
        if changed is None:
            raise Missing("account", id)
        return account_of(changed)

    def confirm_password(self, id: UUID, field: str, password: str) -> None:
        """Make sure that it is the person who asks, before something that cannot be taken back. Raises `Invalid`."""
        self._verified(id, field, password)

    def request_reset(self, email: str, address: str) -> None:
        """Mail a link for a new password, if the address has an account. Raises `TooManyAttempts`."""
        key = checks.key_of(email)
        with self._parts.db.change() as tx:
            until = self._parts.throttle.count(tx.connection, RESET_ADDRESS, address)
            flooded = self._parts.throttle.count(tx.connection, LETTERS, key)
            row = row_by_key(tx.connection, key)
            if not until and not flooded and row is not None and (self.demo or not row.demo):
                raw = self._parts.tokens.issue(tx.connection, "reset", account=row.id)
                self._parts.outbox.put(tx.connection, Letter("reset", account=row.id, path=f"/account/reset/{raw}"))
        if until:
            raise TooManyAttempts(until)

    def look_reset(self, raw: str) -> None:
        """Raise `LinkFailed` when a link for a new password does not work."""
        with self._parts.db.read() as connection:
            self._parts.tokens.look(connection, "reset", raw)

    def reset(self, raw: str, password: str) -> None:
        """Set a new password by a link; every sign-in ends. Raises `LinkFailed` and `Invalid`."""
        with self._parts.db.read() as connection:
            token = self._parts.tokens.look(connection, "reset", raw)
            row = connection.execute(select(accounts).where(accounts.c.id == token.account)).first()
        if row is None:
            raise LinkFailed("unknown")
        check = Checker()
        passwords.check(check, "password", password, email=row.email)
        check.done()
        hashed = self._parts.passwords.hash(password)
        with self._parts.db.change() as tx:
            self._parts.throttle.clear(tx.connection, SIGN_IN_ACCOUNT, row.email_key)
            _hold(tx.connection, row.id)
            self._parts.tokens.use(tx.connection, "reset", raw)
            self._set_password(tx.connection, row, hashed)

    def request_email(self, id: UUID, password: str, typed: str) -> None:
        """Mail a link to a new address and tell the old one. Raises `Invalid` and `TooManyAttempts`."""
        check = Checker()
        email = checks.email(check, "email", typed)
        check.done()
        row = self._verified(id, "password", password)
        with self._parts.db.change() as tx:
            if self._parts.throttle.count(tx.connection, LETTERS, email.key):
                return
            owner = row_by_key(tx.connection, email.key)
            if owner is not None and owner.id != id:
                letter = Letter("email_taken", account=owner.id)
            else:
                self._parts.tokens.cancel(tx.connection, "email", account=id)
                issued = self._parts.tokens.issue(
                    tx.connection, "email", account=id, email_key=email.key, payload={"email": email.address}
                )
                letter = _to(email.address, row, "email_confirm", f"/account/email/{issued}")
            self._parts.outbox.put(tx.connection, letter)
            # In both cases: the old address must learn that somebody with the password wants to leave it.
            self._parts.outbox.put(tx.connection, _to(row.email, row, "email_requested", "/account/forgot"))

    def look_email(self, raw: str) -> str:
        """Return the address that a link would confirm. Raises `LinkFailed`."""
        with self._parts.db.read() as connection:
            return str(self._parts.tokens.look(connection, "email", raw).payload["email"])

    def confirm_email(self, raw: str) -> None:
        """Change the address by the link that was mailed to it. Raises `LinkFailed`."""
        try:
            self._confirm_email(raw)
        except IntegrityError:  # somebody registered with the address while the link was on its way
            raise LinkFailed("used") from None

    def _confirm_email(self, raw: str) -> None:
        with self._parts.db.change() as tx:
            token = self._parts.tokens.look(tx.connection, "email", raw)
            old = _hold(tx.connection, token.account)
            if old is None:
                raise LinkFailed("used")
            self._parts.tokens.use(tx.connection, "email", raw)
            new = {"email": token.payload["email"], "email_key": token.email_key}
            tx.connection.execute(update(accounts).where(accounts.c.id == old.id).values(new))
            # Links that lie in the old mailbox must not open the account any more.
            self._parts.tokens.cancel(tx.connection, "reset", "email", account=old.id)
            self._parts.outbox.put(tx.connection, _to(old.email, old, "email_changed", None))

    def _verified(self, id: UUID, field: str, password: str) -> Row[Any]:
        """Return the account when the password is right; wrong ones count like attempts to sign in."""
        with self._parts.db.change() as tx:
            row: Row[Any] | None = tx.connection.execute(select(accounts).where(accounts.c.id == id)).first()
            if row is None:
                raise Missing("account", id)
            until = self._parts.throttle.count(tx.connection, SIGN_IN_ACCOUNT, row.email_key)
        if until:
            raise TooManyAttempts(until)
        if not self._parts.passwords.verify(row.password_hash, password):
            raise Invalid([Problem(field, "wrong_password")])
        with self._parts.db.change() as tx:
            self._parts.throttle.clear(tx.connection, SIGN_IN_ACCOUNT, row.email_key)
        return row

    def _set_password(self, connection: Connection, row: Row[Any], hashed: str) -> None:
        """Set the password, end the sign-ins and links made under the old one, and tell."""
        values = {"password_hash": hashed, "epoch": accounts.c.epoch + 1}
        connection.execute(update(accounts).where(accounts.c.id == row.id).values(values))
        self._parts.tokens.cancel(connection, "reset", "email", account=row.id)
        self._parts.outbox.put(connection, _to(row.email, row, "password_changed", "/account/forgot"))


def _hold(connection: Connection, id: UUID | None) -> Row[Any] | None:
    """Lock an account before its links, as everybody does, so that no two wait for each other."""
    return connection.execute(select(accounts).where(accounts.c.id == id).with_for_update()).first()


def _to(address: str, row: Row[Any], kind: str, path: str | None) -> Letter:
    """A letter to one certain address of a person, whichever is theirs when it leaves."""
    return Letter(kind, email=address, language=row.language, params={"name": row.name}, path=path)
