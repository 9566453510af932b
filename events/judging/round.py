"""A judging round: who looks at what, and what was made of the scores."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing
from events.fact import Root
from events.judging import round_events as facts
from events.judging import rules

if TYPE_CHECKING:
    from events.fact import AnyFact
    from events.personal import PersonalText

Pair = tuple[UUID, UUID]


class Round(Root, created=facts.RoundPlanned):
    """`state` is planned, open or closed; `published` counts publications; `assigned` holds hex texts."""

    def __init__(self, hackathon: UUID, number: int, plan: dict[str, Any]) -> None:
        self.hackathon, self.number, self.plan = hackathon, number, plan
        self.state = "planned"
        self.method = ""
        self.rules_agreed: dict[str, str] = {}
        self.judges: list[UUID] = []
        self.projects: list[UUID] = []
        self.assigned: set[tuple[str, str]] = set()
        self.pitches: list[dict[str, Any]] = []
        self.frozen = self.departs = self.feedback = False
        self.ranking: list[dict[str, Any]] = []
        self.computed = ""
        self.agreed: list[UUID] = []
        self.published = 0
        self.revealed: int | None = None

    @property
    def pairs(self) -> list[Pair]:
        """Who looks at what, in an order of its own."""
        return [(UUID(judge), UUID(project)) for judge, project in sorted(self.assigned)]

    def has(self, judge: UUID, project: UUID) -> bool:
        """Whether a judge looks at a project."""
        return (judge.hex, project.hex) in self.assigned

    # -- before it opens ----------------------------------------------------------------------------------------------

    def change(self, by: Actor, now: datetime, plan: Mapping[str, Any]) -> None:
        """Plan it otherwise; once scores are taken, rubric and method stand."""
        changes = {name: value for name, value in plan.items() if self.plan.get(name) != value}
        if not changes:
            return
        if self.state != "planned":
            raise Broken("round_has_opened")
        self._say(facts.RoundChanged, by, now, changes=changes)

    def agree_to_rules(self, by: Actor, now: datetime, host: UUID) -> None:
        """A host agrees to the rules as they read at this moment; a second time changes nothing."""
        if self.state != "planned":
            raise Broken("round_has_opened")
        text = rules.name(self.plan)
        if self.rules_agreed.get(host.hex) != text:
            self._say(facts.RulesAgreed, by, now, host=host, digest=text)

    def seat(self, by: Actor, now: datetime, judges: Sequence[UUID]) -> None:
        """Say who judges here. Whoever is left out loses what they were assigned."""
        self._not_published()
        seated = sorted(set(judges), key=str)
        if seated == self.judges:
            return
        self._say(facts.PanelSeated, by, now, judges=seated)
        gone = [(judge, project) for judge, project in self.pairs if judge not in seated]
        self.withdraw(by, now, gone, "judge_left")

    def take(self, by: Actor, now: datetime, projects: Sequence[UUID]) -> None:
        """Say which projects are judged here."""
        self._not_published()
        taken = sorted(set(projects), key=str)
        if taken == self.projects:
            return
        self._say(facts.ProjectsTaken, by, now, projects=taken)
        self.withdraw(by, now, [pair for pair in self.pairs if pair[1] not in taken], "project_gone")

    # -- who looks at what --------------------------------------------------------------------------------------------

    def assign(self, by: Actor, now: datetime, pairs: Iterable[Pair], how: str) -> list[Pair]:
        """Add assignments; answers those that are new."""
        self._not_published()
        fresh = sorted({pair for pair in pairs if not self.has(*pair)}, key=str)
        for judge, project in fresh:
            if judge not in self.judges:
                raise Missing("judge", judge)
            if project not in self.projects:
                raise Missing("project", project)
        if fresh:
            self._say(facts.JudgesAssigned, by, now, pairs=[list(pair) for pair in fresh], how=how)
        return fresh

    def withdraw(
        self, by: Actor, now: datetime, pairs: Iterable[Pair], code: str, why: "PersonalText | None" = None
    ) -> list[Pair]:
        """Take assignments back; answers those that there were."""
        gone = [pair for pair in pairs if self.has(*pair)]
        for judge, project in gone:
            self._say(facts.AssignmentWithdrawn, by, now, why, judge=judge, project=project, code=code)
        return gone

    # -- scores are taken ---------------------------------------------------------------------------------------------

    def open(self, by: Actor, now: datetime, digest: str) -> None:
        """Take scores from now on. What is missing is named."""
        if self.state != "planned":
            raise Broken("round_has_opened")
        if not self.judges:
            raise Broken("round_without_judges")
        if not self.projects:
            raise Broken("round_without_projects")
        without = [project for project in self.projects if not any(taken == project.hex for _, taken in self.assigned)]
        if without:
            raise Broken("projects_without_judges", number=len(without))
        everybody = len(self.assigned) == len(self.judges) * len(self.projects)
        method = self.plan["rubric"]["method"]
        if method == "auto":  # where every judge sees every project, severity cancels out of the plain mean
            method = "plain_mean" if everybody else "mixed_model"
        self._say(facts.RoundOpened, by, now, method=method, digest=digest)

    def close(self, by: Actor, now: datetime) -> None:
        """Take no more scores."""
        if self.state != "open":
            raise Broken("round_not_open")
        self._say(facts.RoundClosed, by, now)

    def reopen(self, by: Actor, now: datetime, why: "PersonalText | None") -> None:
        """Take scores again; what the jury confirmed has to be confirmed again."""
        if self.state != "closed":
            raise Broken("round_not_closed")
        self._not_published()
        self._say(facts.RoundReopened, by, now, why)

    def plan_pitches(self, by: Actor, now: datetime, pitches: list[dict[str, Any]]) -> None:
        """Say who speaks when and where."""
        if pitches != self.pitches:
            self._say(facts.PitchesPlanned, by, now, pitches=pitches)

    def freeze(self, by: Actor, now: datetime) -> None:
        """Let the leaderboard stand still."""
        if self.frozen:
            raise Broken("leaderboard_is_frozen")
        self._not_published()
        self._say(facts.LeaderboardFrozen, by, now)

    # -- what came out ------------------------------------------------------------------------------------------------

    def confirm(
        self,
        by: Actor,
        now: datetime,
        ranking: list[dict[str, Any]],
        computed: str,
        *,
        departs: bool,
        why: "PersonalText | None",
    ) -> None:
        """The jury's word: the computed ranking, or another one with a reason."""
        if self.state != "closed":
            raise Broken("round_not_closed")
        if departs and why is None:
            raise Broken("departing_needs_a_reason")
        if sorted(str(row["project"]) for row in ranking) != sorted(str(project) for project in self.projects):
            raise Broken("ranking_is_not_of_these_projects")
        self._say(facts.RankingConfirmed, by, now, why, ranking=ranking, computed=computed, departs=departs)

    def must_be(self, seen: str | None) -> None:
        """Refuse what somebody decides about no ranking, or another than the one that they read (`seen`)."""
        if not self.ranking:
            raise Broken("ranking_not_confirmed")
        if seen is not None and seen != word(self.ranking, self.computed, self.published):
            raise Broken("ranking_changed_since")

    def agree(self, by: Actor, now: datetime, host: UUID) -> None:
        """A host agrees to what was confirmed; a second time changes nothing."""
        if not self.ranking:
            raise Broken("ranking_not_confirmed")
        if host not in self.agreed:
            self._say(facts.ResultsAgreed, by, now, host=host)

    def must_be_agreed(self, hosts: Collection[UUID]) -> None:
        """Refuse to show a ranking to everybody that a host does not agree to."""
        missing = [host for host in hosts if host not in self.agreed]
        if missing:
            raise Broken("results_not_agreed", number=len(missing))

    def publish(
        self,
        by: Actor,
        now: datetime,
        published: Mapping[str, Any],
        hosts: Collection[UUID],
        why: "PersonalText | None",
    ) -> None:
        """Let everybody read it. `published` is what `ResultsPublished` carries beside its number."""
        if not self.ranking:
            raise Broken("ranking_not_confirmed")
        self.must_be_agreed(hosts)
        if published["digest"] != self.computed:
            raise Broken("scores_changed_since")
        if self.published and why is None:
            raise Broken("correcting_needs_a_reason")
        self._say(facts.ResultsPublished, by, now, why, number=self.published + 1, **published)

    def release_feedback(self, by: Actor, now: datetime) -> None:
        """Let teams read what was written for them; a second time changes nothing."""
        if not self.published:
            raise Broken("results_not_published")
        if not self.feedback:
            self._say(facts.FeedbackReleased, by, now)

    def reveal(self, by: Actor, now: datetime, place: int) -> None:
        """Show the places down to this one on the big screen."""
        if not self.ranking:
            raise Broken("ranking_not_confirmed")
        if self.revealed is None or place < self.revealed:
            self._say(facts.ResultsRevealed, by, now, place=place)

    def _not_published(self) -> None:
        if self.published:
            raise Broken("results_are_published")

    def _say(
        self, fact: type["AnyFact"], by: Actor, now: datetime, why: "PersonalText | None" = None, **carried: Any
    ) -> None:
        self.record(fact, by, now, why, hackathon=self.hackathon, **carried)


def word(ranking: Iterable[Mapping[str, Any]], computed: str | None, published: int) -> str:
    """A short name for what the jury confirmed, on top of which publication."""
    places = sorted((str(UUID(str(row["project"]))), int(row["place"])) for row in ranking)
    return sha256(repr((places, computed or "", published)).encode()).hexdigest()[:16]
