"""A leaderboard that stands still: what was handed in since is told to nobody but the chair, on whatever way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from bridge.followers.jury import Jury as Follower
from bridge.machines.tokens import SCOPES
from bridge.readmodels.base import unpacked
from events.actor import VISITOR
from tests.domain.house import SYSTEM, Person
from tests.domain.jury import SEAT, Jury, jury
from tests.permissions.world import Patient
from tests.web.introductions.town import Member, Town

LATE, SECRET, DEPARTED = 87, "said-since-it-stands-still", "the-jury-thought-otherwise"
MEAN = 74  # what the late scores make of the first project
TOLD = re.compile(rf"(?<![\w.-])(?:{LATE}|{MEAN})(?:[.,]0+)?(?![\w:-])|{SECRET}|{DEPARTED}")
ROOTS = ("/hackathons/<slug>", "/api/v1/hackathons/<hackathon>", "/api/v1/changes")


@dataclass
class Hall:
    """A round whose leaderboard stands still, a ranking that was confirmed since, and people of every kind."""

    town: Town
    made: Jury
    round: UUID
    chair: Member
    others: dict[str, Member]

    def walk(self, who: Member, token: str | None) -> Iterator[tuple[str, TestResponse]]:
        """Every page, file and operation about the hackathon that somebody can read, with what it answers."""
        hackathon = self.made.hackathon
        values = {
            "slug": hackathon.slug, "hackathon": hackathon.slug, "number": 1, "round": self.round, "form": "json",
            "judge": self.made.judges[0].account, "project": self.made.projects[0], "team": self.made.teams[0],
        }  # fmt: skip
        urls = self.town.app.url_map.bind("localhost")
        for rule in self.town.app.url_map.iter_rules():
            if not str(rule).startswith(ROOTS) or "GET" not in (rule.methods or ()) or rule.arguments - values.keys():
                continue
            address = urls.build(rule.endpoint, {name: values[name] for name in rule.arguments})
            program = token is not None and address.startswith("/api/")
            headers = {"Authorization": f"Bearer {token}"} if program else {}
            yield address, (self.town.app.test_client() if program else who.browser).get(address, headers=headers)

    def token(self, who: Member) -> str | None:
        """Something to ask the API with; visitors have none."""
        if who.actor.account is None:
            return None
        return self.town.house.machines.tokens.make(who.actor.account, "test", list(SCOPES), 30, kind="person")[1]


@pytest.fixture
def hall(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    town = Town(sqlite_url, tmp_path)
    house = town.house
    leads: list[Member] = []

    def person() -> Person:
        leads.append(found := town.member(f"lead{len(leads)}"))
        return _person(found)

    house.machines.limits = Patient(house.db, "", town.clock)
    chair = town.member("chair")
    monkeypatch.setattr(house, "person", person)  # each of a team has a browser
    criteria = [{"key": "worth", "name": {"en": "Worth"}, "weight": 1}]
    made = jury(house, town.clock, one=_person(chair), judges=0, rubric={"criteria": criteria, "high": 100})
    for _ in range(2):
        made.invite(**SEAT)
    others = {name: town.member(name) for name in ("helper", "organiser")}
    rights = ["setup", "people", "messages", "judging", "desk"]  # all but the chair's
    house.hackathons.invite_person(made.one, made.hackathon.id, invitation := uuid4(), rights)
    house.hackathons.join(others["helper"].actor, made.hackathon.id, invitation)
    house.offices.grant(SYSTEM, _person(others["organiser"]).account, "organiser", "*")
    round = made.opened().id
    _scores(made, round, 0, [61, 62], "Early")
    town.clock.forward(minutes=5)
    house.publishing.freeze(made.one, round)
    town.clock.forward(minutes=5)
    _scores(made, round, 1, [LATE, 2], SECRET)
    house.rounds.close(made.one, round)
    team = next(one for one in leads if one.actor.account == made.leads[0].account)
    visitor = Member(VISITOR, town.app.test_client())
    yield Hall(town, made, round, chair, {**others, "team": team, "visitor": visitor})
    house.close()


def _person(member: Member) -> Person:
    assert member.actor.account is not None
    return Person(member.actor.account)


def _scores(made: Jury, round: UUID, judge: int, worth: list[int], comment: str) -> None:
    for project, value in zip(made.projects, worth, strict=True):
        typed = {"values": {"worth": value}, "comment": comment, "note": f"{comment} to the jury"}
        made.house.scoring.submit(made.as_judge(made.judges[judge]), round, project, typed)


def _answer(hall: Hall) -> None:
    while Follower(hall.town.house).step():
        pass


def _confirmed(hall: Hall) -> None:
    """The chair looks at the present result, and departs from it with a reason."""
    outcome = f"/hackathons/{hall.made.hackathon.slug}/manage/results/1"
    hall.chair.get(outcome)
    _answer(hall)
    page = hall.chair.get(outcome).text
    assert TOLD.search(page)  # the chair sees on
    digest = re.findall(r'name="digest" value="(\w+)"', page)[0]
    places = {f"place.{id}": str(place) for place, id in enumerate(reversed(hall.made.projects), 1)}
    sent = hall.chair.browser.post(
        f"{outcome}/confirm", data={"do": "depart", "digest": digest, "why": DEPARTED, **places}
    )
    assert sent.status_code == 303


def test_nobody_but_the_chair_learns_what_came_after_the_freeze(hall: Hall) -> None:
    _confirmed(hall)
    tokens = {name: hall.token(who) for name, who in hall.others.items() if name != "visitor"}
    hall.others["helper"].get(f"/hackathons/{hall.made.hackathon.slug}/manage/results/1")
    _answer(hall)
    read: dict[str, set[str]] = {}
    for name, who in hall.others.items():
        for address, answer in hall.walk(who, tokens.get(name)):
            assert answer.status_code < 500, (name, address)
            assert TOLD.search(answer.get_data(as_text=True)) is None, (name, address)
            if answer.status_code == 200:
                read.setdefault(name, set()).add(address.replace(hall.made.hackathon.slug, "H"))
    sheets = "/hackathons/H/manage/judging/scorecards.json"
    for reader in ("helper", "organiser"):
        assert {sheets, "/hackathons/H/manage/results/1", "/api/v1/hackathons/H/rounds/1/scorecards"} <= read[reader]
    assert "/hackathons/H/export.json" in read["helper"]
    headers = {"Authorization": f"Bearer {tokens['helper']}"}
    told = hall.others["helper"].browser.get(f"/api/v1/hackathons/{hall.made.hackathon.slug}/rounds/1", headers=headers)
    round = told.get_json()
    assert (round["frozen"], round["ranking"], round["confirmed"], round["departs"]) == (True, [], None, False)
    for stranger in ("team", "visitor"):
        assert sheets not in read[stranger]


def test_what_stood_when_it_was_frozen_is_read_on_and_all_of_it_after_the_publication(hall: Hall) -> None:
    helper = hall.others["helper"]
    base = f"/hackathons/{hall.made.hackathon.slug}/manage"
    helper.get(f"{base}/results/1?as-of=2030-01-01T00:00")
    _answer(hall)
    page = helper.get(f"{base}/results/1?as-of=2030-01-01T00:00").text
    assert ("61" in page, TOLD.search(page)) == (True, None)
    rows = helper.get(f"{base}/judging/scorecards.json").get_json()["items"]
    assert sorted((row["state"], row["marks"]) for row in rows) == [
        ("submitted", ""), ("submitted", ""), ("submitted", "worth 61"), ("submitted", "worth 62"),
    ]  # fmt: skip
    paper = f"{base}/judging/1/judges/{hall.made.judges[1].account}/paper/{hall.made.projects[0]}"
    assert TOLD.search(helper.get(paper).text) is None
    _confirmed(hall)
    for host in (hall.made.one, hall.made.other):
        hall.town.house.publishing.agree(host, hall.round)
    hall.town.house.publishing.publish(hall.made.one, hall.round)
    assert TOLD.search(helper.get(f"{base}/judging/scorecards.json").text)
    with hall.town.house.reading() as reading:
        [row] = reading.views.judging.rounds_of(reading.connection, hall.made.hackathon.id)
    assert (row["frozen_at"], len(unpacked(row["ranking"]))) == (None, 2)
