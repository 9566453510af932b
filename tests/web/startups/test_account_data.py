"""A person takes their data along, and leaves."""

import io
import zipfile

from bridge.accounts.registration import DEMO_PASSWORD
from tests.domain.house import SYSTEM
from tests.web.introductions.town import Member, Town

ERASE = "/account/data/erase"


def test_everything_about_oneself_comes_as_one_file(town: Town, asma: Member) -> None:
    answer = asma.post("/account/data/export")
    assert answer.headers["Content-Disposition"] == "attachment; filename=startup-bridge-2026-03-02.zip"
    assert answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert b"asma@demo.example" in archive.read("account.json")


def test_the_file_is_not_made_without_end(town: Town, asma: Member) -> None:
    answers = [asma.post("/account/data/export").status_code for _ in range(7)]
    assert answers == [200] * 6 + [429]


def test_erasing_asks_for_the_password_and_that_one_means_it(town: Town, asma: Member) -> None:
    startup = town.house.startup(asma.actor, "PK", "Lamp")
    page = asma.get(ERASE).text
    assert "Lamp" in page
    assert f"/startups/{startup.slug}/people" in page
    assert "Please tick this" in asma.post(ERASE, password=DEMO_PASSWORD).text
    wrong = asma.post(ERASE, password="not it", sure="yes")
    assert wrong.status_code == 422
    assert "This is not your present password." in wrong.text
    assert asma.get("/account").status_code == 200


def test_who_leaves_is_signed_out_and_a_former_member_in_histories(town: Town, asma: Member, bek: Member) -> None:
    startup = town.house.startup(asma.actor, "PK", "Lamp")
    assert bek.actor.account is not None
    town.house.offices.grant(SYSTEM, bek.actor.account, "organiser", "PK")
    answer = asma.post(ERASE, password=DEMO_PASSWORD, sure="yes")
    assert answer.headers["Location"] == "/account/data/erased"
    assert asma.get("/account").status_code == 303
    history = bek.get(f"/startups/{startup.slug}/history").text
    assert "a former member" in history
    assert "Asma" not in history
    again = asma.post("/account/sign-in", email="asma@demo.example", password=DEMO_PASSWORD)
    assert again.status_code == 422
