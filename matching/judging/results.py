"""What comes out of judging: places with how sure they are and why, what was found about judges, and warnings."""

from dataclasses import dataclass

from matching.judging.scores import Method
from matching.profile import Reason


@dataclass(frozen=True, slots=True)
class Standing:
    """One project's place. `error`, `low`, `high` and `top` are there where the method gives them.

    `plain` is the plain mean, whatever the method; both are before points are taken off, `mark` is after. `low` and
    `high` hold the true place in 90 of 100 cases, `top` is the probability of being among the first three. `decided`
    is the rule of ties that parted it from an equal mark above: a criterion's code or "firsts".
    """

    project: str
    rank: int
    shared: bool
    mark: float
    plain: float
    views: int
    error: float | None = None
    low: int | None = None
    high: int | None = None
    top: float | None = None
    decided: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgeFound:
    """One judge: how many points they give less than others would (`severity`), and what their word weighs.

    `weight` is 1 for an ordinary judge and falls towards 0 for one whose marks have nothing to do with what others see.
    `scale` is above 1 for one who uses more of the scale than others. A plain mean finds none of these.
    """

    judge: str
    sheets: int
    mean: float
    severity: float | None = None
    error: float | None = None
    weight: float | None = None
    scale: float | None = None


@dataclass(frozen=True, slots=True)
class Components:
    """Variances, in squared points: between projects, between judges, and of what is left in one sheet."""

    projects: float
    judges: float
    residual: float


@dataclass(frozen=True, slots=True)
class Results:
    """The whole answer. `notes` are warnings about the panel, `unranked` the projects that nobody scored."""

    method: Method
    standings: tuple[Standing, ...]
    judges: tuple[JudgeFound, ...]
    unranked: tuple[str, ...] = ()
    notes: tuple[Reason, ...] = ()
    components: Components | None = None

    @property
    def rank(self) -> dict[str, int]:
        """The place of each project."""
        return {standing.project: standing.rank for standing in self.standings}
