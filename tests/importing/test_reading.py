"""A file is read as spreadsheets and people leave it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.importing import Unreadable, read
from bridge.importing.reading import LONGEST_CELL, MOST_BYTES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "utf-16"])
def test_russian_text_comes_out_of_any_common_encoding(encoding: str) -> None:
    table = read("название,город\r\nСаманчы,Бишкек\r\n".encode(encoding))
    assert table.headers == ["название", "город"]
    assert table.rows[0].cells == ["Саманчы", "Бишкек"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found_from_the_header(delimiter: str) -> None:
    table = read(delimiter.join(["name", '"what, or; else"', "city"]).encode() + b"\n")
    assert table.headers == ["name", "what, or; else", "city"]


def test_rows_are_numbered_as_the_spreadsheet_does_across_blank_rows_and_line_breaks_in_cells() -> None:
    table = read(b'name,text\nOne,"two\nlines"\n\n,\nFour,x\n')
    assert [(row.number, row.cells[0]) for row in table.rows] == [(2, "One"), (5, "Four")]


def test_a_quote_that_is_never_closed_costs_its_own_row_and_no_other() -> None:
    rows = "".join(f"Company {i},text\n" for i in range(300))
    table = read(f'name,text\nGood,fine\nBad,"never closed\n{rows}'.encode())
    broken = [row for row in table.rows if row.broken]
    assert [(row.number, row.broken) for row in broken] == [(3, "unclosed_quote")]
    assert len(table.rows) == 302
    assert table.rows[-1].number == 303


def test_a_quote_opened_in_the_last_row_is_told() -> None:
    table = read(b'name,text\nGood,fine\nBad,"never closed')
    assert [row.broken for row in table.rows] == [None, "unclosed_quote"]


def test_a_huge_cell_is_told_and_does_not_stop_the_rest() -> None:
    table = read(f"name,text\nHuge,{'x' * (LONGEST_CELL + 1)}\nSmall,y\n".encode())
    assert [row.broken for row in table.rows] == ["cell_too_long", None]


def test_unusual_line_separators_inside_a_text_do_not_break_the_row() -> None:
    table = read("name,text\nOne,a\u2028b\x0bc\x85d\n".encode())
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\n\n , \n", "file_empty"),
        (b"PK\x03\x04rest of a workbook", "spreadsheet_not_csv"),
        (b"x" * (MOST_BYTES + 1), "file_too_large"),
    ],
    ids=["empty", "blank", "workbook", "huge"],
)
def test_a_file_without_a_list_is_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.code == code


@given(st.binary(max_size=400))
def test_no_bytes_whatever_crash_the_reader(data: bytes) -> None:
    try:
        table = read(data)
    except Unreadable:
        return
    numbers = [row.number for row in table.rows]
    assert numbers == sorted(set(numbers))
