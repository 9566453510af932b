"""What somebody may not see is neither listed, nor found, nor counted."""

from uuid import uuid4

import pytest

from bridge.readmodels.directory import Filters
from events.actor import VISITOR, Actor
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, House

ORGANISER = Actor(uuid4(), frozenset({"organiser"}), office="KG")


@pytest.fixture
def three(house: House, founder: Actor) -> dict[str, Startup]:
    return {
        visibility: house.startup(founder, name=f"Zarafshon {visibility}", visibility=visibility, sectors=["space"])
        for visibility in ("public", "members", "hidden")
    }


def seen(house: House, actor: Actor) -> set[str]:
    """What a list, its counts, a search and single pages show; they must agree."""
    with house.reading() as reading:
        directory, connection = reading.views.directory, reading.connection
        page = directory.find(connection, actor, Filters())
        listed = {row["slug"] for row in page.rows}
        assert page.total == len(listed)
        assert page.counts.values["sector"].get("space", 0) == len(listed)
        assert sum(page.counts.values["countries"].values()) == len(listed)
        assert directory.find(connection, actor, Filters(text="zarafsh")).total == len(listed)
        slugs = [f"zarafshon-{visibility}" for visibility in ("public", "members", "hidden")]
        assert {slug for slug in slugs if directory.by_slug(connection, actor, slug)} == listed
    return {slug.removeprefix("zarafshon-") for slug in listed}


def test_visitors_see_public_ones(house: House, three: dict[str, Startup]) -> None:
    assert seen(house, VISITOR) == {"public"}


def test_people_with_an_account_see_those_for_members_too(house: House, three: dict[str, Startup]) -> None:
    assert seen(house, house.person()) == {"public", "members"}


def test_founders_and_organisers_see_hidden_ones(house: House, founder: Actor, three: dict[str, Startup]) -> None:
    assert seen(house, founder) == {"public", "members", "hidden"}
    assert seen(house, ORGANISER) == {"public", "members", "hidden"}


def test_a_manager_sees_hidden_ones_of_the_own_incubator_only(
    house: House, founder: Actor, three: dict[str, Startup]
) -> None:
    manager, other = house.person(), house.person()
    incubator = house.incubator(managers=(manager,))
    house.incubator("KG", managers=(other,))
    assert seen(house, manager) == {"public", "members"}
    house.startups.ask_admission(founder, three["hidden"].id, incubator)
    assert seen(house, manager) == {"public", "members", "hidden"}
    assert seen(house, other) == {"public", "members"}
    house.startups.end_admission(founder, three["hidden"].id, incubator, "withdrawn")
    assert seen(house, manager) == {"public", "members"}


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Дистрибуция медицинских приборов", "медицинские прибор"),
        ("Ёлки круглый год", "елки"),
        ("Oʻzbekiston boʻylab yetkazib berish", "o'zbekiston"),
        ("Low-cost electrosurgical units", "electrosurg"),
        ("طبی آلات کی تقسیم", "طبي آلات"),
        ("Uşaqların təhsili", "usaqlarin"),
        ("Айыл чарба үчүн дрон", "үчүн дрон"),
    ],
)
def test_search_finds_other_forms_of_words(house: House, founder: Actor, text: str, query: str) -> None:
    house.startup(founder, name="First", one_liner={"en": text})
    house.startup(founder, name="Second", one_liner={"en": "something else"})
    with house.reading() as reading:
        found = reading.views.directory.find(reading.connection, VISITOR, Filters(text=query))
    assert [row["slug"] for row in found.rows] == ["first"]


@pytest.mark.parametrize(
    "query", ["'", '"', "a' OR 1=1 --", "&|!:*", "(", "NEAR(", "\x00", "   ", "%", "a" * 5000, "х" * 300]
)
def test_no_search_text_is_an_error(house: House, founder: Actor, query: str) -> None:
    house.startup(founder)
    with house.reading() as reading:
        reading.views.directory.find(reading.connection, VISITOR, Filters(text=query))


def test_an_old_address_leads_to_the_startup(house: House, founder: Actor) -> None:
    startup = house.startup(founder, name="Anor")
    house.startups.rename(founder, startup.id, "nar")
    with house.reading() as reading:
        row = reading.views.directory.by_slug(reading.connection, VISITOR, "anor")
    assert row is not None
    assert row["slug"] == "nar"


def test_the_system_sees_everything(house: House, three: dict[str, Startup]) -> None:
    assert seen(house, SYSTEM) == {"public", "members", "hidden"}
