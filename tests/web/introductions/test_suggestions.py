"""The page of a startup's suggestions."""

import pytest
import sqlalchemy as sa

from bridge.suggestions import shown
from events.store.places import place, stop
from tests.domain.house import SYSTEM
from tests.web.introductions.town import Pair, text


@pytest.fixture
def url(database_url: str) -> str:
    """Each kind of database."""
    return database_url


def test_a_founder_reads_who_fits_and_why(pair: Pair) -> None:
    pair.town.suggest(pair.mine, pair.theirs)
    pair.town.catch_up()
    page = text(pair.asma.get(f"/startups/{pair.mine.slug}/suggestions"))
    assert "Chinor Med" in page
    assert "You seek a distributor in Uzbekistan; they offer distribution. Field: Health." in page
    assert "You both work in Russian." in page


def test_what_a_founder_was_shown_is_kept_once_a_day(pair: Pair) -> None:
    pair.town.suggest(pair.mine, pair.theirs)
    for _ in range(2):
        pair.asma.get(f"/startups/{pair.mine.slug}/suggestions")
    with pair.town.house.db.read() as connection:
        rows = connection.execute(sa.select(shown.c.account, shown.c.other, shown.c.rank)).all()
    assert rows == [(pair.asma.actor.account, pair.theirs.id, 1)]


def test_an_organiser_looks_without_being_counted_and_cannot_act(pair: Pair) -> None:
    pair.town.suggest(pair.mine, pair.theirs)
    olga = pair.town.member("olga")
    account = olga.actor.account
    assert account is not None
    pair.town.house.offices.grant(SYSTEM, account, "organiser", "PK")
    answer = olga.get(f"/startups/{pair.mine.slug}/suggestions")
    assert answer.status_code == 200
    assert "Chinor Med" in text(answer)
    assert "Propose an introduction" not in text(answer)
    with pair.town.house.db.read() as connection:
        assert connection.execute(sa.select(shown)).all() == []
    refused = olga.post(f"/startups/{pair.mine.slug}/suggestions/dismiss", other=pair.theirs.slug, reason="competitor")
    assert refused.status_code == 403


def test_suggestions_are_not_for_other_members_nor_for_visitors(pair: Pair) -> None:
    address = f"/startups/{pair.mine.slug}/suggestions"
    assert pair.bek.get(address).status_code == 403
    visitor = pair.town.app.test_client().get(address)
    assert visitor.status_code == 303
    assert "/account/sign-in" in visitor.location


def test_not_interested_takes_one_away_for_good_until_it_is_brought_back(pair: Pair) -> None:
    pair.town.suggest(pair.mine, pair.theirs)
    pair.town.catch_up()
    address = f"/startups/{pair.mine.slug}/suggestions"
    assert pair.asma.post(f"{address}/dismiss", other=pair.theirs.slug, reason="competitor").status_code == 303
    pair.town.catch_up()
    page = pair.asma.get(address)
    assert "Propose an introduction" not in text(page)
    assert "A competitor" in text(page)
    entry = pair.town.house.log.entries(of=pair.mine.id)[-1].fact.__dict__
    assert (entry["reason"], entry["shown"]["rank"], entry["shown"]["engine"]) == ("competitor", 1, "test-1")
    assert pair.asma.post(f"{address}/restore", other=pair.theirs.slug).status_code == 303
    assert "Propose an introduction" in text(pair.asma.get(address))


def test_a_reason_that_is_not_one_changes_nothing(pair: Pair) -> None:
    pair.town.suggest(pair.mine, pair.theirs)
    address = f"/startups/{pair.mine.slug}/suggestions"
    assert pair.asma.post(f"{address}/dismiss", other=pair.theirs.slug, reason="love").status_code == 422
    for other in ("nobody", "", "a\x00b", pair.mine.slug):
        assert pair.asma.post(f"{address}/dismiss", other=other, reason="competitor").status_code == 404
    assert "Propose an introduction" in text(pair.asma.get(address))


def test_while_the_matcher_is_behind_the_page_says_so_and_asks_again(pair: Pair) -> None:
    address = f"/startups/{pair.mine.slug}/suggestions"
    page = pair.asma.get(address)
    assert "Looking for partners with what you just saved" in text(page)
    assert f'hx-get="{address}?look=1"' in page.text
    assert "<noscript>" in page.text
    part = pair.asma.browser.get(f"{address}?look=1", headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith("<div")
    assert f'hx-get="{address}?look=2"' in part.text
    pair.town.catch_up()
    part = pair.asma.browser.get(f"{address}?look=2", headers={"HX-Request": "true"})
    assert "hx-get" not in part.text


def test_a_page_that_asked_often_enough_or_a_stopped_matcher_asks_no_more(pair: Pair) -> None:
    address = f"/startups/{pair.mine.slug}/suggestions"
    late = pair.asma.get(f"{address}?look=30")
    assert "hx-get" not in late.text
    assert "This takes longer than usual" in text(late)
    place(pair.town.house.db, "matcher")
    stop(pair.town.house.db, "matcher", 1, ValueError())
    stopped = pair.asma.get(address)
    assert "hx-get" not in stopped.text
    assert "This takes longer than usual" in text(stopped)


def test_an_empty_list_names_three_missing_facts(pair: Pair) -> None:
    pair.town.catch_up()
    page = text(pair.asma.get(f"/startups/{pair.mine.slug}/suggestions"))
    assert "No suggestions yet" in page
    assert "Name your sectors" in page
    assert "Say what you seek" in page


def test_a_public_startup_is_shared_by_its_page_and_never_the_suggestion(pair: Pair) -> None:
    pair.town.suggest(pair.mine, pair.theirs)
    page = pair.asma.get(f"/startups/{pair.mine.slug}/suggestions").text
    assert f"/startups/{pair.theirs.slug}&#34;" in page or f'/startups/{pair.theirs.slug}"' in page
    share = page[page.index('class="menu share"') : page.index("</details>", page.index('class="menu share"'))]
    assert "/suggestions" not in share
    assert pair.mine.slug not in share
    assert "wa.me" in share
    pair.town.house.startups.change(pair.bek.actor, pair.theirs.id, {"visibility": "members"})
    assert 'class="menu share"' not in pair.asma.get(f"/startups/{pair.mine.slug}/suggestions").text
