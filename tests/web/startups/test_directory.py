"""The directory: text and filters in the address, counts, order, what to relax."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from bridge.composition import Reading
from events.actor import Actor
from tests.web.introductions.town import Member, Town, text


@pytest.fixture
def full(town: Town, asma: Member) -> Town:
    house = town.house
    house.startup(asma.actor, "PK", "Anor", sectors=["agritech"], offers=[{"code": "distribution"}], stage="mvp")
    house.startup(
        asma.actor, "UZ", "Chinor", sectors=["agritech", "water"], offers=[{"code": "distribution"}],
        languages={"ru": "native"}, technologies=["iot"],
    )  # fmt: skip
    house.startup(asma.actor, "UZ", "Baqsy", sectors=["fintech"], needs=[{"code": "distribution"}], city="Nukus")
    house.startup(asma.actor, "UZ", "Secret", sectors=["fintech"], visibility="members")
    return town


@pytest.fixture
def visitor(full: Town) -> FlaskClient:
    return full.app.test_client()


def names(page: str) -> list[str]:
    return [name for name in ("Anor", "Chinor", "Baqsy", "Secret") if f"<bdi>{name}</bdi></a>" in page]


ASKED = [
    ("", ["Anor", "Chinor", "Baqsy"]),
    ("country=UZ", ["Chinor", "Baqsy"]),
    ("country=UZ&country=PK&sector=agritech", ["Anor", "Chinor"]),
    ("sector=fintech&sector=water", ["Chinor", "Baqsy"]),
    ("need=distribution", ["Baqsy"]),
    ("offer=distribution&language=ru&technology=iot", ["Chinor"]),
    ("stage=mvp", ["Anor"]),
    ("q=nukus", ["Baqsy"]),
    ("q=%00%E2%80%AE", ["Anor", "Chinor", "Baqsy"]),
    ("country=XX&sector=%27%3B--&order=wrong&page=-4", ["Anor", "Chinor", "Baqsy"]),
    ("page=900", ["Anor", "Chinor", "Baqsy"]),
]


def test_filters_in_the_address_are_kept_to(visitor: FlaskClient) -> None:
    for query, found in ASKED:
        answer = visitor.get(f"/startups?{query}")
        assert answer.status_code == 200, query
        assert names(answer.text) == found, query


def test_each_value_says_how_many_it_would_give_and_hidden_ones_are_not_counted(visitor: FlaskClient) -> None:
    page = text(visitor.get("/startups?country=UZ"))
    assert "Uzbekistan 2" in page
    assert "Pakistan 1" in page
    assert "Fintech 1" in page


def test_members_see_and_count_what_is_for_members(full: Town, asma: Member) -> None:
    answer = asma.get("/startups?country=UZ")
    assert names(answer.text) == ["Chinor", "Baqsy", "Secret"]
    assert "Fintech 2" in text(answer)


def test_a_chip_takes_one_value_away_and_leaves_the_others(visitor: FlaskClient) -> None:
    page = visitor.get("/startups?q=a&country=UZ&country=PK").text
    assert 'href="/startups?q=a&amp;country=PK"' in page
    assert 'href="/startups?country=UZ&amp;country=PK"' in page


def test_the_order_is_by_name_when_asked_for(visitor: FlaskClient) -> None:
    page = visitor.get("/startups?order=name").text
    assert page.index("<bdi>Anor") < page.index("<bdi>Baqsy") < page.index("<bdi>Chinor")


def test_the_newest_come_first_when_asked_for(visitor: FlaskClient) -> None:
    page = visitor.get("/startups?order=newest").text
    assert page.index("<bdi>Baqsy") < page.index("<bdi>Chinor") < page.index("<bdi>Anor")


def test_nothing_found_says_which_filter_to_relax(visitor: FlaskClient) -> None:
    answer = visitor.get("/startups?country=PK&language=ru")
    assert names(answer.text) == []
    assert "Without Country: 1 startup" in text(answer)
    assert "Without Works in: 1 startup" in text(answer)
    assert "Without “zzz”: 3 startups" in text(visitor.get("/startups?q=zzz"))


def test_what_the_start_page_asks_for_is_what_the_others_offer(visitor: FlaskClient) -> None:
    answer = visitor.get("/startups?from=PK&need=distribution&country=UZ")
    assert (answer.status_code, answer.location) == (302, "/startups?offer=distribution&country=UZ")
    assert names(visitor.get(answer.location).text) == ["Chinor"]


def test_the_list_asks_the_same_number_of_queries_for_one_row_and_for_many(full: Town, asma: Member) -> None:
    def queries(address: str) -> int:
        count = 0

        def counted(*args: object) -> None:
            nonlocal count
            count += 1

        sa.event.listen(sa.Engine, "before_cursor_execute", counted)
        try:
            assert full.app.test_client().get(address).status_code == 200
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", counted)
        return count

    one = queries("/startups?q=nukus")
    for number in range(20):
        full.house.startup(asma.actor, "KG", f"Tulpar {number}", city="Nukus")
    assert queries("/startups?q=nukus") == one


def test_counts_follow_an_edit(full: Town, asma: Member) -> None:
    house = full.house
    anor = house.startup(asma.actor, "KG", "Tulpar", stage="idea")
    house.startups.change(asma.actor, anor.id, {"country": "KZ", "stage": "growth", "sectors": ["space"]})
    page = text(full.app.test_client().get("/startups"))
    assert "Kazakhstan 1" in page
    assert "Kyrgyzstan" not in page
    assert "Space 1" in page


def counted_by_hand(reading: Reading, chosen: dict[str, tuple[str, ...]]) -> int:
    """How many startups have one of the codes of every filter, by the plain columns and not by their letters."""
    rows, tags = reading.views.startups.rows, reading.views.startups.tags
    columns = {"countries": rows.c.country, "stages": rows.c.stage}
    query = sa.select(sa.func.count()).select_from(rows)
    for name, codes in chosen.items():
        if codes and name in columns:
            query = query.where(columns[name].in_(codes))
        elif codes:
            having = sa.select(tags.c.startup).where(tags.c.kind == name, tags.c.code.in_(codes))
            query = query.where(rows.c.id.in_(having))
    return reading.connection.scalar(query) or 0


def test_the_counts_of_a_filter_are_those_of_the_database(full: Town) -> None:
    from bridge.readmodels.directory import Filters

    filters = Filters(countries=("UZ",), terms={"sector": ("fintech", "water")})
    with full.house.reading() as reading:
        directory = reading.views.directory
        found = directory.find(reading.connection, Actor(system="test"), filters)
        for name, codes in found.counts.values.items():
            for code, count in codes.items():
                rest = filters.without(name)
                chosen = {"countries": rest.countries, "stages": rest.stages, **rest.terms, name: (code,)}
                assert counted_by_hand(reading, chosen) == count, (name, code)
