"""Looking people up, and what they may change about themselves without a password."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, Row, or_, select, union_all, update

from bridge.accounts import checks
from bridge.accounts.model import Account, Contact
from bridge.accounts.tables import accounts, guests
from bridge.mail import WISHES, Recipient
from events.checks import Checker
from events.errors import Invalid, Missing, Problem
from events.store import Database

AT_ONCE = 500  # parameters of one query


class People:
    """Who is who; a person who left is None everywhere, shown as 'a former member'."""

    def __init__(self, db: Database, clock: Callable[[], datetime], *, demo: bool) -> None:
        self.db = db
        self.clock = clock
        self.demo = demo  # whether demo accounts may be made and used here

    def by_id(self, id: UUID) -> Account | None:
        with self.db.read() as connection:
            row = connection.execute(select(accounts).where(accounts.c.id == id)).first()
        return None if row is None else account_of(row)

    def by_email(self, email: str) -> Account | None:
        """Find whose address this is, however it is spelt; for organisers, invitations and the command line."""
        with self.db.read() as connection:
            row = row_by_key(connection, checks.key_of(email))
        return None if row is None else account_of(row)

    def by_session(self, id: UUID, epoch: int) -> Account | None:
        """Find who is signed in, unless that sign-in has ended since."""
        usable = (accounts.c.id == id, accounts.c.epoch == epoch)
        with self.db.read() as connection:
            row = connection.execute(select(accounts).where(*usable)).first()
        return None if row is None or (row.demo and not self.demo) else account_of(row)

    def names(self, ids: Iterable[UUID]) -> dict[UUID, str | None]:
        """Names for pages, in one query for a page's worth of ids."""
        found: dict[UUID, str | None] = dict.fromkeys(ids)
        wanted = list(found)
        with self.db.read() as connection:
            for start in range(0, len(wanted), AT_ONCE):
                some = wanted[start : start + AT_ONCE]
                known = select(accounts.c.id, accounts.c.name).where(accounts.c.id.in_(some))
                judging = select(guests.c.id, guests.c.name).where(guests.c.id.in_(some))
                rows = connection.execute(union_all(known, judging))
                found.update({row.id: row.name for row in rows})
        return found

    def contact(self, id: UUID) -> Contact | None:
        """How to reach a person; the caller has made sure that the reader may know."""
        account = self.by_id(id)
        if account is None:
            return None
        return Contact(account.name, account.email, account.phone, account.whatsapp, account.telegram)

    def recipient(self, id: UUID) -> Recipient | None:
        """Where a person's mail goes, and in which language."""
        account = self.by_id(id)
        if account is not None:
            return Recipient(account.email, account.name, account.language, account.letters)
        with self.db.read() as connection:
            guest = connection.execute(select(guests).where(guests.c.id == id, guests.c.email.is_not(None))).first()
        return None if guest is None else Recipient(guest.email, guest.name, guest.language, guest.letters)

    def choose_letters(self, id: UUID, wish: str) -> None:
        """Change how a person hears of what waits and what happened; the mailer asks when a letter leaves."""
        if wish not in WISHES:
            raise Invalid([Problem("letters", "unknown_code" if wish else "required")])
        self._update(id, {"letters": wish})

    def wishes(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """How these people want to hear; who left is not among them."""
        query = select(accounts.c.id, accounts.c.letters).where(accounts.c.id.in_(list(ids)))
        with self.db.read() as connection:
            return {row.id: row.letters for row in connection.execute(query)}

    def due_for_digest(self, from_hour: int, to_hour: int, limit: int) -> list[tuple[Account, date]]:
        """Who has not been thought of today though it is that time of the day where they live, with their day."""
        now = self.clock()
        daily = accounts.c.letters == "daily"
        found: list[tuple[Account, date]] = []
        with self.db.read() as connection:
            for zone in connection.scalars(select(accounts.c.time_zone).where(daily).distinct()).all():
                there = now.astimezone(_zone(zone))
                if not from_hour <= there.hour < to_hour or len(found) >= limit:
                    continue
                unthought = or_(accounts.c.digest_on.is_(None), accounts.c.digest_on < there.date())
                query = select(accounts).where(daily, accounts.c.time_zone == zone, unthought).order_by(accounts.c.id)
                rows = connection.execute(query.limit(limit - len(found))).all()
                found += [(account_of(row), there.date()) for row in rows]
        return found

    def take_day(self, connection: Connection, id: UUID, day: date) -> bool:
        """Note that a person's day was thought of, in the caller's transaction; False where another was quicker."""
        unthought = or_(accounts.c.digest_on.is_(None), accounts.c.digest_on < day)
        mine = update(accounts).where(accounts.c.id == id, accounts.c.letters == "daily", unthought)
        return connection.execute(mine.values(digest_on=day)).rowcount == 1

    def change_details(
        self,
        id: UUID,
        *,
        name: str,
        language: str,
        time_zone: str,
        phone: str = "",
        whatsapp: str = "",
        telegram: str = "",
    ) -> None:
        """Change what a person says about themselves. Raises `Invalid`."""
        check = Checker()
        values = {
            "name": checks.name(check, "name", name),
            "language": checks.language(check, "language", language),
            "time_zone": checks.time_zone(check, "time_zone", time_zone),
            "phone": checks.phone(check, "phone", phone),
            "whatsapp": checks.phone(check, "whatsapp", whatsapp),
            "telegram": checks.telegram(check, "telegram", telegram),
        }
        check.done()
        self._update(id, values)

    def _update(self, id: UUID, values: dict[str, str | None]) -> None:
        with self.db.change() as tx:
            if tx.connection.execute(update(accounts).where(accounts.c.id == id).values(values)).rowcount != 1:
                raise Missing("account", id)


def _zone(name: str) -> tzinfo:
    """A zone that the system has forgotten since counts as UTC: one person's must not end everybody's letters."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def row_by_key(connection: Connection, email_key: str) -> Row[Any] | None:
    return connection.execute(select(accounts).where(accounts.c.email_key == email_key)).first()


def account_of(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        language=row.language,
        time_zone=row.time_zone,
        phone=row.phone,
        whatsapp=row.whatsapp,
        telegram=row.telegram,
        epoch=row.epoch,
        created_at=row.created_at,
        letters=row.letters,
    )
