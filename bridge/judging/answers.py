"""What the compute follower answers: plain JSON with codes and numbers, put into words by pages."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bridge.judging.inputs import countries_of, panel_of, scores_of
from bridge.judging.jobs import ASSIGNMENT, PAST, REPORT, WHAT_IF, Job
from matching.judging.assignment import Assignment, assign
from matching.judging.report import home_effects, severities
from matching.judging.results import Results
from matching.judging.scores import Method
from matching.judging.standings import results

if TYPE_CHECKING:
    import sqlalchemy as sa

    from bridge.composition import Bridge, Reading

Answer = dict[str, Any]


def answer(bridge: "Bridge", job: Job) -> Answer:
    """Work a question out. Raises `BadScores`, and `LookupError` where the scores are others by now."""
    with bridge.reading() as reading:
        round = reading.views.judging.round(reading.connection, job.round)
        if round is None:
            raise LookupError("round")
        if job.kind == ASSIGNMENT:
            return _assignment(reading, round, dict(job.params), bridge.clock())
        if job.kind == PAST:
            return _past(reading, round, str(job.params["at"]))
        if reading.views.judging.digest(reading.connection, job.round) != job.digest:
            raise LookupError("scores_changed_since")
        if job.kind == REPORT:
            return _report(reading, round)
        return _what_if(reading, round, dict(job.params)) if job.kind == WHAT_IF else _results(reading, round)


def _results(reading: "Reading", round: "sa.RowMapping") -> Answer:
    scores, ties = scores_of(reading, round)
    official, other = _methods(round)
    found = results(scores, official, ties)
    return {**_told(found), "beside": _places(results(scores, other, ties, sure=False)), "judged": len(scores.sheets)}


def _what_if(reading: "Reading", round: "sa.RowMapping", params: Answer) -> Answer:
    scores, ties = scores_of(reading, round)
    official, _ = _methods(round)
    before = results(scores, official, ties, sure=False)
    for judge in params.get("without", ()):
        scores = scores.without(str(judge))
    if weights := params.get("weights"):
        scores = scores.under(scores.rubric.reweighted({key: float(value) for key, value in weights.items()}))
    after = results(scores, Method(params.get("method") or official), ties)
    return {**_told(after), "before": _places(before)}


def _past(reading: "Reading", round: "sa.RowMapping", at: str) -> Answer:
    scores, ties = scores_of(reading, round, at)
    return {**_told(results(scores, _methods(round)[0], ties)), "judged": len(scores.sheets)}


def _report(reading: "Reading", round: "sa.RowMapping") -> Answer:
    """By the model, whatever the official method: a plain mean finds nothing about judges."""
    scores, ties = scores_of(reading, round)
    found = results(scores, Method.MIXED_MODEL, ties)
    judges = [{**asdict(one.found), "low": one.low, "high": one.high, "clear": one.clear} for one in severities(found)]
    homes = [{**asdict(one), "clear": one.clear} for one in home_effects(scores, *countries_of(reading, round))]
    return {"judges": judges, "homes": homes, "notes": [{"code": note.code, **note.params} for note in found.notes]}


def _methods(round: "sa.RowMapping") -> tuple[Method, Method]:
    """The official method, and the one that is shown beside it."""
    official = Method(round["method"] or Method.MIXED_MODEL)
    other = Method.PLAIN_MEAN if official is Method.MIXED_MODEL else Method.MIXED_MODEL
    return official, other


def _places(found: Results) -> dict[str, Any]:
    return {standing.project: {"rank": standing.rank, "mark": _round(standing.mark)} for standing in found.standings}


def _told(found: Results) -> Answer:
    rows = [
        {
            "project": one.project, "official": one.rank, "shared": one.shared, "mark": _round(one.mark),
            "plain": _round(one.plain), "views": one.views, "error": _round(one.error), "low": one.low,
            "high": one.high, "top3": _round(one.top), "tie": one.decided,
            "reasons": [{"code": reason.code, **reason.params} for reason in one.reasons],
        }
        for one in found.standings
    ]  # fmt: skip
    last = len(rows) + 1
    rows += [
        {
            "project": project,
            "official": last,
            "shared": len(found.unranked) > 1,
            "mark": None,
            "views": 0,
            "reasons": [],
        }
        for project in found.unranked
    ]
    return {
        "method": str(found.method), "rows": rows, "judges": [asdict(one) for one in found.judges],
        "notes": [{"code": note.code, **note.params} for note in found.notes],
        "components": None if found.components is None else asdict(found.components),
    }  # fmt: skip


def _assignment(reading: "Reading", round: "sa.RowMapping", params: Answer, now: datetime) -> Answer:
    panel = panel_of(reading, round, params, now)
    found = assign(panel)
    if isinstance(found, Assignment):
        pairs = sorted([judge, project] for project, judge in found.pairs)
        released = [[judge, project, list(codes)] for (project, judge), codes in sorted(found.released.items())]
        overlap = asdict(found.overlap)
        return {"found": True, "pairs": pairs, "released": released, "loads": found.loads, "overlap": overlap}
    return {
        "found": False,
        "shortages": [asdict(one) for one in found.shortages],
        "relaxations": [
            {"rules": list(one.rules), "changes": {rule: [asdict(c) for c in all] for rule, all in one.changes.items()}}
            for one in found.relaxations
        ],
        "more_judges": found.more_judges,
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
