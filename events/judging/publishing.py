"""The commands on results: confirm, agree, publish, correct, reveal, release feedback."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from events.actor import Actor
from events.checks import Checker
from events.errors import Broken, Refused, Stale
from events.judging.access import JudgingService
from events.judging.conflicts import NothingConflictedCounts, Ties
from events.judging.round import Round
from events.log import Log
from events.store import Keys, Transaction
from events.store.recorder import Guard

CHAIN, ATTEMPTS = "judging_chain", 10


class Computed(Protocol):
    """What the compute follower made of the scores, by the digest of its inputs."""

    def result(self, round: UUID, digest: str) -> Mapping[str, Any] | None:
        """`rows` as `ResultsPublished` carries them without place and prizes; None where it was not computed."""


class Evidence(Protocol):
    """What the read models say inside the transaction of a publication."""

    def digest(self, tx: Transaction, round: UUID) -> str:
        """The digest of method, rubric and all scores that count now."""

    def tracks(self, projects: Sequence[UUID]) -> Mapping[UUID, Collection[str]]:
        """The keys of the tracks and challenges that each project is in."""

    def chain(self, hackathon: UUID, tx: Transaction | None = None) -> tuple[int, str]:
        """How many entries the hash chain of this judging has, and its root; as a transaction sees it, or as of now."""


class Publishing(JudgingService):
    """Results; each host agrees to them, and what was published is never changed, only corrected in sight."""

    def __init__(self, log: Log, keys: Keys, ties: Ties, computed: Computed, evidence: Evidence) -> None:
        super().__init__(log, keys)
        self.ties, self.computed, self.evidence = ties, computed, evidence

    def freeze(self, by: Actor, round: UUID) -> Round:
        """Let the leaderboard stand still until results are out."""
        found, _ = self.round_led(by, round, "chair")
        found.freeze(by, self.log.clock())
        self.log.save(found)
        return found

    def confirm(
        self,
        by: Actor,
        round: UUID,
        digest: str,
        ranking: Sequence[Mapping[str, Any]] | None = None,
        why: object = None,
    ) -> Round:
        """The jury's word on a computed result: as it is (`ranking` None), or another order with a reason."""
        found, _ = self.round_led(by, round, "chair")
        self._must_stand_outside(by, found)
        result = self.computed.result(round, digest)
        if result is None:
            raise Broken("result_not_computed")
        official = [{"project": UUID(str(row["project"])), "place": int(row["official"])} for row in result["rows"]]
        confirmed = official if ranking is None else self._ranking(found, ranking)
        departs = sorted(map(str, confirmed)) != sorted(map(str, official))
        reason = self.reason(by, why) if departs else self.personal(by, "why", why, most=1000)
        found.confirm(by, self.log.clock(), confirmed, digest, departs=departs, why=reason)
        self.log.save(found, guards=[self._unchanged(round, digest)])
        return found

    def agree(self, by: Actor, round: UUID, seen: str | None = None) -> Round:
        """The hosts that somebody manages agree to the confirmed ranking, the one that they read (`seen`)."""
        found, hackathon = self.round_led(by, round, "chair")
        found.must_be(seen)
        sides = self.sides(by, hackathon)
        if not sides:
            raise Refused("not_a_host")
        for side in sides:
            found.agree(by, self.log.clock(), side)
        self.log.save(found)
        return found

    def publish(
        self, by: Actor, round: UUID, prizes: object = (), why: object = None, seen: str | None = None
    ) -> Round:
        """Let everybody read the results; from the second time on it is a correction and needs a reason."""
        for _ in range(ATTEMPTS - 1):
            try:
                return self._publish(by, round, prizes, why, seen)
            except Stale as stale:  # in another round somebody handed in: the root that is printed is the newer one
                if stale.kind != CHAIN:
                    raise
        return self._publish(by, round, prizes, why, seen)

    def _publish(self, by: Actor, round: UUID, prizes: object, why: object, seen: str | None) -> Round:
        found, hackathon = self.round_led(by, round, "chair")
        self._must_stand_outside(by, found)
        found.must_be(seen)
        result = self.computed.result(round, found.computed)
        if result is None:
            raise Broken("result_not_computed" if found.ranking else "ranking_not_confirmed")
        places = {str(row["project"]): row["place"] for row in found.ranking}
        rows = [{**row, "place": places[str(row["project"])]} for row in result["rows"]]
        rows.sort(key=lambda row: (row["place"], str(row["project"])))
        given = self._prizes(found, hackathon.setup.get("prizes") or {}, prizes)
        reason = self.reason(by, why) if found.published else self.personal(by, "why", why, most=1000)
        now = self.log.clock()
        entries, root = self.evidence.chain(hackathon.id)

        def nothing_came_between(tx: Transaction) -> None:
            if self.evidence.chain(hackathon.id, tx) != (entries, root):
                raise Stale(CHAIN, hackathon.id, entries)

        published = {
            "method": found.method, "digest": found.computed, "rows": rows, "prizes": given,
            "departs": found.departs, "entries": entries, "root": root,
        }  # fmt: skip
        found.publish(by, now, published, hackathon.accepted, reason)
        guards: list[Guard] = [
            self._unchanged(round, found.computed), NothingConflictedCounts(self.ties, round, now),
            nothing_came_between,
            self.behind_the_lock(hackathon.id, lambda there: found.must_be_agreed(there.accepted)),
        ]  # fmt: skip
        self.log.save(found, guards=guards)
        return found

    def release_feedback(self, by: Actor, round: UUID) -> Round:
        """Teams read their comments and how their mark arose."""
        found, _ = self.round_led(by, round, "chair")
        found.release_feedback(by, self.log.clock())
        self.log.save(found)
        return found

    def reveal(self, by: Actor, round: UUID, place: int) -> Round:
        """The ceremony shows the places down to this one, to which every host agreed; the leaderboard stands still."""
        found, hackathon = self.round_led(by, round, "chair")
        self._must_stand_outside(by, found)
        guards: list[Guard] = []
        if found.ranking and not found.published:
            found.must_be_agreed(hackathon.accepted)
            guards.append(self._unchanged(round, found.computed))  # the round may take scores again since
        if not (found.frozen or found.published):
            found.freeze(by, self.log.clock())
        found.reveal(by, self.log.clock(), place)
        self.log.save(found, guards=guards)
        return found

    # -- shared -------------------------------------------------------------------------------------------------------

    def _unchanged(self, round: UUID, digest: str) -> Guard:
        def guard(tx: Transaction) -> None:
            if self.evidence.digest(tx, round) != digest:
                raise Broken("scores_changed_since")

        return guard

    @staticmethod
    def _ranking(round: Round, typed: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        check, places, order = Checker(), [], list[int]()
        projects = {str(project): project for project in round.projects}
        for row, given in enumerate(typed):
            if (value := given.get("place")) in (None, ""):
                check.problem(f"ranking.{row}.place", "required")
            place = check.number(f"ranking.{row}.place", value, 1, len(round.projects)) or 0
            if (project := projects.get(str(given.get("project")))) is None:
                check.problem(f"ranking.{row}.project", "unknown_code")
            places.append({"project": project, "place": place})
            order.append(place)
        check.done()
        # Places may be shared; a place behind more projects than there are would be nobody's.
        if any(place > many for many, place in enumerate(sorted(order), 1)):
            raise Broken("places_leave_gaps")
        return places

    def _prizes(self, round: Round, part: Mapping[str, Any], typed: object) -> list[dict[str, Any]]:
        check, given = Checker(), []
        known = {prize["key"]: prize.get("track") for prize in part.get("prizes", ())}
        tracks = self.evidence.tracks(round.projects)
        projects = {str(project): project for project in round.projects}
        for row, value in enumerate(check.sequence("prizes", typed)):
            prize = check.mapping(f"prizes.{row}", value)
            key = check.choice(f"prizes.{row}.prize", prize.get("prize"), known)
            project = projects.get(str(prize.get("project")))
            if project is None:
                check.problem(f"prizes.{row}.project", "unknown_code")
            elif (track := known.get(key)) is not None and track not in tracks.get(project, ()):
                check.problem(f"prizes.{row}.project", "not_in_this_track")
            given.append({"prize": key, "project": project})
        check.done()
        return given
