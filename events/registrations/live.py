"""The rules of taking part, read from the hackathon itself: a guard that asks here sees what nobody can change."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from events.actor import Actor
from events.hackathons.access import HackathonService
from events.hackathons.aggregate import Hackathon
from events.log import Log
from events.registrations.rules import Rules


class LiveHackathons:
    """Loads the hackathon each time: inside a transaction that is its state after everything that was stored before."""

    def __init__(self, log: Log, hackathons: HackathonService) -> None:
        self.log, self.hackathons = log, hackathons

    def rules(self, hackathon: UUID, now: datetime) -> Rules:
        """The rules as of a moment. Raises `Missing`."""
        return rules_of(self.log.get(Hackathon, hackathon), now)

    def may(self, by: Actor, hackathon: UUID, right: str) -> bool:
        """Whether a person has a right over a hackathon: one that was given, or as a manager of a host."""
        return self.hackathons.may(by, self.log.get(Hackathon, hackathon), right)


def rules_of(found: Hackathon, now: datetime) -> Rules:
    """What a hackathon's setup says about taking part, as of a moment."""

    def part(name: str) -> dict[str, Any]:
        return found.setup.get(name) or {}

    building, judging = found.times("building"), found.times("judging")
    deadline = building.closes
    if building.closed and "building.closes" in found.recorded:
        deadline = datetime.fromisoformat(found.recorded["building.closes"])
    joining, questions, rules = part("taking_part"), part("questions"), part("rules")
    late, files = rules.get("late") or {}, rules.get("files") or {}
    tracks = part("tracks").get("tracks") or []
    minutes = late.get("minutes")
    return Rules(
        hackathon=found.id,
        announced=found.state == "announced",
        registering=found.phase_open("registration", now),
        building=found.phase_open("building", now),
        built=building.over(now),
        judged=judging.open(now) or judging.over(now),
        deadline=deadline,
        approval=joining.get("admission") == "approval",
        places=joining.get("places"),
        waiting_list=bool(joining.get("waiting_list")),
        countries=tuple(joining.get("countries") or ()),
        who=joining.get("who") or "anyone",
        least_age=joining.get("least_age"),
        least=joining.get("team_least") or 1,
        most=joining.get("team_most") or 5,
        questions=tuple(questions.get("questions") or ()),
        keep_until=questions.get("keep_until"),
        conduct=bool(rules.get("conduct")),
        late=late.get("rule") or "refused",
        penalty=late.get("penalty") or 0,
        late_until=deadline + timedelta(minutes=minutes) if deadline is not None and minutes else None,
        tracks=tuple(track["key"] for track in tracks if track["kind"] == "track"),
        challenges=tuple(track["key"] for track in tracks if track["kind"] == "challenge"),
        most_files=files.get("most", 5),
        video=rules.get("video") or "asked",
    )
