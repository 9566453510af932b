"""An import writes unclaimed, hidden startups into the real log, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from bridge.composition import Bridge
from bridge.importing import Options, Report, StartupSink, read, run
from bridge.settings import Settings
from events.actor import Actor
from events.startups.aggregate import Startup
from tests.importing.lists import YEAR, codes

LIST = """id,name,country,industry,one_liner
1,Alpha Pumps,Pakistan,Agriculture,Water pumps
2,Beta Pay,Georgia,Fintech,Pay by phone
"""
IMPORT = Actor(system="import")


@pytest.fixture
def bridge(database_url: str, tmp_path: Path) -> Iterator[Bridge]:
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    opened = Bridge(replace(settings, database_url=database_url))
    yield opened
    opened.close()


def bring(bridge: Bridge, text: str, by: Actor = IMPORT) -> Report:
    return run(read(text.encode()), StartupSink(bridge.startups, by), Options("list", YEAR))


def startup(bridge: Bridge, row: str) -> Startup:
    found = StartupSink(bridge.startups, IMPORT).existing("list", row)
    assert found is not None
    return bridge.log.get(Startup, found)


def test_imported_startups_are_unclaimed_and_hidden(bridge: Bridge) -> None:
    report = bring(bridge, LIST)
    assert (report.created, report.refused) == (2, 0)
    alpha = startup(bridge, "1")
    assert alpha.unclaimed
    assert alpha.profile["visibility"] == "hidden"
    assert alpha.profile["sectors"] == ["agritech", "water"]


def test_a_second_import_writes_nothing_and_a_changed_row_is_taken(bridge: Bridge) -> None:
    bring(bridge, LIST)
    version = startup(bridge, "1").version
    assert bring(bridge, LIST).unchanged == 2
    assert startup(bridge, "1").version == version
    report = bring(bridge, LIST.replace("Water pumps", "Solar pumps"))
    assert (report.updated, report.unchanged) == (1, 1)
    assert startup(bridge, "1").profile["one_liner"] == {"en": "Solar pumps"}


def test_an_organiser_brings_in_only_their_own_country(bridge: Bridge) -> None:
    organiser = Actor(account=UUID(int=7), roles=frozenset({"organiser"}), office="PK")
    report = bring(bridge, LIST, organiser)
    assert report.created == 1
    assert codes(report.problems) == [(3, "", "not_an_organiser")]
    assert StartupSink(bridge.startups, IMPORT).existing("list", "2") is None
