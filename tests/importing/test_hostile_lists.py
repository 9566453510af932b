"""CSV files in any encoding and shape get a clear answer; none is guessed into nonsense and none takes the memory."""

from __future__ import annotations

import tracemalloc

import pytest

from bridge.importing import Finding, Options, Reader, read
from bridge.importing.encodings import guessed
from bridge.importing.mending import guarded, mending_file, mending_workbook
from bridge.importing.opening import opened
from bridge.importing.reading import How, Unreadable
from tests.importing.lists import YEAR, Memory, bring


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1251", "название;город\nСаманчы;Бишкек\n"),
        ("windows-1251", "Name;Country\nООО «Ромашка»;Казахстан\n"),
        ("windows-1252", "Name;City\nCafé Müller;Köln\n"),
        ("windows-1252", "nom;ville\nSociété Générale;Orléans\n"),
        ("windows-1256", "نام;شہر\nپشاور پمپ;لاہور\n"),
        ("utf-8", "название;شہر\nСаманчы;پشاور\n"),
        ("utf-16", "\ufeffназвание;город\nСаманчы;Бишкек\n"),
        ("utf-16", "Name;City\nAnor;Tashkent\n"),
    ],
)
def test_the_encoding_is_told_by_the_letters(encoding: str, text: str) -> None:
    data = text.encode("utf-16-le" if encoding == "utf-16" else encoding)
    assert guessed(data) == encoding
    assert read(data).rows[0].cells == text.lstrip("\ufeff").splitlines()[1].split(";")


def test_one_broken_letter_does_not_turn_a_file_into_nonsense() -> None:
    table = read("название;город\nСаманчы и товарищи;Бишкек\n".encode() + b"\xff;x\n")
    assert (table.encoding, table.lost) == ("utf-8", 1)


def test_a_wrong_encoding_that_was_chosen_is_told_in_letters_lost() -> None:
    table = read("название;город\n".encode("windows-1251"), How(encoding="utf-8"))
    assert table.lost > 5
    assert read("название;город\n".encode(), How(encoding="utf-8")).lost == 0


def test_a_million_columns_are_refused_as_a_whole() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b"a," * 1_000_000 + b"\n1\n")
    assert refused.value.code == "file_too_wide"
    table = read(b"name,country" + b"," * 1_000_000 + b"\nAnor,PK" + b"," * 1_000_000 + b"\n")
    assert [header for header in table.headers if header] == ["name", "country"]
    assert len(table.rows[0].cells) <= 201


def test_one_giant_line_is_no_list() -> None:
    with pytest.raises(Unreadable) as refused:
        opened(b"x" * 3_000_000)
    assert refused.value.code == "not_a_list"


def test_zeros_in_a_text_are_left_out() -> None:
    memory = Memory()
    report = bring(b"name,country\nAn\0or,PK\n", memory)
    assert (report.created, memory.named("Anor")["country"]) == (1, "PK")


def test_a_file_of_blank_cells_costs_little() -> None:
    data = b"name,country\n" + b",\n" * 40_000
    tracemalloc.start()
    assert read(data).rows == []
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 15_000_000


def test_columns_of_contacts_never_reach_what_a_row_becomes() -> None:
    table = read(b"name,country,e-mail,founder\nAnor,PK,someone@example.org,Some One\n")
    made = Reader(table.headers, Options("list", YEAR)).take(table.rows[0])
    assert "someone" not in repr((made.profile, made.hints, made.problems))


@pytest.mark.parametrize("cell", ["=1+1", "+92 300", "-cmd", "@x", "\tx"])
def test_no_cell_of_our_files_is_run_by_a_spreadsheet(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_numbers_stay_numbers() -> None:
    assert [guarded(cell) for cell in ("-5", "+3.5", "Anor", "")] == ["-5", "+3.5", "Anor", ""]


@pytest.mark.parametrize("make", [mending_file, mending_workbook])
def test_the_file_of_bad_rows_comes_back_as_it_was_and_goes_in_when_mended(make: object) -> None:
    memory = Memory()
    text = "id;Название;Страна;Телефон\n1;=HYPERLINK(1);Атлантида;+92 300\n2;Хорошая;Казахстан;\n"
    report = bring(text, memory)
    data: bytes = make(read(text.encode()), report, lambda finding: f"wrong: {finding.code}")  # type: ignore[operator]
    table = opened(data)
    assert table.headers == ["id", "Название", "Страна", "Телефон", "problem"]
    assert table.rows[0].cells[-1] == "wrong: unknown_code"
    mended = (
        read(data.decode("utf-8-sig").replace("Атлантида", "Казахстан").encode()) if make is mending_file else table
    )
    made = Reader(mended.headers, Options("list", YEAR, defaults={})).take(mended.rows[0])
    assert made.name == "=HYPERLINK(1)"
    assert (made.profile is not None) == (make is mending_file)


def test_findings_name_rows_of_the_spreadsheet_below_a_title() -> None:
    table = read(b"Our list;;\n;;\nName;Country;\nAnor;Atlantis;\n")
    [problem] = Reader(table.headers, Options("list", YEAR)).take(table.rows[0]).problems
    assert problem == Finding(4, "Country", "unknown_code", {})
