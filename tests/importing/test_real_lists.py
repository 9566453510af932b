"""Four real lists of the region go in as they are; they are used in place and never copied."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.importing.lists import Memory, bring

FOLDER = Path(os.environ.get("BRIDGE_REAL_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))

pytestmark = pytest.mark.real_data


def imported(name: str) -> tuple[Memory, bytes]:
    memory, data = Memory(), (FOLDER / f"{name}.csv").read_bytes()
    bring(data, memory)
    return memory, data


@pytest.mark.parametrize(
    ("name", "country", "rows", "with_sectors"),
    [
        ("nic_peshawar", "PK", 196, 0.95),
        ("f6s_kazakhstan", "KZ", 96, 0.9),
        ("startup_az", "AZ", 139, 0.97),
        ("kgz_companies", "KG", 29, 0.6),
    ],
)
def test_a_real_list_goes_in_whole_and_is_folded_into_the_vocabulary(
    name: str, country: str, rows: int, with_sectors: float
) -> None:
    memory, data = imported(name)
    assert len(memory.profiles) == rows
    assert {profile["country"] for profile in memory.profiles.values()} == {country}
    assert sum(bool(profile["sectors"]) for profile in memory.profiles.values()) >= with_sectors * rows
    again = bring(data, memory)
    assert (again.created, again.updated, again.refused, again.unchanged) == (0, 0, 0, rows)


def test_the_azerbaijani_list_is_filed_as_azerbaijani_with_its_stages() -> None:
    memory, _ = imported("startup_az")
    profiles = list(memory.profiles.values())
    assert sum("az" in profile["one_liner"] for profile in profiles) >= 0.97 * len(profiles)
    assert sum(profile["stage"] == "revenue" for profile in profiles) == 38
    assert sum(profile["stage"] == "mvp" for profile in profiles) == 100


def test_years_of_the_kazakh_list_are_years() -> None:
    memory, _ = imported("f6s_kazakhstan")
    founded = [profile["founded"] for profile in memory.profiles.values() if profile["founded"]]
    assert len(founded) == 80
    assert all(2009 <= year <= 2025 for year in founded)
