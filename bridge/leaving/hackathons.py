"""What a person finds about themselves in hackathons beside what they did: answers, teams, certificates, messages."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from events.registrations.answers import read

if TYPE_CHECKING:
    from bridge.composition import Reading


def hackathons_of(reading: "Reading", account: UUID) -> dict[str, Any]:
    """Registrations with the answers, teams, seats on panels, votes, certificates, and what they were written."""
    views, connection = reading.views, reading.connection
    people, readers = views.teams.people, views.talking.readers_of
    registrations = [
        {
            "hackathon": row["hackathon"], "state": row["state"], "country": row["country"], "at": row["at"],
            "code": row["code"], "answers": read(reading.open(row["answers"])), "checked_in_at": row["checked_in_at"],
            "why": reading.open(row["why"]),
        }
        for row in views.registrations.of_account(connection, account)
    ]  # fmt: skip

    def rows(table: sa.Table, names: tuple[str, ...], whose: str = "account") -> list[dict[str, Any]]:
        query = sa.select(*(table.c[name] for name in names)).where(table.c[whose] == account)
        return [dict(row) for row in connection.execute(query).mappings()]

    return {
        "registrations": registrations,
        "teams": rows(people, ("team", "hackathon", "since", "until")),
        "judging": rows(views.judging.judges, ("hackathon", "state", "seat", "invited_at"), "judge"),
        "mentoring": rows(views.judging.mentors, ("hackathon", "topics", "since", "until"), "mentor"),
        "votes": rows(views.results.votes, ("hackathon", "project", "at")),
        "certificates": rows(views.results.certificates, ("hackathon", "role", "code", "state", "issued_at")),
        "messages": rows(readers, ("hackathon", "announcement")),
    }
