"""Whatever a list holds: importing it twice changes nothing, and undoing it leaves every list as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bridge.settings import Settings
from events.store.rebuild import rebuild
from tests.domain.house import Clock, House
from tests.importing.town import Town

NAMES = ("Alpha Pumps", "alpha pumps", "Beta Pay", "Ткани", "", "=1+1")
PLACES = ("PK", "Kyrgyzstan", "Atlantis", "")
SITES = ("", "alpha.example", "https://www.alpha.example/", "not a site")
WORDS = ("Fintech", "Basketry", "Agriculture; Pottery", "")
rows = st.tuples(
    st.integers(0, 4).map(str), st.sampled_from(NAMES), st.sampled_from(PLACES), st.sampled_from(SITES),
    st.sampled_from(WORDS),
)  # fmt: skip
lists = st.lists(rows, min_size=1, max_size=6).map(
    lambda drawn: "\n".join(["id\tName\tCountry\tWebsite\tSector", *("\t".join(row) for row in drawn)])
)
decisions = st.sampled_from(("skip", "update", "new"))


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> Iterator[Town]:
    environment = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    opened = House(replace(environment, database_url=sqlite_url), Clock())
    yield Town(opened)
    opened.close()


# Nothing is made smaller: each example meets what the ones before left, and looking for less took five minutes.
@settings(
    max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=lists, second=lists, undecided=decisions)
def test_an_import_twice_is_an_import_once_and_undone_it_is_none(
    town: Town, first: str, second: str, undecided: str
) -> None:
    """The town stays from example to example: what one leaves behind, the next one meets."""
    town.house.clock.forward(days=1)
    town.bring(first, list="first", undecided=undecided)
    before = town.shown()
    job = town.bring(second, list="second", undecided=undecided)
    after = town.shown()
    again = town.bring(second, list="second", undecided=undecided)
    assert town.shown() == after
    assert not {"new", "updated"} & again.counts.keys()
    town.undo(again)
    town.undo(job)
    assert town.shown() == before
    assert rebuild(town.house.log, town.house.views, compare=True).differences == ()
