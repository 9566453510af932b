"""The pages of taking part: what is wrong stands beside its field, and nothing that was typed is lost."""

import io
import re
import zipfile
from datetime import timedelta
from uuid import UUID

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from bridge.project_drafts import Draft
from bridge.sniffing import harmless
from events.hackathons.aggregate import Hackathon
from events.projects.aggregate import project_id
from tests.domain.hackathon_setup import setup
from tests.domain.house import Person
from tests.web.introductions.town import Member, Town

HERE = "/hackathons/water-and-light"
TYPED = {
    "title": "Canal Clock", "language": "en", "text": "A float and a radio", "summary.en": "Whose turn?",
    "summary.ru": "Чья очередь?", "tracks": "water",
}  # fmt: skip


@pytest.fixture
def lead(town: Town) -> Member:
    return town.member("lead")


def person(member: Member) -> Person:
    assert member.actor.account is not None
    return Person(member.actor.account)


def hackathon(town: Town, lead: Member, *, building: bool = True) -> tuple[Hackathon, UUID]:
    """One that is announced, with a team of one."""
    found = town.house.hackathon()
    town.house.registrations.register(person(lead), found.id, {"country": "KG", "agreed": "yes"})
    team = town.house.teams.form(person(lead), found.id, "Suu").id
    if building:
        town.house.clock.forward(days=15)
    return found, team


def send(member: Member, name: str, content: bytes) -> TestResponse:
    """Upload a file; the body is put together here, because the test client leaves big ones open."""
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + b"\r\n--edge--\r\n"
    return member.browser.post(f"{HERE}/project/files", data=body, content_type="multipart/form-data; boundary=edge")


def draft_of(town: Town, team: UUID) -> Draft:
    return town.house.project_drafts.load(team)


def test_a_description_of_ten_megabytes_is_told_beside_its_field(town: Town, lead: Member) -> None:
    _, team = hackathon(town, lead)
    answer = lead.post(f"{HERE}/project", **{**TYPED, "text": "x" * 10_000_000, "version": "0", "do": "submit"})
    assert answer.status_code == 422
    assert 'id="f-text-problem"' in answer.text
    assert "Canal Clock" in answer.text
    assert town.house.projects.find(team) is None


def test_of_two_tabs_the_second_is_told_and_nothing_is_lost(town: Town, lead: Member) -> None:
    _, team = hackathon(town, lead)
    first = lead.post(f"{HERE}/project/draft", **TYPED, version="0")
    assert 'name="version" value="1"' in first.text
    second = lead.post(f"{HERE}/project/draft", **{**TYPED, "title": "Mill Light"}, version="0")
    assert "Somebody else of your team saved meanwhile" in second.text
    assert draft_of(town, team).data["title"] == "Canal Clock"
    both = lead.post(f"{HERE}/project", **{**TYPED, "title": "Mill Light"}, version="0", do="save")
    assert both.status_code == 409
    assert "Canal Clock" in both.text
    assert 'value="Mill Light"' in both.text
    version = re.search(r'name="version" value="(\d+)"', both.text)
    assert version is not None
    lead.post(f"{HERE}/project", **{**TYPED, "title": "Mill Light"}, version=version[1], do="save")
    assert draft_of(town, team).data["title"] == "Mill Light"


def test_what_comes_too_late_is_refused_with_its_rule_and_kept_in_the_draft(town: Town, lead: Member) -> None:
    _, team = hackathon(town, lead)
    assert lead.post(f"{HERE}/project", **TYPED, version="0", do="submit").status_code == 303
    town.house.clock.forward(days=1)
    late = lead.post(f"{HERE}/project", **{**TYPED, "title": "Late"}, version="1", do="submit")
    assert late.status_code == 409
    assert "What you typed is kept in the draft." in late.text
    assert draft_of(town, team).data["title"] == "Late"
    made = town.house.projects.find(team)
    assert made is not None
    assert (len(made.versions), made.versions[0]["content"]["title"]) == (1, "Canal Clock")


