"""Lists as files: no spreadsheet runs them, an import reads them back, long ones are limited."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime

import pytest
from openpyxl import load_workbook

from bridge.accounts.throttle import EXPORTS
from bridge.importing.columns import mapping
from bridge.importing.reading import read
from bridge.importing.rows import draft
from bridge.importing.workbooks import read_workbook
from bridge.web.twins import files, serving
from bridge.web.twins.files import harmless
from tests.databases import Sqlite
from tests.listings.gathering import SLUG, gather
from tests.listings.village import Plan, Square, Village

PROFILE = {
    "name": "Anor Clinic", "country": "PK", "city": "Lahore", "sectors": ["healthtech", "ai_data"],
    "technologies": ["iot", "computer_vision"], "tags": ["yurts", "scalpels"], "stage": "mvp", "founded": 2021,
    "team_size": 7, "site": "https://anor.example/", "one_liner": {"en": "Units for clinics", "ru": "Аппараты"},
    "description": {"en": "We build electrosurgical units; they cost a third, and last."},
}  # fmt: skip
EVIL = '=HYPERLINK("https://evil.example";"click")'


@pytest.fixture(scope="module")
def village(sqlite: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    url = sqlite.fresh()
    village = Village(url.render_as_string(hide_password=False), tmp_path_factory.mktemp("files"))
    village.build(Plan([PROFILE, {"name": EVIL, "country": "KZ", "city": "#REF!", "tags": ["-1+1", "+cmd"]}]))
    yield village
    village.house.close()
    sqlite.drop(url)


@pytest.fixture(name="square")
def square_of_files(square: Square, village: Village) -> Square:
    square.look_at(village)
    return square


def rows_of_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1+1"])  # a full-width sign
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Anor", "1=1", "a-b", " ", "'quoted'", "یورت"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_a_csv_is_what_excel_expects_and_holds_no_formula(square: Square) -> None:
    answer = square.browser("visitor").get("/startups.csv?order=newest")
    assert answer.data.startswith("\ufeffID,".encode())
    assert answer.headers["Content-Disposition"] == "attachment; filename=startups-2026-03-02.csv"
    assert b"\n" not in answer.data.replace(b"\r\n", b"")
    evil, anor = rows_of_csv(answer.data)
    assert (evil["Name"], evil["City"], evil["Tags"]) == (f"'{EVIL}", "#REF!", "'-1+1; +cmd")
    assert (anor["Founded"], anor["Country"], anor["Country (code)"]) == ("2021", "Pakistan", "PK")
    assert anor["Sector (code)"] == "healthtech; ai_data"


def test_an_excel_file_holds_texts_numbers_and_moments_and_no_formula(square: Square) -> None:
    answer = square.browser("visitor").get("/startups.xlsx?order=newest&lang=ur")
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.sheet_view.rightToLeft
    assert sheet["B2"].value == EVIL
    assert sheet["B2"].data_type == "s"
    assert not {"f", "e"} & {cell.data_type for row in sheet.iter_rows() for cell in row}
    values = [cell.value for cell in sheet[3]]
    assert 2021 in values
    assert datetime(2026, 3, 2, 9, 0) in values  # noqa: DTZ001  # a spreadsheet's moments know no zone


def test_machines_get_codes_every_language_and_utc(square: Square) -> None:
    answer = square.browser("visitor").get("/startups.json?order=newest&lang=ru&country=PK").get_json()
    assert answer["total"] == 1
    [item] = answer["items"]
    assert (item["country"], item["sectors"], item["one_liner"]) == ("PK", PROFILE["sectors"], PROFILE["one_liner"])
    assert item["changed_at"] == "2026-03-02T09:00:00+00:00"
    assert item["address"] == "/startups/anor-clinic"


@pytest.mark.parametrize(("form", "language"), [("csv", "en"), ("csv", "ru"), ("xlsx", "ur")])
def test_an_import_reads_the_list_of_startups_back(square: Square, form: str, language: str) -> None:
    data = square.browser("visitor").get(f"/startups.{form}?order=newest&lang={language}").data
    table = read_workbook(data) if form == "xlsx" else read(data)
    evil, anor = (draft(_by_field(table.headers, row.cells), {}).profile for row in table.rows)
    same = ("name", "country", "city", "sectors", "technologies", "stage", "tags", "site")
    assert {name: anor[name] for name in same} == {name: PROFILE[name] for name in same}
    assert (anor["founded"], anor["team_size"]) == ("2021", "7")
    [one_liner] = anor["one_liner"].values()
    assert one_liner in ("Units for clinics", "Аппараты")
    assert anor["description"] == PROFILE["description"]
    assert (evil["name"], evil["city"], evil["tags"]) == (EVIL, "#REF!", ["-1+1", "+cmd"])


def _by_field(headers: list[str], cells: list[str]) -> dict[str, str]:
    fields = zip(mapping(headers), cells, strict=False)  # an Excel row ends with its last filled cell
    return {name: cell for name, cell in fields if name and name != "ignored"}


def test_long_lists_are_limited_by_person_and_short_ones_are_not(
    square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bek = square.browser("ann"), square.browser("bek")
    monkeypatch.setattr(serving, "HEAVY", 1)
    for _ in range(EXPORTS.most):
        assert ann.get("/startups.json").status_code == 200
    assert ann.get("/startups.json").status_code == 429
    assert ann.get("/startups.json?country=PK").status_code == 200
    assert bek.get("/startups.json").status_code == 200
    square.village.clock.forward(minutes=11)
    assert ann.get("/startups.json").status_code == 200


def test_a_long_file_is_kept_beside_memory_and_arrives_whole(square: Square, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "IN_MEMORY", 200)
    monkeypatch.setattr("bridge.listings.base.AT_ONCE", 1)
    answer = square.browser("visitor").get("/startups.json")
    assert [item["name"] for item in answer.get_json()["items"]] == [EVIL, "Anor Clinic"]
    answer.close()


def test_tracks_and_prizes_are_called_by_their_names_with_their_keys_beside(
    square: Square, village: Village
) -> None:  # fmt: skip
    ann, keeper = village.people["ann"], village.people["keeper"]
    now = village.clock.now
    hackathon = gather(
        village.house, keeper, village.incubators[1], (ann, village.people["bek"], village.people["stranger"])
    )
    texts = {"title": {"en": "Light"}, "text": {"en": "Bring lamps"}}
    village.house.talking.announce(keeper, hackathon, {"group": "track", "track": "light", "when": "now", **texts}, "x")
    [row, _] = rows_of_csv(square.browser("ann").get(f"/hackathons/{SLUG}/projects.csv").data)
    assert (row["Tracks"], row["Tracks (code)"], row["Description"]) == ("Water", "water", "Zar and anor")
    assert (village.clock.now, row["Language"]) == (now, "English")
    written = rows_of_csv(square.browser("keeper").get(f"/hackathons/{SLUG}/manage/messages.csv").data)
    assert [(one["Track"], one["Track (code)"]) for one in written] == [
        ("Light", "light"),
        ("", ""),
        ("", ""),
        ("", ""),
    ]
