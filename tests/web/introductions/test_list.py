"""The list of introductions."""

import pytest
import sqlalchemy as sa

from tests.web.introductions.town import Member, Pair, text


@pytest.fixture
def url(database_url: str) -> str:
    """Each kind of database."""
    return database_url


def test_the_list_parts_what_waits_from_what_is_under_way_and_over(pair: Pair) -> None:
    address = pair.propose()
    assert address in pair.asma.get("/introductions").text
    assert "Waits for your answer" in text(pair.bek.browser.get("/introductions?lang=en"))
    assert address in pair.bek.get("/introductions?side=received").text
    assert address not in pair.bek.get("/introductions?side=sent").text
    pair.bek.post(f"{address}/accept")
    assert address in pair.asma.get("/introductions?state=going").text
    assert address not in pair.asma.get("/introductions?state=waiting").text
    assert address not in pair.asma.get("/introductions?state=over").text
    assert address not in pair.town.member("nobody").get("/introductions").text


def test_the_list_asks_as_much_for_many_rows_as_for_one(pair: Pair) -> None:
    house = pair.town.house
    house.propose(pair.asma.actor, pair.mine, pair.theirs)
    one = _queries(pair, pair.asma)
    for number in range(4):
        house.propose(pair.asma.actor, pair.mine, house.startup(pair.bek.actor, "KG", f"Tulpar {number}"))
    assert _queries(pair, pair.asma) == one


def test_a_founder_of_two_startups_reads_one_list_or_each(pair: Pair) -> None:
    house = pair.town.house
    second = house.startup(pair.asma.actor, "PK", "Second")
    first, other = pair.propose(), house.propose(pair.asma.actor, second, house.startup(pair.bek.actor, "KG", "Tulpar"))
    both = pair.asma.get("/introductions").text
    assert first in both
    assert f"/introductions/{other.id}" in both
    only = pair.asma.get("/introductions?startup=second").text
    assert first not in only
    assert f"/introductions/{other.id}" in only


def test_strange_addresses_of_the_list_show_a_list(pair: Pair) -> None:
    pair.propose()
    for query in ("state=x&side=y&page=0", "page=99999999999", "startup=%00", "page=-1&state=over", "side=sent&side="):
        assert pair.asma.get(f"/introductions?{query}").status_code == 200


def _queries(pair: Pair, member: Member) -> int:
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    engine = pair.town.house.db.engine
    sa.event.listen(engine, "before_cursor_execute", count)
    assert member.get("/introductions?side=sent").status_code == 200
    sa.event.remove(engine, "before_cursor_execute", count)
    assert counted
    return counted