def test_at_the_deadline_itself_it_is_too_late_and_the_page_says_so_with_the_moment(town: Town, lead: Member) -> None:
    found, team = hackathon(town, lead)
    closes = found.times("building").closes
    assert closes is not None
    town.house.clock.now = closes - timedelta(microseconds=1)
    assert lead.post(f"{HERE}/project", **TYPED, version="0", do="submit").status_code == 303
    town.house.clock.now = closes
    late = lead.post(f"{HERE}/project", **{**TYPED, "title": "Late"}, version="1", do="submit")
    assert late.status_code == 409
    assert "Nothing more is taken in" in late.text
    assert f'datetime="{closes.isoformat()}"' in late.text
    assert 'value="Late"' in late.text
    assert "In time." in lead.browser.get(f"{HERE}/projects/{project_id(team)}").text


def test_a_registration_that_closed_meanwhile_is_told_above_what_was_typed(town: Town, lead: Member) -> None:
    found, _ = hackathon(town, lead, building=False)
    guest, closes = town.member("guest"), found.times("registration").closes
    assert closes is not None
    town.house.clock.now = closes
    late = guest.post(f"{HERE}/register", country="PK", agreed="yes")
    assert late.status_code == 409
    assert "What you typed stands below." in late.text
    assert '<option value="PK" selected' in late.text


def test_a_full_team_and_a_team_that_is_too_small_are_told_on_their_own_pages(town: Town, lead: Member) -> None:
    parts = setup(town.house.clock())["taking_part"]
    found = town.house.hackathon(taking_part={**parts, "team_least": 2, "team_most": 2})
    people = [lead, *(town.member(name) for name in ("second", "third"))]
    for one in people:
        town.house.registrations.register(person(one), found.id, {"country": "KG", "agreed": "yes"})
    team = town.house.teams.form(person(lead), found.id, "Suu").id
    town.house.teams.describe(person(lead), team, {"open": True, "skills": [], "text": {}})
    for one in people[1:]:
        town.house.teams.ask(person(one), team, "I solder")
    town.house.clock.forward(days=15)
    small = lead.post(f"{HERE}/project", **TYPED, version="0", do="submit")
    assert small.status_code == 409
    assert "at least 2 people" in small.text
    assert 'value="Canal Clock"' in small.text
    accounts = [person(one).account for one in people]
    assert lead.post(f"{HERE}/teams/{team}/requests/{accounts[1]}", answer="yes").status_code == 303
    full = lead.post(f"{HERE}/teams/{team}/requests/{accounts[2]}", answer="yes")
    assert full.status_code == 409
    assert "<h1" in full.text
    assert "Suu" in full.text
    assert "at most 2" in full.text
    assert lead.post(f"{HERE}/project", **TYPED, version="1", do="submit").status_code == 303


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def office(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("paper.pdf", picture(), "its content is png"),
        ("photo.png", b"%PDF-1.4 x", "its content is pdf"),
        ("page.html", b"<script>alert(1)</script>", "no file that can be taken"),
        ("tool.exe", b"MZ\x90\x00", "no file that can be taken"),
        ("macros.docx", office("word/document.xml", "word/vbaProject.bin"), "no file that can be taken"),
        ("broken.zip", b"PK\x03\x04 nothing more", "no file that can be taken"),
        ("empty.pdf", b"", "The file is empty."),
        ("big.pdf", b"%PDF-" + b"x" * 10_000_001, "The file is too big: at most 10 MB."),
    ],
)
def test_files_that_are_not_what_they_say_are_refused_beside_the_field(
    town: Town, lead: Member, name: str, content: bytes, said: str
) -> None:
    hackathon(town, lead)
    answer = send(lead, name, content)
    assert answer.status_code == 422
    assert said in answer.text


