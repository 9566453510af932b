"""Whatever is done in whatever order: no conflict of interest counts, and a replay makes what was published."""

from typing import Any
from uuid import UUID, uuid4

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bridge.followers.jury import Jury as Follower
from bridge.judging import asking
from bridge.judging.answers import answer
from bridge.readmodels.base import unpacked
from events.errors import Broken, Invalid, Missing, Refused
from events.judging.round import Round
from events.store.rebuild import rebuild
from tests.domain.house import Clock, House
from tests.domain.jury import SCORES, SEAT, Jury, jury

STEPS = (
    "invite", "remove", "found", "mate", "declare", "lift", "languages", "mentor", "assign", "assign_all", "unassign",
    "open", "score", "score", "paper", "withdraw", "reinstate", "disqualify", "close", "reopen", "confirm", "agree",
    "publish",
)  # fmt: skip
# What judging comes to when everything goes well; other commands come in between.
USUAL = ("assign_all", "open", "score", "score", "score", "score", "close", "confirm", "agree", "publish")
numbers = st.integers(0, 3)
commands = st.tuples(st.sampled_from(STEPS), numbers, numbers)
sequences = st.lists(st.lists(commands, max_size=3), min_size=len(USUAL), max_size=len(USUAL))


class Play:
    """One hackathon in which commands are tried; what the rules forbid is refused, and nothing comes of it."""

    def __init__(self, made: Jury) -> None:
        self.made, self.house = made, made.house
        self.round = made.round()

    def do(self, step: str, one: int, other: int) -> None:
        """Try a command on a judge and a project, by their numbers."""
        made = self.made
        judge, at = made.judges[one % len(made.judges)], other % len(made.projects)
        try:
            getattr(self, step)(judge, made.projects[at], at)
        except (Broken, Invalid, Missing, Refused):
            return

    def invite(self, judge: Any, project: UUID, at: int) -> None:
        self.made.invite()
        self.house.rounds.seat(self.made.one, self.round.id, [judge.account for judge in self.made.judges])

    def remove(self, judge: Any, project: UUID, at: int) -> None:
        self.house.panels.remove(self.made.one, self.made.hackathon.id, judge.account)
        if at % 2:  # asked once more, with scores of before
            self.house.panels.invite(self.made.one, self.made.hackathon.id, judge.account, SEAT)

    def found(self, judge: Any, project: UUID, at: int) -> None:
        lead = self.made.leads[at]
        startup = self.house.startup(lead, name=f"Kiln {uuid4().hex[:6]}")
        self.house.startups.invite_founder(lead, startup.id, invitation := uuid4())
        self.house.startups.join(judge, startup.id, invitation)

    def mate(self, judge: Any, project: UUID, at: int) -> None:
        joining = {"country": "KG", "agreed": "yes", "answers": {}}
        self.house.registrations.register(judge, self.made.hackathon.id, joining)
        self.house.teams.invite(self.made.leads[at], self.made.teams[at], invitation := uuid4())
        self.house.teams.join(judge, self.made.teams[at], invitation)

    def declare(self, judge: Any, project: UUID, at: int) -> None:
        self.house.panels.declare(self.made.as_judge(judge), self.made.hackathon.id, project, judge.account)

    def lift(self, judge: Any, project: UUID, at: int) -> None:
        self.house.panels.lift(self.made.one, self.made.hackathon.id, project, judge.account, "It was a mistake")

    def languages(self, judge: Any, project: UUID, at: int) -> None:
        seat = {"languages": [("en", "ru")[at % 2]], "country": "UZ"}
        self.house.panels.change(self.made.one, self.made.hackathon.id, judge.account, seat)

    def mentor(self, judge: Any, project: UUID, at: int) -> None:
        mentor = self.house.person()
        self.house.panels.add_mentor(self.made.one, self.made.hackathon.id, mentor.account)
        self.house.panels.mentored(mentor, self.made.hackathon.id, self.made.teams[at], mentor.account)

    def assign(self, judge: Any, project: UUID, at: int) -> None:
        self.house.rounds.assign(self.made.one, self.round.id, [(judge.account, project)])

    def assign_all(self, judge: Any, project: UUID, at: int) -> None:
        for pair in self.made.everybody():
            try:
                self.house.rounds.assign(self.made.one, self.round.id, [pair])
            except (Broken, Missing):
                continue

    def unassign(self, judge: Any, project: UUID, at: int) -> None:
        self.house.rounds.unassign(self.made.one, self.round.id, [(judge.account, project)])

    def open(self, judge: Any, project: UUID, at: int) -> None:
        self.house.rounds.open(self.made.one, self.round.id)

    def score(self, judge: Any, project: UUID, at: int) -> None:
        for number, each in enumerate(self.made.projects):
            try:
                self.made.score(self.round.id, judge, each, need=9 - number)
            except (Broken, Missing):
                continue

    def paper(self, judge: Any, project: UUID, at: int) -> None:
        self.house.scoring.enter_paper(self.made.one, self.round.id, judge.account, project, {"values": SCORES})

    def withdraw(self, judge: Any, project: UUID, at: int) -> None:
        self.house.scoring.withdraw(self.made.one, self.round.id, judge.account, [project], "At random")

    def reinstate(self, judge: Any, project: UUID, at: int) -> None:
        self.house.scoring.reinstate(self.made.one, self.round.id, judge.account, project, "Not at random")

    def disqualify(self, judge: Any, project: UUID, at: int) -> None:
        if at == 0:  # or hardly any would be left
            self.house.projects.disqualify(self.made.one, self.made.teams[at], "Copied")

    def close(self, judge: Any, project: UUID, at: int) -> None:
        self.house.rounds.close(self.made.one, self.round.id)

    def reopen(self, judge: Any, project: UUID, at: int) -> None:
        self.house.rounds.reopen(self.made.one, self.round.id, "Too early")

    def confirm(self, judge: Any, project: UUID, at: int) -> None:
        job = asking.results(self.house, self.round.id)
        while Follower(self.house).step():
            pass
        self.house.publishing.confirm(self.made.one, self.round.id, job.digest)

    def agree(self, judge: Any, project: UUID, at: int) -> None:
        for host in (self.made.one, self.made.other):
            self.house.publishing.agree(host, self.round.id)

    def publish(self, judge: Any, project: UUID, at: int) -> None:
        self.house.publishing.publish(self.made.one, self.round.id)

    # -- what always holds --------------------------------------------------------------------------------------------

    def conflicted(self) -> set[tuple[UUID, UUID]]:
        """Pairs that a conflict forbids and that are assigned or count all the same."""
        with self.house.reading() as reading:
            judging, connection = reading.views.judging, reading.connection
            now = self.house.clock.now
            found = {(one.judge, one.project) for one in judging.conflicts(connection, self.round.id, now, gone=True)}
            pairs = {(one.judge, one.project) for one in judging.active(connection) if one.round == self.round.id}
        return found & pairs

    def published(self) -> list[dict[str, Any]]:
        with self.house.reading() as reading:
            rows = reading.views.judging.published(reading.connection, self.made.hackathon.id)
        return [] if not rows else [{**row, "place": None} for row in unpacked(rows[0]["rows"])]

    def recomputed(self) -> list[dict[str, Any]]:
        """The rows that the scores in the log come to, computed anew."""
        told = answer(self.house, asking.results(self.house, self.round.id))
        return [{**row, "place": None} for row in told["rows"]]


def test_no_sequence_lets_a_conflict_count_or_publishes_what_a_replay_does_not_make(house: House, clock: Clock) -> None:
    published: list[Play] = []
    begun, most = clock.now, 6 if house.db.name == "sqlite" else 3

    @settings(
        max_examples=most, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None,
        phases=(Phase.explicit, Phase.generate),
    )  # fmt: skip
    @given(between=sequences)
    def hold(between: list[list[tuple[str, int, int]]]) -> None:
        play = Play(jury(house, clock, judges=3, projects=3))
        for number, usual in enumerate(USUAL):
            for step, one, other in [*between[number], (usual, number, number)]:
                play.do(step, one, other)
                assert play.conflicted() == set(), step
        if house.log.get(Round, play.round.id).published:
            published.append(play)

    hold()
    assert clock.now > begun
    assert published, "nothing was ever published"
    assert rebuild(house.log, house.views, compare=True).differences == ()
    for play in published:
        assert sorted(play.published(), key=_project) == sorted(play.recomputed(), key=_project)


def _project(row: dict[str, Any]) -> str:
    return str(row["project"])
