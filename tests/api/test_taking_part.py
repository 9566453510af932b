"""Taking part by programs: files are refused as on the page and can be submitted; a tick at the desk is taken back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from events.actor import Actor
from tests.api.town import Town
from tests.domain.hackathon_setup import setup
from tests.permissions.hacking import CONTENT

PDF = b"%PDF-1.4 a plan"


@pytest.fixture
def team(town: Town) -> str:
    """The address of Aida's team in a hackathon that takes PDFs of one megabyte."""
    parts: dict[str, Any] = setup(town.clock.now)
    parts["rules"]["files"] = {"most": 2, "megabytes": 1, "kinds": ["pdf"]}
    found = town.bridge.hackathons.draft(Actor(town.dana), town.center, parts, slug="canals")
    town.bridge.hackathons.announce(Actor(town.dana), found.id)
    town.bridge.registrations.register(Actor(town.aida), found.id, {"country": "PK", "agreed": "yes"})
    made = town.bridge.teams.form(Actor(town.aida), found.id, "Suu")
    town.clock.now += timedelta(days=15)  # building is open
    return f"/hackathons/canals/teams/{made.id}"


def send(town: Town, team: str, who: UUID, content: bytes, name: str) -> TestResponse:
    headers = {"Content-Type": "application/octet-stream"}
    path = f"{team}/files?name={name}"
    return town.ask("POST", path, town.token(who), data=content, headers=headers)


def refused(answer: TestResponse) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(one["field"], one["code"]) for one in answer.get_json()["errors"]]


def test_a_file_comes_in_and_goes_out_with_a_version(town: Town, team: str) -> None:
    sent = send(town, team, town.aida, PDF, "plan.pdf")
    file = sent.get_json()
    assert (sent.status_code, file["name"], file["kind"], file["size"]) == (201, "plan.pdf", "pdf", len(PDF))
    token = town.token(town.aida)
    assert town.ask("GET", f"{team}/files", token).get_json() == {"items": [file]}
    made = town.ask("PUT", f"{team}/project", token, json={**CONTENT, "files": [file["digest"]]}).get_json()
    assert [one["digest"] for one in made["content"]["files"]] == [file["digest"]]
    assert town.ask("DELETE", f"{team}/files/{file['digest']}", token).status_code == 204
    assert town.ask("DELETE", f"{team}/files/{file['digest']}", token).status_code == 404
    again = town.ask("PUT", f"{team}/project", token, json={**CONTENT, "files": [file["digest"]]})
    assert refused(again) == [("files", "file_not_uploaded")]


def test_a_file_is_given_back_to_the_team_and_with_the_project_to_everybody_once_building_is_over(
    town: Town, team: str
) -> None:  # fmt: skip
    digest = send(town, team, town.aida, PDF, "plan.pdf").get_json()["digest"]
    aida, bek, other = town.token(town.aida), town.token(town.bek), "0" * 64
    own = town.ask("GET", f"{team}/files/{digest}", aida)
    assert (own.status_code, own.data, own.mimetype) == (200, PDF, "application/octet-stream")
    assert town.ask("GET", f"{team}/files/{digest}", bek).status_code == 403
    assert town.ask("GET", f"{team}/files/{other}", aida).status_code == 404
    made = town.ask("PUT", f"{team}/project", aida, json={**CONTENT, "files": [digest]}).get_json()
    town.ask("DELETE", f"{team}/files/{digest}", aida)
    file = f"/hackathons/canals/projects/{made['id']}/files/{digest}"
    asked = [town.ask("GET", file, token).status_code for token in (aida, town.token(town.dana), bek, None)]
    assert asked == [200, 200, 404, 404]
    town.clock.now += timedelta(days=30)
    assert [town.ask("GET", file, token).data for token in (town.token(town.bek), None)] == [PDF, PDF]
    assert town.ask("GET", file.replace(digest, other)).status_code == 404


