"""Letters about hackathons: to hosts who are asked, and to everybody who relies on what was announced."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.followers.occasions import Occasion, Write
from bridge.mail import Letter
from bridge.readmodels.base import unpacked
from events.fact import Fact
from events.hackathons import events as hackathons
from events.hackathons.dates import moves
from events.judging import round_events as judging
from events.registrations.events import APPROVED, ASKED, WAITING

TAKING_PART = (APPROVED, ASKED, WAITING)


def _row(occasion: Occasion, hackathon: UUID) -> sa.RowMapping | None:
    rows = occasion.views.hackathons.rows
    return occasion.connection.execute(sa.select(rows).where(rows.c.id == hackathon)).mappings().first()


def hosting(occasion: Occasion, hackathon: UUID) -> list[UUID]:
    """The managers of its hosts."""
    found = [person for host in _hosts(occasion, hackathon) for person in occasion.managers(host)]
    return list(dict.fromkeys(found))


def helping(occasion: Occasion, hackathon: UUID) -> list[UUID]:
    """The people with rights in it."""
    people = occasion.views.hackathons.people.c
    return list(occasion.connection.scalars(sa.select(people.account).where(people.hackathon == hackathon)))


def letters(occasion: Occasion, kind: str, people: list[UUID], page: str = "", **params: object) -> Iterator[Letter]:
    """One letter about a hackathon to each of some people, without whoever did it."""
    row = _row(occasion, getattr(occasion.fact, "hackathon", occasion.fact.originator_id))
    for account in dict.fromkeys(people) if row is not None else ():
        if row is not None and str(account) != occasion.fact.by:
            path, thread = f"/hackathons/{row['slug']}{page}", f"hackathon:{row['id']}"
            named = {"hackathon": row["sort_name"], **params}
            yield Letter(kind, account=account, params=named, path=path, thread=thread)


def _asked(occasion: Occasion) -> Iterator[Letter]:
    fact: Any = occasion.fact
    by = next(iter(_hosts(occasion, fact.originator_id)), None)
    people = occasion.managers(fact.incubator)
    yield from letters(occasion, "hackathon_host_asked", people, "/manage", incubator=occasion.incubator(by))


def _hosts(occasion: Occasion, hackathon: UUID) -> list[UUID]:
    hosts = occasion.views.hackathons.hosts.c
    query = sa.select(hosts.incubator).where(hosts.hackathon == hackathon, hosts.state == "accepted")
    return list(occasion.connection.scalars(query.order_by(hosts.since, hosts.incubator)))


def _proposed(occasion: Occasion) -> Iterator[Letter]:
    fact: Any = occasion.fact
    others = [host for host in _hosts(occasion, fact.originator_id) if host != fact.incubator]
    people = [person for host in others for person in occasion.managers(host)]
    name = occasion.incubator(fact.incubator)
    yield from letters(occasion, "hackathon_change_proposed", people, "/manage", incubator=name)


def _everybody(kind: str, page: str = "", **params: object) -> Write:
    def write(occasion: Occasion) -> Iterator[Letter]:
        fact: Any = occasion.fact
        row = _row(occasion, fact.originator_id)
        if row is None or not row["shown"]:
            return  # nobody was told of a draft
        hackathon = fact.originator_id
        registered = occasion.views.registrations.accounts(occasion.connection, hackathon, TAKING_PART)
        people = [*hosting(occasion, hackathon), *helping(occasion, hackathon), *registered]
        yield from letters(occasion, kind, people, page, **params)

    return write


def _changed(occasion: Occasion) -> Iterator[Letter]:
    """A deadline is what people plan by: its letter says so in the subject, and the new moments."""
    fact: Any = occasion.fact
    moved = _moved(occasion, fact) if fact.part == "dates" else []
    if moved:
        yield from _everybody("hackathon_deadline_moved", moved=moved)(occasion)
    else:
        yield from _everybody("hackathon_changed", part=fact.part)(occasion)


def _moved(occasion: Occasion, fact: Any) -> list[dict[str, str | None]]:
    """Which dates are at another moment, and at which; None where there is no date any more."""
    found = occasion.views.hackathons.changes_of(occasion.connection, fact.originator_id)
    before: dict[str, Any] = next((unpacked(row["before"]) for row in found if row["change"] == fact.change), {})
    return [
        {"what": f"{phase}.{edge}", **({"when": will["at"], "zone": will["zone"]} if will else {"when": None})}
        for phase, edge, _, will in moves(before, fact.value)
    ]


def _confirmed(occasion: Occasion) -> Iterator[Letter]:
    """The jury has its ranking: every host is asked to agree to it."""
    fact: Any = occasion.fact
    people = hosting(occasion, fact.hackathon)
    yield from letters(occasion, "hackathon_results_confirmed", people, "/manage/results")


WRITERS: Mapping[type[Fact], Write] = {
    hackathons.HostInvited: _asked,
    hackathons.ChangeProposed: _proposed,
    hackathons.HackathonAnnounced: _everybody("hackathon_announced"),
    hackathons.ChangeApplied: _changed,
    hackathons.HackathonCancelled: _everybody("hackathon_cancelled"),
    judging.RankingConfirmed: _confirmed,
}
