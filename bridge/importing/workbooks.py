"""Read an .xlsx file as people keep them: results of formulas, merged cells, many sheets, days; nothing is run."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as clock_time
from typing import Any

from bridge.importing.archives import archive
from bridge.importing.reading import LONGEST_CELL, MOST_COLUMNS, How, Row, Table, Unreadable, arranged

MOST_SHEETS = 256
MOST_SECONDS = 40.0
MOST_MERGED = 5_000
NO_VALUE = "#NO VALUE!"  # a formula whose result the file does not hold
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_EMPTY_SHEETS = 5  # looked into for the first one that has something


@dataclass(slots=True)
class _Extras:
    """What the library does not tell of a sheet: formulas without a result, and which cells hang together."""

    hollow: dict[int, list[int]] = field(default_factory=dict)  # row -> columns
    merged: dict[int, dict[int, tuple[int, int]]] = field(default_factory=dict)  # row -> column -> its first cell
    heads: dict[int, set[int]] = field(default_factory=dict)  # row -> columns of first cells
    count: int = 0


def read_workbook(data: bytes, how: How = How(), most: int | None = None) -> Table:  # noqa: B008  # frozen
    """Take one sheet of an .xlsx file apart, or its first rows. Raises `Unreadable`."""
    parts = archive(data)
    from openpyxl import load_workbook  # costs a tenth of a second: only who reads one pays

    ends = time.monotonic() + MOST_SECONDS
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return _read(book, parts, how, most, ends)
        finally:
            book.close()
    except Unreadable:
        raise
    except Exception as error:
        # The library raises whatever a broken file makes of it: KeyError, ValueError, forbidden entities, its own.
        raise Unreadable("file_damaged") from error


def _read(book: Any, parts: zipfile.ZipFile, how: How, most: int | None, ends: float) -> Table:
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "reset_dimensions")]
    if len(sheets) > MOST_SHEETS:
        raise Unreadable("too_many_sheets", most=MOST_SHEETS)
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"] or sheets
    named = {sheet.title: sheet for sheet in sheets}
    chosen = [named[how.sheet]] if how.sheet in named else shown[:_EMPTY_SHEETS]
    notes = {"macros_ignored"} if "xl/vbaProject.bin" in parts.namelist() else set()
    for number, sheet in enumerate(chosen, start=1):
        sheet.reset_dimensions()  # what the file says of its own size may be wrong
        extras = _extras(parts, sheet._worksheet_path, ends)
        try:
            headers, rows, header = arranged(_rows(sheet, extras, ends), how.header, most)
        except Unreadable as unreadable:
            if unreadable.code == "file_empty" and number < len(chosen):
                continue
            raise
        width = max(len(headers), *(len(row.cells) for row in rows), 0) if rows else len(headers)
        if width > MOST_COLUMNS:
            raise Unreadable("file_too_wide", most=MOST_COLUMNS)
        headers = headers + [""] * (width - len(headers))
        if extras.merged:
            notes.add("merged_filled")
        if extras.hollow:
            notes.add("formulas_without_values")
        names = tuple(sheet.title for sheet in shown)
        return Table(headers, rows, "", "", header, 0, sheet.title, names, tuple(sorted(notes)))
    raise Unreadable("file_empty")


def _rows(sheet: Any, extras: _Extras, ends: float) -> Iterator[Row]:
    above: dict[tuple[int, int], str] = {}
    for number, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1):
        if number % 256 == 1 and time.monotonic() > ends:
            raise Unreadable("takes_too_long")
        cells = [_text(value) if value is not None else "" for value in values]
        while cells and not cells[-1]:
            cells.pop()
        for column, text in _given(extras, number, above):
            cells += [""] * (column - len(cells))
            cells[column - 1] = cells[column - 1] or text
        for column in extras.heads.get(number, ()):
            above[number, column] = cells[column - 1] if column <= len(cells) else ""
        too_long = any(len(cell) > LONGEST_CELL for cell in cells)
        yield Row(number, cells, "cell_too_long" if too_long else None)


def _given(extras: _Extras, number: int, above: dict[tuple[int, int], str]) -> Iterator[tuple[int, str]]:
    """What stands in cells of a row without being there."""
    for column, first in extras.merged.get(number, {}).items():
        yield column, above.get(first, "")
    for column in extras.hollow.get(number, ()):
        yield column, NO_VALUE


def _text(value: object) -> str:
    """A cell as text: whole numbers without a point, days as the calendar writes them."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        at = _day(value)
        return at.isoformat(" ") if isinstance(at, datetime) else at.isoformat()
    if isinstance(value, date | clock_time):
        return value.isoformat()
    return str(value)


def _day(value: datetime) -> date:
    """A day where there is no time of day."""
    return value.date() if value.time() == clock_time() else value


def _extras(parts: zipfile.ZipFile, path: str, ends: float) -> _Extras:
    found = _Extras()
    name = path.lstrip("/")
    if not _mentions(parts, name):
        return found
    from defusedxml.ElementTree import iterparse

    with parts.open(name) as sheet:
        for count, (_, element) in enumerate(iterparse(sheet)):
            if count % 4096 == 0 and time.monotonic() > ends:
                raise Unreadable("takes_too_long")
            tag = element.tag.rpartition("}")[2]
            if tag == "c":
                kinds = {child.tag.rpartition("}")[2]: child.text for child in element}
                if "f" in kinds and not kinds.get("v") and (place := _place(element.get("r", ""))):
                    found.hollow.setdefault(place[0], []).append(place[1])
            elif tag == "mergeCell":
                _merge(found, element.get("ref", ""))
            if tag in ("row", "mergeCell"):
                element.clear()
    return found


def _mentions(parts: zipfile.ZipFile, name: str) -> bool:
    """Whether there is a formula or a merged cell at all: most sheets have none and are read once."""
    rest = b""
    with parts.open(name) as sheet:
        while chunk := sheet.read(1 << 20):
            if re.search(rb"<(?:\w+:)?(?:f[ />]|mergeCell )", rest + chunk):
                return True
            rest = chunk[-40:]
    return False


def _place(text: str) -> tuple[int, int] | None:
    match = _PLACE.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return (int(match[2]), column) if column <= MOST_COLUMNS else None


def _merge(found: _Extras, ref: str) -> None:
    """One country beside five rows means all five: the rows below take the value of the first."""
    first, last = map(_place, (ref.partition(":")[0], ref.partition(":")[2]))
    if first is None or last is None:
        return
    for row in range(first[0] + 1, min(last[0], first[0] + MOST_MERGED) + 1):
        if found.count >= MOST_MERGED:
            return
        found.count += 1
        found.merged.setdefault(row, {})[first[1]] = first
        found.heads.setdefault(first[0], set()).add(first[1])
