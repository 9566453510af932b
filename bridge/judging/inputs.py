"""From rows to what `matching.judging` takes: loaded by the compute follower only, never by a web worker."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bridge.accounts.same_person import accounts_of_guests
from bridge.readmodels.base import unpacked
from matching.judging.panel import Judge, Pair, Panel, Project
from matching.judging.scores import Criterion, Rubric, Scores, Sheet, Ties

if TYPE_CHECKING:
    import sqlalchemy as sa

    from bridge.composition import Reading

OWN_RULES = ("language", "same_country")
"""Conflicts that the assignment knows as rules of its own: it says where one of them stands in the way."""


def scores_of(reading: "Reading", round: "sa.RowMapping", at: str | None = None) -> tuple[Scores, Ties]:
    """Everything that counts in a round, or counted at a moment, with the rule of ties."""
    plan = unpacked(round["plan"])
    rubric = plan["rubric"]
    criteria = tuple(Criterion(one["key"], float(one["weight"])) for one in rubric["criteria"])
    sheets = tuple(
        Sheet(str(row["judge"]), str(row["project"]), unpacked(row["scores"]))
        for row in reading.views.judging.sheets(reading.connection, round["id"], at)
    )
    projects = [UUID(id) for id in unpacked(round["projects"])]
    if at is not None:  # a project that has left the round since was in it then
        projects = sorted({*projects, *(UUID(sheet.project) for sheet in sheets)}, key=str)
    penalties = reading.views.judging.penalties(reading.connection, projects)
    scores = Scores(
        sheets, Rubric(criteria, float(rubric["low"]), float(rubric["high"])), [str(id) for id in projects], penalties
    )
    by_criteria = rubric["tie"] == "criterion"
    order = sorted(criteria, key=lambda one: -one.weight)
    return scores, Ties(tuple(one.code for one in order) if by_criteria else (), firsts=by_criteria)


def countries_of(
    reading: "Reading", round: "sa.RowMapping"
) -> tuple[dict[str, str | None], dict[str, tuple[str, ...]]]:
    """Where each judge is from, those who left too, and the countries of each team."""
    judging, connection = reading.views.judging, reading.connection
    seats = judging.panel(connection, round["hackathon"], gone=True)
    projects = judging.judged(connection, [UUID(id) for id in unpacked(round["projects"])])
    return (
        {str(row["judge"]): unpacked(row["seat"])["country"] for row in seats},
        {str(one["id"]): one["countries"] for one in projects},
    )


def panel_of(reading: "Reading", round: "sa.RowMapping", params: dict[str, Any], now: datetime) -> Panel:
    """The question of who looks at what."""
    judging, connection = reading.views.judging, reading.connection
    seated = {UUID(id) for id in unpacked(round["judges"])}
    seats = {row["judge"]: unpacked(row["seat"]) for row in judging.panel(connection, round["hackathon"])}
    projects = judging.judged(connection, [UUID(id) for id in unpacked(round["projects"])])
    also = accounts_of_guests(connection, judging.asked_to_judge(round["id"]))
    forbidden: dict[Pair, tuple[str, ...]] = {
        (str(one.project), str(one.judge)): (one.code,)
        for one in judging.conflicts(connection, round["id"], now, also=also)
        if one.judge in seated and one.code not in OWN_RULES
    }
    views = params.get("views") or len(seated)
    kept = () if params.get("fresh") else judging.looks_of(connection, round["id"])
    return Panel(
        tuple(Project(str(one["id"]), one["track"], (one["language"],), one["countries"]) for one in projects),
        tuple(
            Judge(
                str(judge), tuple(seats[judge]["languages"]), seats[judge]["most"],
                tuple(seats[judge]["tracks"]) or None, (seats[judge]["country"],) if seats[judge]["country"] else (),
            )
            for judge in sorted(seated, key=str)
            if judge in seats
        ),
        views=int(views),
        forbidden=forbidden,
        fixed=frozenset((str(look["project"]), str(look["judge"])) for look in kept),
        countries_differ=bool(unpacked(round["plan"])["rubric"].get("same_country")),
    )  # fmt: skip
