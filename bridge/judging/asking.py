"""Asking the compute follower about a round: which scores the question is about is fixed when it is asked."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bridge.judging.jobs import ASSIGNMENT, PAST, REPORT, RESULTS, WHAT_IF, Job

if TYPE_CHECKING:
    from bridge.composition import Bridge

FIRST = datetime(2000, 1, 1, tzinfo=UTC)  # nothing was judged before


def results(bridge: "Bridge", round: UUID, by: UUID | None = None) -> Job:
    """The results of the scores that count now."""
    with bridge.reading() as reading:
        digest = reading.views.judging.digest(reading.connection, round)
    return bridge.judging_jobs.ask(RESULTS, round, digest, by=by)


def what_if(bridge: "Bridge", round: UUID, params: Mapping[str, Any], by: UUID | None = None) -> Job:
    """The same scores under another rule: `weights` {criterion: number}, `method`, `without` [judge ids]."""
    with bridge.reading() as reading:
        digest = reading.views.judging.digest(reading.connection, round)
    return bridge.judging_jobs.ask(WHAT_IF, round, digest, params, by)


def assignment(bridge: "Bridge", round: UUID, params: Mapping[str, Any], by: UUID | None = None) -> Job:
    """Who looks at what: `views` a number or None for everybody, `fresh` True to begin anew, `at` the round's version.

    The version in the question makes a changed round a new question.
    """
    return bridge.judging_jobs.ask(ASSIGNMENT, round, "", params, by)


def report(bridge: "Bridge", round: UUID, by: UUID | None = None) -> Job:
    """How severe each judge is, and whether judges favour their own country, by the scores that count now."""
    with bridge.reading() as reading:
        digest = reading.views.judging.digest(reading.connection, round)
    return bridge.judging_jobs.ask(REPORT, round, digest, by=by)


def past(bridge: "Bridge", round: UUID, at: datetime, by: UUID | None = None) -> Job:
    """The leaderboard of a moment; what was counted then does not change any more."""
    then = max(min(at, bridge.clock()), FIRST).astimezone(UTC).isoformat()
    return bridge.judging_jobs.ask(PAST, round, "", {"at": then}, by)
