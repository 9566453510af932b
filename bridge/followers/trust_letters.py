"""Letters about trust: what became of a report, what a decision means to those it concerns, profiles to confirm."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.followers.occasions import Occasion, Write
from bridge.mail import Letter
from bridge.readmodels.base import unpacked
from events.fact import Fact
from events.introductions.aggregate import OPEN
from events.reports import decisions
from events.reports import events as reports
from events.startups import confirming
from events.startups.standing import StartupReinstated, StartupSuspended


def _closed(occasion: Occasion) -> Iterator[Letter]:
    """Whoever reported hears what became of it; a visitor looks at the page that they were shown."""
    if (row := _report(occasion, occasion.fact.originator_id)) is not None:
        yield from _to_reporter(occasion, row, "report_decided")


def _to_reporter(occasion: Occasion, row: sa.RowMapping, kind: str) -> Iterator[Letter]:
    name = _name(occasion, row)
    if row["by"] != "visitor" and row["by"] != occasion.fact.by and name is not None:
        yield Letter(kind, account=UUID(row["by"]), params={"name": name}, path=f"/reports/{row['id']}")


def _decided(occasion: Occasion) -> Iterator[Letter]:
    """Those whom a decision concerns; that a message of theirs was found right would only tell who had reported it."""
    row = _decision(occasion)
    if row is not None and (row["measure"] != decisions.NOTHING or row["kind"] != "introduction"):
        yield from _to_concerned(occasion, row, "decision_made", measure=row["measure"], about=row["kind"])


def _answered(occasion: Occasion) -> Iterator[Letter]:
    fact, row = occasion.fact, _decision(occasion)
    if row is None or not isinstance(fact, decisions.AppealAnswered):
        return
    yield from _to_concerned(occasion, row, "appeal_answered", outcome=fact.outcome)
    if fact.outcome == "reversed":
        for report in unpacked(row["reports"]):
            if (made := _report(occasion, UUID(report))) is not None:
                yield from _to_reporter(occasion, made, "report_reconsidered")


def _ended(occasion: Occasion) -> Iterator[Letter]:
    if (row := _decision(occasion)) is not None:
        yield from _to_concerned(occasion, row, "decision_ended", measure=row["measure"])


def _to_concerned(occasion: Occasion, row: sa.RowMapping, kind: str, **params: object) -> Iterator[Letter]:
    name = _name(occasion, row)
    if name is None:
        return
    people = [] if row["person"] is None or row["measure"] != decisions.SUSPEND_PERSON else [row["person"]]
    # Whose account is suspended reads about it on the page that says so when they sign in.
    pages = dict.fromkeys(people, "/account/suspended")
    for account in _concerned(occasion, row):
        pages.setdefault(account, f"/decisions/{row['id']}")
    for account, path in pages.items():
        if str(account) != occasion.fact.by:
            told = {"name": name, **params}
            yield Letter(kind, account=account, params=told, path=path, thread=f"decision:{row['id']}")


def _concerned(occasion: Occasion, row: sa.RowMapping) -> list[UUID]:
    directory, connection = occasion.views.directory, occasion.connection
    if row["kind"] == "incubator":
        return directory.managers(connection, row["about"])
    if row["kind"] == "question":
        return [row["person"]]
    if row["kind"] in ("project", "team"):
        return occasion.views.teams.behind(connection, row["about"])
    if row["kind"] == "person" and row["measure"] != decisions.SUSPEND:
        return [row["about"]]
    return directory.founders(connection, row["startup"])


def _paused(kind: str) -> Write:
    """The other side of every open introduction hears that it rests, or goes on; why, is not theirs to know."""

    def write(occasion: Occasion) -> Iterator[Letter]:
        startup, rows = occasion.fact.originator_id, occasion.views.introductions.rows
        mine = sa.or_(rows.c.proposer == startup, rows.c.receiver == startup)
        query = sa.select(rows.c.id, rows.c.proposer, rows.c.receiver).where(mine, rows.c.state.in_(OPEN))
        for id, proposer, receiver in occasion.connection.execute(query.order_by(rows.c.id)).all():
            other = receiver if proposer == startup else proposer
            yield from occasion.between(kind, other, startup, f"/introductions/{id}")

    return write


def _asked(occasion: Occasion) -> Iterator[Letter]:
    fact = occasion.fact
    if isinstance(fact, confirming.ConfirmationAsked):
        yield from _to_founders(occasion, "profile_to_confirm", again=fact.time > 1)


def _stale(occasion: Occasion) -> Iterator[Letter]:
    yield from _to_founders(occasion, "profile_went_stale")


def _to_founders(occasion: Occasion, kind: str, **params: object) -> Iterator[Letter]:
    """Founders get a letter; managers of unclaimed profiles have them in their list, however many there are."""
    startup = occasion.fact.originator_id
    if (row := occasion.startup(startup)) is not None:
        told = {"startup": row["name"], **params}
        for account in occasion.founders(startup):
            path = f"/startups/{row['slug']}"
            yield Letter(kind, account=account, params=told, path=path, thread=f"profile:{startup}")


def _report(occasion: Occasion, report: UUID) -> sa.RowMapping | None:
    return occasion.views.reports.one(occasion.connection, report)


def _decision(occasion: Occasion) -> sa.RowMapping | None:
    return occasion.views.reports.decision(occasion.connection, occasion.fact.originator_id)


def _name(occasion: Occasion, row: Any) -> str | None:
    """The name of the startup or incubator behind a thing; people are never named in a letter."""
    if row["kind"] == "incubator":
        return occasion.incubator(row["about"]) or None
    if row["kind"] in ("question", "project", "team"):
        named = occasion.views.talking.named(occasion.connection, row["kind"], row["about"])
        return None if named is None else str(named["sort_name"])
    startup = occasion.startup(row["startup"])
    return None if startup is None else str(startup["name"])


WRITERS: Mapping[type[Fact], Write] = {
    reports.ReportClosed: _closed,
    decisions.DecisionMade: _decided,
    decisions.AppealAnswered: _answered,
    decisions.DecisionEnded: _ended,
    StartupSuspended: _paused("introduction_paused"),
    StartupReinstated: _paused("introduction_resumed"),
    confirming.ConfirmationAsked: _asked,
    confirming.ProfileWentStale: _stale,
}
