"""A whole hackathon as one document, and a draft made of such a document.

The format is told in docs/results.md. It holds what the hackathon was, without its people: no names, addresses, answers
or comments, and judges and voters only as numbers. What is brought in again is the setup and the plans of the rounds.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.listings.results import standing
from bridge.listings.scorecards import READS
from bridge.readmodels.base import unpacked
from bridge.readmodels.freezing import stands_since
from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken
from events.hackathons import judged
from events.hackathons.aggregate import Hackathon
from events.hackathons.parts import PARTS, checked
from events.hackathons.templates import shifted
from events.judging.rounds import MOST_ROUNDS

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading

FORMAT, VERSION = "startup-bridge/hackathon", 1
MOST_BYTES = 5_000_000


def document(reading: "Reading", row: sa.RowMapping, rights: Collection[str]) -> dict[str, Any]:
    """Everything about a hackathon that is not about a person; scores for those whose rights let them read them."""
    connection, views, id = reading.connection, reading.views, row["id"]
    rounds = views.judging.rounds_of(connection, id)
    entries, root = views.judging_chain.now(connection, id)
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": reading.now.isoformat(),
        "hackathon": {"id": id, "slug": row["slug"], "state": row["state"], "announced_at": row["announced_at"]},
        "hosts": [
            {"incubator": host["incubator"], "name": unpacked(host["page"])["name"], "country": host["country"]}
            for host in views.hackathons.hosts_of(connection, [id]).get(id, [])
            if host["state"] == "accepted"
        ],
        "setup": unpacked(row["setup"]),
        "registrations": views.registrations.counts(connection, id),
        "teams": _teams(reading, id),
        "projects": _projects(reading, id),
        "rounds": [_round(reading, one, rights) for one in rounds],
        "results": [
            {name: one[name] for name in ("id", "place", "official", "mark", "low", "high", "top3", "round", "prizes")}
            for one in standing(reading, id, row["slug"])
        ],
        "peoples_choice": [{"project": project, "votes": votes} for project, votes in _choice(reading, id)],
        "judging": {"entries": entries, "root": root},
    }


def bring_in(bridge: "Bridge", by: Actor, incubator: UUID, told: object, start: date | None = None) -> Hackathon:
    """A draft with the setup and the rounds of a document, its dates moved to `start`. Raises `Broken`, `Invalid`."""
    setup, rounds = read(told)
    drafted = bridge.hackathons.draft(by, incubator, setup if start is None else shifted(setup, start))
    for number, plan in enumerate(rounds, 1):
        bridge.rounds.plan(by, drafted.id, plan, number)
    return drafted


def read(told: object) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The setup and the plans of rounds in a document, checked: nothing is begun that could not be finished."""
    if not isinstance(told, Mapping) or told.get("format") != FORMAT or not isinstance(told.get("version"), int):
        raise Broken("not_a_hackathon_document")
    if told["version"] > VERSION:
        raise Broken("newer_hackathon_document")
    check = Checker()
    given = check.mapping("setup", told.get("setup"))
    setup: dict[str, Any] = {}
    for part in PARTS:  # in their order: tracks before prizes, dates before the schedule
        if given.get(part):
            setup[part] = checked(part, check.mapping(f"setup.{part}", given[part]), setup, None)
    plans = []
    for place, one in enumerate(check.sequence("rounds", told.get("rounds") or [])[:MOST_ROUNDS]):
        path = f"rounds.{place}.plan"
        plan = check.mapping(path, check.mapping(f"rounds.{place}", one).get("plan"))
        rubric = judged.rubric(check, check.mapping(f"{path}.rubric", plan.get("rubric") or setup.get("rubric")))
        if not rubric["criteria"]:
            check.problem(f"{path}.rubric", "rubric_without_criteria")
        name = check.texts(f"{path}.name", plan.get("name"), vocabulary.languages, most=120)
        numbers = {
            "top": check.number(f"{path}.top", plan.get("top"), 1, 500),
            "after": check.number(f"{path}.after", plan.get("after"), 1, MOST_ROUNDS - 1),
        }
        plans.append({"name": name, "rubric": rubric, "everybody": plan.get("everybody") is True, **numbers})
    check.done()
    return setup, plans


def _teams(reading: "Reading", hackathon: UUID) -> list[dict[str, Any]]:
    found = reading.views.teams.find(reading.connection, hackathon, limit=10_000)[0]
    return [
        {
            "id": team["id"], "name": team["name"], "size": team["size"], "open": bool(team["open"]),
            "skills": unpacked(team["skills"]), "text": unpacked(team["text"]), "startup": team["startup"],
            "formed_at": team["formed_at"],
        }
        for team in found
    ]  # fmt: skip


def _projects(reading: "Reading", hackathon: UUID) -> list[dict[str, Any]]:
    views, connection = reading.views, reading.connection
    states = ("submitted", "disqualified", "waiting", "withdrawn")
    found = views.projects.find(connection, hackathon, states=states, limit=10_000)[0]
    return [
        {
            "id": row["id"], "team": row["team"], "state": row["state"], "language": row["language"],
            "content": unpacked(row["content"]), "versions": row["versions"], "penalty": row["penalty"],
            "submitted_at": row["submitted_at"],
        }
        for row in found
    ]  # fmt: skip


def _round(reading: "Reading", row: sa.RowMapping, rights: Collection[str]) -> dict[str, Any]:
    """A round with its scores; a judge is a number, which says nothing outside of the round."""
    since = stands_since(row, rights)
    cards = reading.views.judging.sheets(reading.connection, row["id"], since.isoformat() if since else None)
    looks = reading.views.judging.looks_of(reading.connection, row["id"])
    people = sorted({card["judge"] for card in cards} | {look["judge"] for look in looks})
    numbers = {judge: place for place, judge in enumerate(people, 1)}
    assigned = Counter(look["project"] for look in looks)
    return {
        "number": row["number"], "state": row["state"], "method": row["method"], "plan": unpacked(row["plan"]),
        "judges": len(people), "assigned": {str(project): count for project, count in sorted(assigned.items())},
        "scorecards": [
            {"judge": numbers[card["judge"]], "project": card["project"], "scores": unpacked(card["scores"])}
            for card in cards if READS & set(rights)
        ],
        "published": row["published"],
    }  # fmt: skip


def _choice(reading: "Reading", hackathon: UUID) -> list[tuple[UUID, int]]:
    """The people's choice once results are out: before that nobody counts."""
    results = reading.views.results
    if not results.newest(reading.connection, hackathon):
        return []
    return results.choice(reading.connection, hackathon)