def test_files_are_handed_out_as_attachments_to_those_who_may_look(town: Town, lead: Member) -> None:
    _, team = hackathon(town, lead)
    for name, content in (("../../a\u202egnp.pdf", b"%PDF-1.4 a paper"), ("photo.png", picture())):
        assert send(lead, name, content).status_code == 303
    paper, photo = town.house.project_drafts.files_of(team)
    assert (paper.name, photo.media_type) == ("agnp.pdf", "image/webp")  # a picture is drawn anew
    chosen = {**TYPED, "files": paper.digest, "version": str(draft_of(town, team).version)}
    assert lead.post(f"{HERE}/project", **chosen, do="submit").status_code == 303
    project = town.house.projects.find(team)
    assert project is not None
    address = f"{HERE}/projects/{project.id}/files/{paper.digest}"
    stranger = town.member("stranger")
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"{HERE}/project/files/{photo.digest}").status_code == 403
    town.house.clock.forward(days=1)
    answer = stranger.get(address)
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert stranger.get(f"{HERE}/projects/{project.id}/files/{photo.digest}").status_code == 404  # not submitted


def test_names_of_files_are_made_harmless() -> None:
    assert harmless("C:\\fakepath\\..\\evil\x00.exe.pdf", "pdf") == "evil.exe.pdf"
    assert harmless("....", "zip") == "file.zip"
    assert len(harmless("ж" * 500 + ".pdf", "pdf")) == 94


def test_whoever_is_invited_registers_first_and_the_invitation_waits(town: Town, lead: Member) -> None:
    found, team = hackathon(town, lead, building=False)
    guest = town.member("guest")
    page = lead.post(f"{HERE}/teams/{team}/invite", how="link", name="Guest")
    link = re.search(r"/i/[\w-]+", page.text)
    assert link is not None
    answer = guest.post(link[0])
    assert answer.headers["Location"] == f"{HERE}/register"
    guest.post(f"{HERE}/register", country="PK", agreed="yes")
    assert guest.post(link[0]).headers["Location"] == f"{HERE}/teams/{team}"
    assert town.house.teams.of(found.id, person(guest).account) == team


def test_registering_twice_by_a_replayed_form_changes_nothing(town: Town, lead: Member) -> None:
    found, _ = hackathon(town, lead, building=False)
    guest = town.member("guest")
    typed = {"country": "PK", "agreed": "yes"}
    assert guest.post(f"{HERE}/register", **typed).status_code == 303
    assert guest.post(f"{HERE}/register", **typed).status_code == 409
    with town.house.reading() as reading:
        assert reading.views.registrations.counts(reading.connection, found.id)["approved"] == 2


def test_the_gallery_opens_when_building_closes_and_is_searched(town: Town, lead: Member) -> None:
    _, _ = hackathon(town, lead)
    lead.post(f"{HERE}/project", **TYPED, version="0", do="submit")
    assert "Not open yet" in town.app.test_client().get(f"{HERE}/projects").text
    town.house.clock.forward(days=1)
    page = town.app.test_client().get(f"{HERE}/projects?q=canal&track=water").text
    assert "Canal Clock" in page
    assert "Canal Clock" not in town.app.test_client().get(f"{HERE}/projects?q=canal&track=light").text


def test_nobody_reads_answers_after_their_day_though_the_timer_has_not_come(town: Town, lead: Member) -> None:
    manager = town.member("manager")
    asked = {"questions": [{"key": "diet", "kind": "line", "label": {"en": "Diet"}}], "keep_until": "2026-04-01"}
    found = town.house.hackathon(person(manager), questions=asked)
    typed = {"country": "KG", "agreed": "yes", "answers": {"diet": "No nuts"}}
    town.house.registrations.register(person(lead), found.id, typed)
    assert "No nuts" in manager.get(f"{HERE}/manage/people").text
    town.house.clock.forward(days=60)
    assert "No nuts" not in manager.get(f"{HERE}/manage/people").text
