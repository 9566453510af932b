"""What everybody reads of results: places, prizes, reasons, the stage, feedback, certificates, and what proves it."""

import csv
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

import orjson
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from bridge.judging import asking
from bridge.settings import Settings
from bridge.web import create_app
from events.actor import Actor
from events.errors import Broken
from events.judging.round import Round
from events.judging_chain import SCRIPT, Receipt, Sealed, entry_after
from events.judging_chain.verifying import code_of
from events.results.certificate import JUDGE, PARTICIPANT, certificate_id
from tests.databases import Sqlite
from tests.domain.house import Clock, House, Person
from tests.domain.jury import Jury, jury
from tests.domain.story_of_results import CHOICE
from tests.domain.test_results import publish

NAMES = ("Aigul Osmonova", "Bilal Ahmed", "Zarina Karimova", "Timur Sadykov", "Ayesha Malik", "Nur Jetigen")


class Town(House):
    """A house in which everybody has an account."""

    numbers: Iterator[int]

    def person(self) -> Person:
        number = next(self.numbers)
        name = NAMES[number % len(NAMES)] + (f" {number}" if number >= len(NAMES) else "")
        return Person(self.accounts.demo_account(f"person{number}@people.example", name))


@pytest.fixture
def made(sqlite: Sqlite, tmp_path: Path) -> Iterator[Jury]:
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    url = sqlite.fresh()
    house = Town(
        replace(settings, database_url=url.render_as_string(hide_password=False), base_url="http://localhost"), Clock()
    )
    house.numbers = count()
    yield jury(house, house.clock, prizes=CHOICE)
    house.close()
    sqlite.drop(url)


@pytest.fixture
def site(made: Jury) -> Flask:
    app = create_app(made.house)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def as_(made: Jury, site: Flask) -> Callable[[Person | None], FlaskClient]:
    def client(person: Person | None) -> FlaskClient:
        browser = site.test_client()
        if person is not None:
            account = made.house.accounts.by_id(person.account)
            assert account is not None
            with browser.session_transaction() as session:
                session["_user_id"], session["_fresh"] = f"{account.id.hex}:{account.epoch}", True
        return browser

    return client


Browsing = Callable[[Person | None], FlaskClient]


