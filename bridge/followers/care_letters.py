"""Letters about unclaimed profiles, questions to incubators, and introductions that an incubator proposes."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.followers import occasions
from bridge.followers.occasions import Occasion, Write
from bridge.mail import Letter
from events.enquiries import events as enquiries
from events.fact import Fact
from events.introductions import events as introductions
from events.startups import claim_requests as claims
from events.startups import duplicates, handing_over
from events.startups import events as startups


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
            incubator=occasion.incubator(fact.incubator),
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
            incubator=occasion.incubator(row["incubator"]),
        )  # fmt: skip


def _settled(occasion: Occasion) -> Iterator[Letter]:
    """The other managers: somebody has answered, or the founder does not need it any more."""
    fact, id = occasion.fact, occasion.fact.originator_id
    row = occasion.views.enquiries.one(occasion.connection, id)
    about = occasion.startup(row["about"]) if row is not None else None
    if row is not None and about is not None:
        yield from _to(
            occasion, "enquiry_settled", occasion.managers(row["incubator"]), row["startup"], f"/enquiries/{id}",
            about=about["name"], withdrawn=isinstance(fact, enquiries.EnquiryWithdrawn),
        )  # fmt: skip


def _answered_and_settled(occasion: Occasion) -> Iterator[Letter]:
    yield from _answered(occasion)
    yield from _settled(occasion)


# -- go-betweens ------------------------------------------------------------------------------------------------


def _between(kind: str, otherwise: Write, *, waiting: bool = False) -> Write:
    """A letter to both sides of what an incubator proposed, or only to those who have not answered."""

    def write(occasion: Occasion) -> Iterator[Letter]:
        id = occasion.fact.originator_id
        row = occasion.views.introductions.one(occasion.connection, id)
        if row is None or row["go_between"] is None:
            yield from otherwise(occasion)
            return
        incubator = occasion.incubator(row["go_between"])
        for side, other in (("proposer", "receiver"), ("receiver", "proposer")):
            if not (waiting and row["agreed_by"] == side):
                yield from occasion.between(kind, row[side], row[other], f"/introductions/{id}", incubator=incubator)

    return write


def _told_to_managers(outcome: str, otherwise: Write) -> Write:
    """The same letters as always, and one to the managers who brought the two together: how it ended, never why."""

    def write(occasion: Occasion) -> Iterator[Letter]:
        yield from otherwise(occasion)
        row = occasion.views.introductions.one(occasion.connection, occasion.fact.originator_id)
        if row is None or row["go_between"] is None:
            return
        one, other = occasion.startup(row["proposer"]), occasion.startup(row["receiver"])
        rows = occasion.views.incubators.rows.c
        slug = occasion.connection.scalar(sa.select(rows.slug).where(rows.id == row["go_between"]))
        if one is None or other is None:
            return
        told = {"one": one["name"], "other": other["name"], "outcome": outcome}
        path, thread = f"/incubators/{slug}/manage/introductions", f"introductions:{row['id']}"
        for account in occasion.managers(row["go_between"]):
            yield Letter("go_between_answered", account=account, params=told, path=path, thread=thread)

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
    enquiries.EnquiryAnswered: _answered_and_settled,
    enquiries.EnquiryWithdrawn: _settled,
    introductions.IntroductionProposed: _between("go_between_proposed", _USUAL[introductions.IntroductionProposed]),
    introductions.IntroductionReminded: _between(
        "go_between_reminded", _USUAL[introductions.IntroductionReminded], waiting=True
    ),
    introductions.IntroductionAccepted: _told_to_managers("accepted", _USUAL[introductions.IntroductionAccepted]),
    introductions.IntroductionDeclined: _told_to_managers("declined", _USUAL[introductions.IntroductionDeclined]),
    introductions.IntroductionExpired: _told_to_managers(
        "expired", _between("go_between_expired", _USUAL[introductions.IntroductionExpired])
    ),
}
