"""The house with a small network of startups, described as in the demonstration."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from bridge.demo.content import DemoStartup, load
from bridge.followers import profiles
from bridge.settings import Settings
from matching import Lexicon
from tests.domain.house import Clock, House

EACH = 5


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[House]:
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    opened = House(replace(settings, database_url=database_url), clock)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def described() -> list[DemoStartup]:
    """Some public startups of each of four countries."""
    public = [startup for startup in load().startups if startup.profile["visibility"] == "public"]
    countries = groupby(public, key=lambda startup: startup.profile["country"])
    some = {country: list(startups)[:EACH] for country, startups in countries}
    return [startup for country in ("PK", "UZ", "KG", "KZ") for startup in some[country]]


@pytest.fixture(autouse=True)
def few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that need not learn the whole vocabulary is there in a moment; what it knows is not tested here."""
    whole = profiles.lexicon()
    monkeypatch.setattr(profiles, "lexicon", lambda: Lexicon({code: whole.words[code] for code in ("gaming", "iot")}))
