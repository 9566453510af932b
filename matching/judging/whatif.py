"""What would the places be if: other weights, the other method, without a judge. For the jury before it publishes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from matching.judging.scores import BadScores, Method, Rubric, Scores, Ties
from matching.judging.standings import NO_TIES, results


@dataclass(frozen=True, slots=True)
class OtherWeights:
    """The same sheets with other weights of some criteria."""

    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class OtherMethod:
    """The same sheets by another method."""

    method: Method


@dataclass(frozen=True, slots=True)
class WithoutJudge:
    """As if this judge had handed in nothing."""

    judge: str


Alternative = OtherWeights | OtherMethod | WithoutJudge


@dataclass(frozen=True, slots=True)
class Beside:
    """One project: its official place, and its place under each alternative (None: nobody else scored it)."""

    project: str
    rank: int
    ranks: tuple[int | None, ...]

    @property
    def moved(self) -> int:
        """The most places that any alternative moves it."""
        return max((abs(rank - self.rank) for rank in self.ranks if rank is not None), default=0)


def compare(
    scores: Scores, method: Method, alternatives: Sequence[Alternative], ties: Ties = NO_TIES
) -> tuple[Beside, ...]:
    """All projects in their official order, with their places under each alternative."""
    count = partial(results, ties=ties, sure=False)
    others = [count(*_changed(scores, method, alternative)).rank for alternative in alternatives]
    official = count(scores, method).rank
    return tuple(
        Beside(project, rank, tuple(other.get(project) for other in others)) for project, rank in official.items()
    )


def _changed(scores: Scores, method: Method, alternative: Alternative) -> tuple[Scores, Method]:
    match alternative:
        case OtherWeights(weights):
            rubric: Rubric = scores.rubric.reweighted(weights)
            return scores.under(rubric), method
        case OtherMethod(other):
            return scores, other
        case WithoutJudge(judge):
            if judge not in scores.judges:
                raise BadScores("unknown_judge", judge=judge)
            return scores.without(judge), method
