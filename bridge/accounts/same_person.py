"""Guests who have an account since: one confirmed address is one person, whatever links they came by."""

from uuid import UUID

import sqlalchemy as sa

from bridge.accounts.tables import accounts, guests


def accounts_of_guests(connection: sa.Connection, among: "sa.Select[tuple[UUID]]") -> dict[UUID, UUID]:
    """The accounts of those among some people who are guests, by the guest."""
    same = sa.func.lower(guests.c.email) == accounts.c.email_key
    query = sa.select(guests.c.id, accounts.c.id).where(same, guests.c.id.in_(among))
    return {row[0]: row[1] for row in connection.execute(query)}
