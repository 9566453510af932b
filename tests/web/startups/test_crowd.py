"""A crowd of visitors gets a page that was made once, and never what is another's or old."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bridge import lately
from bridge.web.crowd import Crowd
from tests.web.introductions.town import Member, Town


class Turns:
    """Counts how often a page was made by how often the log was read for it, and turns the clock."""

    def __init__(self, town: Town) -> None:
        self.made: list[str] = []
        self.now = 0.0
        kept = town.app.wsgi_app
        assert isinstance(kept, Crowd)
        inner = kept.app
        kept.lately.clock = lambda: self.now

        def counting(environ: Any, start_response: Any) -> Any:
            self.made.append(environ["PATH_INFO"])
            return inner(environ, start_response)

        kept.app = counting


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> Iterator[Town]:
    """One database is enough: what is kept is kept in memory."""
    opened = Town(sqlite_url, tmp_path)
    yield opened
    opened.house.close()


@pytest.fixture
def turns(town: Town) -> Turns:
    return Turns(town)


def visit(town: Town, address: str = "/startups", **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return town.app.test_client(use_cookies=False).get(address, headers=named)


def test_a_page_is_made_once_for_all_visitors(town: Town, turns: Turns, asma: Member) -> None:
    town.house.startup(asma.actor, "PK", "Lamp")
    pages = [visit(town).text for _ in range(3)]
    assert turns.made.count("/startups") == 1
    assert "Lamp" in pages[0]
    assert pages[0] == pages[1] == pages[2]


def test_what_happens_shows_at_once(town: Town, turns: Turns, asma: Member) -> None:
    startup = town.house.startup(asma.actor, "PK", "Lamp")
    assert "Lamp" in visit(town).text
    assert visit(town, f"/startups/{startup.slug}").status_code == 200
    town.house.startups.change(asma.actor, startup.id, {"visibility": "hidden"})
    assert "Lamp" not in visit(town).text
    assert visit(town, f"/startups/{startup.slug}").status_code == 404


def test_what_is_beside_the_log_is_seconds_old_at_most(town: Town, turns: Turns) -> None:
    visit(town)
    turns.now = lately.SECONDS - 0.1
    visit(town)
    assert len(turns.made) == 1
    turns.now = lately.SECONDS + 0.1
    visit(town)
    assert len(turns.made) == 2


def test_who_is_signed_in_gets_pages_of_their_own(town: Town, turns: Turns, asma: Member) -> None:
    town.house.startup(asma.actor, "PK", "Lamp", visibility="members")
    before = visit(town).text
    mine = asma.get("/startups").text
    assert "Lamp" in mine
    assert "Lamp" not in before
    assert visit(town).text == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept_Language": "ur"}, {"Host": "other.example"}, {"Cookie": "zone=Asia/Karachi"}, {"HX_Request": "true"},
        {"Accept_Encoding": "gzip"},
    ],
)  # fmt: skip
def test_what_a_page_may_depend_on_makes_another_page(town: Town, turns: Turns, headers: dict[str, str]) -> None:
    visit(town)
    visit(town, **headers)
    visit(town, **headers)
    assert len(turns.made) == 2


@pytest.mark.parametrize("headers", [{"Cookie": "bridge=x"}, {"Cookie": "zone=UTC; other=1"}, {"Authorization": "x"}])
def test_whoever_may_be_somebody_is_asked_each_time(town: Town, turns: Turns, headers: dict[str, str]) -> None:
    for _ in range(2):
        visit(town, **headers)
    assert len(turns.made) == 2


@pytest.mark.parametrize("odd", ['{"a":1}', 'a"b=1', "a[b]=1", "a b", 'x="a'])
def test_an_odd_cookie_hides_no_session(town: Town, turns: Turns, asma: Member, odd: str) -> None:
    town.house.startup(asma.actor, "PK", "Lamp", visibility="members")
    asma.get("/startups")
    session = asma.browser.get_cookie("bridge")
    assert session is not None
    mine = visit(town, Cookie=f"zone=UTC; {odd}; bridge={session.value}").text
    assert "Lamp" in mine
    assert "Lamp" not in visit(town, Cookie=f"zone=UTC; {odd}").text
    assert "Lamp" not in visit(town, Cookie="zone=UTC").text


def test_of_two_zones_the_page_and_what_it_is_kept_under_are_the_same(town: Town, turns: Turns) -> None:
    visit(town, Cookie="zone=UTC; zone=Asia/Karachi")
    visit(town, Cookie="zone=Asia/Karachi")
    assert len(turns.made) == 2
    visit(town, Cookie="zone=UTC")
    assert len(turns.made) == 2


def test_a_cookie_that_is_no_text_is_none(town: Town, turns: Turns) -> None:
    assert visit(town, Cookie="zone=\xe9").status_code == 200


@pytest.mark.parametrize("address", ["/startups?lang=ru", "/account/sign-in", "/startups/nobody", "/health"])
def test_what_sets_a_cookie_fails_or_is_no_such_page_is_not_kept(town: Town, turns: Turns, address: str) -> None:
    for _ in range(2):
        visit(town, address)
    assert len(turns.made) == 2


def test_a_page_that_a_browser_has_is_not_sent_again(town: Town, turns: Turns) -> None:
    first = visit(town)
    again = visit(town, If_None_Match=first.headers["ETag"])
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_only_so_many_pages_are_kept(town: Town, turns: Turns, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lately, "MOST", 2)
    for address in ("/startups?q=1", "/startups?q=2", "/startups?q=3", "/startups?q=1"):
        visit(town, address)
    assert len(turns.made) == 4


def test_a_look_at_a_kept_page_asks_the_database_for_one_number(town: Town, turns: Turns) -> None:
    visit(town)
    asked: list[str] = []
    sa.event.listen(town.house.db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    visit(town)
    assert len(asked) <= 1
