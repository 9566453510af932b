"""Operations that do more than hand a command on: pictures, links that are told once, an incubator's introductions."""

import io
import zipfile
from typing import Any

from PIL import Image

from events.actor import Actor
from tests.api.town import CHOICES, Town
from tests.permissions.world import SYSTEM


def _picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "navy").save(out, kind)
    return out.getvalue()


def _put(town: Town, token: str, body: bytes, media: str = "image/png") -> Any:
    return town.ask("PUT", "/startups/anor/logo", token, data=body, headers={"Content-Type": media})


def test_a_logo_comes_as_the_body_and_goes_again(town: Town) -> None:
    token = town.token(town.aida)
    address = _put(town, token, _picture()).get_json()["logo"]
    shown = town.app.test_client().get(address)
    assert (shown.status_code, shown.mimetype) == (200, "image/webp")
    assert town.ask("DELETE", "/startups/anor/logo", token).status_code == 204
    assert town.ask("GET", "/startups/anor", token).get_json()["logo"] is None


def test_what_is_no_picture_or_too_big_is_refused_as_on_the_page(town: Town) -> None:
    token = town.token(town.aida)
    broken = _put(town, token, b"no picture at all")
    assert (broken.status_code, broken.get_json()["errors"][0]["code"]) == (422, "not_a_picture")
    assert town.code(_put(town, token, b"x" * 5_000_001)) == (413, "too_big")
    assert town.code(_put(town, token, _picture("TIFF"), "image/tiff")) == (415, "media_type")
    assert town.ask("GET", "/startups/anor", token).get_json()["logo"] is None


def test_a_link_of_an_invitation_is_told_once(town: Town) -> None:
    token, key = town.token(town.aida), {"Idempotency-Key": "link-1"}
    first = town.ask("POST", "/startups/anor/invitation-links", token, json={"name": "A Friend"}, headers=key)
    made = first.get_json()
    assert "/i/" in made["link"]
    town.clock.forward(days=0, minutes=3)
    again = town.ask("POST", "/startups/anor/invitation-links", token, json={"name": "A Friend"}, headers=key)
    assert town.code(again) == (409, "answer_lost")
    path = f"/startups/anor/invitations/{made['id']}/renew"
    newer = town.ask("POST", path, token, json={}).get_json()
    assert newer["link"] not in (None, made["link"])


def test_both_sides_accept_what_an_incubator_introduces(town: Town) -> None:
    town.bridge.startups.ask_admission(Actor(town.aida), town.anor, town.center)
    town.bridge.startups.answer_request(Actor(town.dana), town.anor, town.center, True)
    dana, aida, bek = (town.token(one) for one in (town.dana, town.aida, town.bek))
    pair = {"one": "anor", "other": "shifo", **CHOICES}
    made = town.ask("POST", "/incubators/center/introductions", dana, json=pair).get_json()
    path = f"/introductions/{made['id']}"
    half = town.ask("POST", f"{path}/accept", aida, json={}).get_json()
    assert (half["state"], half["agreed"], half["contacts"]) == ("proposed", "proposer", [])
    whole = town.ask("POST", f"{path}/accept", bek, json={}).get_json()
    assert (whole["state"], whole["agreed"]) == ("accepted", None)
    assert [one["email"] for one in whole["contacts"]] == ["aida@people.example"]


def test_what_is_kept_about_a_person_comes_as_a_file(town: Town) -> None:
    answer = town.ask("POST", "/me/data", town.token(town.aida))
    assert answer.mimetype == "application/zip"
    assert "account.json" in zipfile.ZipFile(io.BytesIO(answer.get_data())).namelist()


def test_tokens_of_organisations_are_not_for_what_is_the_persons_own(town: Town) -> None:
    token = town.token(town.aida, of=town.anor)
    assert town.code(town.ask("POST", "/me/data", token)) == (403, "another_organisation")
    report = town.ask("POST", "/startups/shifo/reports", token, json={"reason": "spam"})
    assert town.code(report) == (403, "another_organisation")


def test_a_decision_is_read_by_those_whom_it_concerns_without_what_deciders_write(town: Town) -> None:
    judge = town.person("judge")
    town.bridge.offices.grant(SYSTEM, judge, "organiser", "UZ")
    aida, bek, deciding = (town.token(one) for one in (town.aida, town.bek, judge))
    reported = town.ask("POST", "/startups/shifo/reports", aida, json={"reason": "wrong_data"}).get_json()
    typed = {"measure": "change", "reason": "wrong_data", "message": "Please mend the city", "record": "asked twice"}
    made = town.ask("POST", "/decisions", deciding, json={"reports": [reported["id"]], **typed}).get_json()
    assert (made["record"], made["reports"]) == ("asked twice", [reported["id"]])
    seen = town.ask("GET", f"/decisions/{made['id']}", bek).get_json()
    assert (seen["message"], seen["record"], seen["reports"]) == ("Please mend the city", None, None)
    assert town.ask("GET", f"/reports/{reported['id']}", aida).get_json()["measure"] == "change"


def test_a_verification_may_bring_a_few_words_and_pages_show_them(town: Town) -> None:
    house, aida, dana = town.bridge, Actor(town.aida), Actor(town.dana)
    house.startups.ask_admission(aida, town.anor, town.center)
    house.startups.answer_request(dana, town.anor, town.center, True)
    address, token = "/incubators/center/roster/anor/verifications", town.token(town.dana)
    note = "Extract of <March> seen"
    assert town.ask("PUT", f"{address}/registered", token, json={"note": note}).status_code == 204
    assert town.ask("PUT", f"{address}/team_met", token).status_code == 204
    found = town.ask("GET", "/startups/anor/verifications").get_json()["items"]
    assert {one["what"]: one["note"] for one in found} == {"registered": note, "team_met": None}
    assert town.code(town.ask("PUT", f"{address}/registered", token, json={"note": 7})) == (422, "invalid")
    assert town.code(town.ask("PUT", f"{address}/registered", token, data="{", content_type="application/json")) == (
        400, "not_json",
    )  # fmt: skip
    page = town.app.test_client().get("/startups/anor").text
    assert "Extract of &lt;March&gt; seen</q>" in page
