"""Letters about help from mentors, and the receipts of judges when a round closes."""

from collections.abc import Iterator, Mapping
from uuid import UUID

import sqlalchemy as sa

from bridge.followers.occasions import Occasion, Write
from bridge.mail import Letter
from bridge.readmodels.judge_desk import handed_in
from events.fact import Fact
from events.hackathons.help.events import HelpAsked, HelpReturned, HelpTaken
from events.judging.round_events import RoundClosed


def _letters(
    occasion: Occasion, kind: str, hackathon: UUID, people: Mapping[UUID, Mapping[str, object]], page: str
) -> Iterator[Letter]:
    rows = occasion.views.hackathons.rows
    row = occasion.connection.execute(sa.select(rows).where(rows.c.id == hackathon)).mappings().first()
    for account, params in people.items() if row is not None else ():
        if row is not None:
            path, told = f"/hackathons/{row['slug']}{page}", {"hackathon": row["sort_name"], **params}
            yield Letter(kind, account=account, params=told, path=path, thread=f"hackathon:{hackathon}")


def _called(occasion: Occasion) -> Iterator[Letter]:
    """Every mentor hears that a team waits."""
    fact = occasion.fact
    if not isinstance(fact, HelpAsked | HelpReturned):
        return
    mentors = occasion.views.judging.mentors_of(occasion.connection, fact.hackathon)
    others = {one["mentor"]: dict[str, object]() for one in mentors if str(one["mentor"]) != fact.by}
    row = occasion.views.help.one(occasion.connection, fact.originator_id)
    if row is not None and row["state"] == "asked":  # a letter about what another has taken meanwhile only disturbs
        yield from _letters(occasion, "help_asked", fact.hackathon, others, "/help")


def _coming(occasion: Occasion) -> Iterator[Letter]:
    """Who asked hears that a mentor comes."""
    fact = occasion.fact
    row = occasion.views.help.one(occasion.connection, fact.originator_id)
    if isinstance(fact, HelpTaken) and row is not None:
        yield from _letters(occasion, "help_taken", fact.hackathon, {row["asked_by"]: {}}, "/help")


def _closed(occasion: Occasion) -> Iterator[Letter]:
    """Every judge gets the receipts of what they handed in."""
    fact = occasion.fact
    if not isinstance(fact, RoundClosed):
        return
    views, connection = occasion.views, occasion.connection
    judge_of = {row["id"]: row["judge"] for row in views.judging.cards_of(connection, fact.originator_id)}
    found: dict[UUID, list[str]] = {}
    for given in handed_in(connection, views, list(judge_of)):
        found.setdefault(judge_of[given.card], []).append(str(given.receipt))
    people = {judge: {"receipts": many} for judge, many in found.items()}
    yield from _letters(occasion, "judge_receipts", fact.hackathon, people, "")


WRITERS: Mapping[type[Fact], Write] = {
    HelpAsked: _called,
    HelpReturned: _called,
    HelpTaken: _coming,
    RoundClosed: _closed,
}
