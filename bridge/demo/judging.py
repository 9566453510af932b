"""How the demonstration's hackathons are judged: one from the panel to certificates, one of which judging is open."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zlib import crc32

from bridge.demo.taking_part import ONE, OTHER, Hackathons
from bridge.demo.timeline import DEMO, Cast, Moment
from bridge.judging import asking
from bridge.judging.jobs import Job
from events.actor import Actor
from events.hackathons.aggregate import Hackathon
from events.hackathons.service import SLUG

if TYPE_CHECKING:
    from bridge.composition import Bridge

FINISHED, NOW = "village-clinic", "market-day"
# Whom the panels have: name, languages, country, and how many points they give less than the others do.
JUDGES: tuple[tuple[str, tuple[str, ...], str, int], ...] = (
    ("Demo judge, Bishkek", ("en", "ru", "ky", "uz", "ur"), "KG", 0),
    ("Demo judge, Karachi", ("en", "ur", "ru", "uz"), "PK", 1),
    ("Demo judge, Osh", ("en", "ru", "uz"), "KG", -1),
    ("Demo judge, Lahore", ("en", "ur", "ru", "uz"), "PK", 3),
    ("Demo judge, Tashkent", ("en", "ru", "uz"), "UZ", 0),
    ("Demo judge, Islamabad", ("en", "ur"), "PK", 0),
)
COMMENTS = (
    "Say first who has the problem, then what you built.", "The demo convinced us. Show it to three more users.",
    "A good start: next, find out what it costs to keep it running.",
)  # fmt: skip
NOTE = "Strong in questions, weaker on the slides."


class Judging:
    """Plays what happens after the projects are in."""

    def __init__(self, bridge: "Bridge", cast: Cast, until: datetime, hackathons: Hackathons) -> None:
        self.bridge, self.cast, self.until, self.hackathons = bridge, cast, until, hackathons
        self.judges: dict[str, list[tuple[Actor, int]]] = {}
        self.rounds: dict[str, UUID] = {}

    def moments(self) -> Iterator[Moment]:
        """Everything, by the days of the hackathons' own setup."""
        for hackathon in self.hackathons.content:
            slug, days = hackathon["slug"], hackathon["days"]
            begun = self.hackathons.begun(hackathon)
            if slug in (FINISHED, NOW):
                opens = begun + timedelta(days=days["judging"][0])
                yield Moment(opens - timedelta(hours=6), partial(self._panel, slug))
                yield Moment(opens + timedelta(hours=1), partial(self._open, slug))
                yield Moment(opens + timedelta(hours=5), partial(self._score, slug, 1.0 if slug == FINISHED else 0.5))
            if slug == NOW:
                yield Moment(opens + timedelta(hours=6), partial(self._final, slug))
            if slug == FINISHED:
                ends = begun + timedelta(days=days["judging"][1])
                yield Moment(ends - timedelta(hours=8), partial(self._vote, hackathon))
                yield Moment(ends - timedelta(hours=4), partial(self._close, slug))
                yield Moment(ends + timedelta(days=1, hours=2), partial(self._publish, slug))

    # -- the panel ----------------------------------------------------------------------------------------------------

    def _panel(self, slug: str) -> None:
        manager, id = self.cast.managers[ONE], self.hackathons.made[slug]
        seats = self.judges[slug] = []
        for name, languages, country, harsh in JUDGES:
            guest = self.bridge.guests.welcome(name)
            self.bridge.panels.invite(manager, id, guest.id, {"languages": list(languages), "country": country})
            judge = Actor(guest.id, only=id)
            self.bridge.panels.enter(judge, id)
            seats.append((judge, harsh))

    def _open(self, slug: str) -> None:
        """One round of everything that was handed in, three judges a project, found by the compute follower's way."""
        manager, id = self.cast.managers[ONE], self.hackathons.made[slug]
        with self.bridge.reading() as reading:
            projects = reading.views.judging.submitted(reading.connection, id)
        rounds = self.bridge.rounds
        round = rounds.plan(manager, id, {"name": {"en": "The jury", "ru": "Жюри", "ur": "جیوری"}}).id
        rounds.seat(manager, round, [judge.account for judge, _ in self.judges[slug] if judge.account is not None])
        rounds.take(manager, round, projects)
        found = self._answered(asking.assignment(self.bridge, round, {"views": 3}))
        rounds.assign(manager, round, [(UUID(judge), UUID(project)) for judge, project in found["pairs"]], "solver")
        rounds.open(manager, round)
        self.rounds[slug] = round

    def _final(self, slug: str) -> None:
        """A final is planned, with a tie rule that was not announced: the other host is asked to agree."""
        manager, id = self.cast.managers[ONE], self.hackathons.made[slug]
        rubric = {**(self.bridge.log.get(Hackathon, id).setup.get("rubric") or {}), "tie": "jury"}
        name = {"en": "Final", "ru": "Финал", "ur": "فائنل"}
        self.bridge.rounds.plan(manager, id, {"name": name, "rubric": rubric, "after": 1, "top": 3}, 2)

    def _score(self, slug: str, share: float) -> None:
        """Each judge scores what they were assigned, or (`share`) the first part of it."""
        round = self.rounds[slug]
        for judge, harsh in self.judges[slug]:
            with self.bridge.reading() as reading:
                looks = reading.views.judging.looks_of(reading.connection, round, judge=judge.account)
            for look in looks[: ceil(len(looks) * share)]:
                self._hand_in(round, judge, look["project"], harsh)

    def _hand_in(self, round: UUID, judge: Actor, project: UUID, harsh: int) -> None:
        worth = crc32(project.bytes) % 5
        values = {}
        for place, key in enumerate(("need", "idea", "work", "bridge")):
            seen = crc32(f"{judge.account}{project}{key}".encode()) % 3
            values[key] = min(10, max(1, 5 + worth + seen - harsh - place % 2))
        typed: dict[str, Any] = {"values": values, "comment": COMMENTS[worth % len(COMMENTS)]}
        if worth == 1:
            typed["note"] = NOTE
        self.bridge.scoring.submit(judge, round, project, typed)

    # -- what came out ------------------------------------------------------------------------------------------------

    def _vote(self, hackathon: Mapping[str, Any]) -> None:
        id = self.hackathons.made[hackathon["slug"]]
        with self.bridge.reading() as reading:
            projects = reading.views.judging.submitted(reading.connection, id)
        for number, person in enumerate(self.hackathons.content[-1]["people"]):
            account = self.cast.accounts.get(f"{person['who']}@demo.example")
            with self.bridge.reading() as reading:
                own = reading.views.teams.of_person(reading.connection, id, account) if account else None
            if account is not None and own is None:
                self.bridge.votes.vote(Actor(account), id, projects[number * number % len(projects)])

    def _close(self, slug: str) -> None:
        self.bridge.rounds.close(self.cast.managers[ONE], self.rounds[slug])

    def _publish(self, slug: str) -> None:
        """Computed, confirmed as it is, agreed to by both hosts, published; feedback and certificates go out."""
        one, other, round = self.cast.managers[ONE], self.cast.managers[OTHER], self.rounds[slug]
        service = self.bridge.publishing
        asked = asking.results(self.bridge, round)
        rows = self._answered(asked)["rows"]
        service.confirm(one, round, asked.digest)
        service.agree(one, round)
        service.agree(other, round)
        prizes = [
            {"prize": prize, "project": row["project"]} for prize, row in zip(("first", "second"), rows, strict=False)
        ]
        service.publish(one, round, prizes)
        service.release_feedback(one, round)
        self.bridge.certificates.issue(one, self.hackathons.made[slug])

    def _answered(self, asked: Job) -> Mapping[str, Any]:
        from bridge.judging.answers import answer  # SciPy: a second that only this demonstration pays

        jobs = self.bridge.judging_jobs
        while (taken := jobs.take()) is not None:
            jobs.finish(taken.id, answer(self.bridge, taken))
        done = jobs.one(asked.id)
        if done is None or done.answer is None:
            raise LookupError(asked.kind)
        return done.answer


def judge_link(bridge: "Bridge") -> str | None:
    """A fresh link by which somebody comes in as the first judge of the hackathon that is being judged."""
    id = bridge.log.owner(SLUG, NOW)
    panel = None if id is None else bridge.panels.panel(id)
    if id is None or panel is None or not panel.judges:
        return None
    judge = UUID(next(iter(panel.judges)))
    link = bridge.panels.issue_link(DEMO, id, judge)
    with bridge.db.change() as tx:
        return f"/j/{bridge.guests.replace_link(tx.connection, link, judge, id)}"
