"""A list can be gone on with after any row, and nobody is skipped or met twice."""

from typing import Any

import pytest

from bridge.listings import INCUBATORS, INTRODUCTIONS, STARTUPS, Listing, Look, look
from events.actor import VISITOR, Actor
from tests.domain.house import House

QUERIES: list[tuple[Listing[Any], dict[str, list[str]]]] = [
    (STARTUPS, {}),
    (STARTUPS, {"order": ["name"]}),
    (STARTUPS, {"order": ["newest"], "sector": ["space", "water"]}),
    (STARTUPS, {"q": ["north"], "country": ["PK", "KZ"]}),
    (INCUBATORS, {}),
    (INCUBATORS, {"order": ["newest"], "country": ["PK", "KG"]}),
    (INTRODUCTIONS, {}),
]


@pytest.fixture
def busy(house: House, founder: Actor, partner: Actor) -> House:
    """Startups with the same name and changed in one moment, incubators of one name, introductions of one moment."""
    names = ("Anor", "anor", "Ёлка", "Ann", "anor", "Zar", "АНОР", "Anor")
    countries = ("PK", "KZ", "KG")
    made = [
        house.startup(
            founder, countries[n % 3], name, sectors=[("space", "water", "fintech")[n % 3]], one_liner={"en": "north"}
        )
        for n, name in enumerate(names)
    ]
    house.clock.forward(days=1)
    for startup in made[2:5]:
        house.startups.change(founder, startup.id, {"city": "Lahore"})
    for country in ("PK", "PK", "KG", "KG", "UZ"):
        house.incubator(country)
    other = house.startup(partner, "TJ", "Other")
    for startup in made[:5]:
        house.propose(founder, startup, other)
    return house


def test_going_on_after_each_row_gives_the_whole_list(busy: House, founder: Actor) -> None:
    with busy.reading() as reading:
        for listing, asked in QUERIES:
            _goes_on(look(busy, reading, founder), listing, listing.parse(asked, None))


def _goes_on(here: Look, listing: Listing[Any], filters: Any) -> None:
    whole = listing.page(here, filters)
    assert len(whole.rows) == whole.total >= 3
    ids = [listing.record(row)[listing.key] for row in whole.rows]
    assert len(set(ids)) == whole.total
    for size in (1, 2):
        met: list[str] = []
        part = listing.page(here, filters, limit=size)
        while part.rows:
            assert part.total == whole.total
            met += [listing.record(row)[listing.key] for row in part.rows]
            part = listing.page(here, filters, limit=size, after=listing.place(here, filters, part.rows[-1]))
        assert met == ids
    for offset in range(whole.total):
        some = listing.page(here, filters, limit=2, offset=offset).rows
        assert [row["id"] for row in some] == [row["id"] for row in whole.rows[offset : offset + 2]]


def test_what_is_no_place_of_the_order_is_refused(busy: House) -> None:
    with busy.reading() as reading:
        here = look(busy, reading, VISITOR)
        for wrong in ([], [1], ["x"], ["2026-01-01", "x"], ["2026", 1, 2], [None, 1], ["\0", 1], [True, True]):
            with pytest.raises(ValueError, match="place"):
                STARTUPS.page(here, STARTUPS.parse({}, None), after=wrong)
            with pytest.raises(ValueError):  # an id that is none says so itself
                INCUBATORS.page(here, INCUBATORS.parse({}, None), after=wrong)
