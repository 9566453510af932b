"""Who may judge what: projects, judges and rules in, the pairs that are possible and why the others are not out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Pair = tuple[str, str]
"""The ids of a project and of a judge."""

Soft = Literal["language", "country", "track"]
_Thing = TypeVar("_Thing", "Project", "Judge")

SOFT: tuple[Soft, ...] = ("language", "country", "track")
"""Rules about a pair that somebody may relax. A conflict of interest is none of them."""
GONE = "gone"
"""Why a pair that existed is given up: its project or judge is not there any more."""


@dataclass(frozen=True, slots=True)
class Project:
    """What is judged. One of its `languages` must be read; `views` where it is seen by another number than the rest."""

    id: str
    track: str | None = None
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    views: int | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """Who judges: at most `most` projects (None: any number), in these `tracks` (None: in all)."""

    id: str
    languages: tuple[str, ...] = ()
    most: int | None = None
    tracks: tuple[str, ...] | None = None
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Panel:
    """The whole question.

    `forbidden` has the codes of each pair's conflicts, `fixed` the pairs that exist and stay, `waived` the pairs for
    which somebody relaxed the rules of language, country and track. The order in which anything is given means nothing.
    """

    projects: tuple[Project, ...]
    judges: tuple[Judge, ...]
    views: int
    forbidden: Mapping[Pair, tuple[str, ...]] = field(default_factory=dict)
    fixed: frozenset[Pair] = frozenset()
    waived: frozenset[Pair] = frozenset()
    countries_differ: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "projects", _by_id(self.projects, "project"))
        object.__setattr__(self, "judges", _by_id(self.judges, "judge"))
        if self.views < 1 or any(project.views is not None and project.views < 0 for project in self.projects):
            raise ValueError("views")
        if any(judge.most is not None and judge.most < 0 for judge in self.judges):
            raise ValueError("most")

    @cached_property
    def reasons(self) -> dict[Pair, tuple[str, ...]]:
        """Why a pair is impossible, for those that are: codes of conflicts first, then of rules."""
        found = {}
        for project in self.projects:
            for judge in self.judges:
                codes = tuple(sorted(self.forbidden.get((project.id, judge.id), ()))) + self._rules(project, judge)
                if codes:
                    found[project.id, judge.id] = codes
        return found

    def allowed(self, *relaxed: Soft) -> Bools:
        """Which pairs are possible, a row a project; with some rules relaxed."""
        out = np.ones((len(self.projects), len(self.judges)), dtype=np.bool_)
        rows = {project.id: row for row, project in enumerate(self.projects)}
        columns = {judge.id: column for column, judge in enumerate(self.judges)}
        for (project, judge), codes in self.reasons.items():
            out[rows[project], columns[judge]] = (project, judge) not in self.forbidden and set(codes) <= set(relaxed)
        return out

    @cached_property
    def kept(self) -> Bools:
        """The pairs that exist and may stay, a row a project."""
        possible = self.allowed()
        out = np.zeros_like(possible)
        for row, project in enumerate(self.projects):
            for column, judge in enumerate(self.judges):
                out[row, column] = (project.id, judge.id) in self.fixed and possible[row, column]
        return out

    @cached_property
    def released(self) -> dict[Pair, tuple[str, ...]]:
        """The pairs that existed and cannot stay, with the reasons."""
        kept = {
            (self.projects[row].id, self.judges[column].id) for row, column in zip(*np.nonzero(self.kept), strict=True)
        }
        return {pair: self.reasons.get(pair, (GONE,)) for pair in sorted(self.fixed - kept)}

    @cached_property
    def wanted(self) -> Ints:
        """How many judges each project is to have; one that has more already keeps them."""
        asked = [self.views if project.views is None else project.views for project in self.projects]
        return _larger(asked, self.kept.sum(axis=1))

    @cached_property
    def most(self) -> Ints:
        """How many projects each judge may have; one who has more already keeps them."""
        limits = [len(self.projects) if judge.most is None else judge.most for judge in self.judges]
        return _larger(limits, self.kept.sum(axis=0))

    def _rules(self, project: Project, judge: Judge) -> tuple[Soft, ...]:
        if (project.id, judge.id) in self.waived:
            return ()
        broken: list[Soft] = []
        if project.languages and not set(project.languages) & set(judge.languages):
            broken.append("language")
        if self.countries_differ and set(project.countries) & set(judge.countries):
            broken.append("country")
        if judge.tracks is not None and project.track not in judge.tracks:
            broken.append("track")
        return tuple(broken)


def _larger(asked: list[int], there: Ints) -> Ints:
    return np.asarray(np.maximum(np.array(asked, dtype=np.int64), there), dtype=np.int64)


def _by_id(things: Iterable[_Thing], kind: str) -> tuple[_Thing, ...]:
    ordered = tuple(sorted(things, key=lambda thing: thing.id))
    if len({thing.id for thing in ordered}) != len(ordered):
        raise ValueError(f"{kind} twice")
    return ordered
