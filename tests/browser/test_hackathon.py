"""One whole joint hackathon at phones: from the six-week template to a certificate that anybody verifies."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from bridge.accounts.registration import DEMO_PASSWORD
from bridge.composition import Bridge
from events.actor import Actor
from tests.browser.conftest import PersonMaker
from tests.browser.person import Person
from tests.browser.site import Site, running

HERE = "/hackathons/water-and-light"
ZONE = ZoneInfo("Asia/Bishkek")
TITLE = "Clean wells"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site of this test alone, on a clock that goes through six weeks."""
    with running(tmp_path / "data", demo=False, program="tests.browser.clocked") as site:
        yield site


@dataclass
class Cast:
    """Who takes part in it, each at a phone of their own."""

    site: Site
    start: datetime
    pakistan: Person
    kyrgyzstan: Person
    lead: Person
    mate: Person
    other: Person
    judges: list[Person]
    projects: dict[str, str] = field(default_factory=dict)

    def day(self, days: int, hour: int, minute: int = 0) -> None:
        """Time passes until some days after the first."""
        self.site.move_clock((self.start + timedelta(days=days)).replace(hour=hour, minute=minute))


@pytest.fixture
def cast(site: Site, person: PersonMaker) -> Cast:
    names = ("Asma Khan", "Bakyt Asanov", "Lola Saidova", "Maksat Orozov", "Oybek Karimov")
    emails = [f"{name.split()[0].lower()}@people.example" for name in names]
    with site.opened() as bridge:
        ids = [bridge.accounts.demo_account(email, name) for email, name in zip(emails, names, strict=True)]
        for manager, country in zip(ids[:2], ("PK", "KG"), strict=True):
            _incubator(bridge, manager, country)
    one, other, lead, mate, alone = (person(site, email, name) for email, name in zip(emails, names, strict=True))
    for who in (one, other, lead, mate, alone):
        who.sign_in(DEMO_PASSWORD)
    judges = [person(site, "gulnara@judges.example", "Gulnara Asanova"), person(site, "", "Imran Shah")]
    start = (datetime.now(ZONE) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return Cast(site, start, one, other, lead, mate, alone, judges)


def _incubator(bridge: Bridge, manager: UUID, country: str) -> None:
    page = {"name": {"en": f"Joint House {country}"}, "kind": "it_park", "country": country}
    house = bridge.incubators.list(Actor(system="tests"), page, [])
    invitation = uuid4()
    bridge.incubators.invite_manager(Actor(system="tests"), house.id, invitation)
    bridge.incubators.join(Actor(manager), house.id, invitation)


def test_a_joint_hackathon_from_its_template_to_a_certificate_that_anybody_verifies(
    cast: Cast, person: PersonMaker, tmp_path: Path
) -> None:
    _drafted_by_two_hosts(cast)
    _teams_formed(cast)
    _projects_submitted(cast)
    _judges_invited(cast)
    _assigned(cast)
    _scored(cast)
    _published(cast)
    _shown_on_the_stage(cast, person(cast.site, "", viewport={"width": 1280, "height": 720}))
    _read_and_verified(cast, person(cast.site, ""), tmp_path)


def _drafted_by_two_hosts(cast: Cast) -> None:
    """One manager fills the template in, the other's incubator is asked, agrees, and only then it is announced."""
    one, other = cast.pakistan, cast.kyrgyzstan
    one.go("/hackathons/new")
    one.fill(title="Water and Light", start=cast.start.date().isoformat())
    one.choose("zone", str(ZONE))
    one.send("/hackathons/new")
    assert one.path == f"{HERE}/manage/setup"
    one.must_be_fine("en")
    _part(one, "about", **{"summary.en": "Two days for water.", "description.en": "Teams of **two countries**."})
    _part(one, "place", form="online")
    _part(one, "taking_part", team_least="1")
    one.go(f"{HERE}/manage/setup/prizes")
    one.do("add.prizes")
    one.fill(**{"prizes.0.name.en": "First prize", "prizes.0.worth": "3,000 USD"})
    one.do("save")
    one.go(f"{HERE}/manage/setup")
    one.unfold(one.field("incubator"))
    one.fill(incubator="/incubators/joint-house-kg")
    one.send("/manage/hosts")
    assert not one.page.locator('form[action$="/announce"]').count(), "not before the other host has answered"

    other.go("/todo")
    other.press(other.page.locator(f'main a[href^="{HERE}"]'))
    other.go(f"{HERE}/manage/setup")
    other.press(other.page.locator("form:has([name=accept][value=yes]) button"))
    other.send("/manage/agree")
    assert not other.page.locator('form[action$="/announce"]').count(), "not before the first host agrees as well"
    other.must_be_fine("en")
    one.go(f"{HERE}/manage/setup")
    one.send("/manage/agree")
    one.send("/manage/announce")
    assert one.path == HERE
    for country in ("PK", "KG"):
        assert f"Joint House {country}" in one.text()
    one.must_be_fine("en")
    one.go(f"{HERE}/manage/setup")
    one.send("/phases/registration/open")


def _part(manager: Person, part: str, **values: str) -> None:
    manager.go(f"{HERE}/manage/setup/{part}")
    for name, value in values.items():
        field = manager.field(name)
        if field.first.get_attribute("type") == "radio":
            manager.choose(name, value)
        else:
            manager.unfold(field)
            field.fill(value)
    manager.do("save")
    manager.must_be_fine("en")


def _teams_formed(cast: Cast) -> None:
    """Three people register; one forms a team and invites another by mail, the third stays alone."""
    for who, country in ((cast.lead, "UZ"), (cast.mate, "KG"), (cast.other, "PK")):
        who.go(f"{HERE}/register")
        who.choose("country", country)
        who.field("agreed").check(force=True)
        who.send("/register")
        assert "You take part" in who.text()
        who.must_be_fine("en")
    for who, team in ((cast.lead, "Karez"), (cast.other, "Aryk")):
        who.go(f"{HERE}/teams")
        who.fill(name=team)
        who.send("/teams")
        who.must_be_fine("en")
    cast.lead.fill(email=cast.mate.email)
    cast.lead.press(cast.lead.page.locator("button[name=how][value=mail]"))
    cast.mate.follow_letter("/i/")
    cast.mate.send(cast.mate.path)
    assert "Karez" in cast.mate.text()


def _projects_submitted(cast: Cast) -> None:
    """A draft saves itself, takes a file in, is submitted, and revised by the other member before the deadline."""
    cast.day(32, 12)
    lead, mate = cast.lead, cast.mate
    _drafted(lead, TITLE)
    with lead.page.expect_file_chooser() as choosing:
        lead.field("file").click()
    choosing.value.set_files({"name": "plan.png", "mimeType": "image/png", "buffer": lead.page.screenshot()})
    lead.send("/project/files")
    assert "plan.webp" in lead.text(), "the phone makes a picture smaller before it sends it"
    assert lead.field("title").input_value() == TITLE
    lead.do("submit")
    lead.must_be_fine("en")
    assert "Version 1 counts" in lead.text()
    assert "is not submitted" not in lead.text()
    mate.go(f"{HERE}/project")
    mate.fill(text="# A filter\n\nFor every well, **tested** in Osh.")
    mate.do("submit")
    assert "Version 2 counts" in mate.text()
    mate.must_be_fine("en")
    _drafted(cast.other, "Warm greenhouse")
    cast.other.do("submit")
    for who, title in ((mate, TITLE), (cast.other, "Warm greenhouse")):
        who.press(who.page.locator(f'main a[href^="{HERE}/projects/"]', has_text="See it"))
        cast.projects[title] = who.path
        who.must_be_fine("en")
    assert "tested" in _visited(mate, cast.projects[TITLE])
    mate.go(cast.projects["Warm greenhouse"], 404)  # until building is over


def _drafted(who: Person, title: str) -> None:
    who.go(f"{HERE}/project")
    who.choose("language", "ru")
    who.fill(title=title, text="Вода для каждого двора.", **{"summary.en": "Water for every house."})
    who.unfold(who.field("summary.ru"))
    with who.page.expect_response("**/project/draft"):
        who.fill(**{"summary.ru": "Вода для каждого дома."})


def _visited(who: Person, address: str) -> str:
    who.go(address)
    return who.text()


def _judges_invited(cast: Cast) -> None:
    """Each host asks a judge of its country, one by mail and one with a link at the desk; neither has a password."""
    cast.day(34, 19)
    by_mail, at_desk = cast.judges
    for manager, judge, country in ((cast.kyrgyzstan, by_mail, "KG"), (cast.pakistan, at_desk, "PK")):
        manager.go(f"{HERE}/manage/judges")
        manager.fill(name=judge.name, email=judge.email)
        manager.choose("country", country)
        for language in ("en", "ru"):
            manager.choose("languages", language)
        manager.send("/manage/judges")
        manager.must_be_fine("en")
    link = cast.pakistan.page.locator(".share input").input_value()
    at_desk.go(urlsplit(link).path)
    by_mail.go("/")
    by_mail.follow_letter("/j/")
    for judge in cast.judges:
        judge.must_be_fine("en")
        assert judge.name in judge.text()
        judge.press(judge.page.locator("main form button"))
        assert judge.path == f"{HERE}/judge"
        assert "whom to call" in judge.text().lower()
        judge.must_be_fine("en")


def _assigned(cast: Cast) -> None:
    """A round is planned, the follower proposes who looks at what, and a manager opens the round."""
    one, room = cast.pakistan, f"{HERE}/manage/judging"
    one.go(f"{room}/new")
    one.fill(**{"name.en": "Jury"})
    one.do("save")
    one.go(f"{room}/1")
    for box in one.page.locator("main input[name=judges], main input[name=projects]").all():
        box.check(force=True)
    one.send("/1/people")
    one.go(f"{room}/1/assignment")
    one.must_be_fine("en")
    one.send("/assignment/ask")
    apply = one.page.locator('main form[action$="/assignment/apply"] button')
    apply.wait_for()
    one.must_be_fine("en")
    one.press(apply)
    assert one.page.locator("input[name=pair]:checked").count() == 4
    one.go(f"{room}/1")
    one.send("/1/open")
    one.must_be_fine("en")


def _scored(cast: Cast) -> None:
    """A phone loses its connection in the middle: what was typed stays on it, and is received once."""
    receipts: list[str] = []
    for judge, good in ((cast.judges[0], 9), (cast.judges[1], 8)):
        page = judge.page
        judge.go(f"{HERE}/judge")
        for _ in cast.projects:
            judge.press(page.locator(f'main a[href^="{HERE}/judge/"]', has_text="Go on"))
            marks = good if TITLE in page.locator("h1").inner_text() else good - 4
            judge.must_be_fine("en")
            _tap(judge, need=marks, idea=marks)
            if not receipts:
                expect(page.locator("[data-autosave]")).to_contain_text("Received at")
                page.context.set_offline(True)
            _tap(judge, work=marks, pitch=marks)
            judge.fill(comment="It runs, show it", note="Ask for the price")
            if not receipts:
                expect(page.locator("[data-autosave]")).to_contain_text("kept on this phone")
            page.locator("main button[name=do][value=submit]").click()
            if not receipts:
                expect(page.locator("#phone-line")).to_contain_text("On this phone")
                page.context.set_offline(False)
            expect(page.locator("main")).to_contain_text("Your receipt")
            receipts.append(judge.text())
            judge.go(f"{HERE}/judge")
        expect(page.locator(".receipt")).to_have_count(2)
        assert "2 of 2" in judge.text()
        judge.must_be_fine("en")


def _tap(judge: Person, **scores: int) -> None:
    for name, value in scores.items():
        judge.choose(f"values.{name}", str(value))


def _published(cast: Cast) -> None:
    """The round closes, the ranking is computed and confirmed, both hosts agree, and nothing is out before."""
    one, other, outcome = cast.pakistan, cast.kyrgyzstan, f"{HERE}/manage/results/1"
    one.go(f"{HERE}/manage/judging/1")
    assert "4" in one.page.locator("main .progress").first.inner_text()
    one.send("/1/close")
    one.go(outcome)
    confirm = one.page.locator('main form[action$="/confirm"] button[value=confirm]')
    confirm.wait_for()
    one.must_be_fine("en")
    one.press(confirm)
    one.send("/agree")
    one.send("/publish", 409)
    other.go(outcome)
    other.send("/agree")
    other.must_be_fine("en")


def _shown_on_the_stage(cast: Cast, projector: Person) -> None:
    """Places appear on the projector as the chair presses, from the last to the first; then all of it is out."""
    cast.day(41, 12, 30)
    one = cast.pakistan
    projector.go(f"{HERE}/stage?lang=ur")
    one.go(f"{HERE}/stage")
    for title in ("Warm greenhouse", TITLE):
        assert title not in projector.text()
        one.press(one.page.locator("form button[name=place]"))
        expect(projector.page.locator("main")).to_contain_text(title)
    assert projector.page.locator("html[dir=rtl]").count()
    projector.must_be_fine()
    one.go(f"{HERE}/manage/results/1")
    one.send("/publish")
    one.send("/feedback")
    one.must_be_fine("en")
    one.go(f"{HERE}/manage/certificates")
    one.send("/issue")
    one.must_be_fine("en")


def _read_and_verified(cast: Cast, anybody: Person, folder: Path) -> None:
    """Everybody reads the results and checks them; the team reads why, and its certificate's address verifies it."""
    anybody.go(f"{HERE}/results")
    places = anybody.page.locator(".place")
    expect(places).to_have_count(2)
    assert TITLE in places.first.inner_text()
    assert TITLE in anybody.page.locator("[data-prize]").inner_text()
    anybody.must_be_fine()
    root = anybody.page.locator("code.root").first.inner_text()
    assert _checked(anybody, folder, root) == 0
    assert _checked(anybody, folder, root[::-1]) != 0

    lead = cast.lead
    lead.go(f"{HERE}/results/mine")
    assert lead.text().count("It runs, show it") == 2
    assert "price" not in lead.text()
    lead.must_be_fine("en")
    lead.follow_letter("/account/certificates")
    lead.must_be_fine("en")
    address = lead.page.locator('main a[href^="/verify/"]').first.get_attribute("href") or ""
    for who in (lead, anybody):
        who.go(address)
        assert "This certificate is valid" in who.text()
        assert lead.name in who.text()
        who.must_be_fine("en")
    lead.send("/certificate")
    pdf = lead.page.locator('main a[href$=".pdf"]')
    pdf.wait_for()
    assert lead.page.request.get(pdf.get_attribute("href") or "").body().startswith(b"%PDF")


def _checked(who: Person, folder: Path, root: str) -> int:
    """What the program that the page hands out says of the file that it hands out."""
    files = []
    for name in ("verify_judging.py", "judging.jsonl"):
        files.append(folder / name)
        files[-1].write_bytes(who.page.request.get(f"{HERE}/results/audit/{name}").body())
    done = subprocess.run([sys.executable, *files, "--root", root], capture_output=True, text=True, check=False)
    assert re.search(r"\d", done.stdout), done.stderr
    return done.returncode
