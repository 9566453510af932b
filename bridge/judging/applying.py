"""Taking a proposed assignment over: what is new, what goes, in one way for pages and programs."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bridge.judging.jobs import Job
from events.actor import Actor
from events.errors import Broken

if TYPE_CHECKING:
    from bridge.composition import Bridge

Pair = tuple[UUID, UUID]
"""A judge and a project."""


def changes(answer: Mapping[str, Any], standing: Collection[Pair]) -> tuple[list[Pair], list[Pair]]:
    """What a proposal adds to the assignments that stand, and what it takes away."""
    wanted = {(UUID(judge), UUID(project)) for judge, project in answer["pairs"]}
    return sorted(wanted.difference(standing), key=str), sorted(set(standing) - wanted, key=str)


def apply(bridge: "Bridge", by: Actor, round: UUID, version: int, job: Job | None) -> None:
    """Make the assignments those of a proposal. Raises `Broken` where it was made for an earlier state of the round."""
    if job is None or job.answer is None or not job.answer.get("found") or job.params.get("at") != version:
        raise Broken("assignment_is_old")
    with bridge.reading() as reading:
        looks = reading.views.judging.looks_of(reading.connection, round)
    fresh, gone = changes(job.answer, [(look["judge"], look["project"]) for look in looks])
    change(bridge, by, round, fresh, gone, "all" if job.params.get("views") is None else "solver")


def change(
    bridge: "Bridge", by: Actor, round: UUID, fresh: Collection[Pair], gone: Collection[Pair], how: str = "hand"
) -> None:
    """Add some and take some back. Adding comes first: what a conflict refuses takes nothing away."""
    if fresh:
        bridge.rounds.assign(by, round, fresh, how)
    if gone:
        bridge.rounds.unassign(by, round, gone)
