"""Spreadsheets are read as people keep them, and hostile ones get a clear answer before they cost anything."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date, datetime

import pytest

from bridge.importing import archives, reading, workbooks
from bridge.importing.engine import Options, Reader
from bridge.importing.opening import opened
from bridge.importing.reading import MOST_COLUMNS, How, Unreadable
from bridge.importing.workbooks import NO_VALUE
from tests.importing.workbooks import with_part, workbook

PLAIN = [["Name", "Country"], ["Anor", "PK"]]
SHEET = "xl/worksheets/sheet1.xml"


def code_of(data: bytes, how: How | None = None) -> str:
    with pytest.raises(Unreadable) as refused:
        opened(data, how or How())
    return refused.value.code


def test_cells_come_out_as_people_read_them() -> None:
    clock = datetime(2020, 1, 2, 3, 4)  # noqa: DTZ001  # spreadsheets know no zones
    days: list[object] = [date(2019, 5, 1), clock, 2021.0, 12.5, True, None, "x"]
    table = opened(workbook([["a", "b", "c", "d", "e", "f", "g"], days]))
    assert table.rows[0].cells == ["2019-05-01", "2020-01-02 03:04:00", "2021", "12.5", "TRUE", "", "x"]


def test_the_header_is_found_under_a_title_and_may_be_named() -> None:
    data = workbook([["Our startups of 2026"], [], ["Name", "Country"], ["Anor", "PK"]])
    table = opened(data)
    assert (table.header, table.headers, table.rows[0].number) == (3, ["Name", "Country"], 4)
    assert opened(data, How(header=4)).headers == ["Anor", "PK"]


def test_a_value_joined_over_several_rows_counts_for_each() -> None:
    rows: list[list[object]] = [["Name", "Country"], ["Anor", "PK"], ["Beta", None], ["Gamma", None], ["Delta", "KG"]]
    table = opened(workbook(rows, lambda book: book.active.merge_cells("B2:B4")))
    assert [row.cells[1] for row in table.rows] == ["PK", "PK", "PK", "KG"]
    assert table.notes == ("merged_filled",)


def test_a_formula_is_its_stored_result_and_one_without_is_told() -> None:
    data = workbook([["Name", "Country"], ["=A9", "PK"], ["Beta", "PK"]])
    stored = with_part(data, SHEET, lambda xml: xml.replace(b"<v></v>", b"<v>77</v>").replace(b"<v />", b"<v>77</v>"))
    assert opened(stored).rows[0].cells[0] == "77"
    table = opened(data)
    assert table.rows[0].cells[0] == NO_VALUE
    assert table.notes == ("formulas_without_values",)
    reader = Reader(table.headers, Options("list", 2026))
    assert [(p.column, p.code) for p in reader.take(table.rows[0]).problems] == [("Name", "no_value")]
    assert reader.take(table.rows[1]).profile is not None


def test_an_error_value_keeps_its_row_out() -> None:
    table = opened(b"Name,Country\n#REF!,PK\n")
    [problem] = Reader(table.headers, Options("list", 2026)).take(table.rows[0]).problems
    assert problem.code == "no_value"


def test_of_many_sheets_the_first_with_something_is_read_and_any_can_be_named() -> None:
    def sheets(book: object) -> None:
        for number in range(100):
            book.create_sheet(f"Sheet {number}").append(["Name"])  # type: ignore[attr-defined]  # openpyxl

    data = workbook([], sheets)
    assert opened(data).sheet == "Sheet 0"
    assert len(opened(data).sheets) == 101
    assert opened(data, How(sheet="Sheet 77")).sheet == "Sheet 77"


def test_hidden_sheets_are_not_offered() -> None:
    def hide(book: object) -> None:
        book.create_sheet("Open").append(["Name"])  # type: ignore[attr-defined]  # openpyxl
        book.worksheets[0].sheet_state = "hidden"  # type: ignore[attr-defined]  # openpyxl

    assert opened(workbook(PLAIN, hide)).sheets == ("Open",)


def test_a_sheet_that_lies_about_its_size_is_read_whole() -> None:
    data = with_part(workbook(PLAIN), SHEET, lambda xml: xml.replace(b"A1:B2", b"A1:A1"))
    assert opened(data).rows[0].cells == ["Anor", "PK"]


def test_macros_are_told_and_nothing_of_them_is_read() -> None:
    assert opened(with_part(workbook(PLAIN), "xl/vbaProject.bin", b"run me")).notes == ("macros_ignored",)


def test_too_many_sheets_columns_or_rows_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_SHEETS", 2)
    assert code_of(workbook(PLAIN, lambda book: [book.create_sheet() for _ in range(2)])) == "too_many_sheets"
    assert code_of(workbook([[f"c{n}" for n in range(MOST_COLUMNS + 1)]])) == "file_too_wide"
    monkeypatch.setattr(reading, "MOST_ROWS", 30)
    rows = [["Name"], *([f"n{n}"] for n in range(31))]
    assert code_of(workbook(rows)) == "too_many_rows"
    assert code_of("\n".join(row[0] for row in rows).encode()) == "too_many_rows"


def test_an_empty_sheet_is_told() -> None:
    assert code_of(workbook([])) == "file_empty"
    assert opened(workbook([["Name", "Country"]])).rows == []


# -- what is no list at all -------------------------------------------------------------------------------------


def _encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500


def _zip_of(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


def _with_entities(xml: bytes) -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + xml.partition(b"?>")[2]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_encrypted(), "file_encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_spreadsheet"),
        (b"\xef\xbb\xbf <HTML><table><tr><td>Name</td></tr></table>", "html_not_spreadsheet"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "html_not_spreadsheet"),
        (b"%PDF-1.7", "not_a_list"),
        (bytes(range(256)) * 40, "not_a_list"),
        (_zip_of("word/document.xml"), "not_a_list"),
        (_zip_of("mimetype"), "other_spreadsheet"),
        (workbook(PLAIN)[:800], "file_damaged"),
        (b"PK\x03\x04 and no more", "file_damaged"),
        (with_part(workbook(PLAIN), SHEET, b"<worksheet><sheetData><row>"), "file_damaged"),
        (with_part(workbook(PLAIN), "xl/workbook.xml", _with_entities), "file_damaged"),
        (with_part(workbook(PLAIN), SHEET, _with_entities), "file_damaged"),
    ],
    ids=[
        "password", "xls", "html", "xml", "pdf", "binary", "docx", "ods", "cut", "no zip", "broken xml", "entities",
        "entities in the sheet",
    ],
)  # fmt: skip
def test_what_is_no_list_is_told_by_its_content(data: bytes, code: str) -> None:
    assert code_of(data) == code


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_bomb_is_refused_before_it_is_unpacked(part: str) -> None:
    bomb = with_part(workbook(PLAIN), part, b"<a>" + b" " * 60_000_000)
    assert len(bomb) < 100_000
    tracemalloc.start()
    assert code_of(bomb) == "unpacks_too_large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


def test_many_parts_or_a_part_named_twice_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_PARTS", 5)
    assert code_of(workbook(PLAIN)) == "unpacks_too_large"


def test_reading_ends_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_SECONDS", -1.0)
    assert code_of(workbook(PLAIN)) == "takes_too_long"
