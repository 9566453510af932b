"""Letters about unclaimed profiles, questions to incubators, and introductions that an incubator proposes."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.followers import occasions
from bridge.followers.occasions import Occasion, Write
from bridge.mail import Letter
from bridge.readmodels.base import unpacked
from events.enquiries import events as enquiries
from events.fact import Fact
from events.introductions import events as introductions
from events.startups import claim_requests as claims
from events.startups import duplicates, handing_over
from events.startups import events as startups


def _incubator(occasion: Occasion, id: UUID) -> str:
    rows = occasion.views.incubators.rows.c
    names = unpacked(occasion.connection.scalar(sa.select(rows.page).where(rows.id == id)) or '{"name": {}}')["name"]
    return str(names.get("en") or next(iter(names.values()), ""))


def _to(
    occasion: Occasion, kind: str, people: list[UUID], startup: UUID, path: str | None = None, **more: object
) -> Iterator[Letter]:
    """A letter that names a startup, to some people but not to whoever did it."""
    row = occasion.startup(startup)
    for account in people if row is not None else ():
        if row is not None and str(account) != occasion.fact.by:
            yield Letter(kind, account=account, params={"startup": row["name"], **more},
                         path=path or f"/startups/{row['slug']}")  # fmt: skip


# -- claims -----------------------------------------------------------------------------------------------------


def _requested(occasion: Occasion) -> Iterator[Letter]:
    """Whoever is asked to decide."""
    startup, connection, views = occasion.fact.originator_id, occasion.connection, occasion.views
    row = occasion.startup(startup)
    owners = views.claims.deciders(connection, startup)
    people = [account for owner in owners for account in views.todo.accounts_of(connection, owner)]
    if row is not None:
        yield from _to(occasion, "claim_requested", people, startup, f"/startups/{row['slug']}/claims")


def _decided(kind: str, page: str = "") -> Write:
    def write(occasion: Occasion) -> Iterator[Letter]:
        fact: Any = occasion.fact
        if (row := occasion.startup(fact.originator_id)) is not None:
            yield from _to(occasion, kind, [fact.account], fact.originator_id, f"/startups/{row['slug']}{page}")

    return write


def _joined(occasion: Occasion) -> Iterator[Letter]:
    """Who else had asked: now they need an invitation of the founder."""
    startup = occasion.fact.originator_id
    yield from _to(
        occasion,
        "claim_lapsed",
        occasion.views.claims.lapsed_at(occasion.connection, startup, occasion.fact),
        startup,
    )


def _took_in(occasion: Occasion) -> Iterator[Letter]:
    startup = occasion.fact.originator_id
    yield from _to(occasion, "duplicate_merged", occasion.founders(startup), startup)


# -- in an incubator's care -------------------------------------------------------------------------------------


def _handed(occasion: Occasion) -> Iterator[Letter]:
    fact: Any = occasion.fact
    rows = occasion.views.incubators.rows.c
    slug = occasion.connection.scalar(sa.select(rows.slug).where(rows.id == fact.incubator))
    path = f"/incubators/{slug}/manage/startups/{fact.originator_id}"
    yield from _to(occasion, "handover_offered", occasion.managers(fact.incubator), fact.originator_id, path)


def _update_asked(occasion: Occasion) -> Iterator[Letter]:
    fact: Any = occasion.fact
    startup = fact.originator_id
    if (row := occasion.startup(startup)) is not None:
        yield from _to(
            occasion, "update_asked", occasion.founders(startup), startup, f"/startups/{row['slug']}/edit",
            incubator=_incubator(occasion, fact.incubator),
        )  # fmt: skip


# -- questions --------------------------------------------------------------------------------------------------


def _asked(occasion: Occasion) -> Iterator[Letter]:
    fact: Any = occasion.fact
    about = occasion.startup(fact.about)
    if about is not None:
        yield from _to(
            occasion, "enquiry_asked", occasion.managers(fact.incubator), fact.startup,
            f"/enquiries/{fact.originator_id}", about=about["name"],
        )  # fmt: skip


def _answered(occasion: Occasion) -> Iterator[Letter]:
    id = occasion.fact.originator_id
    row = occasion.views.enquiries.one(occasion.connection, id)
    if row is not None:
        yield from _to(
            occasion, "enquiry_answered", occasion.founders(row["startup"]), row["about"], f"/enquiries/{id}",
            incubator=_incubator(occasion, row["incubator"]),
        )  # fmt: skip


# -- go-betweens ------------------------------------------------------------------------------------------------


def _between(kind: str, otherwise: Write, *, waiting: bool = False) -> Write:
    """A letter to both sides of what an incubator proposed, or only to those who have not answered."""

    def write(occasion: Occasion) -> Iterator[Letter]:
        id = occasion.fact.originator_id
        row = occasion.views.introductions.one(occasion.connection, id)
        if row is None or row["go_between"] is None:
            yield from otherwise(occasion)
            return
        incubator = _incubator(occasion, row["go_between"])
        for side, other in (("proposer", "receiver"), ("receiver", "proposer")):
            if not (waiting and row["agreed_by"] == side):
                yield from occasion.between(kind, row[side], row[other], f"/introductions/{id}", incubator=incubator)

    return write


_USUAL = occasions.WRITERS
WRITERS: Mapping[type[Fact], Write] = {
    claims.ClaimRequested: _requested,
    claims.ClaimApproved: _decided("claim_approved"),
    claims.ClaimRefused: _decided("claim_refused", "/claim"),
    startups.FounderAdded: _joined,
    duplicates.StartupTookIn: _took_in,
    handing_over.HandoverOffered: _handed,
    handing_over.UpdateAsked: _update_asked,
    enquiries.EnquiryAsked: _asked,
    enquiries.EnquiryAnswered: _answered,
    introductions.IntroductionProposed: _between("go_between_proposed", _USUAL[introductions.IntroductionProposed]),
    introductions.IntroductionReminded: _between(
        "go_between_reminded", _USUAL[introductions.IntroductionReminded], waiting=True
    ),
    introductions.IntroductionExpired: _between("go_between_expired", _USUAL[introductions.IntroductionExpired]),
}
