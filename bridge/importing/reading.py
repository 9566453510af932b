"""Read a CSV file as spreadsheets and people leave it: any common encoding, separator, quoting and stray characters."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_BYTES = 20_000_000
LONGEST_CELL = 20_000  # characters; a longer one is a quote that was never closed, or not a list of startups
_DELIMITERS = (",", ";", "\t", "|")
_MOST_LINES = 100  # lines in one quoted cell, before the quote counts as never closed
_MOST_OPEN_QUOTES = 20  # each one makes the rest of the file be read again


class Unreadable(ValueError):
    """The file as a whole cannot be taken: a code with params."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row; `broken` is a code where the row could not be read properly."""

    number: int
    cells: list[str]
    broken: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file taken apart; the header is row 1."""

    headers: list[str]
    rows: list[Row]
    encoding: str
    delimiter: str


def read(data: bytes) -> Table:
    """Take a CSV file apart. Raises `Unreadable` where there is nothing to work with."""
    if len(data) > MOST_BYTES:
        raise Unreadable("file_too_large", most=MOST_BYTES)
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise Unreadable("spreadsheet_not_csv")
    text, encoding = _decoded(data)
    lines = text.splitlines(keepends=True)
    # Only these end a line in a CSV file; splitlines() also breaks at others that may stand inside a text.
    lines = _joined(lines)
    delimiter = _delimiter(lines)
    records = list(_records(lines, delimiter))
    while records and not any(cell.strip() for cell in records[0].cells):
        records.pop(0)
    if not records:
        raise Unreadable("file_empty")
    headers = [cell.replace("\0", "").strip() for cell in records[0].cells]
    rows = [row for row in records[1:] if row.broken or any(cell.strip(" \t\r\n\0") for cell in row.cells)]
    return Table(headers, rows, encoding, delimiter)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("windows-1251", errors="replace"), "windows-1251"


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
    return max(_DELIMITERS, key=unquoted.count)


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
        yield Row(number, cells, "cell_too_long" if too_long else None)
        at = feed.at


def _is_open_quote(feed: _Feed) -> bool:
    if len(feed.taken) == 1:
        # The last line of the file can open a quote as well.
        return feed.at >= len(feed.lines) and feed.taken[0].count('"') % 2 == 1 and feed.taken[0].rstrip()[-1:] != '"'
    return len(feed.taken) > _MOST_LINES or "".join(feed.taken).count('"') % 2 == 1
