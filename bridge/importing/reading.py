"""Read a CSV file as spreadsheets and people leave it: any common encoding, separator, quoting and stray characters."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from bridge.importing.columns import known
from bridge.importing.encodings import decoded

MOST_BYTES = 20_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 20_000  # characters; a longer one is a quote that was never closed, or not a list of startups
DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 15  # rows among which the header is looked for: titles and blank rows may stand above it
_MOST_LINES = 100  # lines in one quoted cell, before the quote counts as never closed
_MOST_OPEN_QUOTES = 20  # each one makes the rest of the file be read again
_BLANK = " \t\r\n\0"


class Unreadable(ValueError):
    """The file as a whole cannot be taken: a code with params."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class How:
    """How to read a file, where a person says it; None is for us to find out. `header` is the row of the headers."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row; `broken` is a code where the row could not be read properly."""

    number: int
    cells: list[str]
    broken: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file taken apart, and how it was read; rows are numbered as the spreadsheet does.

    `lost` counts letters that the encoding does not have; `notes` are codes of what a reader should know.
    """

    headers: list[str]
    rows: list[Row]
    encoding: str
    delimiter: str
    header: int = 1
    lost: int = 0
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read(data: bytes, how: How = How(), most: int | None = None) -> Table:  # frozen
    """Take a CSV file apart, or its first rows. Raises `Unreadable` where there is nothing to work with."""
    if len(data) > MOST_BYTES:
        raise Unreadable("file_too_large", most=MOST_BYTES)
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise Unreadable("spreadsheet_not_csv")
    text, encoding, lost = decoded(data, how.encoding)
    # Only these end a line in a CSV file; splitlines() also breaks at others that may stand inside a text.
    lines = _joined(text.splitlines(keepends=True))
    delimiter = how.delimiter or _delimiter(lines)
    headers, rows, header = arranged(_records(lines, delimiter), how.header, most)
    return Table(headers, rows, encoding, delimiter, header, lost)


def arranged(records: Iterator[Row], header: int | None, most: int | None) -> tuple[list[str], list[Row], int]:
    """Headers, rows that are not blank, and the number of the header's row. Raises `Unreadable`."""
    filled = (row for row in records if row.broken or not _is_blank(row))
    if header is None:
        first = list(islice(filled, LOOKED_AT))
    else:
        first = list(islice((row for row in filled if row.number >= header), 1))
    if not first:
        raise Unreadable("file_empty")
    # A row of known names is the header; among equals, and where no name is known, the first one.
    top = first[0] if header is not None else max(first, key=lambda row: (known(row.cells), -row.number))
    headers = [cell.replace("\0", "").strip() for cell in top.cells]
    if len(headers) > MOST_COLUMNS:
        headers = _trimmed(headers)
    if len(headers) > MOST_COLUMNS:
        raise Unreadable("file_too_wide", most=MOST_COLUMNS)
    if max(map(len, headers), default=0) > LONGEST_CELL // 10:
        raise Unreadable("not_a_list")
    rows = [row for row in first if row.number > top.number]
    for row in filled:
        if most is not None and len(rows) >= most:
            break
        if len(rows) >= MOST_ROWS:
            raise Unreadable("too_many_rows", most=MOST_ROWS)
        rows.append(row)
    return headers, rows[:most], top.number


def _is_blank(row: Row) -> bool:
    return not any(cell.strip(_BLANK) for cell in row.cells)


def _trimmed(cells: list[str]) -> list[str]:
    width = max((number for number, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:width]


def _joined(pieces: list[str]) -> list[str]:
    lines: list[str] = []
    open_line = ""
    for piece in pieces:
        open_line += piece
        if piece.endswith(("\n", "\r")):
            lines.append(open_line)
            open_line = ""
    if open_line:
        lines.append(open_line)
    return lines


def _delimiter(lines: list[str]) -> str:
    header = next((line for line in lines if line.strip(" \r\n,;\t|")), "")
    unquoted = "".join(part for i, part in enumerate(header.split('"')) if i % 2 == 0)
    return max(DELIMITERS, key=unquoted.count)


@dataclass(slots=True)
class _Feed:
    """Lines for the csv module, and how far it came."""

    lines: list[str]
    at: int
    taken: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        line = self.lines[self.at]
        self.at += 1
        self.taken.append(line)
        return line


def _records(lines: list[str], delimiter: str) -> Iterator[Row]:
    # The module's limit is for the whole process; ours is per cell and names the row.
    csv.field_size_limit(max(csv.field_size_limit(), MOST_BYTES))
    at, number, given_up = 0, 0, 0
    while at < len(lines):
        feed = _Feed(lines, at)
        number += 1
        cells = next(csv.reader(feed, delimiter=delimiter), [])
        if _is_open_quote(feed) and given_up < _MOST_OPEN_QUOTES:
            # Take the line by itself, so that one stray quote does not swallow the rows below it.
            given_up += 1
            alone = lines[at].rstrip("\r\n").split(delimiter)
            yield Row(number, alone, "unclosed_quote")
            at += 1
            continue
        too_long = any(len(cell) > LONGEST_CELL for cell in cells)
        if len(cells) > MOST_COLUMNS:
            # Blank ones cost memory, and one more than there may be is enough to say that there are too many.
            cells = cells[:MOST_COLUMNS] + [cell for cell in cells[MOST_COLUMNS:] if cell.strip(_BLANK)][:1]
        yield Row(number, cells, "cell_too_long" if too_long else None)
        at = feed.at


def _is_open_quote(feed: _Feed) -> bool:
    if len(feed.taken) == 1:
        # The last line of the file can open a quote as well.
        return feed.at >= len(feed.lines) and feed.taken[0].count('"') % 2 == 1 and feed.taken[0].rstrip()[-1:] != '"'
    return len(feed.taken) > _MOST_LINES or "".join(feed.taken).count('"') % 2 == 1
