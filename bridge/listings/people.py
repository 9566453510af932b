"""Who acts for a startup or an incubator, and whom they have invited; never the link of an invitation."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.accounts.invitations import invitations
from bridge.listings.base import Column, Found, Listing, Look, Place, Query, Row, plain
from bridge.listings.short import incubator_of, parse_owner, selected, startup_of
from bridge.readmodels.keyset import Key, Order, ordered

INVITED = ordered(Key(invitations.c.created_at, "created_at", down=True), Key(invitations.c.id, "id"))


def founders(
    look: Look, startup: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """The founders of a startup, for those who may edit it."""
    seen = startup_of(look, startup)
    seen.must(seen.own or seen.keeps)
    people = look.reading.views.startups.people
    query = sa.select(people.c.account, people.c.since).where(people.c.startup == seen.id)
    order = _founders_order(look, startup)
    return _named(look, selected(look, query, order, limit=limit, offset=offset, after=after), "account")


def managers(
    look: Look, incubator: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """The managers of an incubator, for themselves and the organisers of its country."""
    seen = incubator_of(look, incubator)
    seen.must(seen.leads)
    people = look.reading.views.incubators.people
    query = sa.select(people.c.account, people.c.since).where(people.c.incubator == seen.id)
    order = _managers_order(look, incubator)
    return _named(look, selected(look, query, order, limit=limit, offset=offset, after=after), "account")


def invited_founders(
    look: Look, startup: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """Who is invited to a startup and has not come yet, for those who may invite."""
    seen = startup_of(look, startup)
    seen.must(seen.own or seen.keeps)
    return _invited(look, seen.id, limit, offset, after)


def invited_managers(
    look: Look, incubator: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """Who is invited to an incubator and has not come yet, for those who may invite."""
    seen = incubator_of(look, incubator)
    seen.must(seen.leads)
    return _invited(look, seen.id, limit, offset, after)


def _invited(look: Look, subject: UUID, limit: int, offset: int, after: Place | None) -> Found:
    rows = invitations.c
    waits = (rows.used_at.is_(None), rows.revoked_at.is_(None), rows.replaced_at.is_(None))
    wanted = ("id", "email", "name", "account", "invited_by", "created_at", "expires_at", "asked_at", "asked_by")
    query = sa.select(*(rows[name] for name in wanted)).where(rows.subject == subject, *waits)
    found = selected(look, query, INVITED, limit=limit, offset=offset, after=after)
    return _named(look, found, "account", "invited_by", "asked_by")


def _named(look: Look, found: Found, *columns: str) -> Found:
    ids: Iterable[UUID] = {row[column] for row in found.rows for column in columns if row[column] is not None}
    names = look.accounts.names(ids) if ids else {}
    now = look.now
    return Found([_row(row, names, columns, now) for row in found.rows], found.total)


def _row(row: Row, names: dict[UUID, str | None], columns: tuple[str, ...], now: Any) -> Row:
    if len(columns) == 1:
        return {**row, "who": names.get(row["account"])}
    # The address of an account that asked by itself is not the inviter's to see.
    whom = names.get(row["account"]) if row["account"] is not None else row["email"] or row["name"]
    return {
        **row, "whom": whom, "by_link": row["name"] is not None,
        "state": "expired" if row["expires_at"] <= now else "open",
        "inviter": names.get(row["invited_by"]), "asker": names.get(row["asked_by"]) or "",
    }  # fmt: skip


def _founders_order(look: Look, startup: UUID | None) -> Order:
    people = look.reading.views.startups.people.c
    return ordered(Key(people.since, "since"), Key(people.account, "account"))


def _managers_order(look: Look, incubator: UUID | None) -> Order:
    people = look.reading.views.incubators.people.c
    return ordered(Key(people.since, "since"), Key(people.account, "account"))


def _invited_order(look: Look, subject: UUID | None) -> Order:
    return INVITED


def instant(name: str) -> Column:
    """A moment of a row beside the log."""
    return Column(name, lambda row: None if row[name] is None else row[name].isoformat(), "moment")


PEOPLE = (plain("account", "id"), plain("who", "person"), plain("since", "moment"))
_INVITATION = (
    plain("id", "id"),
    plain("whom", "person"),
    plain("by_link", "flag"),
    plain("state", "code", "invitation_states"),
    plain("inviter", "person"),
    instant("created_at"),
    instant("expires_at"),
    plain("asker"),
    instant("asked_at"),
)


def _invitations(find: Query[UUID | None], of: str) -> Listing[UUID | None]:
    return Listing("invitations", parse_owner, find, _invited_order, _INVITATION, of=of)


FOUNDERS = Listing("founders", parse_owner, founders, _founders_order, PEOPLE, key="account", of="startup")
MANAGERS = Listing("managers", parse_owner, managers, _managers_order, PEOPLE, key="account", of="incubator")
INVITED_FOUNDERS = _invitations(invited_founders, "startup")
INVITED_MANAGERS = _invitations(invited_managers, "incubator")
