"""Letters about results: to the teams when they are out, corrected, or commented; to whom a certificate is given."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.followers.occasions import Occasion, Write
from bridge.mail import Letter
from events.fact import Fact
from events.judging.round_events import FeedbackReleased, ResultsPublished
from events.results.certificate_events import CertificateIssued, CertificateRevoked


def _hackathon(occasion: Occasion, hackathon: UUID) -> sa.RowMapping | None:
    rows = occasion.views.hackathons.rows
    return occasion.connection.execute(sa.select(rows).where(rows.c.id == hackathon)).mappings().first()


def _members(occasion: Occasion, round: UUID) -> list[UUID]:
    """Everybody in a team whose project the round judged."""
    views, connection = occasion.views, occasion.connection
    found = views.judging.round(connection, round)
    if found is None:
        return []
    people, projects = views.teams.people.c, views.projects.rows.c
    teams = sa.select(projects.team).where(projects.hackathon == found["hackathon"])
    query = sa.select(people.account).where(people.team.in_(teams), people.until.is_(None)).distinct()
    return list(connection.scalars(query.order_by(people.account)))


def _to(occasion: Occasion, kind: str, people: list[UUID], page: str) -> Iterator[Letter]:
    fact: Any = occasion.fact
    row = _hackathon(occasion, fact.hackathon)
    for account in people if row is not None else ():
        if row is not None and str(account) != fact.by:
            path = page or f"/hackathons/{row['slug']}/results"
            params = {"hackathon": row["sort_name"]}
            yield Letter(kind, account=account, params=params, path=path, thread=f"hackathon:{row['id']}")


def _published(occasion: Occasion) -> Iterator[Letter]:
    fact: Any = occasion.fact
    kind = "results_published" if fact.number == 1 else "results_corrected"
    yield from _to(occasion, kind, _members(occasion, fact.originator_id), "")


def _released(occasion: Occasion) -> Iterator[Letter]:
    fact: Any = occasion.fact
    row = _hackathon(occasion, fact.hackathon)
    if row is not None:
        page = f"/hackathons/{row['slug']}/results/mine"
        yield from _to(occasion, "feedback_released", _members(occasion, fact.originator_id), page)


def _certificate(kind: str) -> Write:
    def write(occasion: Occasion) -> Iterator[Letter]:
        fact: Any = occasion.fact
        yield from _to(occasion, kind, [fact.account], "/account/certificates")

    return write


WRITERS: Mapping[type[Fact], Write] = {
    ResultsPublished: _published,
    FeedbackReleased: _released,
    CertificateIssued: _certificate("certificate_issued"),
    CertificateRevoked: _certificate("certificate_revoked"),
}