def page(browser: FlaskClient, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.get_data(as_text=True)


def at(made: Jury, rest: str = "") -> str:
    return f"/hackathons/{made.hackathon.slug}{rest}"


def test_everybody_reads_places_prizes_and_why_and_what_was_corrected(made: Jury, as_: Browsing) -> None:
    reader = as_(None)
    assert "No results yet" in page(reader, at(made, "/results"))
    made.house.votes.vote(made.one, made.hackathon.id, made.projects[1])
    round = publish(made)
    publish(made, 1, "Two sheets were mixed up", round)
    text = page(reader, at(made, "/results"))
    assert text.index("Project 1</bdi>") < text.index("Project 0</bdi>")
    assert "publication 2" in text
    assert "Two sheets were mixed up" in text
    assert 'data-prize="people"' in text
    with made.house.reading() as reading:
        newest = reading.views.results.newest(reading.connection, made.hackathon.id)[0]
    assert newest["root"] in text
    rows = list(csv.DictReader(io.StringIO(page(reader, at(made, "/results.csv")).removeprefix("\ufeff"))))
    told = orjson.loads(page(reader, at(made, "/results.json")))
    assert len(rows) == told["total"] == 2
    shown = [(row["Rank"], row["Computed rank"], row["Mark"], row["Team"]) for row in rows]
    assert shown == [("1", "2", "6.5", "Team 1"), ("2", "1", "7.5", "Team 0")]
    assert [next(iter(row.values())) for row in rows] == [str(made.projects[1]), str(made.projects[0])]
    asked = orjson.loads(page(reader, f"/api/v1{at(made, '/results')}?limit=1"))
    again = orjson.loads(page(reader, f"/api/v1{at(made, '/results')}?limit=1&after={asked['next']}"))
    assert [asked["items"][0]["id"], again["items"][0]["id"]] == [str(made.projects[1]), str(made.projects[0])]


def test_nothing_is_on_the_stage_before_the_chair_reveals_it(made: Jury, as_: Browsing) -> None:
    publish(made)
    projector, chair = as_(None), as_(made.one)
    assert "Project" not in page(projector, at(made, "/stage/now"))
    assert projector.post(at(made, "/stage"), data={"place": "2"}).status_code == 303
    assert as_(made.leads[0]).post(at(made, "/stage"), data={"place": "2"}).status_code == 403
    assert "Reveal place 2" in page(chair, at(made, "/stage"))
    chair.post(at(made, "/stage"), data={"place": "2"})
    shown = page(projector, at(made, "/stage/now"))
    assert "Project 1" in shown
    assert "Project 0" not in shown
    chair.post(at(made, "/stage"), data={"place": "1"})
    assert "Project 0" in page(projector, at(made, "/stage/now"))


def test_a_project_that_a_decision_hides_keeps_its_place_without_its_name(made: Jury, as_: Browsing) -> None:
    house = made.house
    house.publishing.reveal(made.one, publish(made), 1)
    with house.reading() as reading:
        team = reading.views.projects.by_ids(reading.connection, [made.projects[0]])[0]["team"]
    report = house.reports.report(made.other, "team", team, {"reason": "spam"})
    office = Actor(account=house.person().account, roles=frozenset({"organiser"}), office="*")
    house.moderation.decide(office, [report.id], {"measure": "hide", "reason": "spam", "message": "Another name"})
    reader = as_(None)
    for told in (page(reader, at(made, "/stage/now")), page(reader, at(made, "/results"))):
        assert told.count("A project that a decision hides") >= 1
        assert not [hidden for hidden in ("Project 0", "Team 0") if hidden in told]
        assert "Project 1" in told
    assert "Project 0" not in page(as_(made.other), at(made, "/vote"))
    assert "Team 0" not in page(as_(made.one), at(made, "/manage/certificates"))


def test_the_stage_shows_what_every_host_agreed_to_and_no_correction_before_it_is_published(
    made: Jury, as_: Browsing
) -> None:
    publishing, projector, chair = made.house.publishing, as_(None), as_(made.one)
    round = publish(made)
    publishing.reveal(made.one, round, 2)
    before = page(projector, at(made, "/stage/now"))
    assert "Project 1" in before
    digest = asking.results(made.house, round).digest
    turned = [{"project": project, "place": 2 - place} for place, project in enumerate(made.projects)]
    publishing.confirm(made.one, round, digest, turned, "Another order")
    assert page(projector, at(made, "/stage/now")) == before
    assert "Reveal the winner" in page(chair, at(made, "/stage"))


def test_a_team_reads_its_comments_once_they_are_released_and_nobody_elses(made: Jury, as_: Browsing) -> None:
    round = publish(made)
    lead = as_(made.leads[0])
    assert "Well done" not in page(lead, at(made, "/results/mine"))
    made.house.publishing.release_feedback(made.one, round)
    text = page(lead, at(made, "/results/mine"))
    assert text.count("Well done") == 2
    assert "Watch this" not in text
    names = made.house.accounts.names([judge.account for judge in made.judges])
    assert not [name for name in names.values() if name and name in text]
    page(as_(made.one), at(made, "/results/mine"), 404)


def _chain(made: Jury, browser: FlaskClient, folder: Path, *arguments: str) -> tuple[int, str]:
    """What the real program says of what the page exports now."""
    program, file = folder / "verify_judging.py", folder / "judging.jsonl"
    program.write_bytes(browser.get(at(made, "/results/audit/verify_judging.py")).data)
    assert program.read_bytes() == SCRIPT.read_bytes()
    file.write_bytes(browser.get(at(made, "/results/audit/judging.jsonl")).data)
    ran = subprocess.run([sys.executable, program, file, *arguments], capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout


def _receipt(made: Jury, round: UUID) -> Receipt:
    """What the first judge holds."""
    with made.house.reading() as reading:
        card = reading.views.judging.cards_of(reading.connection, round)[0]
        entry = reading.views.judging_chain.receipt(reading.connection, card["id"])
    assert entry is not None
    return Receipt(entry.number, code_of(entry.hash))


def test_an_alteration_is_named_and_a_new_hashing_contradicts_root_and_receipt(
    made: Jury, as_: Browsing, tmp_path: Path
) -> None:
    house, reader = made.house, as_(None)
    round = publish(made)
    receipt = _receipt(made, round)
    with house.reading() as reading:
        rows = reading.views.judging_chain.rows
        root = reading.views.judging_chain.now(reading.connection, made.hackathon.id)[1]
        entries = list(reading.views.judging_chain.entries(reading.connection, made.hackathon.id))
    assert _chain(made, reader, tmp_path, "--root", root, "--receipt", str(receipt))[0] == 0
    assert "The receipt fits" in page(reader, at(made, f"/results/audit?receipt={receipt}"))
    told = entries[receipt.number].opened
    assert told is not None
    seen = Sealed(told.said.replace('"need":7', '"need":9'), told.salt)
    assert seen != told
    forged = entries[receipt.number].body.replace(told.seal, seen.seal)
    assert forged != entries[receipt.number].body

    def put(number: int, **values: str) -> None:
        with house.db.change() as tx:
            mine = sa.and_(rows.c.hackathon == made.hackathon.id, rows.c.number == number)
            tx.connection.execute(rows.update().where(mine).values(values))

    for altered in ({"said": seen.said}, {"said": seen.said, "body": forged}):
        put(receipt.number, **altered)
        code, said = _chain(made, reader, tmp_path)
        assert (code, f"Entry {receipt.number} is altered" in said) == (1, True)
    previous = entries[receipt.number - 1].hash
    for entry in entries[receipt.number :]:
        body = orjson.loads(forged if entry.number == receipt.number else entry.body)
        at_moment = house.clock.now.fromisoformat(body["at"])
        anew = entry_after(entry.number, previous, body["kind"], at_moment, body["facts"])
        put(anew.number, body=anew.body, hash=anew.hash)
        previous = anew.hash
    assert _chain(made, reader, tmp_path)[0] == 0
    code, said = _chain(made, reader, tmp_path, "--root", root, "--receipt", str(receipt))
    assert code == 1
    assert "The root differs" in said
    assert f"The earliest contradicted receipt is no. {receipt.number}" in said
    assert "contradicts the chain" in page(reader, at(made, f"/results/audit?receipt={receipt}"))


def test_a_certificate_says_whom_it_is_for_until_they_leave_and_results_stay_whole(
    made: Jury, as_: Browsing, tmp_path: Path
) -> None:
    house, reader, lead = made.house, as_(None), made.leads[0]
    publish(made)
    house.certificates.issue(made.one, made.hackathon.id)
    before = page(reader, at(made, "/results"))
    name = house.accounts.names([lead.account])[lead.account]
    code = _code(made, certificate_id(made.hackathon.id, lead.account, PARTICIPANT))
    assert str(name) in page(reader, f"/verify/{code}")
    assert reader.post(f"/verify/{code}/certificate").status_code == 303
    assert "hx-get" in page(reader, f"/verify/{code}/certificate")
    assert reader.get(f"/verify/{code}/certificate.pdf").status_code == 303
    judge = made.judges[0]
    for person in (lead, judge):
        house.erasure.erase(Person(person.account), person.account)
    text = page(reader, f"/verify/{code}")
    assert "A former member" in text
    assert str(name) not in text
    with house.db.read() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM papers")) == 0
    judged = certificate_id(made.hackathon.id, judge.account, JUDGE)
    assert "A former member" in page(reader, f"/verify/{_code(made, judged)}")
    after = page(reader, at(made, "/results"))
    assert after.count("Project 0") == before.count("Project 0")
    assert _chain(made, reader, tmp_path)[0] == 0
    assert house.certificates.issue(made.one, made.hackathon.id) == 0


def _code(made: Jury, certificate: UUID) -> str:
    with made.house.reading() as reading:
        row = reading.views.results.by_id(reading.connection, certificate)
    assert row is not None
    return str(row["code"])


def test_a_revoked_certificate_says_so_and_is_not_drawn(made: Jury, as_: Browsing) -> None:
    house, reader = made.house, as_(None)
    publish(made)
    house.certificates.issue(made.one, made.hackathon.id)
    mine = certificate_id(made.hackathon.id, made.leads[0].account, PARTICIPANT)
    house.certificates.revoke(made.one, mine, "Was never there")
    text = page(reader, f"/verify/{_code(made, mine)}")
    assert "is revoked" in text
    assert "Was never there" in text
    page(reader, f"/verify/{_code(made, mine)}/certificate", 404)
    page(reader, "/verify/0000-0000-0000", 404)


def test_everybody_with_an_account_chooses_once(made: Jury, as_: Browsing) -> None:
    voter = as_(made.other)
    assert "Project 0" in page(voter, at(made, "/vote"))
    for project in made.projects:
        assert voter.post(at(made, "/vote"), data={"project": str(project)}).status_code == 303
    with made.house.reading() as reading:
        assert reading.views.results.choice(reading.connection, made.hackathon.id) == [(made.projects[1], 1)]
    assert as_(made.leads[0]).post(at(made, "/vote"), data={"project": str(made.projects[0])}).status_code == 409
    with pytest.raises(Broken):
        made.house.votes.vote(made.leads[0], made.hackathon.id, made.projects[0])


def test_a_hackathon_is_taken_along_without_people_and_brought_in_as_a_draft(made: Jury, as_: Browsing) -> None:
    publish(made)
    manager = as_(made.one)
    told = page(manager, at(made, "/export.json"))
    everybody = [made.one, made.other, *made.leads, *made.judges]
    names = made.house.accounts.names([person.account for person in everybody])
    for secret in (*names, *filter(None, names.values()), "person0@people.example", "Well done", "Watch this"):
        assert str(secret) not in told, secret
    page(as_(made.leads[0]), at(made, "/export.json"), 403)
    sent = {"file": (io.BytesIO(told.encode()), "hackathon.json"), "start": "2027-01-04"}
    drafted = as_(made.other).post("/hackathons/new/import", data=sent)
    assert drafted.status_code == 303, drafted.get_data(as_text=True)
    slug = drafted.headers["Location"].split("/")[2]
    with made.house.reading() as reading:
        row = reading.views.hackathons.by_slug(reading.connection, made.other, slug)
        assert row is not None
        rounds = reading.views.judging.rounds_of(reading.connection, row["id"])
    setup, old = orjson.loads(row["setup"]), orjson.loads(told)["setup"]
    assert row["state"] == "draft"
    assert setup["dates"]["phases"]["registration"]["opens"]["wall"].startswith("2027-01-04")
    assert {part: setup[part] for part in old if part not in ("dates", "schedule")} == {
        part: old[part] for part in old if part not in ("dates", "schedule")
    }
    assert [orjson.loads(one["plan"])["name"] for one in rounds] == [{"en": "Jury"}]


@pytest.mark.parametrize(
    "content",
    [b"", b"no json", b"[]", b"{}", b'{"format":"startup-bridge/hackathon","version":99,"setup":{}}',
     b'{"format":"startup-bridge/hackathon","version":1,"setup":{"about":{"title":{"en":"x"}},"rubric":7}}',
     b'{"format":"startup-bridge/hackathon","version":1,"setup":{"about":{"title":{"en":"x"}}},"rounds":[{"plan":3}]}'],
)  # fmt: skip
def test_what_is_no_document_makes_no_draft(made: Jury, as_: Browsing, content: bytes) -> None:
    last = made.house.log.recorder.max_notification_id()
    answer = as_(made.one).post("/hackathons/new/import", data={"file": (io.BytesIO(content), "hackathon.json")})
    assert answer.status_code == 422
    assert "problem" in answer.get_data(as_text=True)
    assert made.house.log.recorder.max_notification_id() == last


def test_pages_name_who_decides_where_a_chairs_own_team_is_judged(made: Jury, as_: Browsing) -> None:
    house, lead, id, round = made.house, made.leads[0], made.hackathon.id, publish(made)
    house.hackathons.invite_person(made.one, id, invitation := uuid4(), ["judging", "chair"])
    house.hackathons.join(lead, id, invitation)
    others = [house.accounts.names([one.account])[one.account] for one in (made.one, made.other)]
    judge = made.judges[0].account
    for where in (f"/manage/judging/1/judges/{judge}", "/stage"):
        text = page(as_(lead), at(made, where))
        assert all(str(name) in text for name in others), where
        assert "your own team" in text
        assert "your own team" not in page(as_(made.one), at(made, where))
    refused = as_(lead).post(at(made, "/manage/results/1/publish"), data={"why": "We won"})
    assert refused.status_code == 403
    assert house.log.get(Round, round).published == 1
