"""What a link shows in a messenger: what everybody may see, escaped, and nothing else."""

import html
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from PIL import Image

from bridge.web.sharing import previews
from tests.web.introductions.town import Member, Town

EVIL = 'Zarafshon "><script>alert(1)</script>'


@pytest.fixture
def visitor(town: Town) -> FlaskClient:
    return town.app.test_client()


def meta(page: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', page)
    return {name: html.unescape(content) for name, content in found}


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def test_a_startup_shows_its_name_its_sentence_and_a_picture(town: Town, asma: Member, visitor: FlaskClient) -> None:
    town.house.startup(asma.actor, "PK", "Anor", one_liner={"en": "Pomegranates & more.", "ur": "انار"})
    page = visitor.get("/startups/anor?lang=ur").text
    told = meta(page)
    assert told["og:title"] == "Anor"
    assert told["og:description"].startswith("انار")
    assert told["og:locale"] == "ur_PK"
    assert told["og:url"].endswith("/startups/anor")
    assert '<link rel="canonical" href="http://127.0.0.1:8000/startups/anor">' in page
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    answer = visitor.get(path_of(told["og:image"]))
    assert answer.mimetype == "image/png"
    assert Image.open(io.BytesIO(answer.data)).size == (1200, 630)
    again = visitor.get(path_of(told["og:image"]), headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_what_not_everybody_may_see_is_in_no_tag_and_no_picture(
    town: Town, asma: Member, bek: Member, visitor: FlaskClient
) -> None:
    default = visitor.get("/pictures/en/site.png").data
    for visibility in ("members", "hidden"):
        made = town.house.startup(asma.actor, "PK", f"Secret {visibility}", visibility=visibility)
        assert visitor.get(f"/startups/{made.slug}").status_code == 404
        told = meta(asma.get(f"/startups/{made.slug}").text)
        assert "Secret" not in " ".join(told.values())
        assert asma.get(f"/pictures/en/startups/{made.slug}.png").data == default
    assert visitor.get("/pictures/en/startups/nobody.png").data == default
    assert "Secret" not in " ".join(meta(bek.get("/startups/secret-members").text).values())


def test_names_are_escaped_in_tags_links_and_texts(town: Town, asma: Member, visitor: FlaskClient) -> None:
    made = town.house.startup(asma.actor, "PK", EVIL, one_liner={"en": EVIL})
    page = visitor.get(f"/startups/{made.slug}").text
    assert "<script>alert" not in page
    assert meta(page)["og:title"] == EVIL
    sent = html.unescape(re.search(r'href="(https://wa\.me/[^"]+)"', page).group(1))  # type: ignore[union-attr]
    assert parse_qs(urlsplit(sent).query) == {"text": [f"{EVIL}\nhttp://127.0.0.1:8000/startups/{made.slug}"]}


def test_a_list_tells_its_filters_but_never_words_that_somebody_typed(visitor: FlaskClient) -> None:
    told = meta(visitor.get("/startups?country=UZ&sector=agritech&q=casino&lang=en").text)
    assert told["og:title"] == "Startups: Uzbekistan · Agriculture"
    assert meta(visitor.get("/startups").text)["og:title"] == "Startups"
    assert "casino" not in told["og:image"]
    assert told["og:url"].endswith("/startups?country=UZ&sector=agritech&q=casino")
    told = meta(visitor.get("/partnerships?kind=distribution&lang=en").text)
    assert told["og:title"].startswith("Partnerships: ")
    assert visitor.get(path_of(told["og:image"])).mimetype == "image/png"
    card = previews.list_card
    with visitor.application.test_request_context("/?lang=en"):
        from werkzeug.datastructures import MultiDict

        assert card("startups", MultiDict([("country", "<b>"), ("q", "casino")])).line.startswith("Startups of")


def test_a_qr_code_leads_to_this_site_only(visitor: FlaskClient) -> None:
    page = visitor.get("/share?path=/startups/anor")
    assert "http://127.0.0.1:8000/startups/anor" in page.text
    assert visitor.get("/share.svg?path=/startups/anor").mimetype == "image/svg+xml"
    for path in ("https://evil.example/", "//evil.example", "/\\evil.example", ""):
        assert visitor.get("/share", query_string={"path": path}).status_code == 404
        assert visitor.get("/share.svg", query_string={"path": path}).status_code == 404


def test_a_language_that_no_page_has_has_no_pictures(visitor: FlaskClient) -> None:
    assert visitor.get("/pictures/xx/site.png").status_code == 404
    assert visitor.get("/pictures/xx/startups.png").status_code == 404
