"""What the domain refuses brings a form back: why it was refused, and everything that was typed."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.web.introductions.town import Town
from tests.web.juryroom.test_room import Room

TYPED = "Words that take a while"
PLAN: dict[str, Any] = {"method": "plain_mean", "tie": "jury", "views": "2", "rubric_of": "hackathon"}


@pytest.fixture
def room(sqlite_url: str, tmp_path: Path) -> Iterator[Room]:
    town = Town(sqlite_url, tmp_path)
    yield Room(town)
    town.house.close()


def refused(room: Room, path: str, status: int, why: str, /, **typed: Any) -> str:
    """The page that comes back says why, and holds what was typed."""
    answer = room.manager.browser.post(path if path.startswith("/") else f"{room.manage}/{path}", data=typed)
    text = unescape(answer.text)
    assert answer.status_code == status, (path, answer.status_code, text[-3000:])
    assert why in text, path
    assert 'role="alert"' in text, path
    kept = [value for name, value in typed.items() if name != "answer"]
    assert all(value in text for value in kept), path
    return text


def test_reasons_come_back_when_somebody_else_was_quicker(room: Room) -> None:
    made, lead = room.made, room.made.leads[0]
    project = f"/hackathons/{made.hackathon.slug}/projects/{made.projects[0]}"
    refused(room, f"{project}/versions/1/answer", 409, "can only be refused now", answer="yes", why=TYPED)
    refused(room, f"{project}/versions/1/answer", 422, "Please choose from the list.", answer="perhaps", why=TYPED)
    refused(room, f"{project}/reinstate", 409, "The project is in the judging.", why=TYPED)
    room.house.registrations.refuse(made.one, made.hackathon.id, lead.account, "No room")
    people = refused(room, f"people/{lead.account}/refuse", 409, "has been answered already", why=TYPED)
    assert f'"{room.manage}/people?state=approved"' in people  # links of the list, not of the button


def test_judges_and_conflicts_come_back(room: Room) -> None:
    judge, project = room.made.judges[0], room.made.projects[0]
    one = f"judges/{judge.account}"
    refused(room, f"{one}/conflicts/{project}/lift", 409, "No such conflict of interest is declared.", why=TYPED)
    refused(room, f"{one}/conflicts/{project}/lift", 422, "", why="x")
    refused(room, f"{one}/remove", 422, "", why="x" * 1001)
    asked: dict[str, Any] = {"email": "judge@people.example", "name": "Judge Judy", "languages": "en"}
    assert room.send("judges", **asked).status_code == 303
    refused(room, "judges", 422, "This person is a judge here already.", **asked)
    refused(room, "mentors", 422, "", mentor=TYPED)


def test_plans_and_pitches_come_back(room: Room) -> None:
    round = room.made.opened()
    typed = {**PLAN, "name.en": TYPED}
    refused(room, "judging/1/plan", 409, "The round has opened", **typed)
    refused(room, "judging/1/plan", 422, "", **{**typed, "views": "none at all"})
    refused(room, "judging/1/reopen", 409, "The round is not closed yet.", why=TYPED)
    first, second = (str(project) for project in round.projects[:2])
    rows: dict[str, Any] = {
        "pitches.0.project": first, "pitches.0.at": "", "pitches.0.room": "Hall", "pitches.0.minutes": "5",
        "pitches.1.project": second, "pitches.1.at": "2026-09-01T10:00", "pitches.1.minutes": "many",
        "pitches.1.room": TYPED,
    }  # fmt: skip
    text = refused(room, "judging/1/pitches", 422, "", do="save", **rows)
    assert 'id="f-pitches-1-minutes-problem"' in text  # beside the row that was typed, not the first that pitches
    order: dict[str, Any] = {"do": "generate", "start": "2026-09-01T10:00", "each": "a few", "pause": "3"}
    assert 'id="f-each-problem"' in refused(room, "judging/1/pitches", 422, "", **order)
    assert 'id="f-start-problem"' in refused(room, "judging/1/pitches", 422, "", do="generate", start="soon")
    assert room.send("judging/1/assignment/ask", views="many").status_code == 422
    room.house.hackathons.cancel(room.made.one, room.made.hackathon.id, "The hall burnt down")
    refused(room, "judging/1/pitches", 409, "This hackathon is cancelled.", do="save", **rows)
    refused(room, "judging/new", 409, "This hackathon is cancelled.", **typed)
    ticked = room.send("judging/1/people", judges=str(room.made.judges[0].account))
    assert ticked.status_code == 409
    assert ticked.text.count(" checked") == 1


def test_a_button_that_is_refused_leads_back_to_its_page(room: Room) -> None:
    for came, leads in (
        (f"http://localhost{room.manage}/setup", True),
        ("http://[", False),
        ("https://a.example/", False),
    ):
        page = room.manager.browser.post(f"{room.manage}/announce", headers={"Referer": came})
        assert page.status_code == 409
        assert (f'href="{room.manage}/setup"' in page.text) is leads
