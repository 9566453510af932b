"""Headers, caching, compression, errors and weight of every page."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from bridge.web.app import current_bridge
from bridge.web.styleguide import NORTH, SOUTH
from bridge.web.visitor_home import PublicPair, VisitorHome
from events.errors import Broken, Invalid, Missing, Problem, Refused, Stale

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "bridge" / "static"
KB = 1000


def visitor_home() -> VisitorHome:
    return VisitorHome(
        countries=[("PK", "Pakistan"), ("UZ", "Uzbekistan")],
        needs=[("distribution", "a distributor")],
        home_country="PK",
        need="distribution",
        country="UZ",
        count=17,
        found=[NORTH, SOUTH, NORTH],
        pair=PublicPair(NORTH, SOUTH, ["You both work in Russian."]),
        startups=400,
    )


def test_every_answer_forbids_inline_scripts_and_framing(browser: FlaskClient) -> None:
    for address in ("/styleguide", "/nothing-here"):
        policy = browser.get(address).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_templates_have_no_inline_script_style_or_handler() -> None:
    inline = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son(?!e=)[a-z]+=|javascript:", re.IGNORECASE)
    pages = [page for page in (ROOT / "templates").rglob("*.html") if "mail" not in page.parts]
    assert len(pages) > 8
    assert [str(page) for page in pages if inline.search(page.read_text())] == []


def test_only_a_site_on_https_asks_for_https_and_secure_cookies(site: Flask, secure_site: Flask) -> None:
    assert "Strict-Transport-Security" not in site.test_client().get("/styleguide").headers
    answer = secure_site.test_client().get("/styleguide?lang=ru", base_url="https://bridge.example")
    assert "Strict-Transport-Security" in answer.headers
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert site.config["SESSION_COOKIE_SECURE"] is False


def test_static_files_with_their_version_are_kept_for_a_year(browser: FlaskClient) -> None:
    page = browser.get("/styleguide").text
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(addresses) >= 5
    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["Cache-Control"], address


def test_static_files_with_a_wrong_version_are_not_kept(browser: FlaskClient) -> None:
    assert browser.get("/static/app.js?v=000000000000").headers["Cache-Control"] == "no-cache"
    assert browser.get("/static/app.js").headers["Cache-Control"] == "no-cache"


def test_static_answers_never_leave_their_folder(browser: FlaskClient) -> None:
    assert browser.get("/static/../settings.py").status_code == 404
    assert browser.get("/static/%2e%2e/settings.py").status_code == 404


def test_a_browser_that_has_a_static_file_is_told_so(browser: FlaskClient) -> None:
    first = browser.get("/static/app.js", headers={"Accept-Encoding": "gzip"})
    again = browser.get("/static/app.js", headers={"If-None-Match": browser.get("/static/app.js").headers["ETag"]})
    assert gzip.decompress(first.data) == (STATIC / "app.js").read_bytes()
    assert again.status_code == 304
    assert again.data == b""


def test_pages_are_compressed_for_those_who_can_read_it(browser: FlaskClient) -> None:
    packed = browser.get("/styleguide", headers={"Accept-Encoding": "gzip"})
    plain = browser.get("/styleguide")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Content-Encoding" not in plain.headers
    assert len(packed.data) < len(plain.data) / 3
    assert gzip.decompress(packed.data).startswith(b"<!doctype html>")


def test_the_compressed_length_of_the_same_page_varies(browser: FlaskClient) -> None:
    lengths = {len(browser.get("/nothing-here", headers={"Accept-Encoding": "gzip"}).data) for _ in range(20)}
    assert len(lengths) > 3


def test_the_first_visit_of_the_start_page_weighs_less_than_its_budget(site: Flask) -> None:
    site.add_url_rule("/home", "home", lambda: render_template("home/visitor.html", home=visitor_home()))
    browser = site.test_client()
    packed = {"Accept-Encoding": "gzip"}
    page = browser.get("/home", headers=packed)
    text = gzip.decompress(page.data).decode()
    addresses = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text))
    weights = {address: len(browser.get(address, headers=packed).data) for address in addresses}
    css = sum(weight for address, weight in weights.items() if ".css" in address)
    js = sum(weight for address, weight in weights.items() if ".js" in address)
    assert len(page.data) < 20 * KB
    assert css < 15 * KB
    assert js < 20 * KB
    assert len(page.data) + sum(weights.values()) < 90 * KB
    assert len(addresses) + 1 <= 9


def test_htmx_and_the_urdu_font_stay_within_their_budgets() -> None:
    htmx = gzip.compress((STATIC / "vendor/htmx-2.0.11/htmx.min.js").read_bytes(), 9)
    own = gzip.compress((STATIC / "app.js").read_bytes(), 9)
    assert len(htmx) + len(own) < 20 * KB
    assert (STATIC / "vendor/noto-naskh-arabic-2.004/naskh-urdu-400.woff2").stat().st_size < 15 * KB


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (Refused("not_a_founder"), 403, "Only the founders"),
        (Missing("startup", "x"), 404, "Nothing at this address"),
        (Broken("too_many_founders", most=7), 409, "at most 7 founders"),
        (Stale("startup", "x", 3), 409, "Somebody else changed this"),
        (Invalid([Problem("name", "too_long", {"most": 80, "length": 93})]), 422, "93 characters long; at most 80"),
        (Broken("a code without a sentence"), 409, "This cannot be done as it is now."),
    ],
)
def test_what_the_domain_refuses_becomes_a_page_with_its_status(
    site: Flask, error: Exception, status: int, says: str
) -> None:
    def fail() -> str:
        raise error

    site.add_url_rule("/fail", "fail", fail)
    answer = site.test_client().get("/fail")
    assert answer.status_code == status
    assert says in answer.text
    assert "<main" in answer.text


def test_a_page_that_breaks_says_so_without_its_secrets(site: Flask) -> None:
    def fail() -> str:
        raise RuntimeError("password=hunter2")

    site.add_url_rule("/fail", "fail", fail)
    site.config["PROPAGATE_EXCEPTIONS"] = False
    answer = site.test_client().get("/fail")
    assert answer.status_code == 500
    assert "our fault" in answer.text
    assert "hunter2" not in answer.text


def test_a_form_without_its_token_has_no_effect(site: Flask) -> None:
    sent: list[str] = []

    def receive() -> str:
        sent.append("sent")
        return "received"

    site.add_url_rule("/form", "form", receive, methods=["POST"])
    answer = site.test_client().post("/form", data={"name": "x"})
    assert answer.status_code == 400
    assert sent == []
    assert "did not come from this site" in answer.text


def test_a_form_with_its_token_arrives(site: Flask) -> None:
    site.add_url_rule("/form", "form", lambda: "received", methods=["POST"])
    site.add_url_rule("/plain", "plain", lambda: site.jinja_env.from_string("{{ csrf_token() }}").render())
    browser = site.test_client()
    token = browser.get("/plain").text
    assert browser.post("/form", data={"csrf_token": token}).text == "received"


def test_too_big_an_upload_gets_a_page_that_says_so(site: Flask) -> None:
    site.add_url_rule("/form", "form", lambda: "received", methods=["POST"])
    body = b"x" * (site.config["MAX_CONTENT_LENGTH"] + 1)
    answer = site.test_client().post("/form", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "too big" in answer.text


def test_the_house_is_at_hand_in_a_request(site: Flask) -> None:
    with site.test_request_context():
        assert current_bridge() is site.extensions["bridge"]