def test_a_draft_is_saved_on_top_of_what_was_read_and_submitted_as_it_was_read(town: Town, team: str) -> None:
    aida, draft = town.token(town.aida), f"{team}/project/draft"
    read = town.ask("GET", draft, aida)
    assert (read.get_json()["version"], read.get_json()["content"]["title"]) == (0, "")
    assert town.code(town.ask("POST", f"{draft}/submit", aida, headers={"If-Match": "*"})) == (404, "missing")
    assert town.code(town.ask("PUT", draft, aida, json={})) == (428, "if_match_required")
    seen = {"If-Match": read.headers["ETag"]}
    saved = town.ask("PUT", draft, aida, json={"title": "Canal", "language": "en"}, headers=seen)
    assert (saved.status_code, saved.get_json()["version"], saved.get_json()["saved_by"]) == (200, 1, str(town.aida))
    assert town.code(town.ask("PUT", draft, aida, json=CONTENT, headers=seen)) == (412, "stale")
    unfinished = town.ask("POST", f"{draft}/submit", aida, headers={"If-Match": saved.headers["ETag"]})
    assert ("text", "required") in refused(unfinished)
    whole = town.ask("PUT", draft, aida, json=CONTENT, headers={"If-Match": saved.headers["ETag"]})
    assert town.ask("POST", f"{draft}/submit", aida, headers={"If-Match": saved.headers["ETag"]}).status_code == 412
    made = town.ask("POST", f"{draft}/submit", aida, headers={"If-Match": whole.headers["ETag"]}).get_json()
    assert (made["state"], made["versions"], made["content"]["title"]) == ("submitted", 1, CONTENT["title"])
    for stranger in (town.bek, town.dana):
        assert town.code(town.ask("GET", draft, town.token(stranger))) == (403, "not_in_this_team")


def test_whatever_a_draft_holds_comes_back_and_the_page_shows_it(town: Town, team: str) -> None:
    aida, draft = town.token(town.aida), f"{team}/project/draft"
    odd = {
        "title": "\0 =1+1 <b>",
        "text": "\u202e\ud7ff" * 9,
        "links": [{"label": "x"}],
        "files": ["nothing"],
        "tracks": ["?"],
    }
    saved = town.ask("PUT", draft, aida, json=odd, headers={"If-Match": "*"})
    assert saved.status_code == 200, saved.text
    content = town.ask("GET", draft, aida).get_json()["content"]
    assert {name: content[name] for name in odd} == {**odd, "links": [{"label": "x", "address": ""}]}
    long = town.ask("PUT", draft, aida, json={"text": "x" * 70_000}, headers={"If-Match": "*"})
    assert refused(long) == [("text", "draft_too_big")]
    account = town.bridge.accounts.by_id(town.aida)
    assert account is not None
    browser = town.app.test_client()
    with browser.session_transaction() as session:
        session.update({"_user_id": f"{account.id.hex}:{account.epoch}", "_fresh": True})
    page = browser.get("/hackathons/canals/project")
    assert (page.status_code, "=1+1 &lt;b&gt;" in page.text) == (200, True)


def test_a_project_without_a_draft_begins_with_what_was_submitted(town: Town, team: str) -> None:
    aida = town.token(town.aida)
    town.ask("PUT", f"{team}/project", aida, json=CONTENT)
    draft = town.ask("GET", f"{team}/project/draft", aida).get_json()
    assert (draft["version"], draft["content"]["title"], draft["saved_at"]) == (0, CONTENT["title"], None)


def test_every_version_stays_readable_for_its_team_and_the_last_one_that_counts_for_everybody(
    town: Town, team: str
) -> None:  # fmt: skip
    aida = town.token(town.aida)
    for title in ("First", "Second"):
        made = town.ask("PUT", f"{team}/project", aida, json={**CONTENT, "title": title}).get_json()
    versions = f"/hackathons/canals/projects/{made['id']}/versions"

    def told(token: str | None) -> list[tuple[int, str, bool]]:
        items = town.ask("GET", versions, token).get_json()["items"]
        return [(one["number"], one["content"]["title"], one["stands"]) for one in items]

    assert town.ask("GET", versions).status_code == 404
    town.clock.now += timedelta(days=30)
    aida, dana = town.token(town.aida), town.token(town.dana)
    assert told(aida) == told(dana) == [(2, "Second", True), (1, "First", False)]
    assert told(None) == told(town.token(town.bek)) == [(2, "Second", True)]
    asked = [town.ask("GET", f"{versions}/{number}", token).status_code
             for number in ("1", "2", "3", "x") for token in (aida, None)]  # fmt: skip
    assert asked == [200, 404, 200, 200, 404, 404, 404, 404]


