"""The jury's room: what may not be is refused in plain words, and the whole way from a proposal to a publication."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from bridge.followers.jury import Jury as Follower
from tests.domain.house import Person
from tests.domain.jury import Jury, jury
from tests.web.introductions.town import Member, Town


class Room:
    """A hackathon before its judging, its two managers each at a browser."""

    def __init__(self, town: Town) -> None:
        self.town, self.house = town, town.house
        self.manager, self.other = town.member("manager"), town.member("other")
        one, other = (Person(member.actor.account) for member in (self.manager, self.other) if member.actor.account)
        self.made: Jury = jury(town.house, town.clock, judges=3, projects=4)
        for person, of in ((one, self.made.one), (other, self.made.other)):
            incubator = self._house_of(of)
            self.house.incubators.invite_manager(of, incubator, invitation := uuid4())
            self.house.incubators.join(person, incubator, invitation)
        self.manage = f"/hackathons/{self.made.hackathon.slug}/manage"

    def _house_of(self, manager: Person) -> UUID:
        with self.house.reading() as reading:
            sides = reading.views.hackathons.sides_of(reading.connection, manager, self.made.hackathon.id)
        found: UUID = sides[0]["incubator"]
        return found

    def send(self, path: str, who: Member | None = None, **fields: Any) -> TestResponse:
        return (who or self.manager).browser.post(f"{self.manage}/{path}", data=fields)

    def read(self, path: str) -> str:
        return unescape(self.manager.get(f"{self.manage}/{path}").text)

    def answer(self) -> None:
        """Let the compute follower answer what was asked."""
        while Follower(self.house).step():
            pass


@pytest.fixture
def room(sqlite_url: str, tmp_path: Path) -> Iterator[Room]:
    town = Town(sqlite_url, tmp_path)
    yield Room(town)
    town.house.close()


def test_a_conflict_is_named_with_judge_project_and_reason(room: Room) -> None:
    round = room.made.round()
    judge, project = room.made.judges[0], room.made.projects[1]
    room.house.panels.declare(room.made.as_judge(judge), room.made.hackathon.id, project, judge.account)
    with room.house.reading() as reading:
        version = reading.views.judging.rounds_of(reading.connection, room.made.hackathon.id)[0]["version"]
    judges = sorted((one.account for one in room.made.judges), key=str)
    projects = sorted(room.made.projects, key=str)
    place = projects.index(project)
    pair = f"{judges.index(judge.account)}-{place}"
    page = room.send("judging/1/assignment/by-hand", version=version, project=str(place), pair=pair)
    assert page.status_code == 409
    assert "may not judge Project 1: a conflict of interest was declared. Nothing was changed." in unescape(page.text)
    assert room.house.log.get(type(round), round.id).assigned == set()


def test_rules_of_its_own_stand_beside_the_announced_ones_until_every_host_agrees(room: Room) -> None:
    planned: dict[str, Any] = {"method": "plain_mean", "tie": "jury", "views": "2", "rubric_of": "hackathon"}
    assert room.send("judging/new", **planned).status_code == 303
    page = room.read("judging/1")
    assert "Its rules are not those that were announced" in page
    assert "Announced: Automatic" in page
    assert "We agree to these rules" not in page  # who planned it has agreed by that
    waits = unescape(room.other.get("/todo").text)
    assert f"{room.manage}/judging/1#rules" in waits
    theirs = unescape(room.other.get(f"{room.manage}/judging/1").text)
    seen = re.findall(r'name="seen" value="(\w+)"', theirs)[0]
    assert room.send("judging/1/plan", **{**planned, "tie": "shared"}).status_code == 303
    refused = room.send("judging/1/agree", room.other, seen=seen)
    assert (refused.status_code, "have changed since you opened this page" in refused.text) == (409, True)
    assert "They share the rank" in unescape(refused.text)
    seen = re.findall(r'name="seen" value="(\w+)"', refused.text)[0]
    assert room.send("judging/1/agree", room.other, seen=seen).status_code == 303
    assert "Every host agrees to the rules of this round." in room.read("judging/1")
    assert "#rules" not in room.other.get("/todo").text


def test_a_paper_sheet_that_is_refused_keeps_what_was_typed(room: Room) -> None:
    round, judge, project = room.made.opened(), room.made.judges[0], room.made.projects[0]
    room.made.score(round.id, judge, project)
    room.house.scoring.withdraw(room.made.one, round.id, judge.account, [project], "They scored another one")
    path = f"judging/1/judges/{judge.account}/paper/{project}"
    scores: dict[str, Any] = {"values.need": "7", "values.idea": "6", "values.work": "8"}
    refused = room.send(path, comment="Bring the pump next time", **scores)
    assert refused.status_code == 409
    assert "Bring the pump next time" in refused.text
    assert "This scorecard was withdrawn." in refused.text


def test_from_a_proposal_to_a_publication_by_two_hosts(room: Room) -> None:
    assert room.send("judging/new", method="auto", tie="criterion", views="2", rubric_of="hackathon").status_code == 303
    asked = room.send("judging/1/assignment/ask", views="2").location
    assert "Looking for the best assignment" in room.manager.get(asked.partition("#")[0]).text
    room.answer()
    assert "Apply the proposal" in room.manager.get(asked.partition("#")[0]).text
    job = re.findall(r"job=([\w-]+)", asked)[0]
    assert room.send("judging/1/assignment/apply", job=job).status_code == 303
    assert room.send("judging/1/assignment/apply", job=job).status_code == 409  # the round is another by now
    assert room.send("judging/1/open").status_code == 303
    with room.house.reading() as reading:
        [row] = reading.views.judging.rounds_of(reading.connection, room.made.hackathon.id)
        looks = reading.views.judging.looks_of(reading.connection, row["id"])
    judges = {judge.account: judge for judge in room.made.judges}
    for number, look in enumerate(looks):
        room.made.score(row["id"], judges[look["judge"]], look["project"], need=3 + number % 6)
    assert "8 of 8" in room.read("judging/1/progress")
    room.send("judging/1/close")
    assert "This is being computed" in room.read("results/1")
    room.answer()
    page = room.read("results/1")
    assert "Among the first three" in page
    digest = re.findall(r'name="digest" value="(\w+)"', page)[0]
    assert "not confirmed a ranking yet" in room.send("results/1/publish").text
    computed = re.findall(r'name="(place\.[\w-]+)" type="number" min="1" max="4" value="\d"', page)
    assert len(computed) == 4
    order: dict[str, Any] = {name: str(place) for place, name in enumerate(reversed(computed), 1)}
    assert room.send("results/1/confirm", do="depart", digest=digest, **order).status_code == 422  # without a reason
    assert room.send("results/1/confirm", do="confirm", digest=digest).status_code == 303
    seen = _seen(room)
    assert "decided anew since" in room.send("results/1/agree", seen="of another ranking").text
    room.send("results/1/agree", seen=seen)
    refused = room.send("results/1/publish", seen=seen)
    assert refused.status_code == 409
    assert "Not every host has agreed to this ranking yet (1 missing)" in refused.text
    room.send("results/1/agree", room.other, seen=seen)
    judge = looks[0]["judge"]
    room.send(f"judging/1/judges/{judge}/withdraw", why="Wrong sheet", project=str(looks[0]["project"]))
    assert "Scores have changed since this was computed" in room.send("results/1/publish", seen=seen).text
    room.send(f"judging/1/judges/{judge}/reinstate/{looks[0]['project']}", why="It was right")
    assert room.send("results/1/publish", seen=seen).status_code == 303
    assert "decided anew since" in room.send("results/1/publish", seen=seen, why="Sent twice").text
    corrected = room.send("results/1/publish", seen=_seen(room))
    assert corrected.status_code == 422  # a correction needs a reason
    assert "Publication 1" in room.read("results/1")


def _seen(room: Room) -> str:
    """What the page calls the ranking that stands on it."""
    found: str = re.findall(r'name="seen" value="(\w+)"', room.read("results/1"))[0]
    return found
