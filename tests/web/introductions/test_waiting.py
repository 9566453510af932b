"""The to-do page and the start page's few lines, and what is said after a meeting."""

import re
from itertools import product
from uuid import UUID

from bridge.todo.kinds import WORDS
from bridge.web.navigation import is_built
from tests.web.introductions.town import Pair, Town, text

SIDES = ("startups", "incubators")
COMPLETE = {"sectors": ["fintech"], "needs": [{"code": "talent"}], "offers": [{"code": "distribution"}]}


def test_every_line_leads_to_a_page(town: Town) -> None:
    subject = UUID(int=1)
    with town.app.test_request_context():
        for kind, words in WORDS.items():
            sides = [
                words.address.format(subject=subject, slug="a", number=1, mine=f"/{mine}/a", theirs=f"/{theirs}/b")
                for mine, theirs in product(SIDES, SIDES)
            ]
            assert any(is_built(address.partition("#")[0]) for address in sides), kind


def lines(page: str) -> list[str]:
    return re.findall(r'<ul class="waiting">(.*?)</ul>', page, re.DOTALL)


def test_what_is_due_soonest_stands_first_and_names_are_kept_apart(town: Town, pair: Pair) -> None:
    address = pair.propose()
    first = town.house.startup(town.member("asks").actor, "KG", "<b>Tulpar", **COMPLETE)
    town.clock.forward(days=16)
    founder = town.member("asks").actor
    choices = {"want": "talent", "offer": "distribution", "next_step": "call", "language": "ru"}
    town.house.introductions.propose(founder, first.id, pair.theirs.id, choices)
    answer = pair.bek.get("/todo?lang=en")
    page = text(answer)
    order = ["Due this week", "Anor Health", "Due later", "<b>Tulpar", "Without a deadline", "Your profile lacks"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert "<bdi>&lt;b&gt;Tulpar</bdi> proposes an introduction" in answer.text
    assert f'href="{address}"' in answer.text
    assert "until Mar 23, 2026, 14:00 in Tashkent" in page
    assert "for Chinor Med" not in page
    assert 'aria-label="3 things are waiting for you"' in answer.text
    town.house.startup(pair.bek.actor, "UZ", "Second Try", **COMPLETE)
    assert "for Chinor Med" in text(pair.bek.get("/todo?lang=en"))


def test_a_start_page_has_five_lines_and_the_way_to_all(town: Town, pair: Pair) -> None:
    for name in ("One", "Two", "Three", "Four", "Five"):
        town.house.startup(pair.asma.actor, "PK", name)
    answer = pair.asma.get("/")
    assert "".join(lines(answer.text)).count("<li ") == 5
    assert '<a class="button quiet" href="/todo">All 6</a>' in answer.text
    assert "".join(lines(pair.asma.get("/todo").text)).count("<li ") == 6


def test_who_is_asked_nothing_is_told_what_to_do_next(town: Town) -> None:
    answer = town.member("newcomer").get("/todo")
    assert "Nothing waits for you" in text(answer)
    assert "/startups/new" in answer.text


def test_after_a_meeting_each_side_says_what_was(town: Town, pair: Pair) -> None:
    address = pair.confirmed()
    assert "The time of the meeting is not over yet." in text(pair.asma.get(f"{address}/held"))
    assert pair.asma.post(f"{address}/held/not_yet").status_code == 409
    town.clock.forward(days=8)
    assert pair.asma.get(f"{address}/held/not_yet").status_code == 200
    refused = pair.asma.post(f"{address}/held/missed")
    assert refused.status_code == 422
    assert "Please fill this in." in text(refused)
    answer = pair.asma.post(f"{address}/held/missed", answer="they_missed")
    assert answer.location == f"{address}#meeting"
    page = text(pair.bek.get(f"{address}?lang=en"))
    assert "Anor Health : They did not come" in page
    assert pair.bek.post(f"{address}/held/met", on="2026-03-09").status_code == 303
    page = text(pair.asma.get(address))
    assert "Anor Health : They did not come Chinor Med : We met" in page
    assert "The meeting did not take place" in page
