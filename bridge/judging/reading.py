"""Rounds by their addresses for those who may read them, and how far they are: for pages and programs alike."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge import seeing
from bridge.listings.scorecards import must_read, rights_in
from bridge.readmodels.base import unpacked
from bridge.scorecard_drafts import drafts
from events.errors import Missing, Refused

if TYPE_CHECKING:
    from bridge.composition import Reading
    from events.actor import Actor


@dataclass(frozen=True, slots=True)
class Count:
    """Of one judge or project: how many assignments stand, and how many pairs are in each state."""

    id: UUID
    assigned: int
    states: Counter[str]

    @property
    def settled(self) -> int:
        """Nothing is expected any more: handed in or skipped."""
        return self.states["submitted"] + self.states["skipped"]


def judging_of(reading: "Reading", actor: "Actor", key: str) -> UUID:
    """The hackathon of an address, for somebody who may read about its judging."""
    row = seeing.hackathon(reading, actor, key)
    if row["state"] == "draft":
        raise Missing("hackathon", key)
    must_read(reading, actor, row["id"])
    found: UUID = row["id"]
    return found


def round_of(reading: "Reading", actor: "Actor", key: str, number: str) -> "sa.RowMapping":
    """One of its rounds, by its number."""
    hackathon = judging_of(reading, actor, key)
    for row in reading.views.judging.rounds_of(reading.connection, hackathon):
        if str(row["number"]) == number:
            return row
    raise Missing("judging_round", number)


def led_round(reading: "Reading", actor: "Actor", key: str, number: str, right: str = "judging") -> "sa.RowMapping":
    """A round for somebody with a right in it."""
    row = round_of(reading, actor, key, number)
    if right not in rights_in(reading, actor, row["hackathon"]):
        raise Refused("no_right_in_hackathon", right=right)
    return row


def announced_of(reading: "Reading", hackathon: UUID) -> tuple[dict[str, Any], list[UUID]]:
    """The setup of a hackathon, and its hosts: by them it is told who agrees to the rules of a round."""
    rows, connection = reading.views.hackathons.rows.c, reading.connection
    setup: dict[str, Any] = unpacked(connection.scalar(sa.select(rows.setup).where(rows.id == hackathon)))
    hosts = reading.views.hackathons.hosts_of(connection, [hackathon]).get(hackathon, [])
    return setup, [host["incubator"] for host in hosts if host["state"] == "accepted"]


def counts_of(reading: "Reading", round: "sa.RowMapping") -> tuple[list[Count], list[Count]]:
    """How far each judge and each project of a round is."""
    pairs, standing = states_of(reading, round["id"])
    judges = [UUID(id) for id in unpacked(round["judges"])]
    projects = [UUID(id) for id in unpacked(round["projects"])]
    return _counts(pairs, standing, 0, judges), _counts(pairs, standing, 1, projects)


def states_of(reading: "Reading", round: UUID) -> tuple[dict[tuple[UUID, UUID], str], set[tuple[UUID, UUID]]]:
    """The state of every pair, and the pairs that stand: three queries, however many there are.

    Of a withdrawn scorecard the pair stays in sight also where the assignment went with it.
    """
    judging, connection = reading.views.judging, reading.connection
    standing = {(row["judge"], row["project"]) for row in judging.looks_of(connection, round)}
    cards = {(row["judge"], row["project"]): str(row["state"]) for row in judging.cards_of(connection, round)}
    begun = sa.select(drafts.c.judge, drafts.c.project).where(drafts.c.round == round)
    on_the_way = {(row.judge, row.project) for row in connection.execute(begun)}
    return {
        pair: cards.get(pair, "open" if pair in on_the_way else "todo") for pair in {*standing, *cards}
    }, standing  # fmt: skip


def _counts(
    pairs: dict[tuple[UUID, UUID], str], standing: set[tuple[UUID, UUID]], side: int, there: list[UUID]
) -> list[Count]:
    states: dict[UUID, Counter[str]] = {one: Counter() for one in there}
    assigned: Counter[UUID] = Counter()
    for pair, state in pairs.items():
        states.setdefault(pair[side], Counter())[state] += 1
        assigned[pair[side]] += pair in standing
    return [Count(one, assigned[one], found) for one, found in states.items()]
