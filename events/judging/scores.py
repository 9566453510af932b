"""What a judge hands in, checked against the rubric of the round; and the digest of what results are made from."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from events.checks import Checker


def checked(typed: object, rubric: Mapping[str, Any]) -> dict[str, float]:
    """A whole number on the scale for every criterion. Raises `Invalid` with a problem beside each."""
    check = Checker()
    given = check.mapping("values", typed)
    values: dict[str, float] = {}
    keys = [str(criterion["key"]) for criterion in rubric["criteria"]]
    for key in keys:
        found = check.number(f"values.{key}", given.get(key), int(rubric["low"]), int(rubric["high"]))
        if found is not None:
            values[key] = found
        elif not any(problem.field == f"values.{key}" for problem in check.problems):
            check.problem(f"values.{key}", "required")
    for key in given:
        if key not in keys:
            check.problem(f"values.{key}", "unknown_code")
    check.done()
    return values


def digest_of(
    plan: Mapping[str, Any],
    method: str,
    cards: Iterable[tuple[UUID, UUID, Mapping[str, float]]],
    projects: Mapping[UUID, float],
) -> str:
    """One name for all that results are made from, in whatever order it comes.

    Method, rubric, every score that counts (judge, project, values), the projects that are judged, scored or not, and
    what lateness costs each.
    """
    rows = sorted([judge.hex, project.hex, sorted(values.items())] for judge, project, values in cards)
    judged = sorted([project.hex, late] for project, late in projects.items())
    told = {"rubric": plan["rubric"], "method": method, "scores": rows, "projects": judged}
    return sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()
