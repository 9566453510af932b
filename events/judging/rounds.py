"""The commands on judging rounds: plan, seat, assign, open, close, pitches."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken, Missing, Refused
from events.hackathons import judged, moments
from events.hackathons.aggregate import Hackathon
from events.judging import rules
from events.judging.access import JudgingService
from events.judging.conflicts import NoConflict, Ties
from events.judging.round import Pair, Round
from events.judging.scores import digest_of
from events.log import Log
from events.store import Keys, Transaction

MOST_ROUNDS = 6
HOW = ("solver", "hand", "all")


class Rounds(JudgingService):
    """Rounds of judging; what is assigned never crosses a conflict of interest."""

    def __init__(self, log: Log, keys: Keys, ties: Ties) -> None:
        super().__init__(log, keys)
        self.ties = ties

    def plan(self, by: Actor, hackathon: UUID, typed: Mapping[str, Any], number: int = 1) -> Round:
        """Set a round up, with the hackathon's rubric or one of its own; a final names the round before it.

        To rules that were not announced the hosts agree for whom somebody plans; the others are asked.
        """
        found = self.led_by(by, hackathon, "judging")
        if not 1 <= number <= MOST_ROUNDS:
            raise Broken("too_many_rounds", most=MOST_ROUNDS)
        planned = Round.begin(
            by, self.log.clock(), hackathon=hackathon, number=number, plan=self._plan(found, typed, {})
        )
        self._agreed(by, planned, found)
        self.log.save(planned, claim=[("judging_round", f"{hackathon.hex}:{number}", planned.id)])
        return planned

    def change(self, by: Actor, round: UUID, typed: Mapping[str, Any]) -> Round:
        """Plan it otherwise, before it opens; other rules need every host anew."""
        found, hackathon = self.round_led(by, round, "judging")
        before = rules.name(found.plan)
        found.change(by, self.log.clock(), self._plan(hackathon, typed, found.plan))
        if rules.name(found.plan) != before:
            self._agreed(by, found, hackathon)
        self.log.save(found)
        return found

    def agree(self, by: Actor, round: UUID, seen: str) -> Round:
        """The hosts that somebody manages agree to the rules of a round, those that they read (`seen`, their name)."""
        found, hackathon = self.round_led(by, round, "judging")
        if seen != rules.name(found.plan):
            raise Broken("rules_changed_since")
        sides = self.speaks_for(by, hackathon)
        if not sides:
            raise Refused("not_a_host")
        for side in sides:
            found.agree_to_rules(by, self.log.clock(), side)
        self.log.save(found)
        return found

    def seat(self, by: Actor, round: UUID, judges: Sequence[UUID]) -> Round:
        """Say who judges in this round."""
        found, hackathon = self.round_led(by, round, "judging")
        panel = self.panel(hackathon.id)
        if panel is None:
            raise Missing("panel", hackathon.id)
        for judge in judges:
            panel.must_sit(judge)
        found.seat(by, self.log.clock(), judges)
        self.log.save(found)
        return found

    def take(self, by: Actor, round: UUID, projects: Sequence[UUID]) -> Round:
        """Say which submitted projects are judged in this round."""
        found, hackathon = self.round_led(by, round, "judging")

        def submitted(tx: Transaction) -> None:
            there = set(self.ties.submitted(tx, hackathon.id))
            for project in projects:
                if project not in there:
                    raise Missing("project", project)

        if found.state != "planned" and not set(found.projects) <= set(projects):
            self._must_stand_outside(by, found)
        found.take(by, self.log.clock(), projects)
        self.log.save(found, guards=[submitted])
        return found

    # -- who looks at what --------------------------------------------------------------------------------------------

    def assign(self, by: Actor, round: UUID, pairs: Iterable[Pair], how: str = "hand") -> Round:
        """Add assignments; one that a conflict of interest forbids refuses all of them."""
        found, _ = self.round_led(by, round, "judging")
        if how not in HOW:
            raise Broken("unknown_way")
        now = self.log.clock()
        fresh = found.assign(by, now, pairs, how)
        self.log.save(found, guards=[NoConflict(self.ties, round, fresh, now)])
        return found

    def unassign(self, by: Actor, round: UUID, pairs: Iterable[Pair], why: object = None) -> Round:
        """Take assignments back by hand; scores that were handed in stop to count."""
        found, _ = self.round_led(by, round, "judging")
        now, reason = self.log.clock(), self.personal(by, "why", why, most=1000)
        if found.published:
            raise Broken("results_are_published")
        gone = found.withdraw(by, now, pairs, "by_hand", reason)
        cards = self._withdrawn(by, now, round, gone, None)
        if cards:
            self._must_stand_outside(by, found)
        self.log.save(found, *cards)
        return found

    # -- scores are taken ---------------------------------------------------------------------------------------------

    def open(self, by: Actor, round: UUID) -> Round:
        """Take scores; from now on method, rubric and tie rule stand, which every host agrees to.

        The hosts for whom somebody opens agree by that.
        """
        found, hackathon = self.round_led(by, round, "judging")
        now = self.log.clock()
        if hackathon.phase_open("building", now):
            raise Broken("phase_before_is_open", phase="building")
        self._agreed(by, found, hackathon)
        found.open(
            by, now, digest_of(found.plan, found.plan["rubric"]["method"], (), dict.fromkeys(found.projects, 0.0))
        )

        def every_host_agrees(there: Hackathon) -> None:
            if left := rules.not_agreed(found.plan, there.setup, there.accepted, found.rules_agreed):
                raise Broken("rules_not_agreed", number=len(left))

        agreed = self.behind_the_lock(hackathon.id, every_host_agrees)
        self.log.save(found, guards=[agreed, NoConflict(self.ties, round, found.pairs, now)])
        return found

    def close(self, by: Actor, round: UUID) -> Round:
        """Take no more scores."""
        found, _ = self.round_led(by, round, "judging")
        found.close(by, self.log.clock())
        self.log.save(found)
        return found

    def reopen(self, by: Actor, round: UUID, why: object) -> Round:
        """It was closed too early."""
        found, _ = self.round_led(by, round, "chair")
        found.reopen(by, self.log.clock(), self.reason(by, why))
        self.log.save(found)
        return found

    def plan_pitches(self, by: Actor, round: UUID, typed: object) -> Round:
        """Say which project speaks when, where, and which language is interpreted."""
        found, hackathon = self.round_led(by, round, "judging")
        check = Checker()
        zone = str((hackathon.setup.get("dates") or {}).get("zone") or "UTC")
        pitches = []
        for place, row in enumerate(check.sequence("pitches", typed)):
            path = f"pitches.{place}"
            given = check.mapping(path, row)
            project = self._project(check, f"{path}.project", given.get("project"), found)
            at = moments.moment(check, f"{path}.at", given.get("at"), zone)
            if at is None and not check.problems:
                check.problem(f"{path}.at", "required")
            pitches.append(
                {
                    "project": project,
                    "at": at,
                    "minutes": check.number(f"{path}.minutes", given.get("minutes", 5), 1, 240) or 5,
                    "room": check.text(f"{path}.room", given.get("room"), most=100),
                    "link": check.address(f"{path}.link", given.get("link")),
                    "interpreter": check.code(f"{path}.interpreter", given.get("interpreter"), vocabulary.languages),
                }
            )
        check.done()
        found.plan_pitches(by, self.log.clock(), pitches)
        self.log.save(found)
        return found

    def leave(self, by: Actor, round: UUID, judge: UUID) -> Round:
        """A judge does not judge in this round any more; what they handed in stays until it is withdrawn."""
        found, _ = self.round_led(by, round, "judging")
        return self.seat(by, round, [seated for seated in found.judges if seated != judge])

    # -- shared -------------------------------------------------------------------------------------------------------

    def _agreed(self, by: Actor, round: Round, hackathon: Hackathon) -> None:
        if rules.differing(round.plan, hackathon.setup):
            for side in self.speaks_for(by, hackathon):
                round.agree_to_rules(by, self.log.clock(), side)

    def _plan(self, hackathon: Hackathon, typed: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
        check = Checker()
        own = typed.get("rubric") or before.get("rubric") or hackathon.setup.get("rubric") or {}
        plan: dict[str, Any] = {
            "name": check.texts("name", typed.get("name") or before.get("name"), vocabulary.languages, most=120),
            "rubric": judged.rubric(check, check.mapping("rubric", own)),
            "top": check.number("top", typed.get("top", before.get("top")), 1, 500),
            "after": check.number("after", typed.get("after", before.get("after")), 1, MOST_ROUNDS - 1),
            "everybody": typed.get("everybody", before.get("everybody")) in (True, "yes"),
        }
        if not plan["rubric"]["criteria"] and not check.problems:
            check.problem("rubric", "rubric_without_criteria")
        check.done()
        return plan

    @staticmethod
    def _project(check: Checker, field: str, typed: object, round: Round) -> UUID | None:
        found = next((project for project in round.projects if str(project) == str(typed)), None)
        if found is None:
            check.problem(field, "unknown_code")
        return found