def test_what_the_page_refuses_is_refused_and_the_draft_stays_the_pages(town: Town, team: str) -> None:
    assert refused(send(town, team, town.aida, PDF, "")) == [("name", "required")]
    assert refused(send(town, team, town.aida, PDF, "plan.zip")) == [("body", "not_what_it_says")]
    assert refused(send(town, team, town.aida, b"MZ", "plan.pdf")) == [("body", "file_kind_unknown")]
    archive = b"PK\x05\x06" + b"\0" * 18
    assert refused(send(town, team, town.aida, archive, "plan.zip")) == [("body", "file_kind_not_allowed")]
    assert refused(send(town, team, town.aida, PDF + b" " * 1_000_000, "plan.pdf")) == [("body", "too_big")]
    assert town.code(send(town, team, town.bek, PDF, "plan.pdf")) == (403, "not_in_this_team")
    assert send(town, team, town.aida, PDF, "plan.pdf").status_code == 201
    drafts = town.bridge.project_drafts
    assert drafts.load(UUID(team.rpartition("/")[2])).version == 0


def test_the_link_of_the_group_chat_is_told_to_those_inside(town: Town, team: str) -> None:
    dana, value = town.token(town.dana), town.ask("GET", "/hackathons/canals").get_json()["setup"]["taking_part"]
    value |= {"chat": "https://chat.example/canals"}
    asked = {"value": value, "why": "People want to talk"}
    made = town.ask("POST", "/hackathons/canals/parts/taking_part/changes", dana, json=asked)
    assert made.status_code == 200, made.text
    of_startup = town.token(town.aida, of=town.anor)
    told = [
        town.ask("GET", "/hackathons/canals", token).get_json()["setup"]["taking_part"]["chat"]
        for token in (dana, town.token(town.aida), of_startup, town.token(town.bek), None)
    ]
    assert told == [value["chat"], value["chat"], None, None, None]


def test_a_tick_at_the_desk_is_taken_back(town: Town, team: str) -> None:
    dana, person = town.token(town.dana), f"/hackathons/canals/registrations/{town.aida}/check-in"
    assert town.ask("POST", person, dana).status_code == 204
    assert town.ask("DELETE", person, town.token(town.aida)).status_code == 403
    assert town.ask("DELETE", person, dana).status_code == 204
    own = town.ask("GET", "/hackathons/canals/registration", town.token(town.aida)).get_json()
    assert own["checked_in_at"] is None


def test_a_startup_that_somebody_else_founded_does_not_stand_behind_a_team(town: Town, team: str) -> None:
    aida = town.token(town.aida)
    assert town.code(town.ask("PUT", f"{team}/startup", aida, json={"startup": "shifo"})) == (403, "not_a_founder")
    assert town.code(town.ask("PUT", f"{team}/startup", aida, json={"startup": "nobody"})) == (404, "missing")
    named = town.ask("PUT", f"{team}/startup", aida, json={"startup": "anor"}).get_json()
    assert named["startup"] == str(town.anor)
    assert town.ask("PUT", f"{team}/startup", aida, json={"startup": None}).get_json()["startup"] is None


@pytest.mark.parametrize("asked", ["", "/results", "/publications", "/rounds", "/teams", "/questions", "/document"])
def test_programs_name_a_hackathon_by_its_address_or_its_id(town: Town, team: str, asked: str) -> None:
    token = town.token(town.dana)
    id = town.ask("GET", "/hackathons/canals", token).get_json()["id"]
    for name in ("canals", id):
        assert town.ask("GET", f"/hackathons/{name}{asked}", token).status_code == 200, name
